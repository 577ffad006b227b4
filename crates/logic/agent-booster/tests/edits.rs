//! Edits of every kind: the text before, the edit, the text after.

mod support;

use support::apply;

fn check(language: &str, original: &str, edit: &str, expected: &str) {
    let answer = apply(language, original, edit);
    let text = answer.map(|outcome| outcome.text).map_err(|refusal| refusal.to_string());
    assert_eq!(text, Ok(expected.to_owned()), "{language}: {edit}");
}

const RUST: &str = "\
use std::fmt;

/// A point.
#[derive(Clone, Debug)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

impl Point {
    /// The origin.
    pub fn origin() -> Self {
        Self { x: 0, y: 0 }
    }

    pub fn shift(&mut self, by: i32) {
        self.x += by;
        self.y += by;
        self.log();
    }
}
";

const PYTHON: &str = "\
import os
import sys


class Reader:
    \"\"\"Reads.\"\"\"

    def __init__(self, path):
        self.path = path

    @property
    def name(self):
        # Only the last part.
        return os.path.basename(self.path)

    def read(self):
        with open(self.path) as file:
            data = file.read()
        return data.strip()


def main():
    print(Reader(sys.argv[1]).read())


if __name__ == \"__main__\":
    main()
";

// rows: 3.053
#[test]
fn a_method_is_found_without_its_type() {
    let edit = "pub fn shift(&mut self, by: i32) {\n    self.x += by;\n}\n";
    let expected = RUST.replace("        self.y += by;\n        self.log();\n", "");
    check("rust", RUST, edit, &expected);
}

#[test]
fn what_stands_above_a_symbol_stays_or_is_replaced_with_it() {
    let bare = "pub struct Point {\n    pub x: i64,\n    pub y: i64,\n}\n";
    let expected = RUST.replace("x: i32,\n    pub y: i32", "x: i64,\n    pub y: i64");
    check("rust", RUST, bare, &expected);
    let documented = format!("/// A point on a plane.\n{bare}");
    check("rust", RUST, &documented, &expected.replace("A point.", "A point on a plane."));
    let decorated = "@property\ndef name(self):\n    return self.path\n";
    let expected = PYTHON.replace(
        "        # Only the last part.\n        return os.path.basename(self.path)",
        "        return self.path",
    );
    check("python", PYTHON, decorated, &expected);
    check("python", PYTHON, "def name(self):\n    return self.path\n", &expected);
}

#[test]
fn export_stays_where_an_edit_leaves_it_out() {
    let original = "export const a = 1;\n\nexport default function go() {\n  return a;\n}\n";
    let edit = "function go() {\n  return a + 1;\n}\n";
    check("typescript", original, edit, &original.replace("return a;", "return a + 1;"));
    check("typescript", original, "const a = 2;\n", &original.replace("a = 1", "a = 2"));
}

#[test]
fn shortened_texts_are_laid_over_the_file() {
    let edit = "\
class Reader:
    # ... existing code ...

    def read(self):
        with open(self.path) as file:
            data = file.read()
        return data
";
    check("python", PYTHON, edit, &PYTHON.replace("data.strip()", "data"));
    let edit = "\
impl Point {
    // ... rest unchanged ...
    pub fn shift(&mut self, by: i32) {
        // ...
        self.y += 2 * by;
        self.log();
    }
}
";
    check("rust", RUST, edit, &RUST.replace("self.y += by", "self.y += 2 * by"));
}

#[test]
fn a_line_that_a_shortened_text_skips_between_two_it_shows_is_gone() {
    let edit = "impl Point {\n    // ... existing code ...\n        self.x += by;\n        self.log();\n    }\n}\n";
    check("rust", RUST, edit, &RUST.replace("        self.y += by;\n", ""));
}

#[test]
fn a_mark_may_stand_on_a_line_with_code() {
    let original = "function a() {\n  one();\n  two();\n}\n\nfunction b() {\n  three();\n}\n";
    let edit = "function a() { /* ... existing code ... */ }\n\nfunction b() {\n  four();\n}\n";
    check("javascript", original, edit, &original.replace("three", "four"));
}

#[test]
fn differences_apply_whatever_their_numbers_say() {
    let edit = "--- a/reader.py\n+++ b/reader.py\n@@ -400,3 +97,3 @@ class Other:\n         with open(self.path) as file:\n-            data = file.read()\n+            data = file.read(10)\n         return data.strip()\n";
    check("python", PYTHON, edit, &PYTHON.replace("file.read()", "file.read(10)"));
    let patch = "*** Begin Patch\n*** Update File: reader.py\n@@ class Reader:\n@@ def read(self):\n-        return data.strip()\n+        return data\n*** End Patch\n";
    check("python", PYTHON, patch, &PYTHON.replace("data.strip()", "data"));
    let fenced =
        "Here it is:\n\n```diff\n-        return data.strip()\n+        return data\n```\n";
    check("python", PYTHON, fenced, &PYTHON.replace("data.strip()", "data"));
}

