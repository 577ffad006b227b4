//! No cell is taken for a formula, and every row has as many cells as the heading.

use atelier_vocabulary::{ConversationUsage, ModelUsage, Spending, Usage};

use super::{conversations, dollars, models, quoted};

#[test]
fn no_cell_begins_as_a_formula() {
    let cases = [
        ("=1+1", "'=1+1"),
        (
            "=HYPERLINK(\"http://example.com\",\"x\")",
            "\"'=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")\"",
        ),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("  =1", "\"'  =1\""),
        ("＝1", "'＝1"),
        ("|calc", "'|calc"),
        ("plain", "plain"),
        ("a, b", "\"a, b\""),
        ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("-0.5", "-0.5"),
        ("", ""),
    ];
    for (cell, written) in cases {
        let quoted = quoted(cell);
        let expected = if written.contains('\'') && !written.starts_with('"') {
            format!("\"{written}\"")
        } else {
            written.to_owned()
        };
        assert_eq!(quoted, expected, "{cell:?}");
    }
}

#[test]
fn any_title_makes_one_row_of_as_many_cells_as_the_heading() {
    proptest::proptest!(|(title in "[\\s\\S]{0,80}")| {
        let row = ConversationUsage {
            conversation_id: None, title: Some(title), spending: Spending::default(),
        };
        let table = conversations(&[row], "2026-11-21");
        proptest::prop_assert_eq!(table.csv.matches("\r\n").count(), 2);
        let cells: Vec<usize> = table.csv.lines().map(cells).collect();
        proptest::prop_assert_eq!(cells[0], cells[1]);
    });
}

/// The number of cells of a line.
fn cells(line: &str) -> usize {
    let mut inside = false;
    1 + line
        .chars()
        .filter(|c| {
            inside ^= *c == '"';
            *c == ',' && !inside
        })
        .count()
}

#[test]
fn an_unknown_price_is_no_number_and_a_cost_is_exact() {
    let tokens = Usage { input_tokens: 7, ..Usage::default() };
    let row = ModelUsage {
        model: None,
        spending: Spending { requests: 2, tokens, unpriced_requests: 2, ..Spending::default() },
    };
    let csv = models(&[row], "2026-11-21").csv;
    assert!(csv.contains("unknown,2,7,0,0,0,0,0,0,unknown,2,0,0,0.000000000\r\n"), "{csv}");
    assert_eq!(dollars(1_234_567_890), "1.234567890");
    assert_eq!(dollars(-5), "-0.000000005");
}
