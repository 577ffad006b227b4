//! What the tests of the store share.
#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::{Path, PathBuf};

use atelier_store::{MasterKey, Store};
use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, Message, MessageId, MessageState, Role,
};
use uuid::Uuid;

/// The time of the tests, in ms since 1970.
pub(crate) const NOW: i64 = 1_763_700_000_000;

/// A key for tests, the same in every process.
pub(crate) fn key() -> MasterKey {
    MasterKey::from_hex(&"5a".repeat(32)).expect("64 digits")
}

/// Another key.
pub(crate) fn other_key() -> MasterKey {
    MasterKey::from_hex(&"a5".repeat(32)).expect("64 digits")
}

/// The store's file in a folder.
pub(crate) fn file(folder: &Path) -> PathBuf {
    folder.join("atelier.db")
}

/// The id of a conversation, by number.
pub(crate) fn conversation_id(number: u128) -> ConversationId {
    Uuid::from_u128(0xC0 << 120 | number).into()
}

/// The id of a message, by number.
pub(crate) fn message_id(number: u128) -> MessageId {
    Uuid::from_u128(0x3E << 120 | number).into()
}

/// An empty conversation, last changed `number` ms after [`NOW`].
pub(crate) fn conversation(number: u128) -> Conversation {
    let at = NOW + i64::try_from(number).expect("a small number");
    Conversation {
        title: format!("Conversation {number}"),
        ..Conversation::empty(conversation_id(number), at)
    }
}

/// A message of conversation 1.
pub(crate) fn message(
    number: u128,
    parent: Option<u128>,
    state: MessageState,
    text: &str,
) -> Message {
    let role = if number % 2 == 1 { Role::User } else { Role::Assistant };
    Message {
        parent_id: parent.map(message_id),
        blocks: vec![ContentBlock::text(text)],
        state,
        ..Message::empty(message_id(number), conversation_id(1), role, NOW)
    }
}

/// Every byte of every file in a folder, by name.
pub(crate) fn bytes_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("it can be read"))
        })
        .collect();
    files.sort();
    files
}

/// Opens the store in a folder.
pub(crate) async fn open(folder: &Path) -> Store {
    Store::open(&file(folder), &key(), NOW).await.expect("the store opens")
}
