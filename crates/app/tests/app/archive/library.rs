//! What belongs to a person beside conversations: out with everything, and back.

#![expect(clippy::disallowed_methods, reason = "a test writes in a folder of its own")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::Path;

use atelier_app::App;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::histories::chatgpt;
use super::import;
use crate::support::{Home, call, run};

/// What decides about this machine stays in an import, so it may differ after one.
const STAYS: &[&str] =
    &["endpoint", "http_enabled", "http_port", "log_level", "onboarded", "spki_pins"];

/// The files of an export, but for its time.
fn entries(path: &Path) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut found = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let mut text = String::new();
        let name = entry.name().unwrap().into_owned();
        entry.read_to_string(&mut text).unwrap();
        found.insert(name, text);
    }
    found.remove("manifest.json");
    let mut settings: Value = serde_json::from_str(&found["settings.json"]).unwrap();
    for name in STAYS {
        settings.as_object_mut().unwrap().remove(*name);
    }
    found.insert("settings.json".to_owned(), settings.to_string());
    found
}

async fn export(app: &App, to: &Path) -> BTreeMap<String, String> {
    let input = json!({ "path": to, "replace": true });
    run(app, "export.everything", input).await.0.unwrap();
    entries(to)
}

/// What a store is made of.
#[derive(Clone, Debug)]
struct Made {
    conversations: usize,
    projects: Vec<(String, String)>,
    templates: Vec<(String, Vec<String>)>,
    themes: Vec<(String, u32)>,
    learned: Vec<(String, String, f32, u8)>,
    instructions: String,
    limit: Option<i64>,
}

fn made() -> impl Strategy<Value = Made> {
    let name = "[a-zA-Zäß\"\\\\][ -~äöü🦀]{0,20}[a-z0-9]";
    let text = "(?s)[^{}\\p{Cc}]{1,200}";
    (
        0_usize..5,
        prop::collection::btree_map(name, text, 0..3),
        prop::collection::btree_map(name, prop::collection::vec(text, 1..4), 0..3),
        prop::collection::vec((name, any::<u32>()), 0..3),
        prop::collection::vec((text, text, 0.0_f32..=1.0, any::<u8>()), 0..6),
        text,
        prop::option::of(0_i64..9_000_000_000),
    )
        .prop_map(
            |(conversations, projects, templates, themes, learned, instructions, limit)| {
                // Names that differ by case alone would be one.
                let mut seen = std::collections::HashSet::new();
                let mut first = move |name: &str| seen.insert(name.to_lowercase());
                let projects = projects.into_iter().filter(|it| first(&it.0)).collect();
                let mut seen = std::collections::HashSet::new();
                let mut first = move |name: &str| seen.insert(name.to_lowercase());
                let templates = templates.into_iter().filter(|it| first(&it.0)).collect();
                Made { conversations, projects, templates, themes, learned, instructions, limit }
            },
        )
}

