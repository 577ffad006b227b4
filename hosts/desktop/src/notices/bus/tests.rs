//! What a daemon is handed.

use super::{escaped, one_line};

#[test]
fn what_is_said_is_no_markup_and_the_title_is_one_line() {
    assert_eq!(escaped("<a href='x'>1 & 2</a>"), "&lt;a href='x'&gt;1 &amp; 2&lt;/a&gt;");
    assert_eq!(one_line("one\ntwo\u{1b}[2J"), "one two [2J");
}
