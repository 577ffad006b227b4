//! The store's state, and keeping what is only in memory.

use atelier_api::store::StoreApi;
use atelier_rpc::{Call, NoInput, Result};
use atelier_vocabulary::StoreState;

use crate::Opening;

/// Says where conversations are kept, and keeps them on disk when asked.
pub struct StoreControl(
    /// What opens the store.
    pub Opening,
);

impl StoreApi for StoreControl {
    async fn status(&self, _call: Call, _input: NoInput) -> Result<StoreState> {
        Ok(self.0.store_state())
    }

    async fn keep(&self, _call: Call, _input: NoInput) -> Result<StoreState> {
        self.0.keep().await
    }
}