#[test]
fn hunks_are_told_apart_by_their_order() {
    let original = "a = 1\nlog()\nb = 1\nlog()\nc = 1\nlog()\nd = 1\n";
    let edit = "@@ @@\n-b = 1\n+b = 2\n@@ @@\n-log()\n+trace()\n c = 1\n";
    check("python", original, edit, "a = 1\nlog()\nb = 2\ntrace()\nc = 1\nlog()\nd = 1\n");
}

#[test]
fn search_and_replace_survives_what_copying_does() {
    let original = "fn main() {\n    let greeting = \"hello\";\n\n    if ready {\n        println!(\"{greeting}\");\n        done();\n    }\n}\n";
    let expected = original.replace("        done();\n", "        done();\n        more(\"x\");\n");
    for (old, new) in [
        // As it is; dedented; with tabs; with spaces behind; with a typographer's quotes.
        (
            "        println!(\"{greeting}\");\n        done();",
            "        println!(\"{greeting}\");\n        done();\n        more(\"x\");",
        ),
        ("println!(\"{greeting}\");\ndone();", "println!(\"{greeting}\");\ndone();\nmore(\"x\");"),
        (
            "\t\tprintln!(\"{greeting}\");\n\t\tdone();",
            "\t\tprintln!(\"{greeting}\");\n\t\tdone();\n\t\tmore(\"x\");",
        ),
        (
            "        println!(\"{greeting}\");  \n        done();  ",
            "        println!(\"{greeting}\");  \n        done();  \n        more(\"x\");  ",
        ),
        (
            "        println!(“{greeting}”);\n        done();",
            "        println!(“{greeting}”);\n        done();\n        more(“x”);",
        ),
    ] {
        let edit = format!("<<<<<<< SEARCH\n{old}\n=======\n{new}\n>>>>>>> REPLACE\n");
        check("rust", original, &edit, &expected);
    }
}

#[test]
fn blocks_may_be_written_in_other_ways() {
    let expected = PYTHON.replace("data.strip()", "data");
    for edit in [
        "------- SEARCH\n        return data.strip()\n=======\n        return data\n+++++++ REPLACE\n",
        "<search>\n        return data.strip()\n</search>\n<replace>\n        return data\n</replace>\n",
        "<old_string>return data.strip()</old_string>\n<new_string>return data</new_string>\n",
        "```python\nreader.py\n<<<<<<< SEARCH\n        return data.strip()\n=======\n        return data\n>>>>>>> REPLACE\n```\n",
    ] {
        check("python", PYTHON, edit, &expected);
    }
}

#[test]
fn imports_are_added_once_and_extended() {
    let original = "import { a } from \"x\";\nimport b from \"y\";\n\nrun(a, b);\n";
    let edit = "import b from \"y\";\nimport c from \"z\";\n";
    let expected = original.replace("from \"y\";\n", "from \"y\";\nimport c from \"z\";\n");
    check("javascript", original, edit, &expected);
    check(
        "javascript",
        original,
        "import { a, d } from \"x\";\n",
        &original.replace("{ a }", "{ a, d }"),
    );
    check("javascript", original, "import c from \"z\";\n", &expected);
    let go =
        "package p\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc F() {\n\tfmt.Println(os.Args)\n}\n";
    check("go", go, "import \"strings\"\n", &go.replace("\t\"os\"\n", "\t\"os\"\n\t\"strings\"\n"));
}

#[test]
fn symbols_are_removed_by_name() {
    let original = "function a() {\n  return 1;\n}\n\n// Two.\nfunction b() {\n  return 2;\n}\n\nfunction c() {\n  return 3;\n}\n";
    let expected = "function a() {\n  return 1;\n}\n\nfunction c() {\n  return 3;\n}\n";
    check("javascript", original, "// delete function b\n", expected);
    check("javascript", original, "// Remove b()\n", expected);
}

