//! The bytes that conversations refer to, as they come out of an export.

use atelier_store::tables::blobs::PIECE_BYTES;
use sha2::{Digest, Sha256};

/// What is read of the bytes that conversations refer to.
pub(crate) enum Blob {
    /// Those of this hash begin.
    Begin(String),
    /// Their next piece; all but the last are as long as the store wants them.
    Piece(Vec<u8>),
    /// They end, and are this many; none where they are not those of the hash.
    End(Option<u64>),
}

/// The bytes that are being read.
pub(crate) struct Arriving {
    hash: String,
    digest: Sha256,
    bytes: u64,
    waiting: Vec<u8>,
}

/// Begins to read bytes where the file holds some, and not a history.
pub(crate) fn begin(name: &str, blob: &mut Option<Arriving>) -> Vec<Blob> {
    let Some(hash) = name.strip_prefix("blobs/") else { return Vec::new() };
    let hash = hash.to_ascii_lowercase();
    let (digest, waiting) = (Sha256::new(), Vec::new());
    *blob = Some(Arriving { hash: hash.clone(), digest, bytes: 0, waiting });
    vec![Blob::Begin(hash)]
}

impl Arriving {
    /// Takes the next bytes; returns the pieces that are whole with them.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Vec<Blob> {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        self.waiting.extend_from_slice(bytes);
        let mut pieces = Vec::new();
        while self.waiting.len() >= PIECE_BYTES {
            let rest = self.waiting.split_off(PIECE_BYTES);
            pieces.push(Blob::Piece(std::mem::replace(&mut self.waiting, rest)));
        }
        pieces
    }

    /// Ends them.
    pub(crate) fn end(self) -> Vec<Blob> {
        let sound = format!("{:x}", self.digest.finalize()) == self.hash;
        let last = (!self.waiting.is_empty()).then_some(Blob::Piece(self.waiting));
        last.into_iter().chain([Blob::End(sound.then_some(self.bytes))]).collect()
    }
}
