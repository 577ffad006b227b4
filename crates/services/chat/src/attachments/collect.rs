//! Removing bytes that nothing refers to any more.

use std::time::Duration;

use atelier_api::{attachment::CollectedBlobs, failed};
use atelier_rpc::Result;
use atelier_store::{
    Connection, Durability, Transaction,
    tables::{attachments, blobs},
};
use tokio_util::sync::CancellationToken;

use super::Attachments;

/// How often it is looked for such bytes.
const EVERY: Duration = Duration::from_hours(1);
/// How many are removed in one go, so that nobody waits long.
const AT_ONCE: usize = 16;

impl Attachments {
    /// Looks for bytes that nothing refers to, now and then, until `stop`.
    pub async fn collect_now_and_then(self, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(EVERY) => {}
            }
            match self.collect_unused().await {
                Ok(CollectedBlobs { blobs: 0, .. }) => {}
                Ok(CollectedBlobs { blobs, bytes }) => {
                    tracing::info!(blobs, bytes, "removed what nothing refers to");
                }
                Err(error) => tracing::debug!(%error, "nothing could be removed"),
            }
        }
    }

    /// Removes what nothing refers to: no draft, no note of a message, and no message itself.
    pub(super) async fn collect_unused(&self) -> Result<CollectedBlobs> {
        let store = self.slot.get().map_err(failed)?;
        let now = (self.clock)();
        let strays = store.write(Durability::Normal, |c| attachments::forget_strays(c));
        strays.await.map_err(failed)?;
        let look = move |c: &Connection| {
            let unused = blobs::unused(c, now)?;
            if unused.is_empty() {
                return Ok(unused);
            }
            let referred = blobs::referred(c)?;
            Ok(unused.into_iter().filter(|hash| !referred.contains(hash)).collect())
        };
        let unused = store.read(look).await.map_err(failed)?;
        let mut collected = CollectedBlobs { blobs: 0, bytes: 0 };
        for some in unused.chunks(AT_ONCE) {
            let some = some.to_vec();
            let remove = move |c: &Transaction<'_>| {
                let removed = some.iter().map(|hash| blobs::remove(c, hash, now));
                removed.collect::<std::result::Result<Vec<_>, _>>()
            };
            let removed = store.write(Durability::Normal, remove).await.map_err(failed)?;
            for bytes in removed.into_iter().flatten() {
                collected.blobs += 1;
                collected.bytes += bytes;
            }
        }
        Ok(collected)
    }
}
