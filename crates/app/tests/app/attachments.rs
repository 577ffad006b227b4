//! Attachments: from the bytes to what the endpoint is sent, hostile files included.

use std::io::{Cursor, Write as _};

use atelier_app::App;
use atelier_simulator::{Scenario, Simulator, SimulatorOptions};
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::support::{Home, call, conversation, run, text};

async fn against_simulator() -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    (home, simulator, app)
}

/// Sends bytes over, as the doors do.
async fn bring(app: &App, bytes: &[u8]) -> String {
    let mut intake =
        app.blobs().unwrap().of(None).await.unwrap().begin(Some(bytes.len() as u64)).await.unwrap();
    for part in bytes.chunks(70_001) {
        intake.take(part).await.unwrap();
    }
    let stored = intake.finish().await.unwrap();
    assert_eq!(stored.hash, format!("{:x}", Sha256::digest(bytes)));
    stored.hash
}

/// Attaches bytes to the draft of a conversation.
async fn attach(app: &App, id: &str, name: &str, bytes: &[u8]) -> Result<Value, String> {
    let hash = bring(app, bytes).await;
    let input = json!({ "conversation_id": id, "hash": hash, "name": name });
    let added = call(app, "attachment.add", input).await;
    added.map_err(|error| format!("{} · {}", error.message, error.hint.unwrap_or_default()))
}

async fn send(app: &App, id: &str, words: &str, attachments: &[&Value]) -> (Value, Vec<Value>) {
    let ids: Vec<&Value> = attachments.iter().map(|it| &it["id"]).collect();
    let input = json!({ "id": id, "text": words, "attachments": ids });
    let (outcome, events) = run(app, "conversation.send", input).await;
    outcome.unwrap();
    (events.last().unwrap()["message"].clone(), events)
}

/// The bodies that were asked for an answer.
fn asked(simulator: &Simulator) -> Vec<Value> {
    let requests = simulator.requests();
    let bodies = requests.iter().filter(|it| it.path.ends_with("/v1/messages"));
    bodies.map(|it| serde_json::from_slice(&it.body).unwrap()).collect()
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 251) as u8, (y % 241) as u8, ((x * 7 + y * 13) % 239) as u8])
    });
    let mut bytes = Vec::new();
    DynamicImage::from(image).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn pdf(padding: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n% ".to_vec();
    // Noise, so that it stays as large as it is.
    bytes.extend((0..padding).scan(7_u64, |state, _| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        Some(b'a' + ((*state >> 40) % 26) as u8)
    }));
    bytes.extend(b"\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n");
    bytes
}

