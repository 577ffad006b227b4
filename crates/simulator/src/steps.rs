//! What happens on the connection while an answer is sent, step by step.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use serde_json::{Value, json};

use crate::Shape;
use crate::plan::Plan;

/// How many bytes of text one delta carries at most.
const PIECE: usize = 24;
/// The size of a chunk in bulk.
const CHUNK: usize = 16 << 10;
/// What a token of a long answer is.
const TOKEN: &str = " token";

/// Something that happens on the connection.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// These bytes are written.
    Send(Bytes),
    /// The same bytes are written so many times, each on its own.
    Repeat(Bytes, usize),
    /// Nothing, for so long.
    Wait(Duration),
    /// Nothing, for ever.
    Hang,
    /// The connection breaks.
    Break,
}

/// A response's body that takes these steps.
pub(crate) fn body(steps: Vec<Step>) -> Body {
    Body::from_stream(walk(steps.into()))
}

fn walk(steps: VecDeque<Step>) -> impl Stream<Item = std::io::Result<Bytes>> {
    stream::unfold(steps, async |mut steps: VecDeque<Step>| {
        loop {
            let item = match steps.pop_front()? {
                Step::Send(bytes) => Ok(bytes),
                Step::Repeat(_, 0) => continue,
                Step::Repeat(bytes, times) => {
                    steps.push_front(Step::Repeat(bytes.clone(), times - 1));
                    Ok(bytes)
                }
                Step::Wait(time) => {
                    tokio::time::sleep(time).await;
                    continue;
                }
                Step::Hang => match std::future::pending::<Infallible>().await {},
                Step::Break => Err(std::io::Error::other("the simulator breaks the connection")),
            };
            // Once given way, what was written before goes out on its own.
            tokio::task::yield_now().await;
            return Some((item, steps));
        }
    })
}

/// An event as it goes over the wire.
pub(crate) fn event(data: &Value) -> Bytes {
    let name = data.get("type").and_then(Value::as_str).unwrap_or_default();
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}

/// The events of an answer, and how many come before its first delta.
pub(crate) fn events(plan: &Plan) -> Vec<Value> {
    let mut events = vec![json!({"type": "message_start", "message": plan.beginning()})];
    for (index, block) in plan.blocks.iter().enumerate() {
        let (beginning, deltas) = taken_apart(block);
        events.push(
            json!({"type": "content_block_start", "index": index, "content_block": beginning}),
        );
        if index == 0 {
            events.push(json!({"type": "ping"}));
        }
        events.extend(
            deltas.into_iter().map(
                |delta| json!({"type": "content_block_delta", "index": index, "delta": delta}),
            ),
        );
        events.push(json!({"type": "content_block_stop", "index": index}));
    }
    events.push(json!({
        "type": "message_delta",
        "delta": {"stop_reason": plan.stop_reason(), "stop_sequence": null, "stop_details": null, "container": null},
        "usage": plan.final_usage(),
    }));
    events.push(json!({"type": "message_stop"}));
    events
}

/// Whether an event is a delta.
pub(crate) fn is_delta(event: &Value) -> bool {
    event.get("type").and_then(Value::as_str) == Some("content_block_delta")
}

/// A long answer: the same token over and over.
pub(crate) fn long(plan: &Plan, count: usize, shape: Shape) -> Vec<Step> {
    let mut events = events(plan);
    // The deltas of the empty text that the plan has make room for the tokens.
    events.retain(|event| !is_delta(event));
    let end = events.split_off(3.min(events.len()));
    let token = event(&json!({"type": "content_block_delta", "index": 0,
        "delta": {"type": "text_delta", "text": TOKEN}}));
    let (head, tail) = (events.iter().map(event), end.iter().map(event));
    match shape {
        Shape::Live => head
            .map(Step::Send)
            .chain([Step::Repeat(token, count)])
            .chain(tail.map(Step::Send))
            .collect(),
        Shape::Bulk => {
            let all: Vec<u8> = head
                .chain(std::iter::repeat_n(token, count))
                .chain(tail)
                .flat_map(|bytes| bytes.to_vec())
                .collect();
            let all = Bytes::from(all);
            (0..all.len())
                .step_by(CHUNK)
                .map(|from| Step::Send(all.slice(from..all.len().min(from + CHUNK))))
                .collect()
        }
    }
}

/// A block as it begins, and the deltas that make it whole.
fn taken_apart(block: &Value) -> (Value, Vec<Value>) {
    let mut beginning = block.clone();
    let mut take = |name: &str, empty: Value| {
        let field = beginning.get_mut(name)?;
        Some(std::mem::replace(field, empty))
    };
    let kind = block.get("type").and_then(Value::as_str).unwrap_or_default();
    let text = |value: Option<Value>| {
        value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let deltas = match kind {
        "text" => {
            let said = text(take("text", json!("")));
            let cites = block.get("citations").and_then(Value::as_array);
            let cites = cites.map(|_| take("citations", json!([])).unwrap_or_default());
            let cites = cites.as_ref().and_then(Value::as_array).into_iter().flatten();
            pieces(&said)
                .map(|piece| json!({"type": "text_delta", "text": piece}))
                .chain(cites.map(|it| json!({"type": "citations_delta", "citation": it})))
                .collect()
        }
        "thinking" => {
            let thinking = text(take("thinking", json!("")));
            let signature = text(take("signature", json!("")));
            pieces(&thinking)
                .map(|piece| json!({"type": "thinking_delta", "thinking": piece}))
                .chain([json!({"type": "signature_delta", "signature": signature})])
                .collect()
        }
        "tool_use" | "server_tool_use" => {
            let input = take("input", json!({})).unwrap_or_default().to_string();
            std::iter::once(String::new())
                .chain(pieces(&input))
                .map(|piece| json!({"type": "input_json_delta", "partial_json": piece}))
                .collect()
        }
        // Other blocks arrive whole.
        _ => Vec::new(),
    };
    (beginning, deltas)
}

/// A text in pieces that end after a space where they can.
fn pieces(text: &str) -> impl Iterator<Item = String> {
    let mut pieces = vec![String::new()];
    for word in text.split_inclusive(' ') {
        if let Some(last) = pieces.last_mut().filter(|last| last.len() + word.len() <= PIECE) {
            last.push_str(word);
        } else {
            pieces.push(word.to_owned());
        }
    }
    pieces.into_iter().filter(|piece| !piece.is_empty())
}
