//! The gate of the logs: a key that stands anywhere in any text does not come out.

use atelier_telemetry::redact;

/// What only a planted key holds.
const MARK: &str = "CANARY";
const KEY: &str = "sk-ant-test-CANARY_0123456789abcdefghijklmnop";
const MASTER_KEY: &str = "ca9a75ca9a75ca9a75ca9a75ca9a75ca9a75ca9a75ca9a75ca9a75ca9a75ca9a";

/// Redacts `data` as it is, and with a key at its start, its end and between.
pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data).replace(MARK, "canary");
    harmless(&redact(&text));
    let once = redact(&text).into_owned();
    assert_eq!(redact(&once), once, "redacting twice changes more");
    // The first byte says where the key stands.
    let place = data.first().map_or(0, |byte| usize::from(*byte) % (text.len() + 1));
    let place = (0..=place).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
    let (before, after) = text.split_at(place);
    for line in [
        format!("{before}{KEY}{after}"),
        format!("{KEY}{text}"),
        format!("{text}{KEY}"),
        format!("{before}{}{after}", KEY.to_uppercase()),
        format!("{before}\"{KEY}\",\"{KEY}\"{after}"),
    ] {
        let safe = redact(&line);
        assert!(!safe.contains(MARK), "a key comes out: {safe:?}");
        harmless(&safe);
    }
    if !text.contains("ca9a75") {
        let safe = redact(&format!("{before} {MASTER_KEY} {after}")).into_owned();
        assert!(!safe.contains("ca9a75"), "a master key comes out: {safe:?}");
        harmless(&safe);
    }
}

/// Nothing in it moves the cursor or turns the direction of the text.
fn harmless(line: &str) {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let found = line.chars().find(|c| c.is_control() || turns(*c));
    assert!(found.is_none(), "{found:?} comes out: {line:?}");
}
