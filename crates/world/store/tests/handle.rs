//! The store as a handle: who sees what when, what a panic or a dropped call leaves, how it moves
//! to disk and how it is closed.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

#[path = "support/shared.rs"]
mod support;

use std::time::Duration;

use atelier_store::tables::conversations::{self, Listing, Shelf};
use atelier_store::tables::{deltas, drafts, messages, settings};
use atelier_store::{Durability, MasterKey, Store, StoreError};
use atelier_vocabulary::{BlockPart, MessageState, StoreState};
use serde_json::json;
use support::{NOW, conversation, conversation_id, file, key, message, message_id, open};

async fn draft(store: &Store) -> String {
    store.read(|c| drafts::get(c, None)).await.unwrap()
}

async fn save(store: &Store, text: &'static str) -> Result<(), StoreError> {
    store.write(Durability::Normal, move |tx| drafts::save(tx, None, text, NOW)).await
}

// rows: 4.003, 4.011
#[tokio::test]
async fn every_connection_is_set_up_to_keep_data_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let pragmas = |c: &atelier_store::Connection| {
        let names = [
            "journal_mode",
            "busy_timeout",
            "foreign_keys",
            "trusted_schema",
            "cell_size_check",
            "secure_delete",
            "temp_store",
            "application_id",
        ];
        let values = names.map(|name| {
            let value: rusqlite::types::Value =
                c.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap();
            format!("{name} {value:?}")
        });
        Ok(values.join("\n"))
    };
    let expected = "journal_mode Text(\"wal\")\nbusy_timeout Integer(5000)\nforeign_keys Integer(1)\n\
        trusted_schema Integer(0)\ncell_size_check Integer(1)\nsecure_delete Integer(2)\n\
        temp_store Integer(2)\napplication_id Integer(1096043602)";
    assert_eq!(store.read(pragmas).await.unwrap(), expected, "a reader");
    let written = store.write(Durability::Normal, move |tx| pragmas(tx)).await.unwrap();
    assert_eq!(written, expected, "the writer");
    for (durability, expected) in
        [(Durability::Full, 2), (Durability::Normal, 1), (Durability::Full, 2)]
    {
        let synchronous: i64 = store
            .write(durability, |tx| Ok(tx.query_row("PRAGMA synchronous", [], |row| row.get(0))?))
            .await
            .unwrap();
        assert_eq!(synchronous, expected, "{durability:?}");
    }
    let refused = store
        .write(Durability::Normal, |tx| {
            tx.execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_master")?;
            Ok(())
        })
        .await;
    assert!(refused.is_err(), "the schema cannot be written by hand");
    let loaded = store
        .write(Durability::Normal, |tx| Ok(tx.execute_batch("SELECT load_extension('x')")?))
        .await;
    assert!(loaded.is_err(), "no code is loaded");
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let outcome = store.read(|c| drafts::save(c, None, "x", NOW)).await;
    assert!(matches!(outcome, Err(StoreError::ReadOnly { .. })), "{outcome:?}");
}

#[tokio::test]
async fn an_error_undoes_the_whole_write() {
    let store = Store::in_memory(NOW).await.unwrap();
    save(&store, "before").await.unwrap();
    let outcome: Result<(), _> = store
        .write(Durability::Full, |tx| {
            drafts::save(tx, None, "after", NOW)?;
            Err(StoreError::BadCursor)
        })
        .await;
    assert!(matches!(outcome, Err(StoreError::BadCursor)));
    assert_eq!(draft(&store).await, "before");
}

#[tokio::test]
async fn a_panic_undoes_its_write_and_ends_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    save(&store, "before").await.unwrap();
    for _ in 0..3 {
        let outcome: Result<(), _> = store
            .write(Durability::Full, |tx| {
                drafts::save(tx, None, "after", NOW)?;
                panic!("a defect")
            })
            .await;
        assert!(matches!(outcome, Err(StoreError::Panicked)), "{outcome:?}");
        let outcome: Result<(), _> = store.read(|_| panic!("a defect")).await;
        assert!(matches!(outcome, Err(StoreError::Panicked)), "{outcome:?}");
    }
    assert_eq!(draft(&store).await, "before");
    save(&store, "goes on").await.unwrap();
    assert_eq!(draft(&store).await, "goes on");
}

