//! What goes along with messages, over the store and the folders that are open.

use std::sync::Arc;

use atelier_api::file::{FileApi as _, ReadFile};
use atelier_chat::{Attachments, Blobs as KeptBlobs, Temporary};
use atelier_rpc::{Call, CallId, Code, Error, Origin, Result};
use atelier_store::Slot;
use atelier_workspace::{Clock, KeepOut, Workspace};
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::guard::MAIN_WINDOW;

/// The bytes of attachments, wherever the conversation stands that they are for. Clones are the same ones.
#[derive(Clone)]
pub struct Blobs {
    kept: KeptBlobs,
    temporary: Temporary,
}

impl Blobs {
    pub(crate) fn new(kept: KeptBlobs, temporary: Temporary) -> Self {
        Self { kept, temporary }
    }

    /// Where bytes are kept that are sent over for a conversation, which the query of an address names as
    /// `conversation`; without one they are for the conversation that is not created yet.
    ///
    /// # Errors
    /// Fails for a conversation that is not there: what is sent for a temporary one that has ended is
    /// kept nowhere.
    pub async fn of(&self, query: Option<&str>) -> Result<KeptBlobs> {
        let named = |pair: &str| pair.strip_prefix("conversation=").map(str::to_owned);
        let Some(id) = query.and_then(|query| query.split('&').find_map(named)) else {
            return Ok(self.kept.clone());
        };
        let slot = match id.parse() {
            Ok(id) => self.temporary.place_of(id).await,
            Err(_) => Err(Error::new(Code::InvalidInput, "this is no id of a conversation")),
        };
        Ok(KeptBlobs { slot: slot?, ..self.kept.clone() })
    }

    /// How many bytes a blob has; none where there is no such blob.
    pub async fn size(&self, hash: &str) -> Result<Option<u64>> {
        match self.temporary.blobs_with(&self.kept, hash).await {
            Some(blobs) => blobs.size(hash).await,
            None => self.kept.size(hash).await,
        }
    }

    /// Reads a piece, counted from 0; none beyond the last.
    pub async fn piece(&self, hash: &str, seq: u32) -> Result<Option<Vec<u8>>> {
        match self.temporary.blobs_with(&self.kept, hash).await {
            Some(blobs) => blobs.piece(hash, seq).await,
            None => self.kept.piece(hash, seq).await,
        }
    }
}

/// Builds what keeps attachments, and removes now and then what nothing refers to any more.
pub(crate) fn attachments(
    slot: &Slot,
    clock: &Clock,
    workspace: &Arc<Workspace>,
    keep_out: KeepOut,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Attachments {
    let workspace = Arc::clone(workspace);
    let read_file: atelier_chat::ReadFile = Arc::new(move |folder_id, path| {
        let workspace = Arc::clone(&workspace);
        Box::pin(async move {
            let origin = Origin::Window(MAIN_WINDOW.to_owned());
            let call = Call::new(CallId::new("attachment"), origin, CancellationToken::new());
            workspace.read(call, ReadFile { folder_id, path }).await.map(|file| file.text)
        })
    });
    let blobs = KeptBlobs { slot: slot.clone(), clock: Arc::clone(clock), tasks: tasks.clone() };
    let attachments = Attachments {
        blobs,
        slot: slot.clone(),
        clock: Arc::clone(clock),
        read_file,
        keep_out,
        room: Arc::new(Semaphore::new(1)),
    };
    tasks.spawn(attachments.clone().collect_now_and_then(stop.clone()));
    attachments
}
