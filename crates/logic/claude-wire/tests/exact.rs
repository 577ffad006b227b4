//! What is valid JSON and no Rust value: it is read, and goes back as it came.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use atelier_claude_wire::{
    Accumulator, ApiError, MessagesRequest, Progress, ReplayThinking, State, WireMessage, json,
    replay,
};
use atelier_vocabulary::{ApiVersion, ContentBlock, Role};
use proptest::prelude::*;
use serde_json::Value;

/// Arguments that no tree of values can hold.
const ODD: &[&str] = &[
    r#"{"n":123456789012345678901234567890}"#,
    r#"{"n":-9223372036854775809, "m": [1, 2]}"#,
    r#"{"n":18446744073709551616}"#,
    r#"{"n":1e400}"#,
    r#"{"n":[-1E-400]}"#,
    r#"{"n":0.12345678901234567890123}"#,
    r#"{"n":"\ud83d"}"#,
    r#"{"\udc00":"x","n":"\ud83d\u0041"}"#,
];

/// Arguments that one can, though they are close.
const EVEN: &[&str] = &[
    r#"{"n":18446744073709551615,"m":-9223372036854775808}"#,
    r#"{"n":0.30000000000000004,"m":1.7976931348623157e308}"#,
    r#"{"n":"123456789012345678901234567890 \ud83d\ude00 \\ud83d"}"#,
    r#"{"n":1.0,"m":-0.0,"o":2.50,"p":1E2}"#,
];

fn event(name: &str, data: &str) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

