//! Blobs: what goes in comes out, once, for as long as anything refers to it.

use atelier_vocabulary::{
    Attachment, AttachmentId, AttachmentKind, ContentBlock, ConversationId, Message, MessageId,
    MessageState, Role,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    GRACE, PIECE_BYTES, abandon, append, begin, finish, piece, referred, remove, size, unused,
};
use crate::{
    Connection, Store, StoreError,
    tables::{attachments, conversations, messages},
};

const NOW: i64 = 1_000_000;
const LATER: i64 = NOW + GRACE + 1;

/// A hash for the tests: what it is of, nobody asks here.
fn hash(letter: char) -> String {
    letter.to_string().repeat(64)
}

fn keep(c: &Connection, hash: &str, bytes: &[u8], now: i64) -> Result<(), StoreError> {
    let arriving = begin(c, now)?;
    for (seq, piece) in (0..).zip(bytes.chunks(PIECE_BYTES)) {
        append(c, arriving, seq, piece)?;
    }
    finish(c, arriving, hash, bytes.len() as u64, now)
}

fn read(c: &Connection, hash: &str) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    for seq in 0.. {
        match piece(c, hash, seq)? {
            Some(piece) => bytes.extend(piece),
            None => break,
        }
    }
    Ok(bytes)
}

fn count(c: &Connection, table: &str) -> i64 {
    c.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn bytes_come_out_as_they_went_in_and_are_kept_once() {
    let store = Store::in_memory(NOW).await.unwrap();
    let text = "the same words again and again; ".repeat(20_000).into_bytes();
    let noise: Vec<u8> = (0..PIECE_BYTES * 2 + 17)
        .scan(1_u64, |state, _| {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            Some((*state >> 56) as u8)
        })
        .collect();
    let (a, b) = (text.clone(), noise.clone());
    store
        .write(crate::Durability::Full, move |c| {
            keep(c, &hash('a'), &a, NOW)?;
            keep(c, &hash('b'), &b, NOW)?;
            keep(c, &hash('a'), &a, NOW + 5)?;
            keep(c, &hash('e'), b"", NOW)
        })
        .await
        .unwrap();
    store
        .read(move |c| {
            assert_eq!(read(c, &hash('a'))?, text);
            assert_eq!(read(c, &hash('b'))?, noise);
            assert_eq!(read(c, &hash('e'))?, b"");
            assert_eq!(size(c, &hash('b'))?, Some(noise.len() as u64));
            assert_eq!(size(c, &hash('f'))?, None);
            assert_eq!(count(c, "blobs"), 3, "what was there already is kept once");
            let stored: i64 = c.query_row(
                "SELECT sum(length(p.bytes)) FROM blob_pieces p JOIN blobs b ON b.id = blob_id
                 WHERE hash = ?1",
                [hash('a')],
                |row| row.get(0),
            )?;
            assert!(stored < 30_000, "text is packed: {stored} bytes of {}", text.len());
            Ok(())
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn what_breaks_off_leaves_nothing() {
    let store = Store::in_memory(NOW).await.unwrap();
    store
        .write(crate::Durability::Full, |c| {
            let arriving = begin(c, NOW)?;
            append(c, arriving, 0, &vec![1; PIECE_BYTES])?;
            abandon(c, arriving)?;
            let cut = begin(c, NOW)?;
            append(c, cut, 0, b"half")?;
            super::abandon_all(c)?;
            assert_eq!((count(c, "blobs"), count(c, "blob_pieces")), (0, 0));
            Ok(())
        })
        .await
        .unwrap();
}

fn message(conversation: ConversationId, hash: &str) -> Message {
    let source = json!({ "type": "attachment", "hash": hash, "text_hash": null });
    let block = json!({ "type": "image", "source": source });
    Message {
        blocks: vec![ContentBlock::from(block.as_object().unwrap().clone())],
        state: MessageState::Complete,
        completed_at: Some(NOW),
        ..Message::empty(MessageId::from(Uuid::now_v7()), conversation, Role::User, NOW)
    }
}

#[tokio::test]
async fn what_a_message_needs_is_never_removed_and_goes_with_it() {
    let store = Store::in_memory(NOW).await.unwrap();
    store
        .write(crate::Durability::Full, |c| {
            let conversation = tables_conversation(c)?;
            keep(c, &hash('a'), b"needed", NOW)?;
            keep(c, &hash('b'), b"not needed", NOW)?;
            keep(c, &hash('c'), b"young", LATER)?;
            let needs = message(conversation, &hash('a'));
            messages::insert(c, &needs)?;
            assert_eq!(unused(c, LATER)?, [hash('b')]);
            assert_eq!(remove(c, &hash('a'), LATER)?, None, "a message needs it");
            assert_eq!(remove(c, &hash('c'), LATER)?, None, "somebody may be about to need it");
            assert_eq!(remove(c, &hash('b'), LATER)?, Some(10));
            assert!(referred(c)?.contains(&hash('a')));
            // Even where the note of it was lost, the message itself still says so.
            c.execute("DELETE FROM blob_uses", [])?;
            assert_eq!(unused(c, LATER)?, [hash('a')]);
            assert!(referred(c)?.contains(&hash('a')));
            super::refer(c, needs.id, &needs.blocks)?;
            c.execute("DELETE FROM conversations", [])?;
            assert_eq!(unused(c, LATER)?, [hash('a')], "it went with its message");
            assert_eq!(remove(c, &hash('a'), LATER)?, Some(6));
            assert_eq!(count(c, "blob_pieces"), 1, "only what is young is left");
            Ok(())
        })
        .await
        .unwrap();
}

fn tables_conversation(c: &Connection) -> Result<ConversationId, StoreError> {
    let id = ConversationId::from(Uuid::now_v7());
    c.execute(
        "INSERT INTO conversations (id, title, title_folded, title_source, created_at, updated_at)
         VALUES (?1, '', '', 'auto', ?2, ?2)",
        rusqlite::params![Uuid::from(id).into_bytes(), NOW],
    )?;
    assert!(conversations::get(c, id)?.is_some());
    Ok(id)
}

#[tokio::test]
async fn what_is_attached_to_a_draft_keeps_its_bytes_until_the_conversation_is_gone() {
    let store = Store::in_memory(NOW).await.unwrap();
    store
        .write(crate::Durability::Full, |c| {
            let conversation = tables_conversation(c)?;
            keep(c, &hash('a'), b"attached", NOW)?;
            keep(c, &hash('b'), b"to none yet", NOW)?;
            for (draft, letter) in [(Some(conversation), 'a'), (None, 'b')] {
                attachments::insert(c, draft, &attachment(&hash(letter)))?;
            }
            attachments::forget_strays(c)?;
            assert_eq!(attachments::list(c, Some(conversation))?.len(), 1);
            assert_eq!(unused(c, LATER)?, Vec::<String>::new());
            c.execute("DELETE FROM conversations", [])?;
            attachments::forget_strays(c)?;
            assert_eq!(attachments::list(c, Some(conversation))?, []);
            assert_eq!(attachments::list(c, None)?.len(), 1);
            assert_eq!(unused(c, LATER)?, [hash('a')]);
            Ok(())
        })
        .await
        .unwrap();
}

fn attachment(hash: &str) -> Attachment {
    Attachment {
        id: AttachmentId::from(Uuid::now_v7()),
        name: "notes.md".to_owned(),
        kind: AttachmentKind::Text,
        media_type: "text/plain".to_owned(),
        hash: Some(hash.to_owned()),
        bytes: 8,
        text_hash: None,
        characters: Some(8),
        width: None,
        height: None,
        pages: None,
        estimated_tokens: Some(2),
        note: None,
        folder_id: None,
        path: None,
        created_at: NOW,
    }
}
