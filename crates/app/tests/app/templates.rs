//! Templates through the router: kept, filled in, versioned, exchanged.

use crate::support::{Home, call};
use atelier_app::App;
use serde_json::{Value, json};

async fn save(app: &App, input: Value) -> Value {
    call(app, "template.save", input).await.unwrap()
}

// rows: 3.160, 3.161
#[tokio::test]
async fn a_template_is_kept_filled_in_and_counted() {
    let home = Home::new();
    let app = home.open().await;
    let body = "Dear {{name}}, on {{day: date = today}}: {{n: number = 3}} {{x: boolean = false}}";
    let input = json!({ "name": " Letter ", "body": body, "tags": ["mail", "mail", " "], "description": "To anybody" });
    let made = save(&app, input).await;
    assert_eq!((&made["name"], &made["version"]), (&json!("Letter"), &json!(1)), "{made}");
    assert_eq!(made["tags"], json!(["mail"]));
    let id = &made["id"];
    let detail = call(&app, "template.get", json!({ "id": id })).await.unwrap();
    let names: Vec<_> =
        detail["variables"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["name", "day", "n", "x"]);
    let values = json!({ "id": id, "values": { "name": "Ada {{n}}" }, "today": "2026-11-21" });
    let filled = call(&app, "template.render", values).await.unwrap();
    assert_eq!(filled["text"], "Dear Ada {{n}}, on 2026-11-21: 3 no");
    let missing = call(&app, "template.render", json!({ "id": id })).await.unwrap_err();
    assert_eq!(serde_json::to_value(missing.code).unwrap(), "invalid_input");
    assert!(missing.message.contains("`name` has no value"), "{missing:?}");
    save(&app, json!({ "name": "Another", "body": "x" })).await;
    let list = call(&app, "template.list", json!({})).await.unwrap();
    let uses: Vec<_> =
        list.as_array().unwrap().iter().map(|it| (&it["name"], &it["uses"])).collect();
    assert_eq!(uses, [(&json!("Letter"), &json!(1)), (&json!("Another"), &json!(0))]);
    app.shutdown().await;
}

// rows: 3.162
#[tokio::test]
async fn every_text_it_had_can_be_seen_compared_and_taken_up_again() {
    let home = Home::new();
    let app = home.open().await;
    let made = save(&app, json!({ "name": "T", "body": "one\ntwo\nthree" })).await;
    let id = &made["id"];
    let changed = save(&app, json!({ "id": id, "name": "T", "body": "one\n2\nthree" })).await;
    assert_eq!(changed["version"], 2);
    let renamed = save(&app, json!({ "id": id, "name": "U", "body": "one\n2\nthree" })).await;
    assert_eq!(renamed["version"], 2, "a name is no version");
    let diff = call(&app, "template.diff", json!({ "id": id, "from": 1, "to": 2 })).await.unwrap();
    let kinds: Vec<_> =
        diff["hunks"][0]["lines"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["same", "removed", "added", "same"], "{diff}");
    let back = call(&app, "template.restore", json!({ "id": id, "version": 1 })).await.unwrap();
    assert_eq!((&back["version"], &back["body"]), (&json!(3), &json!("one\ntwo\nthree")));
    let versions = call(&app, "template.versions", json!({ "id": id })).await.unwrap();
    let numbers: Vec<_> = versions.as_array().unwrap().iter().map(|it| &it["version"]).collect();
    assert_eq!(numbers, [3, 2, 1], "nothing is lost");
    for input in [json!({ "id": id, "version": 9 }), json!({ "id": id, "version": 0 })] {
        let error = call(&app, "template.restore", input).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "not_found");
    }
    let gone = call(&app, "template.delete", json!({ "id": id })).await.unwrap();
    assert_eq!(gone["was_there"], true);
    assert!(call(&app, "template.versions", json!({ "id": id })).await.is_err());
    app.shutdown().await;
}

// rows: 3.160
#[tokio::test]
async fn a_library_travels_as_a_file_and_twice_changes_nothing() {
    let home = Home::new();
    let app = home.open().await;
    save(&app, json!({ "name": "A", "body": "{{a}}", "tags": ["x"] })).await;
    save(&app, json!({ "name": "B", "body": "b" })).await;
    let file = call(&app, "template.export", json!({})).await.unwrap();
    let text = file.to_string();
    let other = Home::new();
    let there = other.open().await;
    save(&there, json!({ "name": "b", "body": "older" })).await;
    let first = call(&there, "template.import", json!({ "text": text })).await.unwrap();
    assert_eq!(first, json!({ "added": 1, "updated": 1, "unchanged": 0, "refused": [] }));
    let again = call(&there, "template.import", json!({ "text": text })).await.unwrap();
    assert_eq!(again, json!({ "added": 0, "updated": 0, "unchanged": 2, "refused": [] }));
    app.shutdown().await;
    there.shutdown().await;
}

#[tokio::test]
async fn hostile_templates_are_refused_and_nothing_is_changed() {
    let home = Home::new();
    let app = home.open().await;
    save(&app, json!({ "name": "Taken", "body": "x" })).await;
    let bad = [
        json!({ "name": "", "body": "x" }),
        json!({ "name": "a\nb", "body": "x" }),
        json!({ "name": "TAKEN", "body": "x" }),
        json!({ "name": "a", "body": "" }),
        json!({ "name": "a", "body": "{{" }),
        json!({ "name": "a", "body": "{{x: number = y}}" }),
        json!({ "name": "a", "body": "x".repeat(70_000) }),
        json!({ "name": "a", "body": "x", "tags": vec!["t"; 21] }),
        json!({ "name": "a", "body": "x", "extra": 1 }),
    ];
    for input in bad {
        let error = call(&app, "template.save", input.clone()).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "invalid_input", "{input}");
    }
    let file = |templates: &str| json!({ "text": format!("{{\"format\":\"atelier-templates\",\"version\":1,\"templates\":{templates}}}") });
    for input in
        [json!({ "text": "" }), json!({ "text": "[".repeat(100_000) }), file("{}"), file("[{}]")]
    {
        let error = call(&app, "template.import", input).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "invalid_input");
    }
    let odd = file(
        r#"[{"name":"\u001b[2J","body":"x"},{"name":"ok","body":"{{"},{"name":"fine","body":"y"}]"#,
    );
    let done = call(&app, "template.import", odd).await.unwrap();
    assert_eq!(
        (&done["added"], done["refused"].as_array().unwrap().len()),
        (&json!(1), 2),
        "{done}"
    );
    assert!(!done.to_string().contains("\\u001b"), "{done}");
    let list = call(&app, "template.list", json!({})).await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), 2, "{list}");
    app.shutdown().await;
}
