//! Kinds of edits that went wrong once, each with what must come of it: a text, or a refusal.

mod support;

use support::apply;

/// What must come of an edit.
enum Expected {
    Text(String),
    Refusal(&'static str),
}

use Expected::{Refusal, Text};

fn check(language: &str, original: &str, edit: &str, expected: &Expected) {
    let answer = apply(language, original, edit);
    let (text, code) = match &answer {
        Ok(outcome) => (outcome.text.as_str(), ""),
        Err(refusal) => ("", refusal.reason.code()),
    };
    match expected {
        Text(wanted) => assert_eq!(text, wanted, "{language}: {edit}: {code}"),
        Refusal(wanted) => assert_eq!(code, *wanted, "{language}: {edit}: {text}"),
    }
}

fn block(old: &str, new: &str) -> String {
    format!("<<<<<<< SEARCH\n{old}=======\n{new}>>>>>>> REPLACE\n")
}

const LOOP: &str = "\
fn total(list: &[u32]) -> u32 {
    let mut sum = 0;
    for one in list {
        sum += one;
    }
    log(\"done\", 'x');
    sum
}
";

// rows: 3.053
#[test]
fn search_and_replace_writes_levels_and_quotes_as_the_file_does() {
    let wrapped = LOOP.replace(
        "        sum += one;\n",
        "        if *one > 3 {\n            sum += one;\n        }\n",
    );
    let quoted = LOOP.replace("log(\"done\", 'x')", "log(\"all\", 'x', \"done\")");
    let cases = [
        // Levels of two columns, of tabs, and of tabs that are two columns.
        (
            block(
                "  for one in list {\n    sum += one;\n  }\n",
                "  for one in list {\n    if *one > 3 {\n      sum += one;\n    }\n  }\n",
            ),
            &wrapped,
        ),
        (
            block(
                "\tfor one in list {\n\t\tsum += one;\n\t}\n",
                "\tfor one in list {\n\t\tif *one > 3 {\n\t\t\tsum += one;\n\t\t}\n\t}\n",
            ),
            &wrapped,
        ),
        (
            block(
                "\t\tfor one in list {\n\t\t\t\tsum += one;\n\t\t}\n",
                "\t\tfor one in list {\n\t\t\t\tif *one > 3 {\n\t\t\t\t\t\tsum += one;\n\t\t\t\t}\n\t\t}\n",
            ),
            &wrapped,
        ),
        // A typographer's quotes, in a line that changes between them.
        (
            block("    log(“done”, ‘x’);\n    sum\n", "    log(“all”, ‘x’, “done”);\n    sum\n"),
            &quoted,
        ),
        // Spaces at the ends of what is searched for, empty lines among it.
        (
            block(
                "    }  \n    log(\"done\", 'x');  \n",
                "    }\n    log(\"all\", 'x', \"done\");\n",
            ),
            &quoted,
        ),
    ];
    for (edit, expected) in cases {
        check("rust", LOOP, &edit, &Text(expected.clone()));
    }
    // Without any white space nobody can tell how deep what is opened goes.
    let flat = block(
        "for one in list {\nsum += one;\n}\n",
        "for one in list {\nif *one > 3 {\nsum += one;\n}\n}\n",
    );
    check("rust", LOOP, &flat, &Refusal("conflict"));
    let flat =
        block("let mut sum = 0;\nfor one in list {\n", "let mut sum = 1;\nfor one in list {\n");
    check("rust", LOOP, &flat, &Text(LOOP.replace("sum = 0", "sum = 1")));
}

// rows: 3.053
#[test]
fn what_is_moved_is_moved_as_the_file_has_it() {
    let original = "a = compute(one)\n\nb = 2\nc = 3\nd = other(a, b, c)\ne = last(d)\n";
    let edit = block(
        "a = compute(uno)\nb = 2\nc = 3\nd = other(a, b, c)\n",
        "b = 2\nc = 3\na = compute(uno)\nd = other(a, b, c)\n",
    );
    match apply("python", original, &edit) {
        Ok(outcome) => assert!(!outcome.text.contains("uno"), "{}", outcome.text),
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
    // Empty lines that were lost where something new is to stand.
    let original =
        "try:\n    go()\n\nexcept A:\n    one()\n    return\n\nexcept B:\n    two()\n    return\n";
    let edit = block(
        "    one()\n    return\nexcept B:\n    two()\n",
        "    one()\n    return\nexcept C:\n    three()\n    return\nexcept B:\n    two()\n",
    );
    check("python", original, &edit, &Refusal("conflict"));
}

// rows: 3.053
#[test]
fn a_shortened_text_moves_what_it_shows_deeper() {
    let original = "def run(self, data):\n    log(data)\n    value = parse(data)\n    store(value)\n    return value\n\n\ndef other():\n    return 1\n";
    let edit = "def run(self, data):\n    # ... existing code ...\n    if data:\n        value = parse(data)\n        store(value)\n    return value\n";
    let expected = original.replace(
        "    value = parse(data)\n    store(value)\n",
        "    if data:\n        value = parse(data)\n        store(value)\n",
    );
    check("python", original, edit, &Text(expected));
    // Spaces within a line and empty lines are what the edit says they are.
    let original =
        "| a  | b |\n|----|---|\n| 1  | 2 |\n\ntext of one\ntext of two\n\n## End\n\nLast.\n";
    let edit = "| a      | b |\n|--------|---|\n| longer | 2 |\n\ntext of one\n\ntext of two\n\n<!-- ... rest unchanged ... -->\n";
    let expected = "| a      | b |\n|--------|---|\n| longer | 2 |\n\ntext of one\n\ntext of two\n\n## End\n\nLast.\n";
    check("markdown", original, edit, &Text(expected.to_owned()));
}

#[test]
fn a_part_that_stands_deeper_than_the_file_has_no_place() {
    let edit = "// ... existing code ...\n        let mut sum = 0;\n        for one in list {\n            sum += 2 * one;\n        }\n// ... existing code ...\n";
    check("rust", LOOP, edit, &Refusal("ambiguous"));
}

const TWINS: &str = "\
fn first(v: &mut Vec<u8>) {
    fill(v);
    let buf = Vec::new();
    each(v, buf);
}

fn second(v: &mut Vec<u8>) {
    fill(v);
    let text = String::new();
    each(v, text);
}
";

// rows: 3.053
#[test]
fn a_change_among_repeated_lines_must_be_told_by_itself() {
    let edit = "// ...\n    fill(v);\n    let store = Store::with(v.len());\n// ...\n";
    check("rust", TWINS, edit, &Refusal("ambiguous"));
    // What changes nothing is shown for something: perhaps for what went before it.
    let original =
        "[alpha]\nlevel = 1\n[beta]\nlevel = 1\n[gamma]\nlevel = 1\n[delta]\nlevel = 2\n";
    let edit = "# ...\nlevel = 1\n[gamma]\n# ...\n[delta]\nlevel = 3\n";
    check("toml", original, edit, &Refusal("ambiguous"));
}

// rows: 3.053
#[test]
fn a_mark_is_told_from_a_remark() {
    let original = "def pop(heap):\n    \"\"\"Pop the smallest item.\"\"\"\n    # the smallest item; the heap size is unchanged\n    return heap[0]\n";
    let edit = "def pop(heap):\n    \"\"\"Pop the smallest item.\"\"\"\n    # the smallest item; the heap size is unchanged\n    return heap[1]\n";
    check("python", original, edit, &Text(original.replace("heap[0]", "heap[1]")));
    // New, and it may be either.
    let edit = "def pop(heap):\n    # existing users of the heap\n    return heap[1]\n";
    check("python", original, edit, &Refusal("ambiguous"));
    for words in [
        "// rest of the class unchanged",
        "// other methods stay the same",
        "/* ... */",
        "// …",
        "// [rest of class unchanged]",
        "// ... (no changes) ...",
        "// Other existing methods...",
        "// all other methods stay as they are",
        "// ---- snip ----",
        "// [...]",
        "...",
        "// remaining code as before",
        "// same as before",
        "// ...rest...",
    ] {
        let original =
            "class A {\n  one() {\n    return 1;\n  }\n\n  two() {\n    return 2;\n  }\n}\n";
        for gap in ["", "\n"] {
            let edit =
                format!("class A {{\n{gap}  {words}\n{gap}  two() {{\n    return 3;\n  }}\n}}\n");
            check("typescript", original, &edit, &Text(original.replace("return 2", "return 3")));
        }
    }
}

#[test]
fn lines_of_the_file_that_look_like_marks_are_text() {
    let original = "# A\n\n```sh\n$ run\n...\nfailed\n...\n```\n\n## B\n\nText.\n\n## C\n\nMore.\n";
    let edit = "## C\n\nMost.\n\n## B\n\nTexts.\n";
    let expected = original.replace("Text.", "Texts.").replace("More.", "Most.");
    check("markdown", original, edit, &Text(expected));
    let edit = "# A\n\n```sh\n$ run it\n...\nfailed\n...\n```\n\n## B\n\nText.\n\n## C\n\nMore.\n";
    check("markdown", original, edit, &Text(original.replace("$ run", "$ run it")));
}

// rows: 3.053
#[test]
fn a_whole_symbol_keeps_its_place_however_its_first_line_stands() {
    let original = "class A:\n    def resolve(\n        self, roots: list\n    ) -> set:\n        found = set()\n        for root in roots:\n            found.add(root)\n        return found\n\n    def last(self):\n        return 1\n";
    let edit = "def resolve(\n        self, roots: list\n    ) -> set:\n        found = set()\n        for root in roots:\n            found.add(str(root))\n        return found\n";
    check("python", original, edit, &Text(original.replace("add(root)", "add(str(root))")));
    let go = "package p\n\nfunc Add(i int) {\n\titems = append(items, i)\n}\n";
    let edit = "func Add(i int) {\n    if i > 0 {\n        items = append(items, i)\n    }\n}\n";
    let expected = go.replace(
        "\titems = append(items, i)\n",
        "\tif i > 0 {\n\t\titems = append(items, i)\n\t}\n",
    );
    check("go", go, edit, &Text(expected));
}

// rows: 3.053
#[test]
fn a_symbol_is_found_by_how_it_is_written() {
    let traits = "pub trait Size {\n    fn size(&self) -> u64;\n}\n\nimpl Size for u8 {\n    fn size(&self) -> u64 {\n        1\n    }\n}\n";
    let edit = "fn size(&self) -> u64 {\n    8\n}\n";
    check("rust", traits, edit, &Text(traits.replace("        1\n", "        8\n")));
    let python = "class A:\n    @property\n    def name(self):\n        return self._name\n\n    @name.setter\n    def name(self, value):\n        self._name = value\n";
    let edit = "def name(self, value):\n    self._name = str(value)\n";
    check("python", python, edit, &Text(python.replace("= value", "= str(value)")));
    let toml = "[package]\nname = \"x\"\nversion = \"0.1.0\"\n\n[dependencies]\nserde = { version = \"1\" }\n";
    check("toml", toml, "version = \"0.2.0\"\n", &Text(toml.replace("0.1.0", "0.2.0")));
    let c = "static int count(int n);\n\nstatic int count(int n) {\n    return n;\n}\n";
    check(
        "c",
        c,
        "static int count(int n) {\n    return n + 1;\n}\n",
        &Text(c.replace("return n;", "return n + 1;")),
    );
}

// rows: 3.053
#[test]
fn a_name_for_a_function_has_steps_and_no_parts() {
    let original = "export const handler = async (event) => {\n  const body = await event.json();\n  const answer = respond(body);\n  return answer;\n};\n";
    let edit =
        "export const handler = async (event) => {\n  return respond(await event.json());\n};\n";
    check("typescript", original, edit, &Text(edit.to_owned()));
    let original = "describe(\"a\", () => {\n  it(\"one\", () => {\n    const x = 1;\n    expect(x).toBe(1);\n  });\n\n  it(\"two\", () => {\n    expect(2).toBe(2);\n  });\n});\n";
    let edit = "it(\"one\", () => {\n  expect(1).toBe(1);\n});\n";
    let expected = original.replace("    const x = 1;\n    expect(x)", "    expect(1)");
    check("typescript", original, edit, &Text(expected));
}

// rows: 3.053
#[test]
fn what_stands_in_a_function_is_no_new_thing() {
    let original = "function outer() {\n  const flush = (all) => {\n    send(all);\n  };\n  const size = count(1);\n  return flush(size);\n}\n";
    let edit = "const flush = (all) => {\n  send(all.slice());\n};\n";
    check("javascript", original, edit, &Text(original.replace("send(all)", "send(all.slice())")));
    check("javascript", original, "const size = count(2);\n", &Refusal("ambiguous"));
    let python = "def f():\n    limit = 1\n    return limit\n";
    check("python", python, "limit = 2\n", &Refusal("ambiguous"));
}

// rows: 3.053
#[test]
fn what_is_new_goes_where_it_belongs() {
    let toml = "[package]\nname = \"x\"\n\n[dependencies]\nlog = \"0.4\"\n\n[[bin]]\nname = \"a\"\npath = \"a.rs\"\n";
    let edit = "[dependencies]\n# ... existing dependencies ...\nrand = \"0.8\"\n";
    check(
        "toml",
        toml,
        edit,
        &Text(toml.replace("log = \"0.4\"\n", "log = \"0.4\"\nrand = \"0.8\"\n")),
    );
    let rust = "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn one() {\n        f();\n    }\n}\n";
    let edit = "mod tests {\n    // ... existing tests ...\n\n    #[test]\n    fn two() {\n        f();\n        f();\n    }\n}\n";
    let expected = rust.replace(
        "        f();\n    }\n}\n",
        "        f();\n    }\n\n    #[test]\n    fn two() {\n        f();\n        f();\n    }\n}\n",
    );
    check("rust", rust, edit, &Text(expected));
    // A function below a class that the file has elsewhere was not meant to be a method.
    let python = "class A:\n    x = 1\n\n\ndef outer(fn):\n    def wrapped(value):\n        return fn(value)\n    return wrapped\n";
    let edit = "class A:\n    x = 2\n\n    def wrapped(value):\n        return str(value)\n";
    check("python", python, edit, &Refusal("ambiguous"));
}

// rows: 3.053
#[test]
fn what_opens_a_block_keeps_one() {
    let python = "class A:\n    def one(\n        self, a\n    ) -> int:\n        b = f(\n            a\n        )\n        return b\n\n    def two(\n        self, a\n    ) -> int:\n        return a\n";
    let edit = "# ...\n        return b\n\n    def two(\n        self, a: str\n    ) -> int:\n# ... rest unchanged ...\n";
    check(
        "python",
        python,
        edit,
        &Text(python.replace("def two(\n        self, a\n", "def two(\n        self, a: str\n")),
    );
    check("python", python, &block("        return a\n", ""), &Refusal("breaks_syntax"));
    // A part that moved passes over tables that it does not name.
    let toml = "[package]\nname = \"x\"\nversion = \"1\"\n\n[lib]\nname = \"x\"\npath = \"src/lib.rs\"\n\n[[test]]\nname = \"a\"\npath = \"a.rs\"\n\n[[test]]\nname = \"b\"\npath = \"b.rs\"\n\n[features]\ndefault = []\n\n[lints]\nworkspace = true\n";
    let edit = "[package]\nname = \"x\"\nversion = \"2\"\n\n[features]\ndefault = []\n\n[lib]\nname = \"x\"\n# ...\n[lints]\nworkspace = true\n";
    match apply("toml", toml, edit) {
        Ok(outcome) => assert!(outcome.text.contains("path = \"b.rs\""), "{}", outcome.text),
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
}

const CLASS: &str =
    "class A {\n  one() {\n    return 1;\n  }\n\n  two() {\n    return 2;\n  }\n}\n";

// rows: 3.053
#[test]
fn line_ends_and_order_marks_stay_in_every_kind_of_edit() {
    let edits = [
        ("two() {\n  return 3;\n}\n", "return 2;", "return 3;"),
        ("class A {\n  // ...\n  two() {\n    return 3;\n  }\n}\n", "return 2;", "return 3;"),
        (
            "<<<<<<< SEARCH\n    return 2;\n=======\n    return 3;\n    // x\n>>>>>>> REPLACE\n",
            "return 2;",
            "return 3;\n    // x",
        ),
        (
            "<<<<<<< SEARCH\r\n    return 2;\r\n=======\r\n    return 3;\r\n>>>>>>> REPLACE\r\n",
            "return 2;",
            "return 3;",
        ),
        (
            "@@ -9,3 +9,3 @@\n   two() {\n-    return 2;\n+    return 3;\n   }\n",
            "return 2;",
            "return 3;",
        ),
        (
            "*** Begin Patch\n*** Update File: a.js\n@@   two() {\n-    return 2;\n+    return 3;\n*** End Patch\n",
            "return 2;",
            "return 3;",
        ),
    ];
    for (edit, old, new) in edits {
        let expected = CLASS.replace(old, new);
        for (end, start) in [("\n", ""), ("\r\n", ""), ("\n", "\u{feff}"), ("\r\n", "\u{feff}")] {
            let as_file = |text: &str| format!("{start}{}", text.replace('\n', end));
            check("javascript", &as_file(CLASS), edit, &Text(as_file(&expected)));
        }
        let bare = |text: &str| text.trim_end().to_owned();
        check("javascript", &bare(CLASS), edit, &Text(bare(&expected)));
    }
}

// rows: 3.053
#[test]
fn the_file_as_it_is_to_be_drops_nothing_without_a_word() {
    let mut original = String::from("use a::b;\nuse c::d;\n\n");
    for name in ["one", "two", "three", "four"] {
        let body = "    first();\n    second();\n";
        original.push_str(&["fn ", name, "() {\n", body, "    ", name, "_last();\n}\n\n"].concat());
    }
    original += "// The end.\n";
    let edit = original.replace("two_last();", "two_last();\n    more();");
    check("rust", &original, &edit, &Text(edit.clone()));
    // The same name twice, or a mark that is the file's own, is no hindrance.
    let twice = original.replace("fn four", "#[cfg(x)]\nfn three").replace("first();", "// ...");
    let edit = twice.replacen("two_last", "last", 1);
    check("rust", &twice, &edit, &Text(edit.clone()));
    let short =
        original.replace("fn three() {\n    first();\n    second();\n    three_last();\n}\n\n", "");
    check("rust", &original, &short, &Refusal("would_drop"));
    // Sections between two that are shown are not dropped where a line only looks like a mark.
    let long = "A line of text.\n".repeat(60);
    let markdown = format!(
        "# T\n\n## A\n\nText of a.\n\n// ...\n\n## B\n\n{long}\n## C\n\nText of c.\n\nEnd.\n"
    );
    let edit = "## A\n\nText of a.\n\n// ...\n\n## C\n\nText of c, changed.\n\nEnd.\n";
    let is_kept = |text: &str| text.contains("## B");
    assert!(apply("markdown", &markdown, edit).is_ok_and(|outcome| is_kept(&outcome.text)));
}

// rows: 3.053
#[test]
fn what_stands_above_the_next_table_belongs_to_that() {
    let edit = "[dev]\na = 2\nb = { x = true }\n";
    for end in ["\n", "\r\n"] {
        let toml = "[dev]\na = 1\nb = { x = true }\n\n# Why.\n[lints]\nc = 1\n".replace('\n', end);
        check("toml", &toml, edit, &Text(toml.replace("a = 1", "a = 2")));
    }
}

const WATCHED: &str = "\
const start = (notify, open) => {
  let state = \"streaming\";
  const transport = createTransport({ list: () => [{ state }] });
  let idle = () => false;
  const end = async () => {
    await waitFor(() => transport.isAsked);
    state = \"idle\";
    await refresh(notify);
    await waitFor(() => transport.isAskedAgain);
  };
  return { transport, idle, open, end };
};
";

// rows: 3.053
#[test]
fn what_is_set_below_a_mark_is_not_what_is_declared_above_it() {
    let edit = "\
const start = (notify, open) => {
  // ... existing code ...
    state = \"idle\";
    await waitFor(() => transport.isAskedAgain);
  // ... existing code ...
};
";
    let expected = Text(WATCHED.replace("    await refresh(notify);\n", ""));
    check("javascript", WATCHED, edit, &expected);
    // Where nothing else says the same, what has the name is meant.
    let edit = "\
const start = (notify, open) => {
  let state = \"idle\";
  // ... existing code ...
};
";
    let expected = Text(WATCHED.replace("let state = \"streaming\"", "let state = \"idle\""));
    check("javascript", WATCHED, edit, &expected);
}
