//! Models of the endpoint in use.

use atelier_rpc::api;
use atelier_vocabulary::Model;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Models of the endpoint in use.
    pub trait ModelApi in model {
        /// Lists the models that the endpoint offers, newest first, with what they cost. Asks the
        /// endpoint where what is known is older than an hour, unless told otherwise.
        query list(ListModels) -> Vec<Model>, provides [Models], requires [ModelsRead], limit(60);

        /// Reads one model.
        query get(GetModel) -> Model, provides [Models], requires [ModelsRead], limit(60);
    }
}

/// How to list models.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ListModels {
    /// Whether to ask the endpoint even where an earlier answer is still fresh.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub refresh: bool,
    /// Whether to be content with what is known, however old, and leave the network alone; an empty
    /// list where nothing is.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub known_only: bool,
}

/// Which model to read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct GetModel {
    /// Its id.
    #[garde(length(min = 1, max = 200))]
    pub id: String,
}
