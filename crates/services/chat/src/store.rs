//! Reading and writing where the open store stands; failures are as callers see them.

use atelier_api::failed;
use atelier_rpc::Result;
use atelier_store::{Connection, Durability, Slot, StoreError, Transaction};

/// Reads from the open store.
pub(crate) async fn read<T: Send + 'static>(
    slot: &Slot,
    work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
) -> Result<T> {
    slot.get().map_err(failed)?.read(work).await.map_err(failed)
}

/// Writes what a person said or chose to the open store, so that it survives a power cut.
pub(crate) async fn write<T: Send + 'static>(
    slot: &Slot,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
) -> Result<T> {
    slot.get().map_err(failed)?.write(Durability::Full, work).await.map_err(failed)
}
