//! Catalogues: collections of themes that lie in git repositories elsewhere.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A collection of themes in a git repository, as it was when it was fetched last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ThemeCatalogue {
    /// Identifies it; the same for the same address.
    pub id: String,
    /// What it is called: the end of its address.
    pub name: String,
    /// Where it was fetched from.
    pub address: String,
    /// The commit, 40 digits.
    pub commit: String,
    /// When that commit says it was made, in ms since 1970.
    #[ts(type = "number")]
    pub committed_at: i64,
    /// When that commit was fetched, in ms since 1970.
    #[ts(type = "number")]
    pub fetched_at: i64,
    /// When it was asked last whether there is a newer one, in ms since 1970.
    #[ts(type = "number")]
    pub looked_at: i64,
    /// How many theme files it holds.
    pub files: u32,
    /// What was left out of it, each a sentence for a person.
    pub left_out: Vec<String>,
}

/// What a fetch is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CatalogueStep {
    /// The server is asked what there is.
    Asking,
    /// The newest commit arrives.
    Receiving,
    /// It is looked through.
    Reading,
}

/// What happens while a catalogue is fetched, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CatalogueEvent {
    /// It goes on.
    Progress {
        /// What is being done.
        step: CatalogueStep,
        /// How much has arrived, in bytes.
        #[ts(type = "number")]
        received: u64,
    },
    /// It is kept.
    Finished {
        /// The catalogue.
        catalogue: Box<ThemeCatalogue>,
        /// What is different now; none where the commit is the one that was here.
        news: Option<CatalogueNews>,
    },
}

/// How the theme files of a catalogue differ from those that were here, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CatalogueNews {
    /// Those that are new.
    pub added: Vec<String>,
    /// Those that hold something else.
    pub changed: Vec<String>,
    /// Those that are gone.
    pub removed: Vec<String>,
}