/// A stream of one tool request, whose arguments arrive in pieces of `length` characters.
fn stream(input: &str, length: usize) -> String {
    let mut stream = event("message_start", r#"{"type":"message_start","message":{"id":"m"}}"#);
    stream += &event(
        "content_block_start",
        r#"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"add","input":{}}}"#,
    );
    let characters: Vec<char> = input.chars().collect();
    for piece in characters.chunks(length.max(1)) {
        let piece = Value::from(piece.iter().collect::<String>());
        let data = format!(
            r#"{{"type":"content_block_delta","index":0,"delta":{{"type":"input_json_delta","partial_json":{piece}}}}}"#
        );
        stream += &event("content_block_delta", &data);
    }
    stream += &event("content_block_stop", r#"{"type":"content_block_stop","index":0}"#);
    stream + &event("message_stop", r#"{"type":"message_stop"}"#)
}

fn run(stream: &str) -> (Accumulator, Vec<Progress>) {
    let (mut accumulator, mut progress) = (Accumulator::new(), Vec::new());
    accumulator.feed(stream.as_bytes(), &mut progress);
    accumulator.finish(&mut progress);
    (accumulator, progress)
}

/// The body of a request that sends the blocks back.
fn sent_back(blocks: &[ContentBlock]) -> String {
    let request = MessagesRequest {
        model: "m".to_owned(),
        messages: vec![WireMessage::new(Role::Assistant, replay(blocks, ReplayThinking::Keep))],
        stream: true,
        ..MessagesRequest::default()
    };
    String::from_utf8(request.body(ApiVersion::V20261021).unwrap()).unwrap()
}

#[test]
fn arguments_go_back_digit_by_digit() {
    for input in ODD {
        let (accumulator, _) = run(&stream(input, 3));
        assert_eq!(accumulator.state(), &State::Complete, "{input}");
        let blocks = accumulator.blocks();
        assert_eq!(blocks[0].raw()["input"], Value::from(*input), "no value holds it");
        let body = sent_back(&blocks);
        assert!(body.contains(&format!("\"input\":{input}")), "{input} in {body}");
    }
    for input in EVEN {
        let (accumulator, _) = run(&stream(input, 3));
        let blocks = accumulator.blocks();
        let expected: Value = serde_json::from_str(input).unwrap();
        assert!(expected.is_object() && blocks[0].raw()["input"] == expected, "{input}");
        assert!(sent_back(&blocks).contains(&format!("\"input\":{expected}")), "{input}");
    }
}

#[test]
fn arguments_that_break_off_after_a_large_number_are_not_sent_back() {
    let (accumulator, _) = run(&stream(r#"{"n":1e400, "m"#, 4));
    assert!(matches!(accumulator.state(), State::Incomplete(_)), "{:?}", accumulator.state());
    assert!(!sent_back(&accumulator.blocks()).contains("1e400"));
    // A string of an answer that only looks like arguments is none.
    let (accumulator, _) = run(&stream(r#""{\"n\":1}""#, 4));
    assert!(!sent_back(&accumulator.blocks()).contains("tool_use"));
}

#[test]
fn a_whole_message_keeps_its_arguments_too() {
    for input in ODD {
        let whole =
            format!(r#"{{"content":[{{"type":"tool_use","input" : {input}, "a":"\ud83d"}}]}}"#);
        let read = json(whole.as_bytes()).unwrap();
        assert_eq!(read["content"][0]["input"], Value::from(*input));
        assert_eq!(read["content"][0]["a"], "\u{fffd}");
    }
    let read = json(br#"{"input":{"n":1},"n":[1e400,-1e400,12345678901234567890123],"ok":1e2}"#);
    let expected = serde_json::json!({
        "input": {"n": 1}, "n": ["1e400", "-1e400", "12345678901234567890123"], "ok": 1e2,
    });
    assert_eq!(read.unwrap(), expected, "elsewhere, digits become text");
    let long = "-".repeat(30);
    let zeros = format!("[{}1]", "0".repeat(30));
    for garbage in [
        "",
        "{",
        "{\"n\":1e400",
        "1e400e",
        "[1e400}",
        "1e400.",
        "\"\\ud83d",
        "\"\\u+123\"",
        &long,
        &zeros,
    ] {
        assert!(json(garbage.as_bytes()).is_err(), "{garbage:?} is no JSON");
    }
}

#[test]
fn half_a_surrogate_pair_fails_no_stream() {
    let start = event("message_start", r#"{"type":"message_start","message":{"id":"m"}}"#)
        + &event(
            "content_block_start",
            r#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
        );
    for (sent, shown) in [
        (r"a \ud83d b", "a \u{fffd} b"),
        (r"\ude00", "\u{fffd}"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (r"\\ud83d \ud83d\n", "\\ud83d \u{fffd}\n"),
    ] {
        let data = format!(
            r#"{{"type":"content_block_delta","index":0,"delta":{{"type":"text_delta","text":"{sent}"}}}}"#
        );
        let (accumulator, progress) = run(&(start.clone()
            + &event("content_block_delta", &data)
            + &event("content_block_stop", r#"{"type":"content_block_stop","index":0}"#)
            + &event("message_stop", r#"{"type":"message_stop"}"#)));
        assert_eq!(accumulator.state(), &State::Complete, "{sent}");
        assert_eq!(accumulator.blocks()[0].as_text(), Some(shown));
        assert_eq!(accumulator.unknown(), [Value::from(data)], "the event is kept as it came");
        assert!(
            progress.iter().any(|it| matches!(it, Progress::Delta { text, .. } if text == shown))
        );
    }
    let error = ApiError::from_event(br#"{"error":{"type":"api_error","message":"so \ud83d"}}"#);
    assert_eq!(error.message, "so \u{fffd}");
}

#[test]
fn nothing_makes_the_reading_slow() {
    for shape in
        [r#"{"input":"#, r#"{"input":{},"#, "[1e400,", r#""\ud83d","#, "{", "\"", "\\", "-"]
    {
        let data = shape.repeat((1 << 20) / shape.len());
        let started = std::time::Instant::now();
        let read = json(data.as_bytes());
        assert!(read.is_err() && started.elapsed().as_secs() < 20, "{shape}");
    }
}

proptest! {
    #[test]
    fn any_integer_comes_back(digits in "-?[1-9][0-9]{0,60}", cut in 1..9_usize) {
        let input = format!("{{\"n\":{digits}}}");
        let (accumulator, _) = run(&stream(&input, cut));
        prop_assert_eq!(accumulator.state(), &State::Complete);
        prop_assert!(sent_back(&accumulator.blocks()).contains(&input));
    }

    #[test]
    fn any_fraction_comes_back_or_is_the_same_number(
        number in "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,24})?([eE][-+]?[0-9]{1,4})?",
    ) {
        let input = format!("{{\"n\":{number}}}");
        let (accumulator, _) = run(&stream(&input, 7));
        let blocks = accumulator.blocks();
        match &blocks[0].raw()["input"] {
            Value::String(text) => prop_assert_eq!(text, &input),
            input => prop_assert_eq!(input["n"].as_f64(), number.parse().ok()),
        }
    }

    #[test]
    fn what_needs_no_mending_is_read_as_ever(text in "[\\[\\]{},:\" a0-9e.+-]{0,40}") {
        if let Ok(plain) = serde_json::from_str::<Value>(&text) {
            let read = json(text.as_bytes()).unwrap();
            let same = read == plain || text.contains(|c: char| c.is_ascii_digit());
            prop_assert!(same, "{} is read as {}", text, read);
        }
    }
}
