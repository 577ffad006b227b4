//! From a snippet to a changed file and back.

use atelier_rpc::Code;
use serde_json::{Value, json};

use crate::support::Bench;

const BEFORE: &str = "fn one() -> u32 {\n    1\n}\n\nfn two() -> u32 {\n    2\n}\n";
const SNIPPET: &str = "fn two() -> u32 {\n    22\n}\n";

fn edit(folder: &str, path: &str, snippet: &str) -> Value {
    json!({ "folder_id": folder, "path": path, "snippet": snippet })
}

/// What is applied after a preview: the same, and the hashes that were seen.
fn applying(mut edit: Value, preview: &Value) -> Value {
    edit["expected_hash"] = preview["hash"].clone();
    edit["expected_hash_after"] = preview["result"]["hash_after"].clone();
    edit
}

/// Previews an edit and applies it.
async fn applied(bench: &Bench, edit: Value) -> Value {
    let preview = bench.call("booster.preview", edit.clone()).await.unwrap();
    bench.call("booster.apply", applying(edit, &preview)).await.unwrap()
}

#[tokio::test]
async fn an_edit_is_previewed_applied_listed_and_taken_back_again_and_again() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    bench.write("src/a.rs", BEFORE);
    let edit = edit(&folder, "src/a.rs", SNIPPET);
    let preview = bench.call("booster.preview", edit.clone()).await.unwrap();
    assert_eq!(bench.read("src/a.rs"), BEFORE, "a preview changes nothing");
    assert_eq!((&preview["language"], &preview["lines"]), (&json!("rust"), &json!(7)));
    let result = &preview["result"];
    assert_eq!(result["kind"], "edit");
    assert_eq!(result["strategy"], "replace_symbol");
    assert_eq!(result["syntax"], "valid");
    assert!(result["confidence"].as_f64().unwrap() > 0.5);
    assert_eq!((&result["added"], &result["removed"]), (&json!(1), &json!(1)));
    assert_eq!(
        result["hunks"],
        json!([{ "before": 3, "after": 3, "lines": [
            { "kind": "same", "text": "}" },
            { "kind": "same", "text": "" },
            { "kind": "same", "text": "fn two() -> u32 {" },
            { "kind": "removed", "text": "    2" },
            { "kind": "added", "text": "    22" },
            { "kind": "same", "text": "}" },
        ]}])
    );
    let made = bench.call("booster.apply", applying(edit, &preview)).await.unwrap();
    let after = BEFORE.replace("    2\n", "    22\n");
    assert_eq!(bench.read("src/a.rs"), after);
    assert_eq!(made["state"], "made");
    assert_eq!(
        (&made["origin"], &made["made_by"]),
        (&json!("window:main"), &json!("booster.apply"))
    );
    assert_eq!(made["hash_after"], result["hash_after"], "what was seen is what was written");
    // Taken back, and that taken back, as often as one likes.
    let mut last = made["id"].clone();
    for text in [BEFORE, &after, BEFORE] {
        let undo = bench.call("file.undo", json!({ "edit_id": last })).await.unwrap();
        assert_eq!(bench.read("src/a.rs"), text);
        assert_eq!((&undo["made_by"], &undo["undoes"]), (&json!("file.undo"), &last));
        let again = bench.call("file.undo", json!({ "edit_id": last })).await.unwrap_err();
        assert_eq!(again.code, Code::Conflict, "once each");
        last = undo["id"].clone();
    }
    let journal = bench.call("file.edits", json!({})).await.unwrap();
    let states: Vec<&Value> =
        journal["items"].as_array().unwrap().iter().map(|it| &it["state"]).collect();
    assert_eq!(states, ["made", "undone", "undone", "undone"]);
    assert_eq!(journal["next_cursor"], Value::Null);
    assert!(journal["edits_kept"].as_u64().unwrap() > 0, "and how far it reaches back");
    let names: Vec<_> = std::fs::read_dir(bench.file("src")).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing is left beside the file");
}

#[tokio::test]
async fn line_ends_a_byte_order_mark_and_the_rest_of_the_file_stay() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    let before = format!("\u{feff}{}// \u{1b}[31m no end", BEFORE.replace('\n', "\r\n"));
    bench.write("a.rs", &before);
    let made = applied(&bench, edit(&folder, "a.rs", SNIPPET)).await;
    assert_eq!(bench.read("a.rs"), before.replace("    2\r\n", "    22\r\n"));
    bench.call("file.undo", json!({ "edit_id": made["id"] })).await.unwrap();
    assert_eq!(bench.read("a.rs"), before);
}

#[tokio::test]
async fn what_is_refused_says_why_and_what_it_could_have_meant() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    let before = "class A:\n    def run(self):\n        return 1\n\nclass B:\n    def run(self):\n        return 2\n";
    bench.write("a.py", before);
    let twice = edit(&folder, "a.py", "def run(self):\n    return 3\n");
    let preview = bench.call("booster.preview", twice.clone()).await.unwrap();
    let result = &preview["result"];
    assert_eq!((&result["kind"], &result["reason"]), (&json!("refused"), &json!("ambiguous")));
    assert_eq!(result["candidates"].as_array().unwrap().len(), 2, "{result}");
    assert_eq!(result["candidates"][0]["line"], 2);
    let error = bench.call("booster.apply", applying(twice, &preview)).await;
    assert_eq!(error.unwrap_err().code, Code::InvalidInput);
    let same = edit(&folder, "a.py", "class A:\n    def run(self):\n        return 1\n");
    let preview = bench.call("booster.preview", same.clone()).await.unwrap();
    assert_eq!(preview["result"]["strategy"], "unchanged");
    let error = bench.call("booster.apply", applying(same, &preview)).await.unwrap_err();
    assert!(error.message.contains("already"), "{error}");
    assert_eq!(bench.read("a.py"), before);
    let journal = bench.call("file.edits", json!({})).await.unwrap();
    assert_eq!(journal["items"], json!([]), "what was not made is not in the journal");
}

