//! Conversations that are deleted for good: what is remembered of them in memory goes too.

use atelier_api::failed;
use atelier_rpc::Change;
use atelier_store::{Connection, Slot, StoreError, tables::conversations};
use atelier_vocabulary::ConversationId;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// Waits until conversations may have been deleted for good, which missed changes may tell of as well;
/// false once no change is announced any more.
pub(crate) async fn next(changes: &mut Receiver<Change>) -> bool {
    loop {
        match changes.recv().await {
            Ok(change) if change.operation.starts_with("shelf.") => return true,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}

/// Returns which of the conversations are still there; none where that cannot be known.
pub(crate) async fn remaining(slot: &Slot, ids: Vec<ConversationId>) -> Vec<ConversationId> {
    let there = move |c: &Connection| -> Result<Vec<_>, StoreError> {
        let get = |id: ConversationId| Ok(conversations::get(c, id)?.map(|it| it.id));
        ids.into_iter().filter_map(|id| get(id).transpose()).collect()
    };
    let read = async { slot.get().map_err(failed)?.read(there).await.map_err(failed) };
    read.await.unwrap_or_default()
}
