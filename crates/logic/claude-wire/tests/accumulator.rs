//! The accumulator: what streams add up to, and how hostile ones end.

use atelier_claude_wire::{
    Accumulator, Cut, Failure, FailureClass, Progress, ProtocolError, State,
};
use atelier_vocabulary::{BlockPart, ContentBlock};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A recorded answer: thinking with a signature, text with a citation, a tool request, a ping.
const RECORDED: &str = include_str!("recorded.sse");

fn sse(events: &[Value]) -> String {
    let name = |event: &Value| event["type"].as_str().unwrap_or_default().to_owned();
    let text = |event| format!("event: {}\ndata: {event}\n\n", name(event));
    events.iter().map(text).collect::<Vec<_>>().concat()
}

fn start() -> Value {
    json!({"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant",
        "model": "m", "content": [], "stop_reason": null, "usage": {"input_tokens": 3, "output_tokens": 1}}})
}

fn block(index: i64, block: impl serde::Serialize) -> Value {
    json!({"type": "content_block_start", "index": index, "content_block": block})
}

fn text(index: i64) -> Value {
    block(index, json!({"type": "text", "text": ""}))
}

fn tool(index: i64, id: &str) -> Value {
    block(index, json!({"type": "tool_use", "id": id, "name": "clock", "input": {}}))
}

fn delta(index: i64, delta: impl serde::Serialize) -> Value {
    json!({"type": "content_block_delta", "index": index, "delta": delta})
}

fn says(index: i64, text: &str) -> Value {
    delta(index, json!({"type": "text_delta", "text": text}))
}

fn input(index: i64, text: &str) -> Value {
    delta(index, json!({"type": "input_json_delta", "partial_json": text}))
}

fn stop(index: i64) -> Value {
    json!({"type": "content_block_stop", "index": index})
}

fn end() -> [Value; 2] {
    [
        json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 9}}),
        json!({"type": "message_stop"}),
    ]
}

fn run(stream: &str) -> (Accumulator, Vec<Progress>) {
    let (mut accumulator, mut progress) = (Accumulator::new(), Vec::new());
    accumulator.feed(stream.as_bytes(), &mut progress);
    accumulator.finish(&mut progress);
    (accumulator, progress)
}

fn run_events(events: &[Value]) -> Accumulator {
    run(&sse(events)).0
}

fn protocol(error: ProtocolError) -> State {
    State::Failed(Failure::Protocol(error))
}

// rows: 3.027, 3.097
#[test]
fn a_recorded_answer_is_kept_field_by_field() {
    let (accumulator, progress) = run(RECORDED);
    assert_eq!(accumulator.state(), &State::Complete);
    let blocks = serde_json::to_value(accumulator.blocks()).unwrap();
    assert_eq!(
        blocks,
        json!([
            {"type": "thinking", "thinking": "Let me see: 2 + 2.", "signature": "EqQBCkgIARAB"},
            {"type": "text", "text": "Four — 四 😀.", "citations": [
                {"type": "char_location", "cited_text": "4", "document_index": 0,
                 "document_title": null, "start_char_index": 0, "end_char_index": 1}]},
            {"type": "tool_use", "id": "toolu_1", "name": "clock",
             "input": {"zone": "Europe/Rome", "precise": true},
             "caller": {"type": "direct"}, "a_field_of_tomorrow": [1, 2]},
        ])
    );
    assert_eq!(accumulator.id(), Some("msg_01"));
    assert_eq!(accumulator.model(), Some("claude-opus-5-5"));
    assert_eq!(accumulator.stop_reason().unwrap().0, "tool_use");
    let usage = accumulator.usage();
    assert_eq!(
        (usage.input_tokens, usage.output_tokens, usage.thinking_tokens, usage.cache_read_tokens),
        (25, 41, 12, 100),
        "later counts replace earlier ones, null leaves them"
    );
    assert_eq!(accumulator.unknown(), [json!({"type": "mood", "value": "calm"})]);
    assert_eq!(progress.last(), Some(&Progress::Completed));
}