async fn fill(app: &App, home: &Home, made: &Made) {
    let path = home.folder.path().join("conversations.json");
    let mut ids = Vec::new();
    if made.conversations > 0 {
        fs::write(&path, chatgpt(made.conversations)).unwrap();
        import(app, "import.run", &path).await;
        let listed = call(app, "conversation.list", json!({})).await.unwrap();
        ids = listed["items"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect();
    }
    for (number, (name, instructions)) in made.projects.iter().enumerate() {
        let input = json!({ "name": name, "color": "green", "instructions": instructions });
        // Two names that differ by accents alone are one.
        let Ok(project) = call(app, "project.create", input).await else { continue };
        let some: Vec<_> = ids.iter().skip(number).step_by(2).collect();
        let input = json!({ "ids": some, "project_id": project["id"] });
        call(app, "shelf.assign", input).await.unwrap();
    }
    for (name, bodies) in &made.templates {
        let mut id = Value::Null;
        for body in bodies {
            let input = json!({ "id": id, "name": name, "tags": ["a"], "body": body });
            id = call(app, "template.save", input).await.unwrap()["id"].clone();
        }
    }
    for (name, color) in &made.themes {
        let tokens = json!({ "accent": format!("#{:06x}", color & 0x00ff_ffff) });
        let input = json!({ "name": name, "base": "dark", "tokens": tokens });
        call(app, "theme.save", input).await.unwrap();
    }
    for (message, response, score, of) in &made.learned {
        let scope = match (of % 3, ids.get(usize::from(*of) % ids.len().max(1))) {
            (0, Some(id)) => json!({ "kind": "conversation", "id": id }),
            (1, _) => json!({ "kind": "project", "name": "House" }),
            _ => json!({ "kind": "global" }),
        };
        let input =
            json!({ "scope": scope, "message": message, "response": response, "score": score });
        // What says nothing is not learned.
        drop(call(app, "pattern.store", input).await);
    }
    if let (Some(id), Some(limit)) = (ids.first(), made.limit) {
        let input = json!({ "conversation_id": id, "limit_nano_usd": limit });
        call(app, "budget.set", input).await.unwrap();
        call(app, "shelf.tag", json!({ "id": id, "tags": ["rose", "tulip"] })).await.unwrap();
        call(app, "shelf.pin", json!({ "ids": [id], "pinned": true })).await.unwrap();
    }
    if let Some(id) = ids.get(1) {
        call(app, "shelf.archive", json!({ "ids": [id], "archived": true })).await.unwrap();
    }
    if let Some(id) = ids.get(2) {
        call(app, "conversation.delete", json!({ "id": id })).await.unwrap();
    }
    call(app, "budget.save", json!({ "day_nano_usd": made.limit })).await.unwrap();
    let all = call(app, "theme.list", json!({})).await.unwrap();
    let shown = all.as_array().unwrap().last().unwrap()["id"].clone();
    let choices = json!({
        "instructions": made.instructions,
        "dark_theme": shown,
        "message_scale": 125,
        "shortcuts": { "search": ["Mod+J"] },
        "http_port": 9_999,
    });
    call(app, "settings.save", choices).await.unwrap();
}

#[test]
fn whatever_is_kept_goes_out_comes_into_an_empty_store_and_goes_out_the_same() {
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config { cases: 8, ..Config::default() });
    let tried = runner.run(&made(), |made| {
        tokio.block_on(async {
            let (here, there) = (Home::new(), Home::new());
            let app = here.open().await;
            fill(&app, &here, &made).await;
            let zip = here.folder.path().join("all.zip");
            let first = export(&app, &zip).await;

            let other = there.open().await;
            let (outcome, events) =
                run(&other, "import.run", json!({ "path": zip, "settings": true })).await;
            outcome.unwrap();
            let report = &events.last().unwrap()["report"];
            assert_eq!(report["remarks"], json!([]), "all of it is taken");
            assert_eq!(report["collections"]["themes"], made.themes.len());
            let again = there.folder.path().join("again.zip");
            assert_eq!(export(&other, &again).await, first);

            let (outcome, events) = run(&other, "import.run", json!({ "path": zip })).await;
            outcome.unwrap();
            let library = &events.last().unwrap()["report"]["collections"];
            for kind in ["projects", "templates", "themes", "patterns", "budgets"] {
                assert_eq!(library[kind], 0, "{kind} a second time");
            }
            assert_eq!(export(&other, &again).await, first, "a second import changes nothing");
            app.shutdown().await;
            other.shutdown().await;
        });
        Ok(())
    });
    tried.unwrap();
}

fn packed(path: &Path, files: &[(&str, &str)]) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

#[tokio::test]
async fn settings_come_only_when_told_and_never_those_that_decide_about_this_machine() {
    let home = Home::new();
    let app = home.open().await;
    let zip = home.folder.path().join("hostile.zip");
    let manifest = json!({ "format": "atelier-export", "version": 1 }).to_string();
    let settings = json!({
        "endpoint": { "kind": "custom", "base_url": "https://somewhere.invalid" },
        "http_enabled": true, "spki_pins": [], "onboarded": true, "log_level": "trace",
        "message_scale": 9_000, "instructions": "Theirs", "never heard of": 1,
    });
    let budgets = json!({ "kind": "budgets", "budgets": { "day_nano_usd": 7 } }).to_string();
    packed(
        &zip,
        &[
            ("settings.json", &settings.to_string()),
            ("library.jsonl", &budgets),
            ("conversations.jsonl", ""),
            ("manifest.json", &manifest),
        ],
    );
    let before = call(&app, "settings.get", json!({})).await.unwrap();
    let seen = import(&app, "import.inspect", &zip).await;
    assert_eq!(seen["report"]["collections"]["has_settings"], true);
    import(&app, "import.run", &zip).await;
    assert_eq!(call(&app, "settings.get", json!({})).await.unwrap(), before, "not asked for");
    assert!(call(&app, "budget.get", json!({})).await.unwrap()["day_nano_usd"].is_null());

    let (outcome, events) = run(&app, "import.run", json!({ "path": zip, "settings": true })).await;
    outcome.unwrap();
    let after = call(&app, "settings.get", json!({})).await.unwrap();
    let mut expected = before;
    expected["instructions"] = json!("Theirs");
    assert_eq!(after, expected);
    assert_eq!(call(&app, "budget.get", json!({})).await.unwrap()["day_nano_usd"], 7);
    let remarks = events.last().unwrap()["report"]["remarks"].clone();
    assert_eq!(remarks[0]["text"], "settings that stay as they are here");
    assert_eq!(remarks[0]["count"], 2, "{remarks}");
    app.shutdown().await;
}