#[tokio::test]
async fn a_file_that_was_changed_meanwhile_is_not_overwritten() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    bench.write("a.rs", BEFORE);
    let edit = edit(&folder, "a.rs", SNIPPET);
    let preview = bench.call("booster.preview", edit.clone()).await.unwrap();
    let theirs = format!("// theirs\n{BEFORE}");
    bench.write("a.rs", &theirs);
    let error = bench.call("booster.apply", applying(edit.clone(), &preview)).await.unwrap_err();
    assert_eq!(error.code, Code::Conflict, "{error}");
    assert_eq!(bench.read("a.rs"), theirs);
    let again = bench.call("booster.preview", edit.clone()).await.unwrap();
    let mut other = applying(edit.clone(), &again);
    other["expected_hash_after"] = preview["result"]["hash_after"].clone();
    let error = bench.call("booster.apply", other).await.unwrap_err();
    assert_eq!(error.code, Code::Conflict, "what would be written is not what was seen");
    let made = bench.call("booster.apply", applying(edit, &again)).await.unwrap();
    assert_eq!(bench.read("a.rs"), theirs.replace("    2\n", "    22\n"), "the new one is fine");
    bench.write("a.rs", "mine now\n");
    let undo = json!({ "edit_id": made["id"] });
    let error = bench.call("file.undo", undo.clone()).await.unwrap_err();
    assert_eq!(error.code, Code::Conflict);
    assert_eq!(bench.read("a.rs"), "mine now\n");
    std::fs::remove_file(bench.file("a.rs")).unwrap();
    let error = bench.call("file.undo", undo.clone()).await.unwrap_err();
    assert_eq!(error.code, Code::NotFound, "{error}");
    bench.call("folder.close", json!({ "folder_id": folder })).await.unwrap();
    let error = bench.call("file.undo", undo).await.unwrap_err();
    assert!(error.message.contains("not open"), "{error}");
}

#[tokio::test]
async fn many_who_apply_at_once_each_see_what_they_changed_or_are_told() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    bench.write("a.rs", BEFORE);
    let edit = edit(&folder, "a.rs", SNIPPET);
    let preview = bench.call("booster.preview", edit.clone()).await.unwrap();
    let one = || bench.call("booster.apply", applying(edit.clone(), &preview));
    let (a, b, c) = tokio::join!(one(), one(), one());
    let made = [&a, &b, &c].into_iter().filter(|it| it.is_ok()).count();
    assert_eq!(made, 1, "{a:?} {b:?} {c:?}");
    for error in [a, b, c].into_iter().filter_map(Result::err) {
        assert_eq!(error.code, Code::Conflict);
    }
}

#[tokio::test]
async fn a_large_file_and_a_hostile_snippet_end_in_time() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    let lines = (0..10_000).map(|it| format!("fn f{it}() -> u32 {{ {it} }}"));
    let large = lines.collect::<Vec<_>>().join("\n");
    bench.write("large.rs", &large);
    let begun = std::time::Instant::now();
    let snippet = "fn f5000() -> u32 { 1 }\n";
    let preview = bench.call("booster.preview", edit(&folder, "large.rs", snippet)).await.unwrap();
    assert_eq!((&preview["lines"], &preview["result"]["added"]), (&json!(10_000), &json!(1)));
    println!("10,000 lines previewed in {:?}", begun.elapsed());
    let deep = "{".repeat(100_000);
    for (path, snippet) in
        [("large.rs", deep.as_str()), ("large.rs", "\u{0}\u{feff}"), ("large.rs", "@@")]
    {
        let preview = bench.call("booster.preview", edit(&folder, path, snippet)).await;
        let refused = preview.map(|it| it["result"]["kind"].clone());
        assert!(!matches!(&refused, Ok(kind) if kind == "edit"), "{refused:?}");
    }
    assert_eq!(bench.read("large.rs"), large);
}

#[tokio::test]
async fn the_journal_is_emptied_and_what_it_held_is_gone_from_the_disk() {
    let place = tempfile::tempdir().unwrap();
    let bench = Bench::new(place.path()).await;
    let folder = bench.open().await;
    bench.write("a.rs", BEFORE);
    let made = applied(&bench, edit(&folder, "a.rs", SNIPPET)).await;
    let after = bench.read("a.rs");
    let gone = bench.call("file.forget_edits", json!({})).await.unwrap();
    assert_eq!(gone, json!({ "edits": 1 }));
    assert_eq!(bench.read("a.rs"), after, "files stay as they are");
    let journal = bench.call("file.edits", json!({})).await.unwrap();
    assert_eq!(journal["items"], json!([]));
    let undo = bench.call("file.undo", json!({ "edit_id": made["id"] })).await.unwrap_err();
    assert_eq!(undo.code, Code::NotFound);
    let again = bench.call("file.forget_edits", json!({})).await.unwrap();
    assert_eq!(again, json!({ "edits": 0 }));
}