#[test]
fn keys_tables_sections_rules_and_elements_are_symbols() {
    let json = "{\n  \"name\": \"x\",\n  \"scripts\": {\n    \"build\": \"tsc\",\n    \"test\": \"vitest\"\n  }\n}\n";
    check("json", json, "\"name\": \"y\"", &json.replace("\"x\"", "\"y\""));
    let edit = "{\n  // ...\n  \"scripts\": {\n    // ...\n    \"lint\": \"biome\"\n  }\n}\n";
    check(
        "json",
        json,
        edit,
        &json.replace("\"vitest\"\n", "\"vitest\",\n    \"lint\": \"biome\"\n"),
    );
    let yaml = "on: push\njobs:\n  test:\n    runs-on: linux\n    steps:\n      - run: make\n  lint:\n    runs-on: linux\n";
    let edit = "jobs:\n  # ... existing ...\n  lint:\n    runs-on: mac\n";
    check(
        "yaml",
        yaml,
        edit,
        &yaml.replace("lint:\n    runs-on: linux", "lint:\n    runs-on: mac"),
    );
    let toml = "[package]\nname = \"x\"\n\n# What it needs.\n[dependencies]\na = \"1\"\n\n[features]\nz = []\n";
    check("toml", toml, "[dependencies]\na = \"2\"\n", &toml.replace("a = \"1\"", "a = \"2\""));
    let markdown = "# T\n\nIntro.\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n";
    check("markdown", markdown, "## One\n\nChanged.\n", &markdown.replace("First.", "Changed."));
    let css = ".a {\n  color: red;\n}\n\n.b > p {\n  margin: 0;\n}\n";
    check("css", css, ".b > p {\n  margin: 1px;\n}\n", &css.replace("margin: 0", "margin: 1px"));
    let html = "<body>\n  <div id=\"a\">\n    <p>One</p>\n  </div>\n  <div id=\"b\">\n    <p>Two</p>\n  </div>\n</body>\n";
    let edit = "<div id=\"b\">\n  <p>Three</p>\n</div>\n";
    check("html", html, edit, &html.replace("Two", "Three"));
    let bash = "set -e\n\nbuild() {\n  make\n}\n\nclean() {\n  rm -rf out\n}\n";
    check("bash", bash, "build() {\n  make -j2\n}\n", &bash.replace("make\n", "make -j2\n"));
    let java = "class A {\n    int size(String s) {\n        return s.length();\n    }\n\n    int size(int n) {\n        return n;\n    }\n}\n";
    let edit = "int size(int n) {\n    return n + 1;\n}\n";
    check("java", java, edit, &java.replace("return n;", "return n + 1;"));
    let cpp = "namespace n {\nclass A {\npublic:\n    int get() const { return value; }\n    void set(int v);\n};\n\nvoid A::set(int v) {\n    value = v;\n}\n}\n";
    check(
        "cpp",
        cpp,
        "void A::set(int v) {\n    value = v + 1;\n}\n",
        &cpp.replace("value = v;", "value = v + 1;"),
    );
}

// rows: 3.053
#[test]
fn endings_marks_and_last_lines_stay_as_they_are() {
    let original =
        "\u{feff}function a() {\r\n  return 1;\r\n}\r\n\r\nfunction b() {\r\n  return 2;\r\n}";
    let expected = original.replace("return 2", "return 3");
    check("javascript", original, "function b() {\n  return 3;\n}\n", &expected);
    check("javascript", original, "function b() {\r\n  return 3;\r\n}\r\n", &expected);
    let edit = "<<<<<<< SEARCH\n  return 2;\n=======\n  return 3;\n>>>>>>> REPLACE\n";
    check("javascript", original, edit, &expected);
    let edit = "// ... existing code ...\n\nfunction b() {\n  return 3;\n}\n";
    check("javascript", original, edit, &expected);
    let outcome = apply("javascript", original, edit).unwrap();
    for touched in &outcome.touched {
        assert!(original.get(touched.before.clone()).is_some(), "{touched:?}");
        assert!(outcome.text.get(touched.after.clone()).is_some(), "{touched:?}");
    }
}

#[test]
fn any_text_can_be_searched_and_replaced() {
    let edit = "<<<<<<< SEARCH\nsecond line\n=======\n2nd line\n>>>>>>> REPLACE\n";
    check("text", "first line\nsecond line\n", edit, "first line\n2nd line\n");
    let edit = "first\n...\nlast of all\n";
    check("text", "first\nb\nc\nlast\n", "first\n...\nc\nlast!\n", "first\nb\nc\nlast!\n");
    assert!(apply("text", "a\nb\n", edit).is_err());
}

#[test]
fn an_edit_that_is_there_already_changes_nothing() {
    let outcome =
        apply("python", PYTHON, "def main():\n    print(Reader(sys.argv[1]).read())\n").unwrap();
    assert_eq!(outcome.text, PYTHON);
    assert!(outcome.touched.is_empty());
}
