//! Templates: any text is read, every fault lies in it, and what has none can be filled in.

use std::collections::BTreeMap;

use atelier_templates::{Kind, read};

/// Reads `data` as a template, and fills it in.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let reading = read(text);
    let lines = text.split('\n').count();
    for fault in &reading.faults {
        assert!(fault.at.line as usize <= lines, "{fault} lies beyond the text");
        assert!(!fault.message.is_empty(), "a fault without a word");
    }
    let value = |kind: &Kind| match kind {
        Kind::Text | Kind::Multiline => "{{again}}".to_owned(),
        Kind::Number => "-0.5".to_owned(),
        Kind::Choice(options) => options.first().cloned().unwrap_or_default(),
        Kind::Date => "today".to_owned(),
        Kind::Boolean => "true".to_owned(),
    };
    let values: BTreeMap<String, String> =
        reading.template.variables().iter().map(|it| (it.name.clone(), value(&it.kind))).collect();
    let filled = reading.template.render(&values, "2026-11-21");
    assert!(filled.is_ok(), "fitting values do not fit: {filled:?}");
}
