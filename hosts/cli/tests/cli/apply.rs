//! `atelier apply`: an edit from standard input, shown, applied, refused, taken back.

use serde_json::Value;

use crate::{home::Home, process::Running};

const BEFORE: &str = "fn one() -> u32 {\n    1\n}\n\nfn two() -> u32 {\n    2\n}\n";
const EDIT: &[u8] = b"fn two() -> u32 {\n    22\n}\n";

/// A home with a project in it.
fn with_project() -> Home {
    let home = Home::new();
    let project = home.folder.path().join("project");
    std::fs::create_dir_all(project.join("src")).unwrap();
    std::fs::write(project.join("src/a.rs"), BEFORE).unwrap();
    home
}

fn held(home: &Home) -> String {
    std::fs::read_to_string(home.folder.path().join("project/src/a.rs")).unwrap()
}

#[test]
fn an_edit_is_shown_and_applied_only_where_that_is_asked_for() {
    let home = with_project();
    let folder = ["--folder", "project"];
    let shown = home.run_with(&[&["apply", "project/src/a.rs"], &folder[..]].concat(), EDIT);
    assert_eq!(shown.code, Some(0), "{shown:?}");
    assert!(
        shown.out.starts_with("--- a/src/a.rs\n+++ b/src/a.rs\n@@ -3,5 +3,5 @@\n"),
        "{shown:?}"
    );
    assert!(shown.out.contains("\n-    2\n+    22\n"), "{shown:?}");
    assert!(shown.err.contains("replace_symbol"), "{shown:?}");
    assert_eq!(held(&home), BEFORE, "only shown");
    let line = [&["apply", "project/src/a.rs", "--write"], &folder[..]].concat();
    let made = home.run_with(&line, EDIT);
    assert_eq!(made.code, Some(0), "{made:?}");
    assert!(made.err.contains("atelier file undo --edit-id"), "{made:?}");
    assert_eq!(held(&home), BEFORE.replace("    2\n", "    22\n"));
}

#[test]
fn what_cannot_be_applied_says_why_and_changes_nothing() {
    let home = with_project();
    let outside = home.run_with(&["apply", "project/src/a.rs"], EDIT);
    assert_eq!(outside.code, Some(1), "{outside:?}");
    assert!(outside.err.contains("lies in no folder that is open"), "{outside:?}");
    let whole = home.run_with(&["apply", "project/src/a.rs", "--folder", "."], EDIT);
    assert!(whole.err.contains("your whole home folder"), "{whole:?}");
    let line = ["apply", "project/src/a.rs", "--folder", "project", "--write"];
    let refused =
        home.run_with(&line, b"<<<<<<< SEARCH\nno such line\n=======\nx\n>>>>>>> REPLACE\n");
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("refused: "), "{refused:?}");
    let nothing = home.run_with(&line, b"");
    assert_eq!(nothing.code, Some(1), "{nothing:?}");
    assert_eq!(held(&home), BEFORE);
}

/// A process that stays has the journal; a second one, its guest, applies and takes back.
#[test]
fn a_guest_applies_and_takes_back_through_the_owner() {
    let home = with_project();
    let owner = Running::start(&mut home.command(&["serve", "--port", "0"]));
    owner.wait_out("/#token=");
    let opened = home.run(&["folder", "open", "--path", "~/project"]);
    assert_eq!(opened.code, Some(0), "{opened:?}");
    let made = home.run_with(&["apply", "project/src/a.rs", "--write"], EDIT);
    assert_eq!(made.code, Some(0), "{made:?}");
    assert_ne!(held(&home), BEFORE);
    let listed = home.run(&["file", "edits", "--json"]);
    let listed: Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(listed["items"][0]["origin"], "cli", "the door is known: {listed}");
    let id = listed["items"][0]["id"].as_str().unwrap();
    let undone = home.run(&["file", "undo", "--edit-id", id]);
    assert_eq!(undone.code, Some(0), "{undone:?}");
    assert_eq!(held(&home), BEFORE);
    owner.interrupt();
    assert_eq!(owner.end().code, Some(0));
}
