//! Ids that are made of where something comes from, so that reading it again gives the same ones.

use atelier_vocabulary::ImportSource;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The id of what `source` calls `name` within `within`. It begins with the time, where that is known,
/// so that ids sort by age as those of Atelier itself do.
pub(crate) fn derive(source: ImportSource, within: &str, name: &str, at: Option<i64>) -> Uuid {
    let mut digest = Sha256::new();
    for part in [word(source), within, name] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    let digest: [u8; 32] = digest.finalize().into();
    let mut bytes = [0; 16];
    let time = u64::try_from(at.unwrap_or(0)).unwrap_or(0).to_be_bytes();
    let parts = time.iter().skip(2).chain(digest.iter());
    for (byte, part) in bytes.iter_mut().zip(parts) {
        *byte = *part;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// What the id of a conversation without one is made of.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

fn word(source: ImportSource) -> &'static str {
    match source {
        ImportSource::Atelier => "atelier",
        ImportSource::ChatGpt => "chatgpt",
        ImportSource::Claude => "claude",
        ImportSource::OpenWebUi => "open_webui",
        ImportSource::ClaudeCode => "claude_code",
    }
}
