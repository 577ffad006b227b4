//! What is attached elsewhere than in the page: with what waits in the queue, and from the machine.

use std::path::Path;

use atelier_app::App;
use atelier_simulator::Simulator;
use serde_json::{Value, json};

use crate::support::{call, conversation, run, simulated, text};

/// Attaches a file of the machine to the draft of a conversation.
async fn attach(app: &App, id: &str, path: &Path) -> Result<Value, String> {
    let input = json!({ "conversation_id": id, "path": path.to_str().unwrap() });
    let added = call(app, "attachment.add_file", input).await;
    added.map_err(|error| format!("{} · {}", error.message, error.hint.unwrap_or_default()))
}

async fn draft(app: &App, id: &str) -> usize {
    let listed = call(app, "attachment.list", json!({ "conversation_id": id })).await.unwrap();
    listed.as_array().unwrap().len()
}

async fn queue(app: &App, id: &str) -> Vec<Value> {
    let listed = call(app, "queue.list", json!({ "conversation_id": id })).await.unwrap();
    listed.as_array().unwrap().clone()
}

/// Waits until as many messages have ended, and returns them.
async fn settled(app: &App, id: &str, count: usize) -> Vec<Value> {
    for _ in 0..500 {
        let page = call(app, "conversation.messages", json!({ "id": id })).await.unwrap();
        let found = page["items"].as_array().unwrap().clone();
        if found.len() >= count && found.iter().all(|it| it["state"] != "streaming") {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("it did not settle");
}

/// The last body that asked for an answer.
fn last_body(simulator: &Simulator) -> Value {
    let requests = simulator.requests();
    let last = requests.iter().rfind(|it| it.path.ends_with("/v1/messages")).unwrap();
    serde_json::from_slice(&last.body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_carries_what_is_attached_to_it() {
    let (home, simulator, app) = simulated().await;
    let notes = home.folder.path().join("notes.txt");
    std::fs::write(&notes, "The tide turns at noon.").unwrap();
    let id = conversation(&app).await;
    let input = json!({ "id": id, "text": "/simulate drip", "detached": true });
    let ((outcome, _), ()) = tokio::join!(run(&app, "conversation.send", input), async {
        loop {
            let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
            if seen["state"] == "streaming" {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        let attached = attach(&app, &id, &notes).await.unwrap();
        let more = attach(&app, &id, &notes).await.unwrap();
        let input = json!({
            "conversation_id": id, "text": "When does it turn?", "attachments": [attached["id"]],
        });
        let queued = call(&app, "queue.add", input.clone()).await.unwrap();
        assert_eq!(queued["attachments"][0]["name"], "notes.txt");
        assert_eq!(draft(&app, &id).await, 1, "what waits is in the draft no more, the other is");
        let twice = call(&app, "queue.add", input).await.unwrap_err();
        assert!(twice.message.contains("meanwhile"), "{twice}");

        // Taken out, it is in the draft again, and can be queued once more, without a word.
        let removed = call(&app, "queue.remove", json!({ "id": queued["id"] })).await.unwrap();
        assert_eq!(removed["attachments"], queued["attachments"]);
        assert_eq!(draft(&app, &id).await, 2);
        let both = json!([attached["id"], more["id"]]);
        let input = json!({ "conversation_id": id, "text": "", "attachments": both });
        let queued = call(&app, "queue.add", input).await.unwrap();
        assert_eq!(draft(&app, &id).await, 0);
        let listed = queue(&app, &id).await;
        assert_eq!(listed[0]["attachments"].as_array().unwrap().len(), 2);
        let blank = json!({ "id": queued["id"], "text": "  " });
        call(&app, "queue.edit", blank).await.unwrap();
        call(&app, "attachment.collect", json!({})).await.unwrap();
    });
    outcome.unwrap();
    let found = settled(&app, &id, 4).await;
    let blocks = found[2]["blocks"].as_array().unwrap();
    assert_eq!(blocks.len(), 2, "both files and no words: {blocks:?}");
    assert_eq!(found[3]["state"], "complete");
    let sent = last_body(&simulator);
    let sent = &sent["messages"].as_array().unwrap().last().unwrap()["content"][0];
    assert_eq!(sent["source"]["data"], "The tide turns at noon.");
    assert_eq!((queue(&app, &id).await.len(), draft(&app, &id).await), (0, 0));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_takes_no_attachment_of_another_draft() {
    let (home, _simulator, app) = simulated().await;
    let notes = home.folder.path().join("notes.txt");
    std::fs::write(&notes, "Ours.").unwrap();
    let (one, two) = (conversation(&app).await, conversation(&app).await);
    let attached = attach(&app, &one, &notes).await.unwrap();
    let nobody = "018f3c5a-7b1e-7000-8000-000000000000";
    for ids in [json!([attached["id"]]), json!([nobody])] {
        let input = json!({ "conversation_id": two, "text": "x", "attachments": ids });
        assert!(call(&app, "queue.add", input).await.is_err());
    }
    let many = json!({ "conversation_id": one, "text": "x", "attachments": vec![nobody; 21] });
    assert!(call(&app, "queue.add", many).await.is_err());
    assert_eq!((draft(&app, &one).await, queue(&app, &two).await.len()), (1, 0));
    // With its conversation, what waited with a message goes too.
    let input = json!({ "conversation_id": one, "text": "", "attachments": [] });
    assert!(call(&app, "queue.add", input).await.is_err(), "there is nothing in it");
    app.shutdown().await;
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_machine_is_read_where_the_store_is() {
    let (home, _simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let folder = home.folder.path();
    let large = folder.join("large.txt");
    std::fs::write(&large, "0123456789\n".repeat(100_000)).unwrap();
    let attached = attach(&app, &id, &large).await.unwrap();
    assert_eq!((&attached["name"], &attached["bytes"]), (&json!("large.txt"), &json!(1_100_000)));
    let link = folder.join("link.txt");
    std::os::unix::fs::symlink(&large, &link).unwrap();
    assert_eq!(attach(&app, &id, &link).await.unwrap()["hash"], attached["hash"]);

    let pipe = folder.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let huge = folder.join("huge.bin");
    std::fs::File::create(&huge).unwrap().set_len(200 << 20).unwrap();
    let own = folder.join("data").join("mine.txt");
    std::fs::create_dir_all(own.parent().unwrap()).unwrap();
    std::fs::write(&own, "secret").unwrap();
    let sound = folder.join("voice.mp3");
    std::fs::write(&sound, b"ID3\x04\0\0\0\0\0\0audio").unwrap();
    for (path, says) in [
        (folder.join("nothing.txt"), "there is no"),
        (folder.to_owned(), "not a regular file"),
        (pipe, "not a regular file"),
        (std::path::PathBuf::from("/dev/zero"), "not a regular file"),
        (std::path::PathBuf::from("relative.txt"), "no path in full"),
        (huge, "100 MiB"),
        (own, "Atelier's own"),
        (sound, "sound, which Claude does not take"),
    ] {
        let error = attach(&app, &id, &path).await.unwrap_err();
        assert!(error.contains(says), "{}: {error}", path.display());
    }
    assert_eq!(draft(&app, &id).await, 2, "what was refused is not attached");
    let (outcome, events) = run(
        &app,
        "conversation.send",
        json!({
            "id": id, "text": "What is in it?", "attachments": [attached["id"]],
        }),
    )
    .await;
    outcome.unwrap();
    assert!(!text(&events.last().unwrap()["message"]).is_empty());
    app.shutdown().await;
}

/// The documents of a body.
fn documents(body: &Value) -> Vec<Value> {
    let messages = body["messages"].as_array().unwrap();
    let blocks = messages.iter().flat_map(|it| it["content"].as_array().unwrap());
    blocks.filter(|it| it["type"] == "document").cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn claude_is_asked_to_cite_all_documents_or_none() {
    let (home, simulator, app) = simulated().await;
    let folder = home.folder.path();
    std::fs::write(folder.join("tides.txt"), "The tide turns at noon.").unwrap();
    std::fs::write(folder.join("moon.md"), "The moon pulls.").unwrap();
    let id = conversation(&app).await;
    let say = async |words: &str, name: Option<&str>| {
        let mut ids = Vec::new();
        if let Some(name) = name {
            ids.push(attach(&app, &id, &folder.join(name)).await.unwrap()["id"].clone());
        }
        let input = json!({ "id": id, "text": words, "attachments": ids });
        let (outcome, events) = run(&app, "conversation.send", input).await;
        outcome.unwrap();
        events.last().unwrap()["message"].clone()
    };
    let answer = say("/simulate cite", Some("tides.txt")).await;
    assert_eq!(documents(&last_body(&simulator))[0]["citations"], json!({ "enabled": true }));
    let cited = &answer["blocks"][1]["citations"][0];
    assert_eq!(cited["cited_text"], "The tide turns at noon.");
    assert_eq!(cited["document_title"], "tides.txt");
    // What was cited goes back as it came, and what is attached later is marked as well.
    let more = say("And the moon?", Some("moon.md")).await;
    assert_eq!(more["state"], "complete", "{more}");
    let sent = documents(&last_body(&simulator));
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|it| it["citations"]["enabled"] == true), "{sent:?}");

    call(&app, "settings.save", json!({ "cite_documents": false })).await.unwrap();
    let answer = say("/simulate cite", None).await;
    let sent = documents(&last_body(&simulator));
    assert!(sent.iter().all(|it| it.get("citations").is_none()), "{sent:?}");
    assert!(text(&answer).contains("no document"), "{answer}");
    let page = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    assert!(!page["items"][0].to_string().contains("citations"), "no message is changed by it");
    app.shutdown().await;
}
