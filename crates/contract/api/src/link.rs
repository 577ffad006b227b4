//! Links into Atelier, from other programs. They prefill and show; they never send, run or change.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::Link;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest link, in bytes.
pub const LINK_BYTES: usize = 2_048;

api! {
    /// Links into Atelier, from other programs. They prefill and show; they never send, run or change.
    pub trait LinkApi in link {
        /// Opens a link: `atelier://new?text=…&project=…`, `atelier://c/ID` or `atelier://settings/SECTION`. A page of Atelier goes there, and asks before it takes a text.
        command open(OpenLink) -> Link, invalidates [Links], requires [ConversationsWrite];

        /// Lists the links that no page has gone to yet, first opened first.
        query waiting(NoInput) -> Vec<Link>, provides [Links], requires [ConversationsRead];

        /// Takes a link, so that no other page goes there too; none where another was first.
        command take(TakeLink) -> TakenLink, invalidates [Links], requires [ConversationsWrite];
    }
}

/// A link to open.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct OpenLink {
    /// The link, whole.
    #[garde(length(bytes, min = 1, max = LINK_BYTES))]
    pub url: String,
}

/// What became of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TakenLink {
    /// The link; none where another page has taken it.
    pub link: Option<Link>,
}

/// A link to go to.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct TakeLink {
    /// Its number.
    pub number: u32,
}
