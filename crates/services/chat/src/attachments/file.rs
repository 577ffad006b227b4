//! A file of this machine on its way in: read piece by piece, where the store is open.

use std::io::{ErrorKind, Read as _};

use atelier_files::{ChosenError, ChosenFile};
use atelier_rpc::{Code, Error, Result};
use tokio::sync::mpsc;

use super::{Attachments, StoredBlob};

/// How much is read at once.
const PIECE: usize = 256 << 10;

impl Attachments {
    /// Keeps the bytes of a file, and returns its name with them. A file that grows meanwhile is read
    /// as far as a file may have bytes.
    pub(super) async fn take_in(&self, path: &str) -> Result<(String, StoredBlob)> {
        let (path, keep_out) = (std::path::PathBuf::from(path), self.keep_out.clone());
        let open = move || ChosenFile::open(&path, &keep_out);
        let opened = tokio::task::spawn_blocking(open).await.map_err(|_| lost())?;
        let chosen = opened.map_err(|error| refused(&error))?;
        let mut intake = self.blobs.begin(Some(chosen.bytes)).await?;
        let (outlet, mut inlet) = mpsc::channel::<std::io::Result<Vec<u8>>>(2);
        let (name, mut file) = (chosen.name, chosen.file);
        tokio::task::spawn_blocking(move || {
            loop {
                let mut piece = vec![0; PIECE];
                let read = match file.read(&mut piece) {
                    Ok(0) => return,
                    Ok(read) => Ok(read),
                    Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let failed = read.is_err();
                let piece = read.map(|read| {
                    piece.truncate(read);
                    piece
                });
                // Nobody waits for more where it was too much, or was called off.
                if outlet.blocking_send(piece).is_err() || failed {
                    return;
                }
            }
        });
        while let Some(piece) = inlet.recv().await {
            let piece = piece.map_err(|error| {
                let message = format!("“{name}” could not be read to its end: {error}");
                Error::new(Code::Unavailable, message).with_hint("nothing of it was kept")
            })?;
            intake.take(&piece).await?;
        }
        Ok((name, intake.finish().await?))
    }
}

fn lost() -> Error {
    Error::new(Code::Internal, "the file could not be read; nothing was kept")
}

fn refused(error: &ChosenError) -> Error {
    let code = match error {
        ChosenError::NotFound { .. } => Code::NotFound,
        ChosenError::Own { .. } | ChosenError::Denied { .. } => Code::PermissionDenied,
        ChosenError::NotInFull { .. }
        | ChosenError::NotAFile { .. }
        | ChosenError::BadName { .. }
        | ChosenError::NoHistory { .. }
        | ChosenError::BadZip { .. }
        | ChosenError::Exists { .. } => Code::InvalidInput,
        ChosenError::DiskFull { .. } | ChosenError::Io { .. } => Code::Unavailable,
    };
    Error::new(code, error.to_string()).with_hint(error.hint())
}
