//! The client alone: processor time for each streamed event, beside the official SDK on the same
//! stream.

use atelier_claude::{Client, ClientOptions};
use atelier_claude_wire::{MessagesRequest, WireMessage};
use atelier_vocabulary::{ContentBlock, Endpoint, EndpointKind, Role};

use crate::{
    child::{Programs, cpu, script},
    row::Row,
};

/// How many events a stream has.
const EVENTS: u32 = 20_000;

/// How the simulator sends: a chunk an event, as the API does, or as much as fits.
const SHAPES: [(&str, &str, f64); 2] = [("live", "long", 0.5), ("bulk", "bulk", 0.1)];

pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let (_simulator, url) = programs.simulator()?;
    let mut rows = Vec::new();
    for (shape, word, limit) in SHAPES {
        let words = format!("/simulate {word} {EVENTS}");
        let ours = (0..5).map(|_| ours(&url, &words)).collect::<Result<Vec<_>, _>>()?;
        let ours = ours.into_iter().fold(f64::INFINITY, f64::min);
        let sdk = script("sdk.mjs", &[&url, "create", &words])?;
        let sdk = sdk["cpu_us_per_event"].as_f64().ok_or("the SDK's measure is missing")?;
        let name = format!("client, processor time an event, {shape}");
        rows.push(Row::informs(&name, ours, "µs").within_ratio(
            "TypeScript SDK create({stream})",
            sdk,
            limit,
        ));
    }
    Ok(rows)
}

/// Processor time of one stream, in µs an event.
fn ours(url: &str, words: &str) -> Result<f64, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let endpoint = Endpoint { kind: EndpointKind::Custom, ..Endpoint::default() };
    let options = ClientOptions { base_url: Some(url.to_owned()), ..ClientOptions::new(endpoint) };
    let client = Client::new(options).map_err(|error| error.to_string())?;
    let request = MessagesRequest {
        model: "claude-haiku-5-5".to_owned(),
        max_tokens: 32_000,
        messages: vec![WireMessage::new(Role::User, vec![ContentBlock::text(words)])],
        ..MessagesRequest::default()
    };
    runtime.block_on(async {
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
