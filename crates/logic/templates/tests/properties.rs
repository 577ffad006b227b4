//! What holds for any text.

use std::collections::BTreeMap;

use atelier_templates::{Kind, read};
use proptest::prelude::*;

/// Texts of what templates are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{{",
        "}}",
        "\\",
        "\"",
        "\n",
        ":",
        "=",
        "(",
        ")",
        ",",
        " ",
        "name",
        "number",
        "choice",
        "date",
        "today",
        "é",
        "😀",
        "{",
        "}",
        "multiline",
        "boolean",
        "true",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn reading_never_fails_and_says_where(text in pieces()) {
        for fault in read(&text).faults {
            let line = text.split('\n').nth(fault.at.line as usize - 1);
            prop_assert!(line.is_some(), "{fault} lies beyond the text");
            let columns = line.unwrap_or_default().chars().count() + 1;
            prop_assert!(fault.at.column as usize <= columns, "{fault} lies beyond its line");
        }
    }

    #[test]
    fn what_has_no_fault_can_be_filled_in_with_fitting_values(text in pieces()) {
        let reading = read(&text);
        prop_assume!(reading.faults.is_empty());
        let fitting = |kind: &Kind| match kind {
            Kind::Text | Kind::Multiline => "{{x}}".to_owned(),
            Kind::Number => "7".to_owned(),
            Kind::Choice(options) => options.first().cloned().unwrap_or_default(),
            Kind::Date => "2000-02-29".to_owned(),
            Kind::Boolean => "false".to_owned(),
        };
        let variables = reading.template.variables();
        let all: BTreeMap<_, _> =
            variables.iter().map(|it| (it.name.clone(), fitting(&it.kind))).collect();
        prop_assert!(reading.template.render(&all, "2026-11-21").is_ok());
        let needed = variables.iter().filter(|it| it.default.is_none());
        let needed: BTreeMap<_, _> =
            needed.map(|it| (it.name.clone(), fitting(&it.kind))).collect();
        prop_assert!(reading.template.render(&needed, "2026-11-21").is_ok(), "defaults fit");
    }

    #[test]
    fn a_text_without_braces_is_itself(text in "[^{\\\\]{0,200}") {
        let reading = read(&text);
        prop_assert_eq!(reading.faults.len(), 0);
        let same = reading.template.render(&BTreeMap::new(), "2026-11-21");
        prop_assert_eq!(same.ok(), Some(text));
    }
}
