//! What a person may find in the place of their store: each gives a sentence to act on, and not a
//! byte of it changes.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::disallowed_methods, reason = "the tests make the faulty files, and run a child")]

#[path = "support/shared.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use atelier_store::tables::{conversations, deltas, drafts, messages, settings};
use atelier_store::{Durability, Store, StoreError};
use atelier_vocabulary::{BlockPart, ContentBlock, Conversation, Message, MessageState};
use serde_json::json;
use support::{NOW, bytes_of, conversation, conversation_id, file, key, message, message_id};

/// Makes a store with `count` messages, closes it, and returns its file.
async fn filled(folder: &Path, count: u128) -> PathBuf {
    let store = support::open(folder).await;
    store
        .write(Durability::Full, move |tx| {
            conversations::insert(tx, &conversation(1))?;
            for number in 1..=count {
                let parent = (number > 1).then(|| number - 1);
                let text = format!("The {number}th sentence. ").repeat(20);
                messages::insert(tx, &message(number, parent, MessageState::Complete, &text))?;
            }
            conversations::set_head(tx, conversation_id(1), message_id(count), NOW)
        })
        .await
        .unwrap();
    store.close().await.unwrap();
    file(folder)
}

/// Everything that a store holds, as text.
async fn contents(store: &Store) -> Result<String, StoreError> {
    store
        .read(|c| {
            let head = conversations::get(c, conversation_id(1))?.and_then(|item| item.head_id);
            let path = head.map(|head| messages::path_to(c, head)).transpose()?;
            Ok(serde_json::to_string(&path)?)
        })
        .await
}

/// Checks that an error speaks to a person.
fn speaks(error: &StoreError) {
    let (text, hint) = (error.to_string(), error.hint());
    assert!(text.len() > 15 && hint.len() > 15, "{text:?} / {hint:?}");
    assert!(!text.contains("SQLITE") && !text.ends_with('.'), "{text:?}");
}

// rows: 1.09
#[tokio::test]
async fn a_wrong_key_is_told_from_a_file_that_is_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path(), 20).await;
    let before = bytes_of(folder.path());
    let error = Store::open(&path, &support::other_key(), NOW).await.err().unwrap();
    assert!(matches!(error, StoreError::WrongKey { .. }), "{error:?}");
    speaks(&error);
    assert!(bytes_of(folder.path()) == before, "not a byte changed");

    let plain = folder.path().join("plain.db");
    let connection = rusqlite::Connection::open(&plain).unwrap();
    connection.execute_batch("CREATE TABLE other (x); INSERT INTO other VALUES (1)").unwrap();
    drop(connection);
    let foreign: [(&str, Vec<u8>); 5] = [
        ("plain.db", std::fs::read(&plain).unwrap()),
        ("letter.txt", b"Dear reader, ".repeat(900)),
        ("zeroes", vec![0; 16_384]),
        ("short", b"x".to_vec()),
        ("odd", (0..5000_u32).map(|n| u8::try_from(n % 200).unwrap()).collect()),
    ];
    for (name, bytes) in foreign {
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        let error = Store::open(&path, &key(), NOW).await.err().unwrap();
        assert!(matches!(error, StoreError::NotAStore { .. }), "{name}: {error:?}");
        speaks(&error);
        assert!(std::fs::read(&path).unwrap() == bytes, "{name}: not a byte changed");
    }
    let error = Store::open(folder.path(), &key(), NOW).await.err().unwrap();
    assert!(matches!(error, StoreError::Io { .. }), "a folder: {error:?}");
}

#[tokio::test]
async fn a_wrong_key_leaves_the_log_of_a_killed_process_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = support::open(folder.path()).await;
    store.write(Durability::Full, |tx| drafts::save(tx, None, "in the log", NOW)).await.unwrap();
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in bytes_of(folder.path()) {
        // What a kill leaves: the file and its log, and a map of the log that is made anew.
        if !name.ends_with("-shm") {
            std::fs::write(copy.path().join(name), bytes).unwrap();
        }
    }
    let kept = |folder: &Path| -> Vec<_> {
        bytes_of(folder).into_iter().filter(|(name, _)| !name.ends_with("-shm")).collect()
    };
    let before = kept(copy.path());
    let error = Store::open(&file(copy.path()), &support::other_key(), NOW).await.err().unwrap();
    assert!(matches!(error, StoreError::WrongKey { .. }), "{error:?}");
    assert!(kept(copy.path()) == before, "neither the file nor its log changed");
    let opened = support::open(copy.path()).await;
    assert_eq!(opened.read(|c| drafts::get(c, None)).await.unwrap(), "in the log");
}