// rows: 2.19
#[tokio::test]
async fn a_call_that_is_given_up_is_done_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    for round in 0..100_u64 {
        let write = store.write(Durability::Normal, move |tx| {
            settings::set(tx, "a", &json!(round), NOW)?;
            settings::set(tx, "b", &json!(round), NOW)
        });
        // Polled at least once, then dropped at any point of its way.
        let _given_up =
            tokio::time::timeout(Duration::from_micros(round * 5), write).await.is_err();
        let (a, b) =
            store.read(|c| Ok((settings::get(c, "a")?, settings::get(c, "b")?))).await.unwrap();
        assert_eq!(a, b, "round {round}");
    }
    save(&store, "goes on").await.unwrap();
    let open: bool = store.write(Durability::Normal, |tx| Ok(!tx.is_autocommit())).await.unwrap();
    assert!(open, "the next write has a transaction of its own");
}

// rows: 2.40, 2.43, 2.45, 4.010, 4.091
#[tokio::test(flavor = "multi_thread")]
async fn many_readers_see_whole_writes_only() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let pair = |store: Store, value: u64| async move {
        store
            .write(Durability::Normal, move |tx| {
                settings::set(tx, "a", &json!(value), NOW)?;
                settings::set(tx, "b", &json!(value), NOW)
            })
            .await
            .unwrap();
    };
    pair(store.clone(), 0).await;
    let mut reads = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        reads.spawn(async move {
            let mut last = 0;
            for _ in 0..50 {
                let (a, b) = store
                    .read(|c| {
                        Ok((settings::get(c, "a")?.unwrap(), settings::get(c, "b")?.unwrap()))
                    })
                    .await
                    .unwrap();
                assert_eq!(a, b, "both halves of a write");
                let now = a.as_u64().unwrap();
                assert!(now >= last, "time does not run back");
                last = now;
            }
        });
    }
    for value in 1..=200 {
        pair(store.clone(), value).await;
        let seen = store.read(|c| settings::get(c, "a")).await.unwrap().unwrap();
        assert_eq!(seen, json!(value), "a write that returned is read");
    }
    while let Some(outcome) = reads.join_next().await {
        outcome.unwrap();
    }
}

#[tokio::test]
async fn what_is_in_memory_moves_to_disk_and_all_clones_follow() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_memory(NOW).await.unwrap();
    let clone = store.clone();
    assert_eq!((store.state(), store.size_bytes()), (StoreState::InMemory, None));
    store
        .write(Durability::Full, |tx| {
            conversations::insert(tx, &conversation(1))?;
            messages::insert(tx, &message(1, None, MessageState::Complete, "kept"))?;
            messages::insert(tx, &message(2, Some(1), MessageState::Complete, "too"))?;
            conversations::set_head(tx, conversation_id(1), message_id(2), NOW)
        })
        .await
        .unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is on disk before");
    store.keep(&file(folder.path()), &key(), NOW).await.unwrap();
    assert_eq!(clone.state(), StoreState::OnDisk);
    assert!(clone.size_bytes().unwrap() > 4096);
    save(&clone, "after").await.unwrap();
    assert_eq!(draft(&store).await, "after");
    let again = store.keep(&file(folder.path()), &key(), NOW).await;
    assert!(matches!(again, Err(StoreError::AlreadyKept)), "{again:?}");
    store.close().await.unwrap();

    let store = open(folder.path()).await;
    let branch = store.read(|c| messages::branch(c, conversation_id(1), None, 10)).await.unwrap();
    assert_eq!(branch.items.len(), 2);
    assert_eq!(draft(&store).await, "after");
}

#[tokio::test]
async fn a_move_that_fails_leaves_everything_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_memory(NOW).await.unwrap();
    save(&store, "held").await.unwrap();
    let taken = file(folder.path());
    std::fs::File::create(&taken)
        .and_then(|mut f| std::io::Write::write_all(&mut f, b"mine"))
        .unwrap();
    let outcome = store.keep(&taken, &key(), NOW).await;
    assert!(matches!(outcome, Err(StoreError::AlreadyExists { .. })), "{outcome:?}");
    assert_eq!(std::fs::read(&taken).unwrap(), b"mine");
    let outcome = store.keep(&folder.path().join("absent/atelier.db"), &key(), NOW).await;
    assert!(matches!(outcome, Err(StoreError::Io { .. })), "{outcome:?}");
    assert_eq!((store.state(), draft(&store).await), (StoreState::InMemory, "held".to_owned()));
    store.keep(&folder.path().join("free.db"), &key(), NOW).await.unwrap();
    assert_eq!(draft(&store).await, "held");
    let mut left = support::bytes_of(folder.path());
    left.retain(|(name, _)| !name.starts_with("free.db"));
    assert_eq!(left.len(), 1, "no half copies lie about");
}