#[test]
fn adjacent_deltas_of_one_part_are_one_item() {
    let (_, progress) = run(&sse(&[start(), text(0), says(0, "a"), says(0, "b"), says(0, "c")]));
    assert_eq!(
        progress.last(),
        Some(&Progress::Delta { index: 0, part: BlockPart::Text, text: "abc".to_owned() })
    );
    assert_eq!(progress.len(), 3);
}

#[test]
fn only_message_stop_completes() {
    let whole = [&[start(), text(0), says(0, "hi"), stop(0)][..], &end()].concat();
    for length in 0..whole.len() {
        let accumulator = run_events(&whole[..length]);
        assert_eq!(
            accumulator.state(),
            &State::Incomplete(Cut::Truncated),
            "after {length} of {} events",
            whole.len()
        );
    }
    assert_eq!(run_events(&whole).state(), &State::Complete);
}

#[test]
fn a_stream_cut_at_any_byte_is_truncated_and_keeps_what_arrived() {
    let stream = sse(&[&[start(), text(0), says(0, "hello"), stop(0)][..], &end()].concat());
    let last = stream.rfind("event: message_stop").unwrap();
    for length in 0..last {
        let (accumulator, _) = run(&stream[..length]);
        assert_eq!(accumulator.state(), &State::Incomplete(Cut::Truncated), "cut at {length}");
        let text: String = accumulator.blocks().iter().filter_map(ContentBlock::as_text).collect();
        assert!("hello".starts_with(&text), "what is kept was sent");
    }
}

#[test]
fn hostile_streams_have_one_defined_end_each() {
    let wrong = |event| protocol(ProtocolError::Index { event });
    let order = |event| protocol(ProtocolError::Order { event });
    let field = |event, field| protocol(ProtocolError::Field { event, field });
    let too_deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let deltas = "content_block_delta";
    let cases: Vec<(&str, Vec<Value>, State)> = vec![
        ("a second start", vec![start(), start()], order("message_start")),
        ("a block before the start", vec![text(0)], order("content_block_start")),
        ("a stop before the start", vec![end()[1].clone()], order("message_stop")),
        ("a negative index", vec![start(), text(-1)], wrong("content_block_start")),
        ("a huge index", vec![start(), text(4_294_967_295)], wrong("content_block_start")),
        (
            "an index beyond 32 bits",
            vec![start(), text(0), says(4_294_967_296, "x")],
            wrong(deltas),
        ),
        ("an index that skips", vec![start(), text(1)], wrong("content_block_start")),
        ("an index twice", vec![start(), text(0), stop(0), text(0)], wrong("content_block_start")),
        ("a delta for no block", vec![start(), says(0, "x")], wrong(deltas)),
        (
            "a delta for a closed block",
            vec![start(), text(0), stop(0), says(0, "x")],
            wrong(deltas),
        ),
        ("a negative delta", vec![start(), text(0), says(-1, "x")], wrong(deltas)),
        (
            "a block closed twice",
            vec![start(), text(0), stop(0), stop(0)],
            wrong("content_block_stop"),
        ),
        (
            "an index of another kind",
            vec![start(), json!({"type": "content_block_stop", "index": "0"})],
            wrong("content_block_stop"),
        ),
        (
            "a tool id twice",
            vec![start(), tool(0, "t"), stop(0), tool(1, "t")],
            protocol(ProtocolError::DuplicateId),
        ),
        (
            "text that is a number",
            vec![start(), text(0), delta(0, json!({"type": "text_delta", "text": 7}))],
            field(deltas, "text"),
        ),
        (
            "text onto an array",
            vec![start(), block(0, json!({"type": "text", "text": []})), says(0, "x")],
            field(deltas, "text"),
        ),
        (
            "no block in a start",
            vec![start(), json!({"type": "content_block_start", "index": 0})],
            field("content_block_start", "content_block"),
        ),
        (
            "no message in the start",
            vec![json!({"type": "message_start"})],
            field("message_start", "message"),
        ),
        (
            "junk after tool input",
            vec![start(), tool(0, "t"), input(0, "{\"a\":1}}}"), stop(0)],
            protocol(ProtocolError::Input { category: "no JSON, or nested too deeply" }),
        ),
        (
            "tool input that is too deep",
            vec![start(), tool(0, "t"), input(0, &too_deep), stop(0)],
            protocol(ProtocolError::Input { category: "no JSON, or nested too deeply" }),
        ),
    ];
    for (name, events, expected) in cases {
        assert_eq!(run_events(&events).state(), &expected, "{name}");
    }
}

