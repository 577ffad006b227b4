//! A process that dies at any moment loses nothing that it had been told is kept.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::disallowed_methods, reason = "a child process is killed to see what it leaves")]

#[path = "support/shared.rs"]
mod support;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use atelier_store::tables::{conversations, deltas, messages};
use atelier_store::{Durability, Store};
use atelier_vocabulary::{BlockPart, ContentBlock, ConversationState, Message, MessageState, Role};
use deltas::Delta;
use support::{NOW, conversation, conversation_id, file, key, message, message_id};

/// The folder and the number of the round that a child is to write.
const CHILD: &str = "ATELIER_TEST_KILL";
/// How often a child is killed; a longer run than the usual one.
const ROUNDS: &str = "ATELIER_KILL_ROUNDS";

/// The text of a delta, from which its place can be told.
fn piece(number: u64) -> String {
    format!("[{number}]")
}

/// Streams into a message until it is killed, and says of each delta when it is kept.
async fn stream(folder: &Path, round: u128) {
    let store = Store::open(&file(folder), &key(), NOW).await.unwrap();
    store
        .write(Durability::Full, move |tx| {
            if conversations::get(tx, conversation_id(1))?.is_none() {
                conversations::insert(tx, &conversation(1))?;
            }
            let empty = Message {
                blocks: Vec::new(),
                role: Role::Assistant,
                ..message(round, None, MessageState::Streaming, "")
            };
            messages::insert(tx, &empty)?;
            let block = ContentBlock::text("");
            deltas::append(tx, message_id(round), &[Delta::Started { index: 0, block }])?;
            conversations::set_head(tx, conversation_id(1), message_id(round), NOW)
        })
        .await
        .unwrap();
    let mut out = std::io::stdout();
    for number in 0.. {
        let grew = Delta::Grew { index: 0, part: BlockPart::Text, text: piece(number) };
        let append = move |tx: &atelier_store::Transaction<'_>| {
            deltas::append(tx, message_id(round), &[grew])
        };
        store.write(Durability::Normal, append).await.unwrap();
        writeln!(out, "kept {number}").unwrap();
        out.flush().unwrap();
    }
}

#[tokio::test]
async fn nothing_that_was_kept_is_lost_by_kill_9() {
    if let Ok(child) = std::env::var(CHILD) {
        let (folder, round) = child.split_once('|').unwrap();
        stream(Path::new(folder), round.parse().unwrap()).await;
    }
    let rounds: u128 = std::env::var(ROUNDS).map_or(20, |rounds| rounds.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (mut kept, mut reopened) = (0, Vec::new());
    for round in 1..=rounds {
        let acknowledged = kill_one(folder.path(), round);
        let begun = Instant::now();
        let store = Store::open(&file(folder.path()), &key(), NOW + 7).await.unwrap();
        reopened.push(begun.elapsed());
        let (message, conversation) = store
            .read(move |c| {
                let message = messages::get(c, message_id(round))?;
                Ok((message, conversations::get(c, conversation_id(1))?))
            })
            .await
            .unwrap();
        let conversation = conversation.unwrap();
        assert_eq!(conversation.state, ConversationState::Idle, "nothing spins forever");
        assert!(conversation.cost_is_partial, "the answer took tokens that nobody counted");
        let message = message.unwrap();
        assert_eq!(message.state, MessageState::Incomplete, "round {round}");
        assert_eq!(message.completed_at, Some(NOW + 7));
        let text = message.blocks[0].as_text().unwrap_or_default().to_owned();
        let arrived = text.matches('[').count() as u64;
        let whole: String = (0..arrived).map(piece).collect();
        assert_eq!(text, whole, "round {round}: in order, without gap or double");
        assert!(arrived >= acknowledged, "round {round}: {arrived} of {acknowledged} kept");
        assert!(arrived <= acknowledged + 1, "round {round}: at most the one on its way is more");
        kept += acknowledged;
        let verdict: String = store
            .write(Durability::Normal, |tx| {
                Ok(tx.query_row("PRAGMA integrity_check", [], |row| row.get(0))?)
            })
            .await
            .unwrap();
        assert_eq!(verdict, "ok");
        store.close().await.unwrap();
    }
    reopened.sort();
    println!(
        "{rounds} kills, {kept} deltas kept, none lost; reopened in {:?} (median), {:?} (longest)",
        reopened[reopened.len() / 2],
        reopened[reopened.len() - 1],
    );
    assert!(kept > 0, "the children did write");
}

/// Runs a child until a random moment of its stream, kills it, and returns how many deltas it was
/// told are kept.
fn kill_one(folder: &Path, round: u128) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "nothing_that_was_kept_is_lost_by_kill_9", "--nocapture"])
        .env(CHILD, format!("{}|{round}", folder.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut last = None;
    let mut note = |line: &str| {
        if let Some(number) = line.strip_prefix("kept ").and_then(|number| number.parse().ok()) {
            last = Some(number);
        }
    };
    // The stream has begun; now any moment will do.
    for line in lines.by_ref() {
        let line = line.unwrap();
        note(&line);
        if line.starts_with("kept") {
            break;
        }
    }
    let mut random = [0; 2];
    getrandom::fill(&mut random).unwrap();
    std::thread::sleep(Duration::from_micros(u64::from(u16::from_le_bytes(random))));
    child.kill().unwrap();
    child.wait().unwrap();
    for line in lines.map_while(Result::ok) {
        note(&line);
    }
    last.map_or(0, |number: u64| number + 1)
}
