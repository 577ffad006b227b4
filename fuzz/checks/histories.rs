//! Histories of other programs, and what stands beside conversations in our own exports: whatever comes in, what
//! comes out is sound, and how it is cut changes nothing.

use std::collections::HashSet;

use atelier_chat_import::{Found, LibraryReader, Reader};
use atelier_vocabulary::LibraryItem;

const NOW: i64 = 1_800_000_000_000;

/// Reads `data` as each kind of file, at once and in pieces.
pub(crate) fn check(data: &[u8]) {
    library(data);
    for name in ["conversations.json", "session.jsonl"] {
        let whole = read(name, data, data.len().max(1));
        assert_eq!(whole, read(name, data, 7), "how a file is cut changes what is in it");
        for found in &whole {
            bounded(found);
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

/// What is held of a conversation that anybody may have written into a file.
fn bounded(found: &Found) {
    let it = &found.conversation;
    assert!(it.title.chars().count() <= 200 && !it.title.contains(char::is_control), "a title");
    assert!(it.tags.len() <= 20 && it.tags.iter().all(|tag| tag.len() <= 320), "the tags");
    for at in
        [Some(it.created_at), Some(it.updated_at), it.trashed_at, it.pinned_at, it.archived_at]
    {
        assert!(at.is_none_or(|at| (0..=NOW).contains(&at)), "a time that cannot be");
    }
    let models = found.messages.iter().map(|it| &it.model).chain([&it.model]);
    assert!(models.flatten().all(|it| (1..=200).contains(&it.len())), "a model");
    let mut costs = found.messages.iter().map(|it| it.cost_nano_usd.unwrap_or(0));
    assert!(costs.all(|it| (0..=1_000_000_000_000).contains(&it)), "a cost");
}

/// Reads `data` as each file beside conversations; without a manifest nothing is taken.
fn library(data: &[u8]) {
    for name in ["library.jsonl", "settings.json", "learned.jsonl"] {
        assert!(!LibraryReader::default().begin(name), "files of others are mistaken for ours");
        let whole = beside(name, data, data.len().max(1));
        assert!(whole == beside(name, data, 7), "how a file is cut changes what is in it");
        let settings = |it: &LibraryItem| matches!(it, LibraryItem::Settings { .. });
        assert!(
            whole.iter().all(|it| settings(it) == (name == "settings.json")),
            "in another file"
        );
    }
}

fn beside(name: &str, data: &[u8], piece: usize) -> Vec<LibraryItem> {
    let mut reader = LibraryReader::default();
    let mut found = Vec::new();
    reader.begin("manifest.json");
    reader.feed(br#"{"format":"atelier-export","version":1}"#, &mut found);
    reader.end(&mut found);
    assert!(reader.is_ours() && reader.begin(name), "our own export is not known");
    for piece in data.chunks(piece) {
        reader.feed(piece, &mut found);
    }
    reader.end(&mut found);
    found
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