#[tokio::test]
async fn hostile_libraries_leave_nothing_and_another_program_s_files_are_none() {
    let home = Home::new();
    let app = home.open().await;
    let zip = home.folder.path().join("hostile.zip");
    let id = "018f3c5a-7b1e-7000-8000-000000000000";
    let project = json!({ "id": id, "name": "", "color": "green", "instructions": "",
        "conversation_count": 0, "created_at": 0 });
    let template = json!({ "id": id, "name": "T", "description": "", "tags": [], "version": 1,
        "body": "{{ never closed", "uses": 0, "last_used_at": null, "created_at": 0, "updated_at": 0 });
    let pattern = json!({ "id": id, "scope": { "kind": "global" }, "message": "m", "response": "r",
        "score": 0.5, "source": "person", "wins": 0, "losses": 0, "repeats": 0,
        "last_used_at": null, "pinned": true, "suspended": false, "created_at": 0 });
    let lines = [
        json!({ "kind": "project", "project": project }),
        json!({ "kind": "template", "template": template, "versions": [] }),
        json!({ "kind": "theme", "id": id, "name": "Evil", "author": "", "base": "dark",
            "tokens": { "accent": "url(https://somewhere.invalid)" } }),
        json!({ "kind": "theme", "id": "../../x", "name": "Evil", "author": "", "base": "dark",
            "tokens": {} }),
        json!({ "kind": "pattern", "pattern": pattern }),
        json!({ "kind": "conversation_budget", "conversation_id": id, "limit_nano_usd": -1 }),
        json!({ "kind": "settings", "settings": { "instructions": "Theirs" } }),
        json!({ "kind": "unheard of" }),
    ];
    let mut text = lines.map(|it| it.to_string()).join("\n") + "\n";
    text.push_str(&"[".repeat(1_000_000));
    let before = export(&app, &home.folder.path().join("before.zip")).await;
    let manifest = json!({ "format": "atelier-export", "version": 1 }).to_string();
    let conversations = ("conversations.jsonl", "");
    packed(&zip, &[("manifest.json", &manifest), ("library.jsonl", &text), conversations]);
    let (outcome, events) = run(&app, "import.run", json!({ "path": zip, "settings": true })).await;
    outcome.unwrap();
    let report = &events.last().unwrap()["report"];
    let left_out: u64 =
        report["remarks"].as_array().unwrap().iter().map(|it| it["count"].as_u64().unwrap()).sum();
    assert_eq!(left_out, 9, "{report}");
    let after = home.folder.path().join("after.zip");
    assert_eq!(export(&app, &after).await, before);

    let theirs = json!({ "format": "somebody-else", "version": 1 }).to_string();
    let sound = json!({ "kind": "budgets", "budgets": { "day_nano_usd": 7 } }).to_string();
    let chats = String::from_utf8(chatgpt(1)).unwrap();
    let chats = ("conversations.json", chats.as_str());
    packed(&zip, &[("manifest.json", &theirs), ("library.jsonl", &sound), chats]);
    run(&app, "import.run", json!({ "path": zip, "settings": true })).await.0.unwrap();
    assert!(call(&app, "budget.get", json!({})).await.unwrap()["day_nano_usd"].is_null());

    let newer = json!({ "format": "atelier-export", "version": 99 }).to_string();
    packed(&zip, &[("manifest.json", &newer), ("library.jsonl", &sound), conversations]);
    let (outcome, _) = run(&app, "import.run", json!({ "path": zip })).await;
    assert!(outcome.unwrap_err().message.contains("newer Atelier"));
    app.shutdown().await;
}
