//! What is taken out of a line, and what is left.

use proptest::prelude::*;

use super::redact;

const KEY: &str = "sk-ant-test-CANARY_0123456789abcdefghijklmnop";

fn check(line: &str, expected: &str) {
    assert_eq!(redact(line), expected, "from {line:?}");
}

// rows: 4.097
#[test]
fn keys_are_taken_out_wherever_they_stand() {
    check(&format!("key={KEY}"), "key=sk-ant-[redacted]");
    check(&format!("a{KEY}."), "ask-ant-[redacted].");
    check("SK-ANT-api03-abc", "SK-ANT-[redacted]");
    check("Authorization: Bearer abc.def-1", "Authorization: Bearer [redacted]");
    check(
        r#"headers={"authorization": "Bearer abc"}"#,
        r#"headers={"authorization": "Bearer [redacted]"}"#,
    );
    check("authorization=Basic dXNlcjpwdw==", "authorization=Basic [redacted]");
    check("bearer\tabc, next", "bearer\\u{9}[redacted], next");
    check("x-api-key: 0123456789, next", "x-api-key: [redacted], next");
    check(r#"{\"X-Api-Key\":\"abc\"}"#, r#"{\"X-Api-Key\":\"[redacted]\"}"#);
    check("api_key=Some(\"abc\")", "api_key=Some(\"[redacted]\")");
    check("passphrase='abc' x", "passphrase='[redacted]' x");
    check(&format!("store key {}", "5a".repeat(32)), "store key [redacted]");
}

#[test]
fn other_words_stay() {
    for line in [
        "store opened in 3 ms",
        "the bearer of news",
        "request_id=req_011CSHoEeqs5C35K2UUqR7Fy",
        "x-api-key",
        "checksum 5a5a5a",
        "ein Satz über Schlüssel — ünïcödé 漢字",
    ] {
        let expected = line.replace("bearer of", "bearer [redacted]");
        check(line, &expected);
    }
}

#[test]
fn control_and_direction_characters_are_escaped() {
    check("a\u{1b}[31mb", "a\\u{1b}[31mb");
    check("one\ntwo\r\0", "one\\u{a}two\\u{d}\\u{0}");
    check("\u{9b}31m \u{7f}", "\\u{9b}31m \\u{7f}");
    check("\u{202e}gnp.exe \u{2066}x\u{2069}", "\\u{202e}gnp.exe \\u{2066}x\\u{2069}");
    check("\u{e0041}\u{200b}", "\\u{e0041}\\u{200b}");
}

proptest! {
    #[test]
    fn a_key_in_any_text_is_gone(before in ".{0,40}", after in "[^A-Za-z0-9_-].{0,40}") {
        let line = format!("{before}{KEY}{after}");
        let safe = redact(&line);
        prop_assert!(!safe.contains("CANARY"), "{}", safe);
        prop_assert!(!safe.chars().any(char::is_control));
    }

    #[test]
    fn redacting_twice_changes_nothing_more(text in "(?s).{0,80}") {
        let once = redact(&text).into_owned();
        prop_assert_eq!(redact(&once), once.as_str());
    }
}