/// A little generator, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[tokio::test]
async fn a_damaged_file_gives_an_error_or_what_it_held_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path(), 120).await;
    let whole = std::fs::read(&path).unwrap();
    let store = support::open(folder.path()).await;
    let expected = contents(&store).await.unwrap();
    store.close().await.unwrap();
    let mut dice = Dice(20_261_021);
    let mut outcomes = BTreeMap::new();
    for round in 0..200 {
        let mut bytes = whole.clone();
        match round % 4 {
            0 => bytes.truncate(dice.below(whole.len())),
            1 => {
                let page = dice.below(whole.len() / 4096) * 4096;
                bytes[page..page + 4096].fill(0);
            }
            _ => (0..=dice.below(8)).for_each(|_| {
                let place = dice.below(whole.len());
                bytes[place] ^= 1 << dice.below(8);
            }),
        }
        let damaged = tempfile::tempdir().unwrap();
        std::fs::write(file(damaged.path()), &bytes).unwrap();
        let outcome = match Store::open(&file(damaged.path()), &key(), NOW).await {
            Ok(store) => {
                let read = contents(&store).await;
                store.close().await.ok();
                read
            }
            Err(error) => {
                let after = std::fs::read(file(damaged.path())).unwrap();
                assert!(after == bytes, "round {round}: {error:?}, and not a byte changed");
                Err(error)
            }
        };
        let kind = match outcome {
            Ok(text) if text == expected => "intact",
            // A file cut down to nothing is a new store.
            Ok(text) if bytes.is_empty() && text == "null" => "empty",
            Ok(_) => panic!("round {round}: other contents without an error"),
            Err(error) => {
                speaks(&error);
                match error {
                    StoreError::Corrupt { .. } => "corrupt",
                    StoreError::WrongKey { .. } => "wrong key",
                    StoreError::NotAStore { .. } => "not a store",
                    StoreError::Io { .. } => "io",
                    other => panic!("round {round}: {other:?}"),
                }
            }
        };
        *outcomes.entry(kind).or_insert(0) += 1;
    }
    println!("200 damaged files: {outcomes:?}");
    assert!(outcomes["corrupt"] > 50, "{outcomes:?}");
}

// rows: 1.09
#[tokio::test]
async fn no_sentence_stands_in_clear_in_any_file() {
    const SENTENCES: u128 = 1000;
    let folder = tempfile::tempdir().unwrap();
    let planted = |number: u128| format!("Planted sentence number {number:04} of the test.");
    let store = support::open(folder.path()).await;
    for part in 0..10 {
        let texts: Vec<(u128, String)> =
            (part * 100 + 1..=part * 100 + 100).map(|number| (number, planted(number))).collect();
        store
            .write(Durability::Normal, move |tx| {
                for (number, text) in &texts {
                    let titled = Conversation { title: text.clone(), ..conversation(*number) };
                    conversations::insert(tx, &titled)?;
                    let said = Message {
                        conversation_id: conversation_id(*number),
                        ..message(*number, None, MessageState::Streaming, text)
                    };
                    messages::insert(tx, &said)?;
                    let block = ContentBlock::text(text.as_str());
                    deltas::append(
                        tx,
                        message_id(*number),
                        &[
                            deltas::Delta::Started { index: 0, block },
                            deltas::Delta::Grew {
                                index: 0,
                                part: BlockPart::Text,
                                text: text.clone(),
                            },
                        ],
                    )?;
                    drafts::save(tx, Some(conversation_id(*number)), text, NOW)?;
                    settings::set(tx, text, &json!(text), NOW)?;
                }
                Ok(())
            })
            .await
            .unwrap();
    }
    let hits = |moment: &str| {
        let files = bytes_of(folder.path());
        let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(size > 500_000, "{moment}: the sentences are in the files ({size} bytes)");
        for (name, bytes) in files {
            for text in ["Planted sentence", "CREATE TABLE", "SQLite format", "Claude"] {
                let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
                assert!(!found, "{moment}: {text:?} is in clear in {name}");
            }
        }
    };
    hits("while open");
    store.close().await.unwrap();
    hits("after closing");
    let store = support::open(folder.path()).await;
    let text = store.read(|c| messages::get(c, message_id(SENTENCES))).await.unwrap().unwrap();
    assert_eq!(
        text.blocks[0].as_text().map(str::len),
        Some(2 * planted(1).len()),
        "folded at opening"
    );
    hits("after folding");
}

