//! The whole way: from Send to the request leaving, and from the stream through store and router.

use std::time::Instant;

use atelier_app::{
    App, Launch, Paths, VaultChoice,
    rpc::{Call, CallId, Origin},
};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{
    child::{Programs, cpu, quantile, script},
    far_end::FarEnd,
    row::Row,
    store::call,
};

const EVENTS: u32 = 10_000;
const SENDS: usize = 200;

pub(crate) fn measure(_: &Programs) -> Result<Vec<Row>, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    let far_end = FarEnd::start().map_err(|error| error.to_string())?;
    let url = &far_end.url;
    let mut rows = runtime.block_on(leaving(&far_end))?;
    let words = format!("/simulate long {EVENTS}");
    let sdk = script("sdk.mjs", &[url, "stream", &words])?;
    let number = |name: &str| sdk[name].as_f64().ok_or(format!("the SDK's {name} is missing"));
    rows.extend(runtime.block_on(first_event(url, number("first_event_ms_p50")?))?);
    rows.extend(runtime.block_on(whole_way(url, &words, number("cpu_us_per_event")?))?);
    Ok(rows)
}

/// From the call to the moment when the far end has the request.
async fn leaving(far_end: &FarEnd) -> Result<Vec<Row>, String> {
    let (_home, app) = open(&far_end.url).await?;
    let id = conversation(&app).await?;
    let mut samples = Vec::new();
    for _ in 0..SENDS {
        let begun = Instant::now();
        turn(&app, &id, "hello").await?;
        let left = far_end.last_request().ok_or("no request arrived")?;
        samples.push(left.saturating_duration_since(begun).as_secs_f64() * 1e3);
    }
    app.shutdown().await;
    let p95 = quantile(&mut samples, 0.95);
    let p50 = quantile(&mut samples, 0.5);
    Ok(vec![
        Row::at_most("from Send to the request leaving, p50", p50, "ms", 5.0),
        Row::at_most("from Send to the request leaving, p95", p95, "ms", 50.0),
    ])
}

/// From the call to the first text, beside the SDK on the same server.
async fn first_event(url: &str, sdk: f64) -> Result<Vec<Row>, String> {
    let (_home, app) = open(url).await?;
    let mut samples = Vec::new();
    for _ in 0..30 {
        let id = conversation(&app).await?;
        samples.push(turn(&app, &id, "/simulate long 5").await?.first_ms);
    }
    app.shutdown().await;
    let ours = quantile(&mut samples, 0.5);
    let row = Row::informs("from Send to the first text, stored, p50", ours, "ms");
    Ok(vec![row.within_ratio("TypeScript SDK messages.stream()", sdk, 0.2)])
}

/// A long answer through client, store and router.
async fn whole_way(url: &str, words: &str, sdk: f64) -> Result<Vec<Row>, String> {
    let (_home, app) = open(url).await?;
    let id = conversation(&app).await?;
    turn(&app, &id, "/simulate long 200").await?;
    let (mut best, mut spent) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..3 {
        let id = conversation(&app).await?;
        let begun = Instant::now();
        let told = turn(&app, &id, &format!("/simulate bulk {EVENTS}")).await?;
        best = best.min(begun.elapsed().as_secs_f64() * 1e3);
        if told.events == 0 {
            return Err("no events came".to_owned());
        }
        let id = conversation(&app).await?;
        let before = cpu();
        turn(&app, &id, words).await?;
        spent = spent.min(cpu().saturating_sub(before).as_secs_f64() * 1e6 / f64::from(EVENTS));
    }
    app.shutdown().await;
    Ok(vec![
        Row::at_most("10,000 tokens through client, store and router", best, "ms", 150.0),
        Row::informs("processor time an event, client to router, live", spent, "µs").within_ratio(
            "TypeScript SDK messages.stream()",
            sdk,
            1.0,
        ),
    ])
}

struct Told {
    first_ms: f64,
    events: usize,
}

async fn turn(app: &App, id: &str, words: &str) -> Result<Told, String> {
    let origin = Origin::Window(atelier_app::MAIN_WINDOW.to_owned());
    let call = Call::new(CallId::new("bench"), origin, CancellationToken::new());
    let (outlet, mut inlet) = mpsc::channel::<Value>(64);
    let router = app.router();
    let begun = Instant::now();
    let input = json!({ "id": id, "text": words });
    let work = router.call(call, "conversation.send", input, outlet);
    let read = async {
        let mut told = Told { first_ms: f64::NAN, events: 0 };
        while let Some(event) = inlet.recv().await {
            if told.events == 0 && event["type"] == "block_delta" {
                told.first_ms = begun.elapsed().as_secs_f64() * 1e3;
                told.events = 1;
            } else if event["type"] == "block_delta" {
                told.events += 1;
            }
        }
        told
    };
    let (outcome, told) = tokio::join!(work, read);
    outcome.map_err(|error| error.to_string())?;
    Ok(told)
}

async fn open(url: &str) -> Result<(tempfile::TempDir, App), String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let paths = Paths::new(home.path().join("data"), home.path().join("logs"));
    let launch = Launch {
        endpoint: Some(url.to_owned()),
        environment_key: Some("sk-ant-test-benchmark".to_owned()),
        vault: VaultChoice::Memory,
        ..Launch::new(paths)
    };
    let app = App::open(launch).await.map_err(|error| error.to_string())?;
    Ok((home, app))
}

async fn conversation(app: &App) -> Result<String, String> {
    let made = call(app, "conversation.create", json!({})).await?;
    made["id"].as_str().map(str::to_owned).ok_or("no id".to_owned())
}
