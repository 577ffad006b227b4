//! What is refused, why, and with what to choose from.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use atelier_agent_booster::{Booster, Config, Language, NativeGrammars, Reason};
use support::apply;

fn code(language: &str, original: &str, edit: &str) -> (String, usize) {
    match apply(language, original, edit) {
        Ok(outcome) => (outcome.strategy.name().to_owned() + ": " + &outcome.text, 0),
        Err(refusal) => {
            let written = serde_json::to_string(&refusal.reason).unwrap();
            let code = refusal.reason.code();
            assert!(written.contains(&format!("\"code\":\"{code}\"")), "{written}");
            (code.to_owned(), refusal.candidates.len())
        }
    }
}

const TWO: &str = "\
class A:
    def run(self):
        return 1

    def stop(self):
        return 2


class B:
    def run(self):
        return 3
";

// rows: 3.053
#[test]
fn what_could_be_one_of_two_is_refused_with_both() {
    let edit = "def run(self):\n    return 4\n";
    assert_eq!(code("python", TWO, edit), ("ambiguous".to_owned(), 2));
    let edit = "<<<<<<< SEARCH\n    def run(self):\n=======\n    def go(self):\n>>>>>>> REPLACE\n";
    assert_eq!(code("python", TWO, edit), ("ambiguous".to_owned(), 2));
    let named = "class B:\n    # ... existing code ...\n    def run(self):\n        return 4\n";
    assert!(apply("python", TWO, named).unwrap().text.ends_with("return 4\n"));
}

// rows: 3.053
#[test]
fn what_the_edit_does_not_name_is_never_dropped() {
    let cases = [
        ("python", TWO, "class A:\n    def run(self):\n        return 4\n"),
        (
            "json",
            "{\n  \"a\": {\n    \"x\": 1,\n    \"y\": 2\n  }\n}\n",
            "{\n  \"a\": {\n    \"x\": 3\n  }\n}\n",
        ),
        (
            "json",
            "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2\n  }\n}\n",
            "{\n  \"b\": {\n    // ...\n    \"d\": 3\n  }\n}\n",
        ),
        ("css", ".a {\n  color: red;\n  margin: 0;\n}\n", ".a {\n  color: blue;\n}\n"),
        ("markdown", "# A\n\nText.\n\n## B\n\nMore.\n", "# A\n\nOther.\n"),
        ("javascript", "import { a, b } from \"x\";\n\nrun(a, b);\n", "import { a } from \"x\";\n"),
    ];
    for (language, original, edit) in cases {
        let (code, candidates) = code(language, original, edit);
        assert_eq!(code, "would_drop", "{language}");
        assert!(candidates > 0, "{language}: it says what would go");
    }
}

#[test]
fn a_new_line_between_two_marks_has_no_place() {
    let original = "function a() {\n  one();\n  two();\n  three();\n}\n";
    let edit =
        "function a() {\n  // ... existing code ...\n  four();\n  // ... existing code ...\n}\n";
    assert_eq!(code("javascript", original, edit).0, "ambiguous");
}

#[test]
fn what_is_not_there_is_not_found() {
    let edit = "<<<<<<< SEARCH\nsomething(entirely, different);\n=======\nx\n>>>>>>> REPLACE\n";
    assert_eq!(code("python", TWO, edit).0, "not_found");
    assert_eq!(code("python", TWO, "# delete function missing\n").0, "not_found");
}

#[test]
fn the_file_must_go_on_parsing() {
    let edit = "<<<<<<< SEARCH\n        return 3\n=======\n        return (3\n>>>>>>> REPLACE\n";
    assert_eq!(code("python", TWO, edit).0, "breaks_syntax");
    let broken = "fn a() {\n    1\n}\n\nfn b( {\n";
    let edit = "<<<<<<< SEARCH\n    1\n=======\n    2\n>>>>>>> REPLACE\n";
    let outcome = apply("rust", broken, edit).unwrap();
    assert_eq!(outcome.text, broken.replace("    1\n", "    2\n"), "it was broken before");
}

#[test]
fn a_new_name_for_the_same_thing_is_not_guessed() {
    let original = "function total(list) {\n  let sum = 0;\n  for (const one of list) sum += one;\n  return sum;\n}\n";
    let edit = original.replace("total", "sumOf");
    assert_eq!(code("javascript", original, &edit), ("ambiguous".to_owned(), 1));
}

#[test]
fn letters_that_are_not_whole_are_malformed() {
    for edit in [
        "<<<<<<< SEARCH\na\n=======\nb\n",
        "*** Begin Patch\n*** Delete File: a\n*** Update File: b\n*** End Patch\n",
        "--- a/x\n+++ b/x\n@@ @@\n-a\n+b\n--- a/y\n+++ b/y\n@@ @@\n-a\n+b\n",
    ] {
        assert_eq!(code("python", TWO, edit).0, "malformed", "{edit}");
    }
    assert_eq!(code("python", TWO, " \n").0, "empty");
    assert_eq!(code("text", "a\nb\n", "a\nc\n").0, "no_grammar");
}

#[test]
fn limits_are_said() {
    let config = Config { max_bytes: 64, max_chunks: 1, ..Config::default() };
    let mut booster = Booster::new(Box::new(NativeGrammars::default()), config);
    let refusal =
        booster.apply_edit(&"x = 1\n".repeat(20), "x = 2\n", Language::Python).unwrap_err();
    assert!(matches!(refusal.reason, Reason::TooLarge { limit: 64, .. }), "{refusal}");
    let two = "@@ @@\n-a = 1\n+a = 2\n@@ @@\n-b = 1\n+b = 2\n";
    let refusal = booster.apply_edit("a = 1\nb = 1\n", two, Language::Python).unwrap_err();
    assert!(matches!(refusal.reason, Reason::TooManyParts { parts: 2, limit: 1 }), "{refusal}");
    let config = Config { confidence_threshold: 0.995, ..Config::default() };
    let mut booster = Booster::new(Box::new(NativeGrammars::default()), config);
    let refusal = booster.apply_edit("a = 1\n", "a = 2\n", Language::Python).unwrap_err();
    assert!(matches!(refusal.reason, Reason::Unsure { percent: 97 }), "{refusal}");
}

#[test]
fn a_refusal_tells_a_person_what_to_do() {
    let refusal = apply("python", TWO, "def run(self):\n    return 4\n").unwrap_err();
    let text = refusal.to_string();
    assert!(text.contains("say more") && text.contains("A.run (line 2)"), "{text}");
}
