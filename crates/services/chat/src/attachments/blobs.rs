//! The bytes: taken in piece by piece, read piece by piece.

use atelier_api::failed;
use atelier_rpc::{Code, Error, Result};
use atelier_store::{
    Durability, Slot, Store, Transaction,
    tables::blobs::{self, Arriving, PIECE_BYTES},
};
use sha2::{Digest, Sha256};
use tokio_util::task::TaskTracker;

use crate::{Clock, store};

/// The most bytes of a file.
pub const FILE_BYTES: u64 = 100 << 20;

/// Bytes by their content. Clones are the same ones.
#[derive(Clone)]
pub struct Blobs {
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// Where what broke off is cleaned up.
    pub tasks: TaskTracker,
}

/// Bytes that were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBlob {
    /// Their SHA-256, in lower-case hexadecimal digits.
    pub hash: String,
    /// How many they are.
    pub bytes: u64,
}

/// Bytes on their way in. What is dropped before its end is forgotten.
pub struct Intake {
    blobs: Blobs,
    store: Store,
    /// None once it is finished.
    arriving: Option<Arriving>,
    hasher: Sha256,
    waiting: Vec<u8>,
    seq: u32,
    bytes: u64,
}

impl Blobs {
    /// Begins to take bytes in. `announced` is how many somebody says will come.
    pub async fn begin(&self, announced: Option<u64>) -> Result<Intake> {
        if announced.is_some_and(|bytes| bytes > FILE_BYTES) {
            return Err(too_large());
        }
        let store = self.slot.get().map_err(failed)?;
        let now = (self.clock)();
        let begin = move |c: &Transaction<'_>| blobs::begin(c, now);
        let arriving = store.write(Durability::Normal, begin).await.map_err(failed)?;
        Ok(Intake {
            blobs: self.clone(),
            store,
            arriving: Some(arriving),
            hasher: Sha256::new(),
            waiting: Vec::new(),
            seq: 0,
            bytes: 0,
        })
    }

    /// Keeps bytes that are all here.
    pub async fn keep(&self, bytes: &[u8]) -> Result<StoredBlob> {
        let mut intake = self.begin(u64::try_from(bytes.len()).ok()).await?;
        intake.take(bytes).await?;
        intake.finish().await
    }

    /// How many bytes a blob has; none where there is no such blob.
    pub async fn size(&self, hash: &str) -> Result<Option<u64>> {
        let hash = hash.to_owned();
        store::read(&self.slot, move |c| blobs::size(c, &hash)).await
    }

    /// Reads a piece, counted from 0; none beyond the last.
    pub async fn piece(&self, hash: &str, seq: u32) -> Result<Option<Vec<u8>>> {
        let hash = hash.to_owned();
        store::read(&self.slot, move |c| blobs::piece(c, &hash, seq)).await
    }

    /// Reads a blob whole; none where there is no such blob.
    pub(crate) async fn whole(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        let Some(bytes) = self.size(hash).await? else { return Ok(None) };
        let (found, _) = self.beginning(hash, usize::try_from(bytes).unwrap_or(usize::MAX)).await?;
        Ok(Some(found))
    }

    /// Reads the first bytes of a blob, `most` of them, and says whether these are all.
    pub(crate) async fn beginning(&self, hash: &str, most: usize) -> Result<(Vec<u8>, bool)> {
        let size = self.size(hash).await?.ok_or_else(unknown)?;
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut found = Vec::with_capacity(size.min(most));
        for seq in 0.. {
            if found.len() >= most {
                break;
            }
            match self.piece(hash, seq).await? {
                Some(piece) => found.extend_from_slice(&piece),
                None => break,
            }
        }
        found.truncate(most);
        let complete = found.len() == size;
        Ok((found, complete))
    }
}

impl Intake {
    /// Takes in what has come. Errors: too many bytes, and those of the store.
    pub async fn take(&mut self, mut bytes: &[u8]) -> Result<()> {
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.bytes > FILE_BYTES {
            return Err(too_large());
        }
        self.hasher.update(bytes);
        while !bytes.is_empty() {
            let room = PIECE_BYTES - self.waiting.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.waiting.extend_from_slice(now);
            bytes = later;
            if self.waiting.len() == PIECE_BYTES {
                self.flush().await?;
            }
        }
        Ok(())
    }

    /// Keeps what has come.
    pub async fn finish(mut self) -> Result<StoredBlob> {
        if !self.waiting.is_empty() {
            self.flush().await?;
        }
        let hash = format!("{:x}", std::mem::take(&mut self.hasher).finalize());
        let (named, bytes, now) = (hash.clone(), self.bytes, (self.blobs.clock)());
        if let Some(arriving) = self.arriving {
            let finish = move |c: &Transaction<'_>| blobs::finish(c, arriving, &named, bytes, now);
            self.store.write(Durability::Full, finish).await.map_err(failed)?;
            self.arriving = None;
        }
        Ok(StoredBlob { hash, bytes })
    }

    async fn flush(&mut self) -> Result<()> {
        let Some(arriving) = self.arriving else { return Ok(()) };
        let (piece, seq) = (std::mem::take(&mut self.waiting), self.seq);
        self.seq += 1;
        let append = move |c: &Transaction<'_>| blobs::append(c, arriving, seq, &piece);
        self.store.write(Durability::Normal, append).await.map_err(failed)
    }
}

impl Drop for Intake {
    fn drop(&mut self) {
        let Some(arriving) = self.arriving else { return };
        let store = self.store.clone();
        drop(self.blobs.tasks.spawn(async move {
            let abandon = move |c: &Transaction<'_>| blobs::abandon(c, arriving);
            if let Err(error) = store.write(Durability::Normal, abandon).await {
                // The next start removes it.
                tracing::debug!(%error, "what had arrived of a file was not removed");
            }
        }));
    }
}

fn too_large() -> Error {
    let message = format!("a file may have {} MiB; nothing of it was kept", FILE_BYTES >> 20);
    Error::new(Code::InvalidInput, message).with_hint("split it, or attach the part that matters")
}

pub(crate) fn unknown() -> Error {
    Error::new(Code::NotFound, "these bytes are not kept here")
        .with_hint("send the file over once more")
}
