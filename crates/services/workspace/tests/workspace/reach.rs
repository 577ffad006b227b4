//! Only what a person opened is within reach, and of that only files of text.

use atelier_rpc::Code;
use serde_json::{Value, json};

use crate::support::Bench;

/// The operations of the contract that take a path in a folder.
fn declared() -> Vec<&'static str> {
    let takes = |operation: &&atelier_rpc::Operation| {
        let mut generator = schemars::SchemaGenerator::default();
        let schema = (operation.input.schema)(&mut generator).to_value();
        let name = schema["$ref"].as_str().and_then(|it| it.rsplit('/').next()).unwrap_or_default();
        let definition = generator.definitions().get(name).unwrap_or(&schema);
        ["folder_id", "path"].iter().all(|field| !definition["properties"][field].is_null())
    };
    atelier_api::operations().filter(takes).map(|operation| operation.name).collect()
}

/// Every operation that takes a path in a folder, with its input for a path.
fn all(folder: &str, path: &str) -> [(&'static str, Value); 3] {
    let edit = |more: Value| {
        let mut input = json!({ "folder_id": folder, "path": path, "snippet": "x" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    [
        ("file.read", json!({ "folder_id": folder, "path": path })),
        ("booster.preview", edit(json!({}))),
        ("booster.apply", edit(json!({ "expected_hash": "0".repeat(64) }))),
    ]
}

// rows: 1.10, 1.31, 4.092
#[tokio::test]
async fn nothing_is_read_or_written_outside_of_an_open_folder() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    let mut tried: Vec<&str> = all("", "").iter().map(|(name, _)| *name).collect();
    tried.sort_unstable();
    let served: Vec<&str> = bench.router.operations().map(|it| it.name).collect();
    let (mut declared, elsewhere): (Vec<&str>, Vec<&str>) =
        declared().into_iter().partition(|name| served.contains(name));
    declared.sort_unstable();
    assert_eq!(tried, declared, "every operation that takes a path is tried");
    // It reads through `file.read`, and is tried where the whole application is.
    assert_eq!(elsewhere, ["attachment.mention"]);
    bench.write("inside.rs", "fn a() {}\n");
    std::fs::write(place.path().join("outside.rs"), "fn a() {}\n").unwrap();
    bench.write(".git/config", "[core]\n");
    // A folder whose name begins like that of the open one.
    std::fs::create_dir(place.path().join("project-evil")).unwrap();
    std::fs::write(place.path().join("project-evil/f"), "fn a() {}\n").unwrap();
    let alike = place.path().join("project-evil/f").display().to_string();
    let long = "x".repeat(5_000);
    let hostile = [
        "../outside.rs",
        "../project-evil/f",
        "-evil/f",
        &alike,
        "/etc/passwd",
        "a/../../outside.rs",
        "",
        ".",
        "a\u{0}b",
        ".git/config",
        &long,
        ".GIT/config",
        "inside.rs/",
        "inside.rs/x",
        "absent",
    ];
    for path in hostile {
        for (name, input) in all(&folder, path) {
            let error = bench.call(name, input).await.unwrap_err();
            let refused = matches!(
                error.code,
                Code::InvalidInput | Code::PermissionDenied | Code::NotFound | Code::Conflict
            );
            assert!(refused, "{name} {path}: {error:?}");
        }
    }
    for (name, input) in all("0193cafe-0000-7000-8000-000000000000", "inside.rs") {
        let error = bench.call(name, input).await.unwrap_err();
        assert_eq!(error.code, Code::NotFound, "{name}: no such folder is open");
    }
    let closed = bench.call("folder.close", json!({ "folder_id": folder })).await.unwrap();
    assert_eq!(closed, json!({ "was_open": true }));
    for (name, input) in all(&folder, "inside.rs") {
        let error = bench.call(name, input).await.unwrap_err();
        assert_eq!(error.code, Code::NotFound, "{name}: it was closed");
    }
    for kept in ["outside.rs", "project-evil/f"] {
        assert_eq!(std::fs::read(place.path().join(kept)).unwrap(), b"fn a() {}\n", "{kept}");
    }
}

// rows: 1.10
#[tokio::test]
async fn a_folder_that_is_too_much_is_refused_in_words() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    std::fs::create_dir_all(place.path().join("data")).unwrap();
    std::fs::create_dir_all(place.path().join("project")).unwrap();
    let data = place.path().join("data").display().to_string();
    for (path, word) in [
        ("/", "the whole disk"),
        ("~", "your whole home folder"),
        ("~/", "your whole home folder"),
        ("~/project/..", "your whole home folder"),
        ("project", "not written in full"),
        (data.as_str(), "belongs to Atelier itself"),
    ] {
        let error = bench.call("folder.open", json!({ "path": path })).await.unwrap_err();
        assert_eq!(error.code, Code::PermissionDenied, "{path}");
        assert!(error.message.contains(word), "{path}: {}", error.message);
        assert!(error.hint.is_some(), "and what to do");
    }
    let error = bench.call("folder.open", json!({ "path": "~/absent" })).await.unwrap_err();
    assert_eq!(error.code, Code::NotFound);
    assert_eq!(bench.call("folder.list", json!({})).await.unwrap(), json!([]));
    let suggested = bench.call("folder.suggest", json!({ "path": "~/pro" })).await.unwrap();
    assert_eq!(suggested, json!([place.path().join("project").display().to_string()]));
    // A name that only begins like one that is kept out is fine.
    std::fs::create_dir_all(place.path().join("data-evil")).unwrap();
    bench.call("folder.open", json!({ "path": "~/data-evil" })).await.unwrap();
    let first = bench.open().await;
    let again = bench.open().await;
    assert_eq!(first, again, "a folder that is open keeps its id");
}

#[tokio::test]
async fn files_are_found_by_a_few_letters_and_read_with_their_hash() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    for path in ["src/router.rs", "src/main.rs", "README.md", "target/debug/router.d"] {
        bench.write(path, "text\n");
    }
    bench.write(".gitignore", "target\n");
    let find = |query: &str| json!({ "folder_id": folder, "query": query });
    let found = bench.call("file.find", find("rout")).await.unwrap();
    assert_eq!(found, json!({ "paths": ["src/router.rs"], "looked_at": 4, "complete": true }));
    let all = bench.call("file.find", json!({ "folder_id": folder, "limit": 2 })).await.unwrap();
    assert_eq!(all["paths"], json!([".gitignore", "README.md"]), "those near the top");
    let read = json!({ "folder_id": folder, "path": "README.md" });
    let file = bench.call("file.read", read).await.unwrap();
    assert_eq!(file["text"], "text\n");
    assert_eq!(file["hash"].as_str().unwrap().len(), 64);
}