#[test]
fn tool_input_that_breaks_off_never_completes_the_message() {
    let events =
        [&[start(), tool(0, "t"), input(0, "{\"path\": \"/tm"), stop(0)][..], &end()].concat();
    let accumulator = run_events(&events);
    assert_eq!(accumulator.state(), &State::Incomplete(Cut::UnfinishedInput));
    assert_eq!(accumulator.blocks()[0].raw()["input"], json!("{\"path\": \"/tm"), "it is kept");
}

#[test]
fn a_block_that_never_closes_never_completes_the_message() {
    let events = [&[start(), text(0), says(0, "hi")][..], &end()].concat();
    assert_eq!(run_events(&events).state(), &State::Incomplete(Cut::OpenBlock));
}

#[test]
fn empty_tool_input_is_an_empty_object() {
    let events = [&[start(), tool(0, "t"), input(0, ""), stop(0)][..], &end()].concat();
    let accumulator = run_events(&events);
    assert_eq!(accumulator.state(), &State::Complete);
    assert_eq!(accumulator.blocks()[0].raw()["input"], json!({}));
}

// rows: 3.027
#[test]
fn unknown_blocks_deltas_and_events_are_kept() {
    let events = [
        &[
            start(),
            block(0, json!({"type": "hologram", "depth": 3, "text": "a"})),
            says(0, "b"),
            delta(0, json!({"type": "spin_delta", "turns": 2})),
            json!({"type": "weather", "sky": "clear"}),
            stop(0),
        ][..],
        &end(),
    ]
    .concat();
    let accumulator = run_events(&events);
    assert_eq!(accumulator.state(), &State::Complete);
    let block = Value::from(accumulator.blocks()[0].clone());
    assert_eq!(block, json!({"type": "hologram", "depth": 3, "text": "ab"}));
    assert_eq!(
        accumulator.unknown(),
        [json!({"type": "spin_delta", "turns": 2}), json!({"type": "weather", "sky": "clear"})]
    );
}

#[test]
fn an_event_without_a_name_is_not_lost() {
    let stream =
        sse(&[&[start(), text(0), says(0, "a"), says(0, "b"), stop(0)][..], &end()].concat())
            .replace("event: content_block_delta\n", "");
    let (accumulator, _) = run(&stream);
    assert_eq!(accumulator.state(), &State::Complete);
    assert_eq!(accumulator.blocks()[0].as_text(), Some("ab"));
}

#[test]
fn an_error_inside_the_stream_ends_it_with_its_class() {
    let error = json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"},
        "request_id": "req_9"});
    let accumulator = run_events(&[start(), text(0), says(0, "half"), error, says(0, "more")]);
    let State::Failed(Failure::Api(error)) = accumulator.state() else { panic!("it failed") };
    assert_eq!(error.class(), FailureClass::Overloaded);
    assert_eq!(error.request_id.as_deref(), Some("req_9"));
    assert_eq!(accumulator.blocks()[0].as_text(), Some("half"), "what arrived is kept, no more");
}

#[test]
fn garbage_and_deep_json_fail_without_a_crash() {
    for data in ["{", "[]", "nonsense", "{\"type\":\"message_start\",\"message\":{", "\u{0}"] {
        let (accumulator, _) = run(&format!("event: message_start\ndata: {data}\n\n"));
        assert!(
            matches!(
                accumulator.state(),
                State::Failed(Failure::Protocol(ProtocolError::Json { .. }))
            ),
            "{data:?} gave {:?}",
            accumulator.state()
        );
    }
    let deep = format!("{}1{}", "{\"a\":".repeat(129), "}".repeat(129));
    let (accumulator, _) = run(&format!("event: later\ndata: {deep}\n\n"));
    assert!(matches!(accumulator.state(), State::Failed(_)), "129 levels are too deep");
}

