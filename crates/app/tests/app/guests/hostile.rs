//! Guests that are broken, slow, silent or of another make: they get an error or are let go, and
//! nobody else notices.

use std::time::{Duration, Instant};

use atelier_app::App;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::UnixStream;

use crate::support::{Home, call, conversation};

/// Nothing here takes longer unless it is broken; a request has ten seconds to come in.
const LONG: Duration = Duration::from_mins(1);
/// As many as the owner lets in.
const GUESTS: usize = 256;

async fn connect(home: &Home) -> UnixStream {
    UnixStream::connect(home.folder.path().join("data/owner.sock")).await.unwrap()
}

/// Sends `frame` over a connection of its own, and returns what the owner says first, if anything.
async fn send(home: &Home, frame: &[u8]) -> Option<Value> {
    let talk = async {
        let mut stream = connect(home).await;
        // The owner may have had enough before it has read all of it.
        drop(stream.write_all(frame).await);
        if !frame.ends_with(b"\n") {
            drop(stream.shutdown().await);
        }
        let mut said = Vec::new();
        drop(BufReader::new(stream).read_until(b'\n', &mut said).await);
        said
    };
    let said = tokio::time::timeout(LONG, talk).await.unwrap();
    (!said.is_empty()).then(|| serde_json::from_slice(&said).unwrap())
}

/// Both still answer, and within a second or so.
async fn all_is_well(owner: &App, guest: &App) {
    let started = Instant::now();
    for app in [owner, guest] {
        call(app, "health.get", json!({})).await.unwrap();
    }
    assert!(started.elapsed() < Duration::from_secs(5), "it took {:?}", started.elapsed());
}