#[tokio::test]
async fn a_streaming_message_moves_with_its_deltas_and_is_not_cut_short() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_memory(NOW).await.unwrap();
    let grew = |text: &str| {
        [deltas::Delta::Grew { index: 0, part: BlockPart::Text, text: text.to_owned() }]
    };
    store
        .write(Durability::Full, move |tx| {
            conversations::insert(tx, &conversation(1))?;
            messages::insert(tx, &message(2, None, MessageState::Streaming, ""))?;
            deltas::append(tx, message_id(2), &grew("first, "))
        })
        .await
        .unwrap();
    store.keep(&file(folder.path()), &key(), NOW).await.unwrap();
    let blocks = store
        .write(Durability::Normal, move |tx| {
            deltas::append(tx, message_id(2), &grew("second"))?;
            deltas::fold(tx, message_id(2))
        })
        .await
        .unwrap();
    assert_eq!(blocks[0].as_text(), Some("first, second"));
    let state = store.read(|c| messages::get(c, message_id(2))).await.unwrap().unwrap().state;
    assert_eq!(state, MessageState::Streaming);
}

#[tokio::test]
async fn a_closed_store_says_so_and_leaves_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    save(&store, "kept").await.unwrap();
    assert_eq!(draft(&store).await, "kept");
    store.close().await.unwrap();
    store.clone().close().await.unwrap();
    assert!(matches!(save(&store, "late").await, Err(StoreError::Closed)));
    let read = store.read(|c| drafts::get(c, None)).await;
    assert!(matches!(read, Err(StoreError::Closed)));
    let wal = std::fs::metadata(folder.path().join("atelier.db-wal")).map_or(0, |file| file.len());
    assert_eq!(wal, 0, "the log is empty");
    assert_eq!(draft(&open(folder.path()).await).await, "kept");
}

// rows: 1.38
#[tokio::test]
async fn a_store_gives_its_pages_back_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let memory = Store::in_memory(1).await.unwrap();
    let file = Store::open(&folder.path().join("atelier.db"), &key(), 1).await.unwrap();
    for store in [memory, file] {
        save(&store, "kept").await.unwrap();
        assert_eq!(draft(&store).await, "kept");
        store.shrink().await.unwrap();
        assert_eq!((draft(&store).await.as_str(), store.waiting()), ("kept", 0));
        store.close().await.unwrap();
        assert!(matches!(store.shrink().await, Err(StoreError::Closed)));
    }
}

// rows: 4.014
#[tokio::test]
async fn opening_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).await.close().await.unwrap();
    let before = std::fs::read(file(folder.path())).unwrap();
    let store = open(folder.path()).await;
    let page = store
        .read(|c| {
            let shelf = Shelf::Listed;
            conversations::list(c, &Listing { limit: 5, shelf, ..Listing::default() })
        })
        .await
        .unwrap();
    assert_eq!(page.items, []);
    store.close().await.unwrap();
    assert!(before == std::fs::read(file(folder.path())).unwrap());
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    save(&store, "x").await.unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.file_name());
        seen += 1;
    }
    assert!(seen >= 2, "the store and its log");
}

#[test]
fn a_master_key_is_64_hexadecimal_digits() {
    let random = MasterKey::random().unwrap().to_hex();
    assert_eq!(random.len(), 64);
    assert_eq!(MasterKey::from_hex(&random).unwrap().to_hex(), random);
    assert_ne!(random, MasterKey::random().unwrap().to_hex());
    let upper = MasterKey::from_hex(&"AbCd".repeat(16)).unwrap();
    assert_eq!(*upper.to_hex(), "abcd".repeat(16));
    for bad in ["", "5a", &"5g".repeat(32), &"5a".repeat(33), &"é".repeat(32), &" ".repeat(64)] {
        assert!(matches!(MasterKey::from_hex(bad), Err(StoreError::BadKey)), "{bad:?}");
    }
}

/// Nobody is left who uses the file, or the cipher, which the end of the process takes away.
#[tokio::test]
async fn whoever_lets_go_of_a_store_has_waited_for_its_threads() {
    for close in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path()).await;
        save(&store, "mine").await.unwrap();
        for _ in 0..8 {
            assert_eq!(draft(&store).await, "mine");
        }
        let log = folder.path().join("atelier.db-wal");
        assert!(log.exists(), "a store in use has a log");
        if close {
            store.close().await.unwrap();
        } else {
            drop(store);
        }
        assert!(!log.exists(), "the last connection takes it along");
    }
}
