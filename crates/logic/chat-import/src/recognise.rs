//! What stands at the beginning of a file, and what a value is one of.

use atelier_vocabulary::ImportSource;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::Unreadable;

/// Refuses what cannot be JSON in UTF-8.
pub(crate) fn check_beginning(bytes: &[u8]) -> Result<(), Unreadable> {
    let mark = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if mark || bytes.iter().take(4).any(|it| *it == 0) {
        return Err(Unreadable::Encoding);
    }
    let text = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let first = text.iter().find(|it| !it.is_ascii_whitespace());
    match first {
        None | Some(b'{' | b'[') => Ok(()),
        Some(_) => Err(Unreadable::NotJson),
    }
}

/// What the first value is one of.
pub(crate) fn detect(bytes: &[u8]) -> Option<ImportSource> {
    #[derive(Deserialize)]
    struct Probe {
        mapping: Option<IgnoredAny>,
        chat_messages: Option<IgnoredAny>,
        chat: Option<IgnoredAny>,
        conversation: Option<IgnoredAny>,
        #[serde(rename = "sessionId")]
        session: Option<IgnoredAny>,
        #[serde(rename = "leafUuid")]
        leaf: Option<IgnoredAny>,
        snapshot: Option<IgnoredAny>,
    }
    let probe: Probe = serde_json::from_slice(bytes).ok()?;
    [
        (probe.mapping, ImportSource::ChatGpt),
        (probe.chat_messages, ImportSource::Claude),
        (probe.chat, ImportSource::OpenWebUi),
        (probe.conversation, ImportSource::Atelier),
        (probe.session, ImportSource::ClaudeCode),
        (probe.leaf, ImportSource::ClaudeCode),
        (probe.snapshot, ImportSource::ClaudeCode),
    ]
    .into_iter()
    .find_map(|(found, source)| found.map(|_| source))
}

/// The text with halves of characters replaced, where it holds any: some programs cut pictures of
/// faces in two, which is no JSON any more.
pub(crate) fn mend(bytes: &[u8]) -> Option<Vec<u8>> {
    let escape = |at: usize| -> Option<u16> {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut mended: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        at += found;
        let step = match escape(at) {
            None => 2,
            Some(0xd800..0xdc00) if matches!(escape(at + 6), Some(0xdc00..0xe000)) => 12,
            Some(0xd800..0xe000) => {
                let text = mended.get_or_insert_with(|| bytes.to_vec());
                if let Some(place) = text.get_mut(at..at + 6) {
                    place.copy_from_slice(b"\\ufffd");
                }
                6
            }
            Some(_) => 6,
        };
        at += step;
    }
    mended
}