fn ask(name: &str, door: &str, input: &Value) -> Vec<u8> {
    format!("{}\n", json!({ "name": name, "door": door, "input": input })).into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_is_answered_with_an_error() {
    let (home, owner, guest) = super::owner_and_guest().await;
    let nested = format!("{}1{}\n", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let deep = format!("{{\"name\":\"health.get\",\"door\":\"cli\",\"input\":{nested}");
    for (frame, code) in [
        (b"\n".to_vec(), Some("invalid_input")),
        (b"\0\0\0\x07garbage\n".to_vec(), Some("invalid_input")),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(), Some("invalid_input")),
        (nested.clone().into_bytes(), Some("invalid_input")),
        (format!("{deep}}}\n").into_bytes(), Some("invalid_input")),
        (b"{\"name\":\"\xff\",\"door\":\"cli\",\"input\":{}}\n".to_vec(), Some("invalid_input")),
        (ask("health.get", "root", &json!({})), Some("invalid_input")),
        (ask("health.get", "", &json!({})), Some("invalid_input")),
        (ask("no.such", "cli", &json!({})), Some("not_found")),
        (ask("health.get\n", "cli", &json!({})), Some("not_found")),
        (ask("secret.save", "http", &json!({})), Some("permission_denied")),
        (ask("conversation.get", "cli", &json!({ "id": "../../etc" })), Some("invalid_input")),
        (ask("conversation.get", "cli", &json!([[[]]])), Some("invalid_input")),
        // Cut short: whoever sent it has left.
        (b"{\"name\":\"health.get\"".to_vec(), None),
        (b"".to_vec(), None),
    ] {
        let said = send(&home, &frame).await;
        let shown = String::from_utf8_lossy(&frame[..frame.len().min(60)]).into_owned();
        match (said, code) {
            (Some(said), Some(code)) => assert_eq!(said["failed"]["code"], code, "{shown}"),
            // A process that left may be told so or not.
            (Some(said), None) => assert!(said.get("failed").is_some(), "{shown}: {said}"),
            (None, code) => assert_eq!(code, None, "{shown} got no answer"),
        }
        all_is_well(&owner, &guest).await;
    }
    let too_long = vec![b'x'; 9 << 20];
    let said = send(&home, &too_long).await;
    assert!(said.is_none_or(|said| said["failed"]["code"] == "invalid_input"));
    all_is_well(&owner, &guest).await;
    guest.shutdown().await;
    owner.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_random_frames_change_nothing() {
    let (home, owner, guest) = super::owner_and_guest().await;
    let id = conversation(&owner).await;
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let right = ask("conversation.rename", "cli", &json!({ "id": id }));
    for round in 0..1_000 {
        let mut frame: Vec<u8> = if round % 2 == 0 {
            (0..random() % 300).map(|_| random().to_le_bytes()[0]).collect()
        } else {
            // A right one with a few wrong bytes.
            let mut frame = right.clone();
            for _ in 0..=random() % 4 {
                let place = usize::try_from(random()).unwrap() % frame.len();
                frame[place] = random().to_le_bytes()[0];
            }
            frame
        };
        if random() % 4 > 0 {
            frame.push(b'\n');
        }
        if let Some(said) = send(&home, &frame).await {
            assert!(said.get("failed").is_some(), "{said} to {}", String::from_utf8_lossy(&frame));
        }
    }
    all_is_well(&owner, &guest).await;
    guest.shutdown().await;
    owner.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_and_slow_guests_keep_nobody_waiting() {
    let (home, owner, guest) = super::owner_and_guest().await;
    let mut silent = Vec::new();
    for number in 0..GUESTS / 2 {
        let mut stream = connect(&home).await;
        // Some say nothing, some stop in the middle, some in the middle of much.
        let begun =
            ask("health.get", "cli", &json!("x".repeat(if number == 0 { 0 } else { 60_000 })));
        let length = [0, 10, 50_000][number % 3].min(begun.len() - 1);
        stream.write_all(&begun[..length]).await.unwrap();
        silent.push(stream);
    }
    all_is_well(&owner, &guest).await;
    // One that writes a byte at a time is understood in the end.
    let mut slow = connect(&home).await;
    for byte in ask("health.get", "cli", &json!({})) {
        slow.write_all(&[byte]).await.unwrap();
        tokio::task::yield_now().await;
    }
    let mut said = Vec::new();
    tokio::time::timeout(LONG, slow.read_to_end(&mut said)).await.unwrap().unwrap();
    assert!(said.starts_with(b"{\"done\":"), "{}", String::from_utf8_lossy(&said));
    // One that asks and never reads does not keep the others either.
    let mut deaf = connect(&home).await;
    deaf.write_all(&ask("conversation.list", "cli", &json!({}))).await.unwrap();
    all_is_well(&owner, &guest).await;
    // Where there is no place left, a guest is told so at once, and gets in when there is.
    while silent.len() < GUESTS * 2 {
        silent.push(connect(&home).await);
    }
    let started = Instant::now();
    let full = loop {
        match call(&guest, "health.get", json!({})).await {
            Err(error) => break error,
            Ok(_) => assert!(started.elapsed() < LONG, "all places are taken"),
        }
    };
    assert_eq!(serde_json::to_value(full.code).unwrap(), "unavailable", "{full}");
    assert!(full.message.contains("too many"), "{full}");
    call(&owner, "health.get", json!({})).await.unwrap();
    drop(silent);
    let started = Instant::now();
    while call(&guest, "health.get", json!({})).await.is_err() {
        assert!(started.elapsed() < LONG, "there is room again");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    guest.shutdown().await;
    let started = Instant::now();
    let _half_open = connect(&home).await;
    owner.shutdown().await;
    assert!(started.elapsed() < Duration::from_secs(3), "nobody keeps the owner from ending");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_come_in_whole_is_let_go() {
    let (home, owner, _guest) = super::owner_and_guest().await;
    let mut half = connect(&home).await;
    half.write_all(b"{\"name\":").await.unwrap();
    let mut said = Vec::new();
    tokio::time::timeout(LONG, half.read_to_end(&mut said)).await.unwrap().unwrap();
    let said: Value = serde_json::from_slice(&said).unwrap();
    assert_eq!(said["failed"]["code"], "invalid_input", "after ten seconds");
    owner.shutdown().await;
}
