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
    check("passphrase='abc' x", "passphrase='[redacted]' x");
    check(&format!("store key {}", "5a".repeat(32)), "store key [redacted]");
}

// rows: 4.097
#[test]
fn a_value_is_taken_whole() {
    let cases = [
        // Between its quotes, with blanks, commas, brackets and quotes of its own.
        (r#"{"passphrase":"correct horse X"}"#, r#"{"passphrase":"[redacted]"}"#),
        (r#"{"password":"a, b; c) d", "n":1}"#, r#"{"password":"[redacted]", "n":1}"#),
        (r#"{"password":"a\" X","n":1}"#, r#"{"password":"[redacted]","n":1}"#),
        (r#"{"password":"a\\","n":1}"#, r#"{"password":"[redacted]","n":1}"#),
        (r#""{\"password\":\"a \\\" X\"}" n"#, r#""{\"password\":\"[redacted]\"}" n"#),
        (r#""{\"password\":\"a X" n"#, r#""{\"password\":\"[redacted]" n"#),
        ("password='it's X' n", "password='[redacted]' n"),
        ("password=\"no end, X", "password=\"[redacted]"),
        ("token=b\"a X\" n", "token=b\"[redacted]\" n"),
        ("password=\"secret\" n", "password=\"[redacted]\" n"),
        (
            r#""authorization": "Bearer Bearer a X""#,
            r#""authorization": "Bearer Bearer [redacted]""#,
        ),
        // Up to the end of its word, whatever is in it.
        ("password=a,X;X)X]X}X n", "password=[redacted] n"),
        ("(password=aX), n", "(password=[redacted]), n"),
        ("password=a\u{200b}X\u{0}X n", "password=[redacted] n"),
        ("\"password: aX\" n", "\"password: [redacted]\" n"),
        ("token:\naX\nn", "token:\\u{a}[redacted]\\u{a}n"),
        // With its brackets.
        ("api_key=Some(\"a X\") n", "api_key=[redacted] n"),
        ("api_key=[97, 98, \"X)\"], n", "api_key=[redacted], n"),
        (r#""password": {"value": "a X"}, "n": 1"#, r#""password": [redacted], "n": 1"#),
        ("Token(\"a X\") n", "Token(\"[redacted]\") n"),
        ("MasterKey { secret_key: [1, 2] }", "MasterKey { secret_key: [redacted] }"),
        (r#"[("x-api-key", "a X")]"#, r#"[("x-api-key", "[redacted]")]"#),
        // Passphrases and unknown schemes have several words.
        ("passphrase: correct horse X", "passphrase: [redacted]"),
        ("passphrase=correct horse X n=1", "passphrase=[redacted] n=1"),
        ("passphrase: correct X\nn", "passphrase: [redacted]\\u{a}n"),
        ("Authorization: Own a X, n", "Authorization: [redacted], n"),
        // After one name, another.
        ("Authorization: Bearer Bearer aX", "Authorization: Bearer Bearer [redacted]"),
        ("api_key: password: aX", "api_key: password: [redacted]"),
        ("api_key: my_token: aX n", "api_key: [redacted] n"),
        ("anthropic_auth_token=aX", "anthropic_auth_token=[redacted]"),
        ("authToken: aX", "authToken: [redacted]"),
        ("bearer: aX", "bearer: [redacted]"),
        ("bearer=aX", "bearer=[redacted]"),
        ("client_secret=aX n", "client_secret=[redacted] n"),
        ("\"token\" => \"aX\"", "\"token\" => \"[redacted]\""),
        ("the API key: aX", "the API key: [redacted]"),
        // What says that something was taken out does not keep anything in.
        ("password=[redacted]X n", "password=[redacted] n"),
        ("password=\"[redacted] X\" n", "password=\"[redacted]\" n"),
    ];
    for (line, expected) in cases {
        check(line, expected);
        check(expected, expected);
    }
}

#[test]
fn other_words_stay() {
    for line in [
        "store opened in 3 ms",
        "request_id=req_011CSHoEeqs5C35K2UUqR7Fy",
        "x-api-key",
        "x-api-key: ",
        "password=\"\" n",
        "checksum 5a5a5a",
        "the token count: 12",
        "tokens: 12",
        "max_tokens=100 input_tokens=3, \"output_tokens\": 4",
        "token_count=1 tokens/s: 7",
        "the secret is out (token)",
        "secret.save took 3 ms",
        "error in secret::seal: gone",
        "the secret's name, a token",
        "sk-ant-… and sk-ant- alone",
        "ein Satz über Schlüssel — ünïcödé 漢字",
    ] {
        check(line, line);
    }
    check("the bearer of news", "the bearer [redacted] news");
}

#[test]
fn control_and_direction_characters_are_escaped() {
    check("a\u{1b}[31mb", "a\\u{1b}[31mb");
    check("one\ntwo\r\0", "one\\u{a}two\\u{d}\\u{0}");
    check("\u{9b}31m \u{7f}", "\\u{9b}31m \\u{7f}");
    check("\u{202e}gnp.exe \u{2066}x\u{2069}", "\\u{202e}gnp.exe \\u{2066}x\\u{2069}");
    check("\u{e0041}\u{200b}", "\\u{e0041}\\u{200b}");
}

/// Text of the pieces that the gate looks for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "password",
            "passphrase",
            "token",
            "secret",
            "api_key",
            "x-api-key",
            "bearer",
            "Basic",
            "authorization",
            "sk-ant-",
            "[redacted]",
            "[redact",
            "\\u{a}",
            "\\u{0}",
            "abc",
            "n=1",
        ]),
        prop::sample::select(vec![
            ":", "=", "=>", "::", " ", "\t", "\n", "\u{2028}", "\u{200b}", "\0", "\"", "'", "\\",
            "\\\"", "\\\\\\\"", ",", ";", "(", ")", "[", "]", "{", "}", "b\"", "Some(", "é",
        ]),
        Just("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// How a secret that is quoted stands behind its name; `0` is the name, `1` the secret.
const QUOTED: &[&str] = &[
    r#"{"0":"1"}"#,
    r#"0="1" n=2"#,
    r#"0: "Bearer 1""#,
    r#"("0", "1")"#,
    r#"0=Some("1")"#,
    r#"0("1")"#,
    r#"0: {"value": "1"}"#,
    r#"0 => ["1", "1"]"#,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    // rows: 4.097
    #[test]
    fn a_key_in_any_text_is_gone(before in ".{0,40}", after in "[^A-Za-z0-9_-].{0,40}") {
        let line = format!("{before}{KEY}{after}");
        let safe = redact(&line);
        prop_assert!(!safe.contains("CANARY"), "{}", safe);
        prop_assert!(!safe.chars().any(char::is_control));
    }

    // rows: 4.097
    #[test]
    fn a_quoted_secret_is_gone_whatever_is_in_it(
        name in prop::sample::select(vec![
            "password", "passphrase", "token", "anthropic_auth_token", "client_secret", "apiKey",
            "x-api-key", "Authorization",
        ]),
        shape in prop::sample::select(QUOTED),
        before in "[^\\\\]{0,20}",
        secret in r#"(?s)[a-z ,;:='"(){}\[\]\\\n]{0,20}CANARY[a-z ,;:='"(){}\[\]\\\n]{0,20}"#,
        nested in 0..3_usize,
    ) {
        // Escaped as `Debug` and JSON do it, and again for each string around it.
        let quoted = secret.escape_debug().to_string().replace("\\'", "'");
        let mut line = shape.replace('0', name).replace('1', &quoted);
        for _ in 0..nested {
            line = format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""));
        }
        let safe = redact(&line).into_owned();
        prop_assert!(!safe.contains("CANARY"), "{} from {}", safe, line);
        let line = format!("{before} {line}");
        let safe = redact(&line).into_owned();
        prop_assert!(!safe.contains("CANARY"), "{} from {}", safe, line);
    }

    #[test]
    fn redacting_twice_changes_nothing_more(text in prop_oneof![
        pieces().boxed(), "(?s).{0,80}".boxed(),
    ]) {
        let once = redact(&text).into_owned();
        prop_assert_eq!(redact(&once), once.as_str(), "from {:?}", text);
    }
}

/// Ten times the text takes about ten times as long, not a hundred times, whatever it is made of.
#[test]
fn the_time_grows_with_the_length_only() {
    let shapes = [
        "password",
        "password ",
        "password:",
        "password=)",
        "token: token ",
        "\\",
        "\\\"",
        "(",
        "[",
        "token=(",
        "token=\"",
        "token=\\",
        "sk-ant-",
        "5a",
        "5a ",
        "passphrase: a ",
        "bearer ",
        "token(\"\")",
        "\"token\", \"",
        "[redacted]",
        "token: [redacted])",
        "\\u{a}",
        "a=",
        "'",
    ];
    for shape in shapes {
        for opening in ["", "token: ", "passphrase=", "password=\"", "token=\\\\\"", "token: ("] {
            let line = format!("{opening}{}", shape.repeat(100_000 / shape.len()));
            let started = std::time::Instant::now();
            let _safe = redact(&line);
            // Quadratic work would take minutes.
            assert!(started.elapsed().as_secs() < 10, "{shape:?} after {opening:?}");
        }
    }
}
