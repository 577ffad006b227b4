//! What went wrong with the engine of this name that came before: each row is a test.

mod support;

use std::fmt::Write as _;

use atelier_agent_booster::{Reason, Strategy};
use support::apply;

const THREE: &str = "\
function drop(list, at) {
  if (at < 0) {
    return list;
  }
  list.splice(at, 1);
  return list;
}

function first(list) {
  return list[0];
}

function last(list) {
  return list[list.length - 1];
}
";

// rows: 3.053
#[test]
fn an_edit_of_one_function_leaves_the_others() {
    let edit = "function first(list) {\n  return list.at(0);\n}\n";
    let outcome = apply("javascript", THREE, edit).unwrap();
    assert_eq!(outcome.text, THREE.replace("list[0]", "list.at(0)"));
    assert_eq!(outcome.strategy, Strategy::ReplaceSymbol);
}

// rows: 3.053
#[test]
fn an_edit_of_python_meets_the_function_it_names() {
    let original = "def a():\n    return 1\n\n\ndef b():\n    return 2\n";
    let outcome = apply("python", original, "def b():\n    return 3\n").unwrap();
    assert_eq!(outcome.text, original.replace("return 2", "return 3"));
}

// rows: 3.053
#[test]
fn the_last_of_sixty_functions_is_found() {
    let mut original = String::new();
    for number in 0..60 {
        writeln!(original, "function f{number}(x) {{\n  return x + {number};\n}}\n").unwrap();
    }
    let edit = "function f59(x) {\n  return x * 59;\n}\n";
    let outcome = apply("javascript", &original, edit).unwrap();
    assert_eq!(outcome.text, original.replace("x + 59", "x * 59"));
}

// rows: 3.053
#[test]
fn what_is_new_and_alike_replaces_nothing() {
    let edit = "\
function purge(list, at) {
  if (at < 0) {
    return [];
  }
  list.splice(at, list.length);
  return list;
}
";
    let outcome = apply("javascript", THREE, edit).unwrap();
    assert_eq!(outcome.strategy, Strategy::Insert);
    assert_eq!(outcome.text, format!("{THREE}\n{edit}"));
}

// rows: 3.053
#[test]
fn go_is_edited_by_its_own_grammar() {
    let original = "package p\n\ntype T struct{}\n\nfunc (t *T) Get() int {\n\treturn 1\n}\n\nfunc Get() int {\n\treturn 2\n}\n";
    let edit = "func (t *T) Get() int {\n\treturn 3\n}\n";
    let outcome = apply("go", original, edit).unwrap();
    assert_eq!(outcome.text, original.replace("return 1", "return 3"));
}

// rows: 3.053
#[test]
fn a_method_joins_its_class() {
    let original = "class Box {\n  get() {\n    return this.value;\n  }\n\n  set(value) {\n    this.value = value;\n  }\n}\n";
    let edit = "class Box {\n  // ... existing code ...\n\n  clear() {\n    this.value = undefined;\n  }\n}\n";
    let outcome = apply("javascript", original, edit).unwrap();
    let expected = original.replace(
        "    this.value = value;\n  }\n",
        "    this.value = value;\n  }\n\n  clear() {\n    this.value = undefined;\n  }\n",
    );
    assert_eq!(outcome.text, expected);
}

// rows: 3.053
#[test]
fn a_variable_is_never_declared_twice() {
    let outcome = apply("javascript", "var x = 1;\n", "var x = 2;\n").unwrap();
    assert_eq!(outcome.text, "var x = 2;\n");
}

// rows: 3.053
#[test]
fn a_mark_is_never_pasted() {
    for edit in [
        "<<<<<<< SEARCH\n  return list[0];\n=======\n  // ... existing code ...\n  return list.at(0);\n>>>>>>> REPLACE\n",
        "@@ -9,3 +9,3 @@\n function first(list) {\n-  return list[0];\n+  // ... rest of the code ...\n }\n",
    ] {
        let refusal = apply("javascript", THREE, edit).unwrap_err();
        assert!(matches!(refusal.reason, Reason::MarkLeft { .. }), "{refusal}");
    }
}

// rows: 3.053
#[test]
fn confidence_says_how_the_place_was_found() {
    let exact =
        "<<<<<<< SEARCH\n  return list[0];\n=======\n  return list.at(0);\n>>>>>>> REPLACE\n";
    let loose = "<<<<<<< SEARCH\nfunction  first(list) {\n    return list[0];\n=======\nfunction  first(list) {\n    return list.at(0);\n>>>>>>> REPLACE\n";
    let exact = apply("javascript", THREE, exact).unwrap();
    let loose = apply("javascript", THREE, loose).unwrap();
    assert_eq!(exact.text, loose.text);
    assert!(exact.confidence > loose.confidence, "{} {}", exact.confidence, loose.confidence);
}

// rows: 3.053
#[test]
fn a_file_of_two_thousand_lines_is_no_trouble() {
    let mut original = String::new();
    for number in 0..500 {
        writeln!(
            original,
            "export function f{number}(x) {{\n  const y = x + {number};\n  return y;\n}}"
        )
        .unwrap();
    }
    let begun = std::time::Instant::now();
    let edit = "export function f250(x) {\n  return x;\n}\n";
    let outcome = apply("typescript", &original, edit).unwrap();
    let took = begun.elapsed();
    assert_eq!(outcome.text.lines().count(), 1999);
    assert!(took.as_millis() < 357, "no faster than the engine before: {took:?}");
}
