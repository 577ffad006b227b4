//! The table and the tests' names are read, and disagreement is found.

use super::*;

const TABLE: &str = "\
| id | demand | state |
|---|---|---|
| 3.079 | the page never sees a key | done |
| 4.011 | a busy store waits \\| five seconds | open |
| 2.55 | documents of the task are kept | process |
";

fn named(path: &str, text: &str) -> Vec<Mention> {
    mentions(&Tree::of(&[(path, text)]))
}

#[test]
fn rows_are_read_with_their_states() {
    let rows = rows(TABLE);
    let states: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.state)).collect();
    assert_eq!(
        states,
        [
            ("3.079", Some(State::Done)),
            ("4.011", Some(State::Open)),
            ("2.55", Some(State::Process)),
        ]
    );
}

#[test]
fn comments_and_names_mention_rows() {
    let rust = "// rows: 3.079, 4.011\n#[test]\nfn the_page_sees_no_key() {}\n";
    let found = named("crates/a/tests/it.rs", rust);
    let read: Vec<_> = found.iter().map(|m| (m.row.as_str(), m.test.as_str())).collect();
    assert_eq!(read, [("3.079", "the_page_sees_no_key"), ("4.011", "the_page_sees_no_key")]);
    let by_name = named("a.rs", "    async fn row_4_011_busy_timeout() {}\n");
    assert_eq!(by_name.first().map(|m| m.row.as_str()), Some("4.011"));
    let script = named("e2e/a.test.ts", "// rows: 3.079\ntest(\"no key in storage\", () => {});");
    assert_eq!(script.first().map(|m| m.test.as_str()), Some("no key in storage"));
    assert_eq!(named("a.rs", "// the rows: 3.079\nfn row_by_row() {}"), []);
}

#[test]
fn disagreement_is_found() {
    let rows = rows(TABLE);
    assert_eq!(misfits(&rows, &[]), ["3.079 is done, but no test names it"]);
    let mentions = named("a.rs", "// rows: 3.079, 9.999\nfn a() {}");
    assert_eq!(misfits(&rows, &mentions), ["a.rs:1 names 9.999: no such row"]);
    let odd = "| 3.079 | a | finished |\n| 3.079 | b | open |";
    let wrong = misfits(&super::rows(odd), &[]);
    assert_eq!(wrong, ["3.079 has no state that this program knows", "3.079 stands twice"]);
}

#[test]
fn the_report_counts_rows_by_seed() {
    let mentions = named("a.rs", "// rows: 3.079\nfn a() {}");
    let report = report(&rows(TABLE), &mentions);
    assert!(report.contains("003       1               1     1\n"), "{report}");
    assert!(report.contains("002       0               0     0\n"), "process rows do not count");
}