#[tokio::test]
async fn a_full_store_says_so_keeps_what_it_had_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = support::open(folder.path()).await;
    store.write(Durability::Full, |tx| drafts::save(tx, None, "before", NOW)).await.unwrap();
    let cap = |pages: &str| format!("PRAGMA max_page_count = {pages}");
    let small = cap("40");
    store.write(Durability::Full, move |tx| Ok(tx.execute_batch(&small)?)).await.unwrap();
    let large = "x".repeat(1 << 20);
    let outcome = store
        .write(Durability::Full, move |tx| {
            drafts::save(tx, None, "half", NOW)?;
            settings::set(tx, "large", &json!(large), NOW)
        })
        .await;
    let error = outcome.err().unwrap();
    assert!(matches!(error, StoreError::DiskFull(_)), "{error:?}");
    speaks(&error);
    assert_eq!(store.read(|c| drafts::get(c, None)).await.unwrap(), "before");
    let open = cap("1000000");
    store.write(Durability::Full, move |tx| Ok(tx.execute_batch(&open)?)).await.unwrap();
    store.write(Durability::Full, |tx| drafts::save(tx, None, "after", NOW)).await.unwrap();
    store.close().await.unwrap();
    let again = support::open(folder.path()).await;
    assert_eq!(again.read(|c| drafts::get(c, None)).await.unwrap(), "after");
}

/// The same on a real disk of 2 MiB, where the system lets this test make one.
// rows: 0.16
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_says_so_and_loses_nothing_that_was_committed() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
        .arg(folder.path())
        .status()
        .is_ok_and(|status| status.success());
    let mut committed = 0_u64;
    let mut errors = Vec::new();
    let outcome = async {
        let store = Store::open(&file(folder.path()), &key(), NOW).await?;
        // Without a disk of its own the test ends early, so that it does not fill a real one.
        for number in 0..if mounted { 400 } else { 40 } {
            let write = store
                .write(Durability::Full, move |tx| {
                    settings::set(tx, &format!("{number:04}"), &json!("y".repeat(16_384)), NOW)
                })
                .await;
            match write {
                Ok(()) => committed += 1,
                Err(error) => errors.push(error),
            }
        }
        let left = store.read(settings::all).await?;
        assert_eq!(left.len() as u64, committed, "every write that returned is there");
        store.write(Durability::Full, |tx| settings::delete(tx, "0000")).await.ok();
        store.close().await
    }
    .await;
    // Readable again as far as the disk allows, which the open below shows.
    let closed =
        outcome.is_ok() || outcome.as_ref().is_err_and(|e| matches!(e, StoreError::DiskFull(_)));
    let bytes = bytes_of(folder.path());
    if mounted {
        let unmounted = Command::new("umount").arg(folder.path()).status();
        assert!(unmounted.is_ok_and(|status| status.success()));
    }
    assert!(closed, "{outcome:?}");
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in bytes {
        std::fs::write(copy.path().join(name), bytes).unwrap();
    }
    let again = support::open(copy.path()).await;
    let left = again.read(settings::all).await.unwrap().len() as u64;
    assert!(left == committed || left + 1 == committed, "{left} of {committed} are there");
    if mounted {
        assert!(!errors.is_empty(), "the disk did get full");
    }
    for error in errors {
        assert!(matches!(error, StoreError::DiskFull(_)), "{error:?}");
    }
}

/// Root may write anywhere, so the store is opened by a child that is nobody.
// rows: 0.16
#[cfg(unix)]
#[tokio::test]
async fn a_store_or_folder_that_cannot_be_written_says_so() {
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    const CHILD: &str = "ATELIER_TEST_READ_ONLY";
    if let Ok(path) = std::env::var(CHILD) {
        let error = Store::open(Path::new(&path), &key(), NOW).await.err().unwrap();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
        speaks(&error);
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path(), 5).await;
    let before = bytes_of(folder.path());
    let root = std::fs::metadata("/proc/self")
        .is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o555)).unwrap();
    let child = std::env::temp_dir().join(format!("atelier-store-faults-{}", std::process::id()));
    std::fs::copy(std::env::current_exe().unwrap(), &child).unwrap();
    std::fs::set_permissions(&child, std::fs::Permissions::from_mode(0o755)).unwrap();
    for target in [path.clone(), folder.path().join("new.db")] {
        let mut command = Command::new(&child);
        command
            .args(["--exact", "a_store_or_folder_that_cannot_be_written_says_so"])
            .env(CHILD, &target);
        if root {
            command.uid(65_534).gid(65_534);
        }
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && text.contains("1 passed"), "{target:?}: {text}");
    }
    std::fs::remove_file(&child).unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    assert!(bytes_of(folder.path()) == before, "not a byte changed, no file appeared");
    if root {
        chown(&path, Some(0), Some(0)).unwrap();
    }
}
