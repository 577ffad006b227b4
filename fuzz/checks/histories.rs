//! Histories of other programs: whatever comes in, what comes out is sound, and how it is cut changes nothing.

use std::collections::HashSet;

use atelier_chat_import::{Found, Reader};

const NOW: i64 = 1_800_000_000_000;

/// Reads `data` as each kind of file, at once and in pieces.
pub(crate) fn check(data: &[u8]) {
    for name in ["conversations.json", "session.jsonl"] {
        let whole = read(name, data, data.len().max(1));
        assert_eq!(whole, read(name, data, 7), "how a file is cut changes what is in it");
        for found in &whole {
            let mut before = HashSet::new();
            for message in &found.messages {
                let follows = message.parent_id.is_none_or(|it| before.contains(&it));
                assert!(follows || found.continues, "a message stands before the one it follows");
                assert!(before.insert(message.id), "two messages have one id");
                assert!((0..=NOW).contains(&message.created_at), "a time that cannot be");
            }
            let head = found.conversation.head_id;
            let shown = head.is_none_or(|it| before.contains(&it));
            assert!(shown || found.continues, "what is shown is not there");
        }
    }
}

fn read(name: &str, data: &[u8], piece: usize) -> Vec<Found> {
    let mut reader = Reader::new(NOW);
    let mut found = Vec::new();
    reader.begin(name);
    for piece in data.chunks(piece) {
        if reader.feed(piece, &mut found).is_err() {
            return Vec::new();
        }
    }
    if reader.end(&mut found).is_err() {
        found.clear();
    }
    found
}
