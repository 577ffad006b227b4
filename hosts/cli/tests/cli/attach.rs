//! `atelier ask --attach`: files go along, from the process that owns the data folder and from its guest.

use std::fs;

use serde_json::{Value, json};

use crate::{home::Home, process::Ended, serve::serve};

/// What the last request said, block by block.
fn sent(home: &Home) -> Vec<Value> {
    let requests = home.simulator.requests();
    let last = requests.iter().rfind(|it| it.path.ends_with("/v1/messages")).unwrap();
    let body: Value = serde_json::from_slice(&last.body).unwrap();
    body["messages"].as_array().unwrap().last().unwrap()["content"].as_array().unwrap().clone()
}

fn worked(ended: &Ended) {
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

fn files(home: &Home) {
    fs::write(home.folder.path().join("tides.txt"), "The tide turns at noon.").unwrap();
    fs::write(home.folder.path().join("moon.md"), "The moon pulls.\n".repeat(40_000)).unwrap();
}

#[test]
fn files_go_along_with_a_question_in_their_order() {
    let home = Home::new();
    files(&home);
    worked(&home.run(&["ask", "--attach", "tides.txt", "-a", "./moon.md", "When does it turn?"]));
    let blocks = sent(&home);
    assert_eq!(blocks.len(), 3, "{blocks:?}");
    assert_eq!(
        (&blocks[0]["title"], &blocks[0]["source"]["data"]),
        (&json!("tides.txt"), &json!("The tide turns at noon."))
    );
    assert_eq!(blocks[1]["title"], "moon.md");
    assert!(blocks[1]["source"]["data"].as_str().unwrap().len() > 600_000);
    assert_eq!(blocks[2]["text"], "When does it turn?");
    // Without a word, too.
    worked(&home.run(&["ask", "--attach", "tides.txt"]));
    assert_eq!(sent(&home).len(), 1);
}

#[test]
fn a_guest_attaches_through_the_owner_which_reads_the_file_itself() {
    let home = Home::new();
    files(&home);
    let served = serve(&home, &[]);
    // The guest stands in another folder than the owner.
    let below = home.folder.path().join("below");
    fs::create_dir(&below).unwrap();
    let mut command = home.command(&["ask", "--attach", "../tides.txt", "When does it turn?"]);
    let ended = {
        let mut running = crate::process::Running::start(command.current_dir(&below));
        running.write(b"");
        running.end()
    };
    worked(&ended);
    assert_eq!(sent(&home)[0]["source"]["data"], "The tide turns at noon.");
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}

#[test]
fn what_cannot_go_along_is_said_and_nothing_is_sent() {
    let home = Home::new();
    files(&home);
    let folder = home.folder.path();
    fs::write(folder.join("voice.mp3"), b"ID3\x04\0\0\0\0\0\0sound").unwrap();
    fs::write(folder.join("empty.txt"), b"").unwrap();
    let key = folder.join("data").join("secrets.sealed");
    fs::create_dir_all(key.parent().unwrap()).unwrap();
    fs::write(&key, "not for anybody").unwrap();
    let served = serve(&home, &[]);
    for (path, says) in [
        ("nothing.txt", "there is no"),
        (".", "not a regular file"),
        ("data", "Atelier's own"),
        ("data/secrets.sealed", "Atelier's own"),
        ("/dev/zero", "not a regular file"),
        ("voice.mp3", "sound"),
        ("empty.txt", "is empty"),
    ] {
        let ended = home.run(&["ask", "--attach", "tides.txt", "--attach", path, "What is it?"]);
        assert_ne!(ended.code, Some(0), "{path}: {ended:?}");
        assert!(ended.err.contains(says), "{path}: {ended:?}");
    }
    let asked = home.simulator.requests();
    assert!(!asked.iter().any(|it| it.path.ends_with("/v1/messages")), "nothing was sent");
    let listed = home.run(&["conversation", "list", "--json"]);
    let listed: Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(listed["items"], json!([]), "no empty conversation stays");
    served.running.interrupt();
    served.running.end();
}
