//! Marks are told from comments.

use super::{Mark, mark};

#[test]
fn marks_in_many_wordings_and_comments_are_known() {
    for line in [
        "// ... existing code ...",
        "    # ... existing code ...",
        "/* ... rest of the file ... */",
        "<!-- ... existing content ... -->",
        "{/* ... existing code ... */}",
        "// …",
        "...",
        "# ...",
        "// rest of the function remains unchanged",
        "# Rest of the class stays the same",
        "// other methods unchanged",
        "-- ... unchanged ...",
        "// (existing code)",
        "// [... existing code ...]",
        "# --- existing code ---",
        "// ...rest of the code...",
        "// existing imports",
        "// ... (keep the remaining methods as they are) ...",
        "[... existing text ...]",
        "// unchanged",
        "# ... snip ...",
    ] {
        assert_eq!(mark(line), Mark::Whole, "{line}");
    }
}

#[test]
fn comments_and_code_are_no_marks() {
    for line in [
        "// Returns the rest of the list",
        "# The existing users are kept in a table",
        "...rest,",
        "const { a, ...rest } = props;",
        "return x;",
        concat!("// TO", "DO: remove"),
        "/* eslint-disable */",
        "// loop over all items",
        "# keep alive",
        "# -*- coding: utf-8 -*-",
        "---",
        "#!/bin/sh",
        "// The same as above, but faster...",
        "",
    ] {
        let found = mark(line);
        assert!(found == Mark::None, "{line} {found:?}");
    }
}

#[test]
fn a_mark_within_a_line_parts_it() {
    let expected = Mark::Within("class A {".to_owned(), "}".to_owned());
    assert_eq!(mark("class A { /* ... existing code ... */ }"), expected);
    let expected = Mark::Within("function f() {".to_owned(), String::new());
    assert_eq!(mark("function f() { // ... existing code ..."), expected);
}
