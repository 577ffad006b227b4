//! Exports as bytes, for a browser that keeps its files itself.

use std::io::{self, Write};

use atelier_api::failed;
use atelier_chat_export::{archive_name, file_name};
use atelier_rpc::{BoxFuture, Result};
use atelier_vocabulary::{ConversationId, ExportBranches, ExportFormat};
use tokio::sync::mpsc;
use zip::ZipWriter;

use crate::everything::{Told, WAITING, as_io, fill};
use crate::export::{read_whole, written};
use crate::{Archive, failure};

/// How many bytes are handed over at once.
const CHUNK: usize = 64 << 10;

/// What is to be downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// One conversation.
    Conversation {
        /// The conversation.
        id: ConversationId,
        /// How it is written down.
        format: ExportFormat,
        /// Which of its messages.
        branches: ExportBranches,
    },
    /// All conversations, and what stands beside them, as a zip.
    Everything,
}

/// Bytes that are on their way.
pub struct Download {
    /// A name for the file.
    pub file_name: String,
    /// What the file is, as a media type.
    pub media_type: &'static str,
    /// The bytes, in order. An error among them means that the file is not whole; dropping it ends the work.
    pub bytes: mpsc::Receiver<io::Result<Vec<u8>>>,
    /// What makes them; to be run beside whoever takes them.
    pub work: BoxFuture<'static, ()>,
}

impl Archive {
    /// Begins to write an export down for whoever takes the bytes.
    ///
    /// Errors: `not_found` for a conversation that is not there, `locked` without a store.
    pub async fn download(&self, wish: Wish) -> Result<Download> {
        let (to, bytes) = mpsc::channel(WAITING);
        match wish {
            Wish::Conversation { id, format, branches } => {
                let store = self.slot.get().map_err(failed)?;
                let found = store.read(move |c| read_whole(c, id)).await.map_err(failed)?;
                let (conversation, messages) = found.ok_or_else(|| failure::no_conversation(id))?;
                let file_name = file_name(&conversation, format);
                let write = move || {
                    let mut outlet = Outlet { to, held: Vec::new() };
                    let handed = match written(&conversation, &messages, format, branches) {
                        Ok((text, _)) => outlet.write_all(text.as_bytes()),
                        Err(error) => outlet.fail(io::Error::other(error.message)),
                    };
                    if let Err(error) = handed {
                        tracing::debug!(%error, "a download did not come to its end");
                    }
                };
                let work = Box::pin(async move {
                    let done = tokio::task::spawn_blocking(write).await;
                    if let Err(error) = done {
                        tracing::warn!(%error, "a download was not written");
                    }
                });
                let media_type = match format {
                    ExportFormat::Markdown => "text/markdown; charset=utf-8",
                    ExportFormat::Json => "application/json",
                    ExportFormat::Html => "text/html; charset=utf-8",
                };
                Ok(Download { file_name, media_type, bytes, work })
            }
            Wish::Everything => {
                self.slot.get().map_err(failed)?;
                let file_name = archive_name((self.clock)());
                let archive = self.clone();
                // It ends where nobody takes the bytes any more.
                let work = Box::pin(async move { archive.pour(to).await });
                Ok(Download { file_name, media_type: "application/zip", bytes, work })
            }
        }
    }

    /// Writes everything to `to`.
    async fn pour(&self, to: mpsc::Sender<io::Result<Vec<u8>>>) {
        let (pieces, inlet) = mpsc::channel(WAITING);
        let outlet = Outlet { to: to.clone(), held: Vec::new() };
        let packing = tokio::task::spawn_blocking(move || {
            let mut zip = ZipWriter::new_stream(outlet);
            if !fill(&mut zip, inlet)? {
                return Err(io::Error::other("the export broke off"));
            }
            zip.finish().map_err(as_io)?.into_inner().flush()
        });
        let told = async {
            let store = self.slot.get().map_err(failed)?;
            self.tell(&store, &pieces, Told::Nobody).await
        };
        let told = told.await;
        drop(pieces);
        let packed =
            packing.await.unwrap_or_else(|_| Err(io::Error::other("the export broke off")));
        if let (Err(error), _) = (packed, told) {
            tracing::debug!(%error, "a download did not come to its end");
            // Whoever is gone does not hear it.
            drop(to.send(Err(error)).await);
        }
    }
}

/// Hands bytes over in pieces of some size.
struct Outlet {
    to: mpsc::Sender<io::Result<Vec<u8>>>,
    held: Vec<u8>,
}

impl Outlet {
    /// Says that the file is not whole.
    fn fail(&mut self, error: io::Error) -> io::Result<()> {
        self.to.blocking_send(Err(error)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn send(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.held);
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        if bytes.is_empty() { Ok(()) } else { self.to.blocking_send(Ok(bytes)).map_err(gone) }
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = CHUNK.saturating_sub(self.held.len());
        let taken = bytes.get(..room.min(bytes.len())).unwrap_or_default();
        self.held.extend_from_slice(taken);
        if self.held.len() >= CHUNK {
            self.send()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

impl Drop for Outlet {
    fn drop(&mut self) {
        // What is left of a text; nothing where all went.
        drop(self.send());
    }
}
