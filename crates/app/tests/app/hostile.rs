//! Input that nobody with good intentions sends, to every operation in turn: it is refused in words that
//! hold nothing of it, and nothing is changed by what is refused.

mod faults;
mod histories;
mod paths;
mod twice;

use std::{collections::BTreeSet, sync::Arc};

use atelier_app::{
    App, Launch, VaultChoice,
    rpc::{Code, Error, Kind},
    telemetry::{Level, TelemetryOptions, subscriber},
};
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run};

/// What is in no answer to anybody who was refused, and in no log.
const SECRET: &str = "sk-ant-test-Not-To-Be-Said";
/// An id that is nobody's.
pub(crate) const NOBODY: &str = "018f3c5a-7b1e-7000-8000-000000000000";

/// The domains that are tried.
const DOMAINS: &[&str] = &[
    "temporary.",
    "cache.",
    "mirror.",
    "desktop.",
    "link.",
    "search.",
    "attachment.",
    "export.",
    "import.",
    "usage.",
    "shelf.",
    "queue.",
    "template.",
    "theme.",
    "project.",
];

/// Where everything that can be named is there: conversations of every kind, and one of each thing.
pub(crate) struct Scene {
    pub(crate) home: Home,
    pub(crate) app: App,
    _simulator: Simulator,
    kept: String,
    /// Of every kind: what is there, what is gone, what is something else.
    ids: Vec<(&'static str, String)>,
}

/// What an id is called in the results of operations.
fn id_of(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

impl Scene {
    async fn new(launch: impl FnOnce(Launch) -> Launch) -> Self {
        let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
        let home = Home::new();
        let app = App::open(launch(Launch {
            endpoint: Some(simulator.url().to_owned()),
            environment_key: Some("sk-ant-test-environment".to_owned()),
            vault: VaultChoice::Memory,
            ..home.launch()
        }))
        .await
        .unwrap();
        let kept = conversation(&app).await;
        let (outcome, events) =
            run(&app, "conversation.send", json!({ "id": kept, "text": "granite" })).await;
        outcome.unwrap();
        let message = id_of(&events.last().unwrap()["message"]);
        let temporary = id_of(&call(&app, "temporary.begin", json!({})).await.unwrap());
        let (trashed, erased) = (conversation(&app).await, conversation(&app).await);
        for id in [&trashed, &erased] {
            call(&app, "conversation.delete", json!({ "id": id })).await.unwrap();
        }
        call(&app, "shelf.erase", json!({ "ids": [erased] })).await.unwrap();
        let project = call(&app, "project.create", json!({ "name": "Stones" })).await.unwrap();
        let template = json!({ "name": "Letter", "body": "Dear {{name}}" });
        let template = call(&app, "template.save", template).await.unwrap();
        let ids = vec![
            ("kept", kept.clone()),
            ("temporary", temporary),
            ("trashed", trashed),
            ("erased", erased),
            ("message", message),
            ("project", id_of(&project)),
            ("template", id_of(&template)),
            ("nobody", NOBODY.to_owned()),
            ("none", "00000000-0000-0000-0000-000000000000".to_owned()),
        ];
        Self { home, app, _simulator: simulator, kept, ids }
    }

    /// Everything that a person could miss.
    pub(crate) async fn everything(&self) -> Value {
        let mut all = Vec::new();
        for (name, input) in [
            ("conversation.list", json!({})),
            ("conversation.list", json!({ "trashed": true })),
            ("conversation.list", json!({ "archived": true })),
            ("conversation.messages", json!({ "id": self.kept })),
            ("temporary.list", json!({})),
            ("template.list", json!({})),
            ("theme.list", json!({})),
            ("project.list", json!({})),
            ("shelf.tags", json!({})),
            ("queue.list", json!({ "conversation_id": self.kept })),
            ("attachment.list", json!({ "conversation_id": self.kept })),
            ("attachment.list", json!({})),
            ("draft.get", json!({})),
            ("cache.status", json!({})),
            ("mirror.status", json!({})),
            ("import.list", json!({})),
            ("link.waiting", json!({})),
            ("settings.get", json!({})),
            ("budget.get", json!({})),
        ] {
            all.push(call(&self.app, name, input).await.unwrap());
        }
        Value::Array(all)
    }
}

/// Looks at a refusal: it has a code that a client knows, is a sentence, and says nothing that it should not.
pub(crate) fn well_said(what: &str, error: &Error) {
    let known = [
        Code::InvalidInput,
        Code::NotFound,
        Code::Conflict,
        Code::PermissionDenied,
        Code::Unavailable,
        Code::Locked,
    ];
    assert!(known.contains(&error.code), "{what}: {error:?}");
    let words = format!("{} {}", error.message, error.hint.clone().unwrap_or_default());
    assert!((10..6_000).contains(&words.len()), "{what}: {words:.300}");
    for inner in ["panicked", "rusqlite", "SQLITE", "os error", ".rs:", "Some(", "Error {"] {
        assert!(!words.contains(inner), "{what}: {words:.300}");
    }
}

/// The JSON types that a schema allows; none where it allows all.
fn types(schema: &Value, root: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Some(name) = schema["$ref"].as_str().and_then(|it| it.strip_prefix("#/$defs/")) {
        found.extend(types(&root["$defs"][name], root));
    }
    for one in ["anyOf", "oneOf", "allOf"] {
        for schema in schema[one].as_array().into_iter().flatten() {
            found.extend(types(schema, root));
        }
    }
    match &schema["type"] {
        Value::String(one) => drop(found.insert(one.clone())),
        Value::Array(many) => found.extend(many.iter().map(|it| it.as_str().unwrap().to_owned())),
        _ if schema["enum"].is_array() || schema["const"].is_string() => {
            found.insert("string".to_owned());
        }
        _ => {}
    }
    found
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(it) if it.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Texts as they should not be: empty, blank, of every kind of sign, and too long.
fn texts() -> Vec<String> {
    vec![
        String::new(),
        "   \n".to_owned(),
        "\u{0}".to_owned(),
        "\u{202e}drawkcab".to_owned(),
        format!("e{}", "\u{301}".repeat(3_000)),
        "👩‍👩‍👧‍👦".repeat(400),
        "x".repeat(300),
        "x".repeat(120_000),
        "../../etc/passwd".to_owned(),
        "'; DROP TABLE messages; --".to_owned(),
        "{{{{".to_owned(),
        SECRET.to_owned(),
    ]
}

/// An input that its operation takes, or nearly: what is named is there.
fn sound(name: &str, field: &str, types: &BTreeSet<String>, scene: &Scene) -> Value {
    let id = |kind: &str| {
        let found = scene.ids.iter().find(|(it, _)| *it == kind);
        json!(found.unwrap().1)
    };
    let file = |name: &str| json!(scene.home.folder.path().join(name));
    match (name, field) {
        ("temporary.keep" | "temporary.end", "id") | ("shelf.erase", "ids") | (_, "templates") => {
            json!([])
        }
        (name, "id") if name.starts_with("template.") => id("template"),
        (name, "id") if name.starts_with("project.") => id("project"),
        // Nothing of these is removed, so that all is there to the end.
        (name, "id") if name.starts_with("queue.") => id("nobody"),
        ("attachment.remove", "id") | (_, "folder_id" | "import_id") => id("nobody"),
        ("theme.export" | "theme.delete", "id") => json!("light"),
        ("theme.save" | "theme.contrast", "id") => Value::Null,
        (_, "ids") => json!([id("kept")]),
        (_, "id" | "conversation_id") => id("kept"),
        (_, "project_id") => id("project"),
        (_, "hash") => json!("0".repeat(64)),
        (_, "path" | "folder") => file("nothing/here.json"),
        (_, "url") => json!("atelier://settings"),
        (_, "body") => json!("Dear {{name}}"),
        (_, "base") => json!("dark"),
        (_, "window") => json!("main"),
        (_, "kind") => json!("file"),
        (_, "rows") => json!("days"),
        (_, "format") => json!("markdown"),
        (_, "branches") => json!("all"),
        (_, "effort") => json!("low"),
        (_, "color") => json!("blue"),
        (_, "today") => json!("2026-11-21"),
        _ if types.contains("boolean") => json!(false),
        _ if types.contains("integer") => json!(1),
        _ if types.contains("object") => json!({}),
        _ if types.contains("array") => json!([]),
        _ => json!("granite"),
    }
}

/// All that is tried of an operation: an input, and whether it has to be refused as no input of it.
async fn tries(scene: &Scene, name: &str) -> Vec<(Value, bool)> {
    let about = call(&scene.app, "operation.get", json!({ "name": name })).await.unwrap();
    let root = &about["input"];
    let reference = root["$ref"].as_str().and_then(|it| it.strip_prefix("#/$defs/"));
    let schema = reference.map_or(root, |it| &root["$defs"][it]);
    let fields: Vec<(&str, BTreeSet<String>)> = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(field, schema)| (field.as_str(), types(schema, root)))
        .collect();
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut whole = json!({});
    for (field, types) in &fields {
        whole[*field] = sound(name, field, types, scene);
    }
    let with = |field: &str, value: Value| {
        let mut input = whole.clone();
        input[field] = value;
        input
    };
    let mut tries = vec![(whole.clone(), false)];
    for unfit in [json!([]), json!([SECRET]), json!(SECRET), json!(7), json!(true)] {
        tries.push((unfit, true));
    }
    for strange in ["no such field", SECRET, "\u{202e}", &"x".repeat(50_000)] {
        tries.push((with(strange, json!(SECRET)), true));
    }
    for field in &required {
        let mut input = whole.clone();
        input.as_object_mut().unwrap().remove(*field);
        tries.push((input, true));
    }
    let strange = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(0.5),
        json!([]),
        json!([[SECRET]]),
        json!({ SECRET: SECRET }),
        json!(vec![SECRET; 1_000]),
    ];
    for (field, types) in &fields {
        for value in &strange {
            let kind = type_of(value);
            let fits = types.is_empty()
                || types.contains(kind)
                || (kind == "integer" && types.contains("number"));
            tries.push((with(field, value.clone()), !fits));
        }
        if types.is_empty() || types.contains("string") {
            tries.extend(texts().into_iter().map(|text| (with(field, json!(text)), false)));
        }
        if field.ends_with("id") {
            for (_, id) in &scene.ids {
                for written in [id.clone(), id.to_uppercase(), format!("{{{id}}}")] {
                    tries.push((with(field, json!(written)), false));
                }
            }
        }
        if *field == "ids" {
            for (_, id) in &scene.ids {
                tries.push((with(field, json!([scene.kept, id])), false));
                tries.push((with(field, json!(vec![id; 501])), name.starts_with("shelf.")));
            }
        }
    }
    tries
}

/// Fields whose value a refusal may say again: a person wrote it to be looked for.
const MAY_BE_SAID: &[&str] = &["path", "folder", "name", "values"];

/// Whether the secret stands in a field of which a refusal may speak.
fn may_be_said(input: &Value) -> bool {
    MAY_BE_SAID.iter().any(|field| input[*field].to_string().contains(SECRET))
}

#[tokio::test]
async fn whatever_comes_in_is_refused_in_words_and_changes_nothing() {
    let logs = tempfile::tempdir().unwrap();
    let options = TelemetryOptions {
        log_dir: Some(logs.path().to_owned()),
        console: Level::Off,
        file: Level::Debug,
    };
    let (subscriber, telemetry) = subscriber(options).unwrap();
    let _logging = tracing::subscriber::set_default(subscriber);
    let telemetry = Some(Arc::new(telemetry));
    let scene = Scene::new(|launch| Launch { telemetry, ..launch }).await;
    let router = scene.app.router();
    let operations = router.operations().map(|it| it.name);
    let names: Vec<&str> =
        operations.filter(|name| DOMAINS.iter().any(|it| name.starts_with(it))).collect();
    assert!(names.len() > 50, "{names:?}");
    let mut before = scene.everything().await;
    let (mut tried, mut refused) = (0, 0);
    for name in names {
        let asks = scene.app.router().operation(name).unwrap().kind == Kind::Query;
        for (input, unfit) in tries(&scene, name).await {
            // What goes out on its own would change what is looked at meanwhile.
            if name == "queue.add" && !unfit && input["attachments"] == json!([]) {
                continue;
            }
            tried += 1;
            let what = format!("{name} {:.300}", input.to_string());
            match run(&scene.app, name, input.clone()).await.0 {
                Ok(_) => {
                    assert!(!unfit, "{what} was taken");
                    if !asks {
                        before = Value::Null;
                    }
                }
                Err(error) => {
                    refused += 1;
                    well_said(&what, &error);
                    assert!(!unfit || error.code == Code::InvalidInput, "{what}: {error:?}");
                    let said = format!("{error:?}").contains(SECRET);
                    assert!(!said || may_be_said(&input), "{what}: {error:?}");
                    if asks || unfit {
                        continue;
                    }
                    let after = scene.everything().await;
                    assert!(before.is_null() || before == after, "{what} changed something");
                    before = after;
                }
            }
        }
    }
    println!("{tried} inputs, {refused} refused");
    assert!(refused > 1_000, "{refused} of {tried}");
    let log = std::fs::read_to_string(logs.path().join("atelier.log")).unwrap();
    assert!(log.contains("the call failed"), "the log was written");
    assert!(!log.contains("Not-To-Be-Said"), "what was refused is in the log");
    assert!(!log.contains("an operation panicked"));
    assert!(!log.contains("nothing/here"), "a path that a person named is in the log");
    scene.app.shutdown().await;
}
