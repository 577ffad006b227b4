//! A process that dies while it changes files leaves each whole, with what was before in the file or in the journal.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::support::Bench;

/// The place in which a child is to work.
const CHILD: &str = "ATELIER_TEST_KILL_EDIT";
/// How often a child is killed; a longer run than the usual one.
const ROUNDS: &str = "ATELIER_KILL_ROUNDS";

/// A text of some size that says its number at the beginning and at the end.
fn text(number: u64) -> String {
    format!("first {number}\n{}last {number}\n", "filling\n".repeat(2_000))
}

/// Applies edits until it is killed, and says of each when it returned.
async fn edit_on(place: &Path) {
    let bench = Bench::on_disk(place).await;
    let folder = bench.open().await;
    let mut out = std::io::stdout();
    loop {
        let now = bench.read("file.txt");
        let number: u64 = now.lines().next().unwrap()["first ".len()..].parse().unwrap();
        let next = number + 1;
        let snippet = format!(
            "<<<<<<< SEARCH\nfirst {number}\n=======\nfirst {next}\n>>>>>>> REPLACE\n\
             <<<<<<< SEARCH\nlast {number}\n=======\nlast {next}\n>>>>>>> REPLACE\n"
        );
        let edit = json!({ "folder_id": folder, "path": "file.txt", "snippet": snippet });
        let preview = bench.call("booster.preview", edit.clone()).await.unwrap();
        let mut apply = edit;
        apply["expected_hash"] = preview["hash"].clone();
        bench.call("booster.apply", apply).await.unwrap();
        writeln!(out, "made {next}").unwrap();
        out.flush().unwrap();
    }
}

#[tokio::test]
async fn a_kill_at_any_moment_leaves_whole_files_and_what_was_before() {
    if let Ok(place) = std::env::var(CHILD) {
        edit_on(Path::new(&place)).await;
    }
    let rounds: u32 = std::env::var(ROUNDS).map_or(12, |rounds| rounds.parse().unwrap());
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(place.path().join("data")).unwrap();
    std::fs::create_dir_all(place.path().join("project")).unwrap();
    std::fs::write(place.path().join("project/file.txt"), text(0)).unwrap();
    let mut unfinished = 0;
    for round in 0..rounds {
        let told = kill_one(place.path());
        let left = std::fs::read_to_string(place.path().join("project/file.txt")).unwrap();
        let number: u64 = left.lines().next().unwrap()["first ".len()..].parse().unwrap();
        assert_eq!(left, text(number), "round {round}: whole");
        assert!(number >= told && number <= told + 1, "round {round}: {number} after {told}");
        let bench = Bench::on_disk(place.path()).await;
        let begun = bench.store.read(atelier_store::tables::file_edits::begun).await.unwrap();
        unfinished += begun.len();
        let journal = bench.call("file.edits", json!({})).await.unwrap();
        let items = journal["items"].as_array().unwrap();
        let states: HashSet<&str> = items.iter().map(|it| it["state"].as_str().unwrap()).collect();
        assert!(!states.contains("begun"), "round {round}: nothing hangs in the air: {states:?}");
        let names: Vec<_> = std::fs::read_dir(place.path().join("project")).unwrap().collect();
        assert_eq!(names.len(), 1, "round {round}: nothing is left beside the file: {names:?}");
        // What was before the last edit comes back whole, and the edit again.
        let undo = bench.call("file.undo", json!({ "edit_id": items[0]["id"] })).await.unwrap();
        assert_eq!(bench.read("file.txt"), text(number - 1), "round {round}");
        bench.call("file.undo", json!({ "edit_id": undo["id"] })).await.unwrap();
        assert_eq!(bench.read("file.txt"), text(number), "round {round}");
        bench.store.close().await.unwrap();
    }
    println!("{rounds} kills, {unfinished} in the middle of an edit, nothing lost");
}

/// Runs a child until a random moment of its work, kills it, and returns the last edit that it was
/// told is made.
fn kill_one(place: &Path) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::a_kill_at_any_moment_leaves_whole_files_and_what_was_before"])
        .arg("--nocapture")
        .env(CHILD, place)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut last = None;
    let mut note = |line: &str| {
        if let Some(number) = line.strip_prefix("made ").and_then(|number| number.parse().ok()) {
            last = Some(number);
        }
    };
    for line in lines.by_ref() {
        let line = line.unwrap();
        note(&line);
        if line.starts_with("made") {
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
    last.unwrap()
}
