//! Two processes and one store: the second waits its turn, and says so when it gets none.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::disallowed_methods, reason = "a child process holds the lock")]

#[path = "support/shared.rs"]
mod support;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use atelier_store::tables::drafts;
use atelier_store::{Durability, Store, StoreError};
use support::{NOW, file, key};

/// The folder of the store whose lock a child is to hold.
const CHILD: &str = "ATELIER_TEST_HOLD";

/// A child that holds the right to write from when this returns until its input closes.
fn hold(folder: &Path, test: &str) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("holding") {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "the child holds the lock");
    }
    (child, out)
}

/// What the child does.
async fn hold_until_told(folder: &str) {
    let store = Store::open(&file(Path::new(folder)), &key(), NOW).await.unwrap();
    store
        .write(Durability::Normal, |tx| {
            let mut out = std::io::stdout();
            out.write_all(b"holding\n").and_then(|()| out.flush()).unwrap();
            std::io::stdin().read_line(&mut String::new()).unwrap();
            drafts::save(tx, None, "by the child", NOW)
        })
        .await
        .unwrap();
    store.close().await.unwrap();
}

// rows: 4.011
#[tokio::test]
async fn a_writer_waits_four_seconds_for_another_process() {
    if let Ok(folder) = std::env::var(CHILD) {
        return hold_until_told(&folder).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = support::open(folder.path()).await;
    let (mut child, _out) = hold(folder.path(), "a_writer_waits_four_seconds_for_another_process");
    let begun = Instant::now();
    let input = child.stdin.take().unwrap();
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(4));
        drop(input);
    });
    let read = store.read(|c| drafts::get(c, None)).await.unwrap();
    assert_eq!(read, "", "readers do not wait at all");
    assert!(begun.elapsed() < Duration::from_secs(3));
    store.write(Durability::Full, |tx| drafts::save(tx, None, "mine", NOW)).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(4), "it waited its turn");
    release.join().unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(store.read(|c| drafts::get(c, None)).await.unwrap(), "mine");
}

// rows: 4.011
#[tokio::test]
async fn a_writer_that_gets_no_turn_in_five_seconds_says_so() {
    if let Ok(folder) = std::env::var(CHILD) {
        return hold_until_told(&folder).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = support::open(folder.path()).await;
    let test = "a_writer_that_gets_no_turn_in_five_seconds_says_so";
    let (mut child, _out) = hold(folder.path(), test);
    let begun = Instant::now();
    let outcome = store.write(Durability::Full, |tx| drafts::save(tx, None, "mine", NOW)).await;
    let waited = begun.elapsed();
    let error = outcome.unwrap_err();
    assert!(matches!(error, StoreError::Busy(_)), "{error:?}");
    assert!(error.to_string().contains("another program"), "{error}");
    assert!(waited >= Duration::from_secs(4) && waited < Duration::from_secs(9), "{waited:?}");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(store.read(|c| drafts::get(c, None)).await.unwrap(), "by the child");
    store.write(Durability::Full, |tx| drafts::save(tx, None, "mine", NOW)).await.unwrap();
}