// rows: 1.20
#[test]
fn sizes_are_limited() {
    let mut many = vec![start()];
    for index in 0..1_025 {
        many.extend([text(index), stop(index)]);
    }
    let accumulator = run_events(&many);
    assert_eq!(accumulator.state(), &protocol(ProtocolError::TooManyBlocks { limit: 1_024 }));
    assert_eq!(accumulator.blocks().len(), 1_024);

    let long = "x".repeat(1 << 19);
    let mut large = vec![start(), text(0)];
    large.extend((0..17).map(|_| says(0, &long)));
    let accumulator = run_events(&large);
    assert_eq!(accumulator.state(), &protocol(ProtocolError::MessageTooLarge { limit: 8 << 20 }));
    assert_eq!(accumulator.blocks()[0].as_text().unwrap().len(), 15 << 19, "what fits is kept");
}

#[test]
fn unknown_events_and_growing_counts_take_bounded_memory() {
    let long = "x".repeat(1 << 19);
    let mut events = vec![start()];
    events.extend((0..20).map(|number| json!({"type": "later", "number": number, "x": long})));
    let accumulator = run_events(&events);
    assert_eq!(accumulator.state(), &State::Incomplete(Cut::Truncated));
    assert_eq!(accumulator.unknown().len(), 1, "a second one would pass the limit");

    let mut events = vec![start()];
    events.extend((0..20).map(|number| {
        json!({"type": "message_delta", "delta": {}, "usage": {format!("count_{number}"): long}})
    }));
    let accumulator = run_events(&events);
    assert_eq!(accumulator.state(), &protocol(ProtocolError::MessageTooLarge { limit: 8 << 20 }));
}

#[test]
fn what_comes_after_the_end_changes_nothing() {
    let events = [&[start(), text(0), stop(0)][..], &end(), &[start(), says(0, "x")]].concat();
    let accumulator = run_events(&events);
    assert_eq!(accumulator.state(), &State::Complete);
    assert_eq!(accumulator.blocks()[0].as_text(), Some(""));
}

#[test]
fn an_interrupted_message_stays_interrupted() {
    let (mut accumulator, mut progress) = (Accumulator::new(), Vec::new());
    accumulator.feed(sse(&[start(), text(0), says(0, "hi")]).as_bytes(), &mut progress);
    accumulator.interrupt();
    accumulator.feed(sse(&end()).as_bytes(), &mut progress);
    accumulator.finish(&mut progress);
    assert_eq!(accumulator.state(), &State::Incomplete(Cut::Interrupted));
    assert_eq!(accumulator.blocks()[0].as_text(), Some("hi"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_chunking_adds_up_to_the_same_message(
        cuts in proptest::collection::vec(0..RECORDED.len(), 0..40),
    ) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let (mut accumulator, mut progress) = (Accumulator::new(), Vec::new());
        let mut from = 0;
        for cut in cuts.into_iter().chain([RECORDED.len()]) {
            accumulator.feed(&RECORDED.as_bytes()[from..cut], &mut progress);
            from = cut;
        }
        accumulator.finish(&mut progress);
        let (whole, in_one) = run(RECORDED);
        prop_assert_eq!(accumulator.state(), whole.state());
        prop_assert_eq!(accumulator.blocks(), whole.blocks());
        prop_assert_eq!(accumulator.raw_usage(), whole.raw_usage());
        prop_assert_eq!(progress, in_one);
    }

    #[test]
    fn any_bytes_end_in_a_defined_state(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (mut accumulator, mut progress) = (Accumulator::new(), Vec::new());
        accumulator.feed(&bytes, &mut progress);
        accumulator.finish(&mut progress);
        prop_assert!(accumulator.is_ended());
    }

    #[test]
    fn any_order_of_events_ends_in_a_defined_state(
        order in proptest::collection::vec(0..14_usize, 0..30),
    ) {
        let events = [
            start(), text(0), says(0, "a"), stop(0), tool(1, "t"), input(1, "{\"a\""), input(1, ":1}"),
            stop(1), text(2), says(2, "b"), stop(2), end()[0].clone(), end()[1].clone(),
            json!({"type": "ping"}),
        ];
        let chosen: Vec<Value> = order.iter().map(|place| events[*place].clone()).collect();
        let accumulator = run_events(&chosen);
        prop_assert!(accumulator.is_ended());
        if accumulator.state() == &State::Complete {
            prop_assert!(order.contains(&12), "only message_stop completes");
        }
    }
}
