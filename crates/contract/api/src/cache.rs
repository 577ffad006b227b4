//! The answer cache: answers that are kept in memory, and given again to exactly the same request.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{CacheStatus, CachedAnswer};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::sha256;

api! {
    /// The answer cache: answers that are kept in memory, and given again to exactly the same request. `settings.save` switches it on.
    pub trait CacheApi in cache {
        /// Says whether answers are kept, how many, and what giving them again has saved.
        query status(NoInput) -> CacheStatus, provides [Cache, Settings], requires [UsageRead];

        /// Lists the answers that are kept, last given first.
        query list(NoInput) -> Vec<CachedAnswer>, provides [Cache], requires [ConversationsRead];

        /// Forgets an answer that is kept, and returns how the cache stands then. The message that holds it stays.
        command remove(RemoveCached) -> CacheStatus, invalidates [Cache], requires [ConversationsWrite];

        /// Forgets every answer that is kept, and returns how the cache stands then. Conversations stay.
        command clear(NoInput) -> CacheStatus, invalidates [Cache], requires [ConversationsWrite];
    }
}

/// Which answer to forget.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RemoveCached {
    /// Its id, as `cache.list` has it.
    #[garde(custom(sha256))]
    pub id: String,
}
