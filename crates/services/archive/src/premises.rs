//! Where everything lies that is kept, and folders for a while.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use atelier_rpc::{BoxFuture, Change, Code, Error, Result};
use atelier_secrets::Vault;
use atelier_store::Slot;
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::{Clock, KeepOut, failure, shelf};

/// Opens the store and the settings again, whatever there is now.
pub type Reopen = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// Where everything lies that is kept, and what opens it.
#[derive(Clone)]
pub struct Premises {
    /// The folder of the store.
    pub data: PathBuf,
    /// The folder of the log files.
    pub logs: PathBuf,
    /// The store.
    pub store_file: PathBuf,
    /// Where the open store stands.
    pub slot: Slot,
    /// The place of secrets.
    pub vault: Vault,
    /// The places that nobody names a file in.
    pub keep_out: KeepOut,
    /// Opens everything again.
    pub reopen: Reopen,
    /// Tells the time.
    pub clock: Clock,
    /// Where it is said what became stale.
    pub changes: broadcast::Sender<Change>,
}

/// A folder for a while; it goes with the value.
pub(crate) struct Stage(pub(crate) PathBuf);

impl Stage {
    pub(crate) fn in_folder(folder: &Path) -> std::io::Result<Self> {
        let path = folder.join(format!("stage-{}", Uuid::now_v7().simple()));
        shelf::make_folder(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "a copy of the store that was only tried could not be removed");
        }
    }
}

/// Runs what blocks on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| failure::lost())?
}

/// The error of a place that cannot be written.
pub(crate) fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    tracing::warn!(%error, "a place for backups cannot be used");
    Error::new(Code::Unavailable, format!("`{}` cannot be written: {error}", path.display()))
        .with_hint("look whether there is room, and who may use the folder")
}
