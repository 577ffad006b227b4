//! The client alone: processor time for each streamed event, beside the official SDK on the same
//! stream.

use atelier_claude::{Client, ClientOptions};
use atelier_claude_wire::{MessagesRequest, WireMessage};
use atelier_vocabulary::{ContentBlock, Endpoint, EndpointKind, Role};
use serde_json::json;

use crate::{
    child::{Programs, cpu, script},
    far_end::FarEnd,
    row::Row,
};

/// How many events a stream has.
const EVENTS: u32 = 20_000;

/// How often each is measured; the least counts, since whatever else happens only adds.
const ROUNDS: usize = 7;

/// How the far end sends: a chunk an event, as the API does, or as much as fits.
const SHAPES: [(&str, &str, f64); 2] = [("live", "long", 0.5), ("bulk", "bulk", 0.1)];

pub(crate) fn measure(_: &Programs) -> Result<Vec<Row>, String> {
    // Another may have been chosen before, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
    let far_end = FarEnd::start().map_err(|error| error.to_string())?;
    let url = &far_end.url;
    let mut rows = Vec::new();
    for (shape, word, limit) in SHAPES {
        let words = format!("/simulate {word} {EVENTS}");
        let (mut least, mut bare) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..ROUNDS {
            bare = bare.min(reading(url, &words)?);
            least = least.min(ours(url, &words)?);
        }
        let sdk = script("sdk.mjs", &[url, "create", &words])?;
        let sdk = sdk["cpu_us_per_event"].as_f64().ok_or("the SDK's measure is missing")?;
        let name = format!("client, processor time an event, {shape}");
        let row = Row::informs(&name, least, "µs");
        rows.push(row.within_ratio("TypeScript SDK create({stream})", sdk, limit));
        // Of bulk the reading is next to nothing, so that the ratio would only say what parsing costs.
        if shape == "live" {
            let row = Row::informs("the same, beside reading alone", least, "µs");
            rows.push(row.within_ratio("reqwest, the bytes left unread", bare, 1.2));
        }
    }
    Ok(rows)
}

/// Processor time of reading the same stream and doing nothing with it, in µs an event.
fn reading(url: &str, words: &str) -> Result<f64, String> {
    let body = json!({
        "model": "claude-haiku-5-5", "max_tokens": 32_000, "stream": true,
        "messages": [{ "role": "user", "content": words }],
    });
    runtime()?.block_on(async {
        let text = |error: reqwest::Error| error.to_string();
        let request = reqwest::Client::new().post(format!("{url}/v1/messages"));
        let mut answer = request.body(body.to_string()).send().await.map_err(text)?;
        let before = cpu();
        while answer.chunk().await.map_err(text)?.is_some() {}
        Ok(cpu().saturating_sub(before).as_secs_f64() * 1e6 / f64::from(EVENTS))
    })
}

fn runtime() -> Result<tokio::runtime::Runtime, String> {
    let made = tokio::runtime::Builder::new_current_thread().enable_all().build();
    made.map_err(|error| error.to_string())
}

/// Processor time of one stream, in µs an event.
fn ours(url: &str, words: &str) -> Result<f64, String> {
    let endpoint = Endpoint { kind: EndpointKind::Custom, ..Endpoint::default() };
    let options = ClientOptions { base_url: Some(url.to_owned()), ..ClientOptions::new(endpoint) };
    let client = Client::new(options).map_err(|error| error.to_string())?;
    let request = MessagesRequest {
        model: "claude-haiku-5-5".to_owned(),
        max_tokens: 32_000,
        messages: vec![WireMessage::new(Role::User, vec![ContentBlock::text(words)])],
        ..MessagesRequest::default()
    };
    runtime()?.block_on(async {
        let key = Some("sk-ant-test-benchmark");
        let stream = client.stream(key, &request, |_| {}).await;
        let mut stream = stream.map_err(|error| error.to_string())?;
        let before = cpu();
        let mut batch = Vec::new();
        while stream.next_batch(&mut batch).await.map_err(|error| error.to_string())? {
            batch.clear();
        }
        Ok(cpu().saturating_sub(before).as_secs_f64() * 1e6 / f64::from(EVENTS))
    })
}