/// The sum that PNG puts behind each of its parts.
fn crc(part: &[u8]) -> u32 {
    !part.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 }
        })
    })
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(paragraph: &str) -> Vec<u8> {
    let xml = format!(
        "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p></w:body></w:document>"
    );
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_attached_is_sent_as_the_api_takes_it_before_the_words() {
    let (_home, simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    let png = picture(40, 30, ImageFormat::Png);
    let image = attach(&app, &id, "../shots/a\u{202e}b.png", &png).await.unwrap();
    assert_eq!(image["name"], "ab.png", "neither folders nor what turns the writing");
    assert_eq!(
        (&image["kind"], &image["width"], &image["height"]),
        (&json!("image"), &json!(40), &json!(30))
    );
    let paper = attach(&app, &id, "paper.pdf", &pdf(10)).await.unwrap();
    let notes =
        attach(&app, &id, "notes.txt", "\u{feff}erste\r\nzweite Zeile".as_bytes()).await.unwrap();
    let letter = attach(&app, &id, "letter.docx", &document("Dear reader")).await.unwrap();
    assert_eq!(letter["kind"], "office");
    let all = [&image, &paper, &notes, &letter];
    let listed = call(&app, "attachment.list", json!({ "conversation_id": id })).await.unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 4);

    let (answer, events) = send(&app, &id, "What is this?", &all).await;
    assert_eq!(answer["state"], "complete");
    assert!(text(&answer).contains("| pictures and documents with it | 1 and 3 |"));
    let bodies = asked(&simulator);
    let content = bodies[0]["messages"][0]["content"].as_array().unwrap();
    let kinds: Vec<&str> = content.iter().map(|it| it["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["image", "document", "document", "document", "text"]);
    assert_eq!(content[0]["source"]["media_type"], "image/png");
    assert_eq!(content[1]["source"]["media_type"], "application/pdf");
    assert_eq!(content[1]["title"], "paper.pdf");
    assert_eq!(
        content[2]["source"],
        json!({ "type": "text", "media_type": "text/plain", "data": "erste\nzweite Zeile" })
    );
    assert_eq!(content[3]["source"]["data"], "Dear reader");
    assert!(!bodies[0].to_string().contains("\"attachment\""), "nothing of ours leaves");

    let stored = &events[0]["user"]["blocks"];
    assert_eq!(stored[0]["source"]["type"], "attachment");
    assert_eq!(stored[0]["source"]["hash"], image["hash"]);
    let listed = call(&app, "attachment.list", json!({ "conversation_id": id })).await.unwrap();
    assert_eq!(listed, json!([]), "the draft is empty again");
    // The next question finds the same beginning, byte for byte.
    send(&app, &id, "And now?", &[]).await;
    let bodies = asked(&simulator);
    let beginning = |body: &Value| body["messages"][0]["content"][0]["source"].clone();
    assert_eq!(beginning(&bodies[0]), beginning(&bodies[1]));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_attached_outlives_a_restart_and_belongs_to_its_draft() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let (id, other) = (conversation(&app).await, conversation(&app).await);
    let notes = attach(&app, &id, "notes.md", b"# Notes").await.unwrap();
    let input = json!({ "id": other, "text": "x", "attachments": [notes["id"]] });
    let error = run(&app, "conversation.send", input).await.0.unwrap_err();
    assert!(error.message.contains("sent or taken away"), "{error}: another draft’s");
    let none = json!({ "hash": notes["hash"], "name": "of none.md" });
    let free = call(&app, "attachment.add", none).await.unwrap();
    let (answer, _) = send(&app, &other, "", &[&free]).await;
    assert_eq!(
        answer["state"], "complete",
        "the draft of no conversation goes anywhere, without words"
    );
    let again = json!({ "id": other, "text": "x", "attachments": [free["id"]] });
    assert!(run(&app, "conversation.send", again).await.0.is_err(), "it went once");
    let titled = call(&app, "conversation.get", json!({ "id": other })).await.unwrap();
    assert_eq!(titled["title"], "of none.md");
    let removed = call(&app, "attachment.remove", json!({ "id": notes["id"] })).await.unwrap();
    assert_eq!(removed["name"], "notes.md");
    let gone = call(&app, "attachment.remove", json!({ "id": notes["id"] })).await.unwrap_err();
    assert_eq!(json!(gone.code), "not_found");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_too_large_is_made_smaller_and_says_so() {
    let (_home, simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    let wide =
        attach(&app, &id, "wide.jpg", &picture(4_000, 500, ImageFormat::Jpeg)).await.unwrap();
    assert_eq!((&wide["width"], &wide["height"]), (&json!(2_000), &json!(250)));
    let note = wide["note"].as_str().unwrap();
    assert!(note.contains("4000 × 500") && note.contains("2000 × 250"), "{note}");
    let (answer, _) = send(&app, &id, "Look", &[&wide]).await;
    assert_eq!(answer["state"], "complete");
    assert_eq!(
        asked(&simulator)[0]["messages"][0]["content"][0]["source"]["media_type"],
        "image/jpeg"
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_is_kept_by_the_endpoint_once_and_brought_back_when_it_is_lost() {
    let (_home, simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    let bytes = pdf(5 << 20);
    let large = attach(&app, &id, "large.pdf", &bytes).await.unwrap();
    let (answer, _) = send(&app, &id, "Read", &[&large]).await;
    assert_eq!(answer["state"], "complete", "{answer}");
    send(&app, &id, "Go on", &[]).await;
    let uploads = || simulator.requests().iter().filter(|it| it.path == "/v1/files").count();
    assert_eq!(uploads(), 1, "sent once");
    let source = asked(&simulator)[1]["messages"][0]["content"][0]["source"].clone();
    assert_eq!(source["type"], "file");
    let upload = simulator.requests().into_iter().find(|it| it.path == "/v1/files").unwrap();
    let body = &upload.body;
    assert!(
        body.windows(64).any(|it| it == &bytes[bytes.len() / 2..bytes.len() / 2 + 64]),
        "whole"
    );
    // The endpoint forgets: it is sent anew, and the person notices nothing.
    simulator.reset();
    let (answer, _) = send(&app, &id, "Still there?", &[]).await;
    assert_eq!(answer["state"], "complete", "{answer}");
    assert_eq!(uploads(), 1, "sent anew");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_is_refused_in_words_that_help() {
    let (_home, simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    let png = picture(300, 200, ImageFormat::Png);
    let mut wide = png.clone();
    wide[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
    let sum = crc(&wide[12..29]);
    wide[29..33].copy_from_slice(&sum.to_be_bytes());
    let huge = vec![b' '; 41 << 20];
    let bomb = {
        let mut xml = b"<w:document xmlns:w='w'><w:p><w:t>".to_vec();
        xml.resize(8 << 20, b'a');
        zip(&[("word/document.xml", &xml)])
    };
    let entities = b"<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><w:document xmlns:w='w'><w:t>&b;</w:t></w:document>";
    let mp3 = b"ID3\x04\x00\x00\x00\x00\x00\x21TSSE".to_vec();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.txt", Vec::new(), "is empty"),
        ("photo.jpg", b"\x89PNG\r\n\x1a\nor so it says".to_vec(), "damaged or not whole"),
        ("cut.png", png[..png.len() / 2].to_vec(), "damaged or not whole"),
        ("wide.png", wide, "100000 ×"),
        ("song.mp3", mp3, "have it written down first"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(100), "save it as .docx"),
        ("half.pdf", b"%PDF-1.7 and then nothing".to_vec(), "not whole"),
        ("files.zip", zip(&[("a.txt", b"hello")]), "no office document"),
        ("bomb.docx", bomb, "far more than an office program writes"),
        ("entities.docx", zip(&[("word/document.xml", entities)]), "no office program writes"),
        ("noise.bin", vec![0, 1, 2, 3, 0, 200, 255], "not text"),
        ("blank.txt", huge, "may have"),
    ];
    for (name, bytes, expected) in cases {
        let refusal = attach(&app, &id, name, &bytes).await.unwrap_err();
        assert!(refusal.contains(expected), "{name}: {refusal}");
        assert!(refusal.contains(name), "{name}: {refusal}");
    }
    let unknown = json!({ "conversation_id": id, "hash": "0".repeat(64), "name": "x" });
    let error = call(&app, "attachment.add", unknown).await.unwrap_err();
    assert_eq!(json!(error.code), "not_found");
    for hash in ["", "../../etc/passwd", &"A".repeat(64), &"0".repeat(63)] {
        let input = json!({ "conversation_id": id, "hash": hash, "name": "x" });
        let error = call(&app, "attachment.add", input).await.unwrap_err();
        assert_eq!(json!(error.code), "invalid_input", "{hash}");
    }
    let listed = call(&app, "attachment.list", json!({ "conversation_id": id })).await.unwrap();
    assert_eq!(listed, json!([]));
    assert!(asked(&simulator).is_empty());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_bytes_than_a_file_may_have_are_refused_before_and_while_they_come() {
    let (_home, _simulator, app) = against_simulator().await;
    let blobs = app.blobs().unwrap().of(None).await.unwrap();
    assert!(
        blobs.begin(Some(4 << 30)).await.is_err(),
        "gigabytes are refused at their announcement"
    );
    let mut intake = blobs.begin(Some(10)).await.unwrap();
    let piece = vec![7; 8 << 20];
    let mut refused = false;
    for _ in 0..14 {
        refused |= intake.take(&piece).await.is_err();
    }
    assert!(refused, "whatever was announced");
    drop(intake);
    let cut = blobs.begin(None).await.unwrap();
    drop(cut);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mentioned_file_is_read_when_the_message_is_sent() {
    let (home, simulator, app) = against_simulator().await;
    let folder = home.folder.path().join("project");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("plan.md"), "the first plan").unwrap();
    let opened = call(&app, "folder.open", json!({ "path": folder })).await.unwrap();
    let id = conversation(&app).await;
    let input = json!({ "conversation_id": id, "folder_id": opened["id"], "path": "plan.md" });
    let mention = call(&app, "attachment.mention", input).await.unwrap();
    assert_eq!((&mention["kind"], &mention["hash"]), (&json!("mention"), &Value::Null));
    for path in ["../secret", "/etc/passwd", "a/../../secret", ".git/config", "", "nul\0"] {
        let outside = json!({ "conversation_id": id, "folder_id": opened["id"], "path": path });
        call(&app, "attachment.mention", outside).await.unwrap_err();
    }

    std::fs::remove_file(folder.join("plan.md")).unwrap();
    let gone = json!({ "id": id, "text": "Go", "attachments": [mention["id"]] });
    let error = run(&app, "conversation.send", gone).await.0.unwrap_err();
    assert!(error.message.contains("plan.md") && asked(&simulator).is_empty(), "{error}");

    std::fs::write(folder.join("plan.md"), "the second plan").unwrap();
    let (_, events) = send(&app, &id, "Go", &[&mention]).await;
    let content = &asked(&simulator)[0]["messages"][0]["content"];
    assert_eq!(content[0]["source"]["data"], "the second plan");
    assert_eq!(content[0]["title"], "plan.md");
    // What was sent stays what it was.
    std::fs::write(folder.join("plan.md"), "the third plan").unwrap();
    send(&app, &id, "Again", &[]).await;
    let content = &asked(&simulator)[1]["messages"][0]["content"];
    assert_eq!(content[0]["source"]["data"], "the second plan");
    let hash = events[0]["user"]["blocks"][0]["source"]["hash"].clone();
    let shown = call(&app, "attachment.text", json!({ "hash": hash })).await.unwrap();
    assert_eq!(shown, json!({ "text": "the second plan", "complete": true }));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_of_the_endpoint_is_said_in_the_message_and_loses_nothing() {
    let (_home, simulator, app) = against_simulator().await;
    let id = conversation(&app).await;
    simulator.script([Scenario::Fail(atelier_simulator::Failure::of_status(401))]);
    let notes = attach(&app, &id, "notes.txt", b"words").await.unwrap();
    let (failed, _) = send(&app, &id, "Once more", &[&notes]).await;
    assert_eq!(failed["state"], "failed");
    let page = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    assert!(page.to_string().contains("notes.txt"));
    app.shutdown().await;
}
