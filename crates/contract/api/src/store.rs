//! The store that conversations are kept in.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::StoreState;

api! {
    /// The store that conversations are kept in.
    pub trait StoreApi in store {
        /// Says where conversations are kept.
        query status(NoInput) -> StoreState, provides [Store], requires [SecretsStatus];

        /// Keeps what so far is only in memory: creates the encrypted store and its master key.
        command keep(NoInput) -> StoreState, invalidates [Store, Secrets], requires [SecretsWrite], limit(120);
    }
}
