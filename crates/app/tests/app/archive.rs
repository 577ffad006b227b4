//! Taking conversations out, and histories of other programs in.

#![expect(clippy::disallowed_methods, reason = "a test writes in a folder of its own")]

mod backups;
pub(crate) mod histories;
mod library;

use std::fs;
use std::io::Write;
use std::path::Path;

use atelier_app::App;
use atelier_app::rpc::{Call, CallId, Code, Origin};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::support::{Home, call, caller, run};
use histories::{chatgpt, claude, claude_code, open_webui, zipped};

/// Takes a history in, and returns its report.
async fn import(app: &App, operation: &str, path: &Path) -> Value {
    let (outcome, events) = run(app, operation, json!({ "path": path })).await;
    outcome.unwrap();
    let last = events.last().unwrap().clone();
    assert_eq!(last["type"], "finished", "{events:?}");
    last
}

fn counts(report: &Value) -> [u64; 4] {
    ["new_conversations", "grown_conversations", "known_conversations", "new_messages"]
        .map(|it| report[it].as_u64().unwrap())
}

async fn titles(app: &App, trashed: bool) -> Vec<String> {
    let listed = call(app, "conversation.list", json!({ "trashed": trashed })).await.unwrap();
    let items = listed["items"].as_array().unwrap().clone();
    items.iter().map(|it| it["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn histories_of_four_programs_come_in_once_and_go_back() {
    let home = Home::new();
    let app = home.open().await;
    let folder = home.folder.path();
    fs::create_dir_all(folder.join("projects/mine")).unwrap();
    fs::write(folder.join("chatgpt.zip"), zipped("conversations.json", &chatgpt(3))).unwrap();
    fs::write(folder.join("claude.json"), claude()).unwrap();
    fs::write(folder.join("webui.json"), open_webui()).unwrap();
    fs::write(folder.join("projects/mine/s1.jsonl"), claude_code()).unwrap();
    let cases = [
        ("chatgpt.zip", "chatgpt", [3, 0, 0, 12]),
        ("claude.json", "claude", [2, 0, 0, 4]),
        ("webui.json", "open_webui", [1, 0, 0, 3]),
        ("projects", "claude_code", [1, 0, 0, 4]),
    ];
    for (name, source, expected) in cases {
        let path = folder.join(name);
        let before = titles(&app, false).await.len();
        let foreseen = import(&app, "import.inspect", &path).await;
        assert_eq!(titles(&app, false).await.len(), before, "{name} was only looked at");
        assert_eq!(foreseen["report"]["source"], source);
        assert_eq!(counts(&foreseen["report"]), expected, "{name}: {foreseen}");
        assert!(foreseen["import_id"].is_null());

        let done = import(&app, "import.run", &path).await;
        assert_eq!(counts(&done["report"]), expected, "{name}");
        let again = import(&app, "import.run", &path).await;
        assert_eq!(counts(&again["report"]), [0, 0, expected[0], 0], "{name} again");
        assert!(again["import_id"].is_null(), "an import that brought nothing is not listed");

        let listed = call(&app, "import.list", json!({})).await.unwrap();
        assert_eq!(listed[0]["id"], done["import_id"]);
        assert_eq!(listed[0]["messages"], expected[3]);
        let undone =
            call(&app, "import.undo", json!({ "import_id": done["import_id"] })).await.unwrap();
        assert!(undone["undone_at"].is_number());
        assert_eq!(titles(&app, false).await.len(), before, "{name} is in the trash");
        let returned = import(&app, "import.run", &path).await;
        assert_eq!(counts(&returned["report"])[0], expected[0], "{name} comes back");
        assert_eq!(titles(&app, false).await.len(), before + usize::try_from(expected[0]).unwrap());
    }
    app.shutdown().await;
}

#[tokio::test]
async fn branches_times_and_what_is_shown_are_kept_and_a_history_grows() {
    let home = Home::new();
    let app = home.open().await;
    let path = home.folder.path().join("conversations.json");
    fs::write(&path, chatgpt(1)).unwrap();
    import(&app, "import.run", &path).await;
    let listed = call(&app, "conversation.list", json!({})).await.unwrap();
    let known = &listed["items"][0];
    assert_eq!(known["title"], "Talk 0");
    assert_eq!(known["created_at"], 1_700_000_000_000_i64);
    assert_eq!(known["message_count"], 4, "both answers are kept, the system's word is not");
    let input = json!({ "id": known["id"] });
    let shown = call(&app, "conversation.messages", input).await.unwrap();
    let said: Vec<&str> = shown["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["blocks"][0]["text"].as_str().unwrap())
        .collect();
    assert_eq!(said, ["Question 0", "Second answer 0", "Thanks 0"]);

    let text = String::from_utf8(chatgpt(1)).unwrap();
    let text = text.replace(
        r#""current_node":"n5""#,
        r#""current_node":"n6""#,
    ).replace(r#""mapping":{"#, r#""mapping":{"n6":{"id":"n6","parent":"n5","message":{"author":{"role":"assistant"},"create_time":1700000060,"content":{"content_type":"text","parts":["You are welcome"]}}},"#);
    fs::write(&path, text).unwrap();
    let grown = import(&app, "import.run", &path).await;
    assert_eq!(counts(&grown["report"]), [0, 1, 0, 1]);
    let input = json!({ "id": known["id"] });
    let shown = call(&app, "conversation.messages", input).await.unwrap();
    assert_eq!(shown["items"][3]["blocks"][0]["text"], "You are welcome");
    app.shutdown().await;
}

#[tokio::test]
async fn everything_goes_out_and_comes_into_another_home_as_it_was() {
    let (here, there) = (Home::new(), Home::new());
    let app = here.open().await;
    let path = here.folder.path().join("conversations.json");
    fs::write(&path, chatgpt(7)).unwrap();
    import(&app, "import.run", &path).await;
    let first = call(&app, "conversation.list", json!({})).await.unwrap()["items"][0].clone();
    call(&app, "conversation.delete", json!({ "id": first["id"] })).await.unwrap();

    let zip = here.folder.path().join("all.zip");
    let (outcome, events) = run(&app, "export.everything", json!({ "path": zip })).await;
    outcome.unwrap();
    let written = &events.last().unwrap()["file"];
    assert_eq!(written["conversations"], 7);
    assert_eq!(written["messages"], 28);
    assert_eq!(written["bytes"], fs::metadata(&zip).unwrap().len());

    let (again, _) = run(&app, "export.everything", json!({ "path": zip })).await;
    assert_eq!(again.unwrap_err().code, Code::Conflict, "nothing is replaced unasked");
    let (again, _) = run(&app, "export.everything", json!({ "path": zip, "replace": true })).await;
    again.unwrap();

    let other = there.open().await;
    let report = import(&other, "import.run", &zip).await;
    assert_eq!(counts(&report["report"]), [7, 0, 0, 28]);
    assert_eq!(report["report"]["source"], "atelier");
    assert_eq!(titles(&other, true).await, [first["title"].as_str().unwrap()]);
    for shelf in [false, true] {
        let input = json!({ "trashed": shelf });
        let mut ours = call(&app, "conversation.list", input.clone()).await.unwrap();
        let mut theirs = call(&other, "conversation.list", input).await.unwrap();
        for list in [&mut ours, &mut theirs] {
            let items = list["items"].as_array_mut().unwrap();
            items.sort_by_key(|it| it["id"].to_string());
        }
        assert_eq!(ours["items"], theirs["items"]);
    }
    // Importing what one has exported brings nothing.
    let back = import(&app, "import.run", &zip).await;
    assert_eq!(counts(&back["report"]), [0, 0, 7, 0]);
    app.shutdown().await;
    other.shutdown().await;
}

#[tokio::test]
async fn one_conversation_is_written_in_three_formats_and_read_again() {
    let home = Home::new();
    let app = home.open().await;
    let folder = home.folder.path();
    fs::write(folder.join("c.json"), chatgpt(1)).unwrap();
    import(&app, "import.run", &folder.join("c.json")).await;
    let known = call(&app, "conversation.list", json!({})).await.unwrap()["items"][0].clone();
    let cases =
        [("markdown", "shown", 3), ("markdown", "all", 4), ("html", "all", 4), ("json", "all", 4)];
    for (format, branches, messages) in cases {
        let path = folder.join(format!("one-{branches}.{format}"));
        let input =
            json!({ "id": known["id"], "format": format, "branches": branches, "path": path });
        let file = call(&app, "export.conversation", input).await.unwrap();
        assert_eq!(file["messages"], messages, "{format} {branches}");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("Second answer 0"), "{format}");
        assert_eq!(text.contains("First answer 0"), branches == "all", "{format} {branches}");
    }
    let other = Home::new();
    let app_there = other.open().await;
    let report = import(&app_there, "import.run", &folder.join("one-all.json")).await;
    assert_eq!(counts(&report["report"]), [1, 0, 0, 4]);
    let suggested = call(&app, "export.suggest", json!({ "id": known["id"] })).await.unwrap();
    assert!(suggested["path"].as_str().unwrap().ends_with("Talk 0 2023-11-14.md"), "{suggested}");
    app.shutdown().await;
    app_there.shutdown().await;
}

#[tokio::test]
async fn hostile_histories_are_refused_in_words_and_leave_nothing() {
    let home = Home::new();
    let app = home.open().await;
    let folder = home.folder.path();
    let nested = [&b"["[..], &vec![b'['; 1_000_000]].concat();
    let utf16: Vec<u8> = [0xff, 0xfe, b'[', 0].to_vec();
    let mut torn = zipped("conversations.json", &chatgpt(2));
    torn.truncate(torn.len() / 2);
    let refused: Vec<(&str, Vec<u8>)> = vec![
        ("nested.json", nested),
        ("utf16.json", utf16),
        ("text.json", b"Dear diary".to_vec()),
        ("empty.json", Vec::new()),
        ("other.json", br#"[{"a":1}]"#.to_vec()),
        ("torn.zip", torn),
        ("pictures.zip", zipped("photo.png", b"x")),
        (
            "newer.json",
            br#"{"format":"atelier-conversation","version":9,"conversation":{},"messages":[]}"#
                .to_vec(),
        ),
    ];
    for (name, bytes) in refused {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        let (outcome, _) = run(&app, "import.run", json!({ "path": path })).await;
        let error = outcome.unwrap_err();
        assert!(matches!(error.code, Code::InvalidInput | Code::NotFound), "{name}: {error:?}");
        assert!(error.hint.is_some(), "{name}");
    }
    for path in ["relative.json", "/nowhere/at/all.json", "/dev/zero"] {
        let (outcome, _) = run(&app, "import.run", json!({ "path": path })).await;
        assert!(outcome.is_err(), "{path}");
    }
    let own = home.folder.path().join("data");
    let (outcome, _) = run(&app, "import.run", json!({ "path": own })).await;
    assert_eq!(outcome.unwrap_err().code, Code::PermissionDenied);
    let (outcome, _) = run(&app, "export.everything", json!({ "path": own.join("x.zip") })).await;
    assert_eq!(outcome.unwrap_err().code, Code::PermissionDenied);
    assert_eq!(titles(&app, false).await.len(), 0);
    assert_eq!(call(&app, "import.list", json!({})).await.unwrap(), json!([]));

    // What is sound around what is not comes in, and the rest is said.
    let mut text = chatgpt(2);
    text.truncate(text.len() - 40);
    fs::write(folder.join("cut.json"), text).unwrap();
    let report = import(&app, "import.run", &folder.join("cut.json")).await;
    assert_eq!(report["report"]["new_conversations"], 1);
    assert!(
        report["report"]["remarks"][0]["text"].as_str().unwrap().contains("ends in the middle")
    );
    app.shutdown().await;
}

#[tokio::test]
async fn an_import_that_is_stopped_keeps_whole_conversations_and_can_go_on() {
    let home = Home::new();
    let app = home.open().await;
    let path = home.folder.path().join("conversations.json");
    let mut file = fs::File::create(&path).unwrap();
    histories::long_chatgpt(&mut file, 6 << 20).unwrap();
    file.flush().unwrap();
    let cancel = CancellationToken::new();
    let (outlet, mut inlet) = mpsc::channel(1);
    let router = app.router();
    let work = router.call(caller(cancel.clone()), "import.run", json!({ "path": path }), outlet);
    let stop = async {
        while let Some(event) = inlet.recv().await {
            if event["conversations"].as_u64().unwrap_or(0) > 0 {
                cancel.cancel();
            }
        }
    };
    let (outcome, ()) = tokio::join!(work, stop);
    assert_eq!(outcome.unwrap_err().code, Code::Cancelled);
    let imports = call(&app, "import.list", json!({})).await.unwrap();
    assert!(imports[0]["ended_at"].is_null());
    let kept = imports[0]["conversations"].as_u64().unwrap();
    assert!(kept > 0);
    assert_eq!(imports[0]["messages"].as_u64().unwrap(), kept * 4, "whole conversations only");
    let rest = import(&app, "import.run", &path).await;
    assert_eq!(rest["report"]["known_conversations"].as_u64().unwrap(), kept);
    assert!(rest["report"]["new_conversations"].as_u64().unwrap() > 0);
    app.shutdown().await;
}

#[tokio::test]
async fn a_text_is_saved_where_a_person_says_and_takes_nothings_place_unasked() {
    let home = Home::new();
    let app = home.open().await;
    let path = home.folder.path().join("page.html");
    let input =
        |text: &str, replace: bool| json!({ "text": text, "path": path, "replace": replace });
    let file = call(&app, "export.text", input("<p>one\u{202e}", false)).await.unwrap();
    assert_eq!(file["bytes"], 9);
    assert_eq!(fs::read_to_string(&path).unwrap(), "<p>one\u{202e}", "as it is, to the letter");
    let taken = call(&app, "export.text", input("two", false)).await.unwrap_err();
    assert_eq!(taken.code, Code::Conflict);
    assert_eq!(fs::read_to_string(&path).unwrap(), "<p>one\u{202e}");
    call(&app, "export.text", input("two", true)).await.unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    for (wish, end) in [("../../.bashrc", "bashrc"), ("Tea.mmd", "Tea.mmd")] {
        let suggested = call(&app, "export.suggest", json!({ "name": wish })).await.unwrap();
        let path = std::path::PathBuf::from(suggested["path"].as_str().unwrap());
        assert_eq!(path.file_name().unwrap(), end, "{wish}");
        assert!(path.components().all(|it| it != std::path::Component::ParentDir), "{path:?}");
    }
    let data = home.folder.path().join("data/atelier.db");
    for hostile in ["/", "", "relative.html", "/nowhere/at/all.html", data.to_str().unwrap()] {
        let outcome = call(&app, "export.text", json!({ "text": "x", "path": hostile })).await;
        assert!(outcome.is_err(), "{hostile:?}");
    }
    app.shutdown().await;
}

#[tokio::test]
async fn programs_over_http_have_no_file_read_or_written() {
    let home = Home::new();
    let app = home.open().await;
    let names =
        ["export.everything", "export.conversation", "export.text", "import.inspect", "import.run"];
    for name in names {
        let (outlet, _inlet) = mpsc::channel(4);
        let call = Call::new(CallId::new("t"), Origin::Http, CancellationToken::new());
        let input =
            json!({ "path": "/x", "id": "018f3c5a-7b1e-7000-8000-000000000000", "format": "html" });
        let outcome = app.router().call(call, name, input, outlet).await;
        assert_eq!(outcome.unwrap_err().code, Code::PermissionDenied, "{name}");
    }
    app.shutdown().await;
}
