//! The endpoints, and how each scenario becomes a response.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::serve::ListenerExt;
use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::cache::{PromptCache, PromptTokens};
use crate::failure::{json_response, respond};
use crate::files::{self, Files};
use crate::plan::Plan;
use crate::request::{Asked, Purpose, check_key};
use crate::simulator::locked;
use crate::steps::{self, Step};
use crate::{Failure, RecordedRequest, Scenario, SimulatorOptions, answer, material, model, words};

/// The largest request that is read, in bytes: the API's own limit.
const LARGEST: usize = 32 << 20;

/// What the running simulator and its handle share.
#[derive(Debug)]
pub(crate) struct Shared {
    options: SimulatorOptions,
    prefix: String,
    pub(crate) requests: Mutex<VecDeque<RecordedRequest>>,
    pub(crate) script: Mutex<VecDeque<Scenario>>,
    pub(crate) files: Files,
    cache: Mutex<PromptCache>,
    numbers: AtomicU64,
}

impl Shared {
    pub(crate) fn new(options: SimulatorOptions, prefix: String) -> Self {
        Self {
            options,
            prefix,
            requests: Mutex::default(),
            script: Mutex::default(),
            files: Files::default(),
            cache: Mutex::default(),
            numbers: AtomicU64::new(1),
        }
    }
}

/// Serves until `stopped`.
pub(crate) async fn listen(
    listener: std::net::TcpListener,
    shared: Arc<Shared>,
    stopped: oneshot::Receiver<()>,
) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let listener = listener.tap_io(|stream| {
        // Small writes go out at once; where the system refuses, they only go out later.
        let _set = stream.set_nodelay(true);
    });
    let router = Router::new().fallback(handle).with_state(shared);
    tokio::select! {
        _ended = axum::serve(listener, router) => {}
        _asked = stopped => {}
    }
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let number = shared.numbers.fetch_add(1, Ordering::Relaxed);
    let request_id = format!("req_simulated_{number}");
    let mut response = match answer(&shared, request, number, &request_id).await {
        Ok(response) => response,
        Err(failure) => failure.response(&request_id),
    };
    if let Ok(id) = request_id.parse() {
        response.headers_mut().insert("request-id", id);
    }
    response
}

async fn answer(
    shared: &Shared,
    request: Request,
    number: u64,
    request_id: &str,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let Some(path) = parts.uri.path().strip_prefix(&shared.prefix) else {
        return Err(Failure::new(404, "not found"));
    };
    let path = path.to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let is_file = path.starts_with("/v1/files");
    let largest = if is_file { files::LARGEST } else { LARGEST };
    let body = axum::body::to_bytes(body, largest).await.map_err(|_| Failure::of_status(413))?;
    remember(
        shared,
        RecordedRequest {
            method: parts.method.clone(),
            path: path.clone(),
            query: query.clone(),
            headers: parts.headers.clone(),
            body: body.clone(),
        },
    );
    if path == "/api/hello" && matches!(parts.method, Method::GET | Method::HEAD) {
        return Ok(json_response(&json!({"message": "hello"})));
    }
    check_key(&parts.headers, &shared.options.keys)?;
    match (parts.method.as_str(), path.as_str()) {
        ("POST", "/v1/messages") => {
            let mut asked = Asked::read(&parts.headers, &body, Purpose::Answer)?;
            asked.shown = material::check(asked.messages(), &shared.files)?;
            message(shared, &asked, number, request_id).await
        }
        ("POST", "/v1/messages/count_tokens") => {
            let asked = Asked::read(&parts.headers, &body, Purpose::Count)?;
            material::check(asked.messages(), &shared.files)?;
            let PromptTokens { fresh, written, read } = PromptCache::default().count(&asked);
            Ok(json_response(&json!({"input_tokens": fresh + written + read})))
        }
        _ if is_file => shared.files.answer(&parts.method, &path, &parts.headers, &body, number),
        ("GET", "/v1/models") => Ok(json_response(&model::page(&query)?)),
        ("GET", path) if path.starts_with("/v1/models/") => {
            let id = path.trim_start_matches("/v1/models/");
            let model = model::find(id).ok_or_else(|| Failure::new(404, format!("model: {id}")))?;
            Ok(json_response(&model.json()))
        }
        _ => Err(Failure::new(404, format!("{} {path}: not found", parts.method))),
    }
}

/// Answers a call of `POST /v1/messages`.
async fn message(
    shared: &Shared,
    asked: &Asked,
    number: u64,
    request_id: &str,
) -> Result<Response, Failure> {
    let scripted = locked(&shared.script).pop_front().unwrap_or(Scenario::Ordinary);
    let scenario = match scripted {
        Scenario::Ordinary => words::scenario(asked).unwrap_or(Scenario::Ordinary),
        scenario => scenario,
    };
    let prompt = shared.cache.lock().unwrap_or_else(PoisonError::into_inner).count(asked);
    let text = |text: &str| Plan::text(asked, number, prompt, text);
    let blocks = |blocks: Vec<Value>| Plan::blocks(asked, number, prompt, blocks);
    let ordinary = || text(&answer::ordinary(asked));
    let pace = shared.options.pace;
    let whole = |plan: &Plan| deliver(asked, plan, &[], None, pace);
    let cut = |after: usize, end: &[Step]| deliver(asked, &ordinary(), end, Some(after), pace);
    Ok(match scenario {
        Scenario::Ordinary => whole(&ordinary()),
        Scenario::Say(said) => whole(&text(&said)),
        Scenario::Think { thinking, text } => whole(&blocks(vec![
            json!({"type": "thinking", "thinking": thinking, "signature": "c2ltdWxhdGVk"}),
            json!({"type": "text", "text": text, "citations": null}),
        ])),
        Scenario::Tool { name, input } => whole(&blocks(vec![
            json!({"type": "text", "text": "The simulator asks for a tool.", "citations": null}),
            json!({"type": "tool_use", "id": format!("toolu_simulated_{number}"), "name": name,
                "input": input, "caller": {"type": "direct"}}),
        ])),
        Scenario::Blocks(list) => whole(&blocks(list)),
        Scenario::Long { tokens, .. } if !asked.stream => whole(&text(&" token".repeat(tokens))),
        Scenario::Long { tokens, shape } => {
            let plan = Plan::text(asked, number, prompt, &" token".repeat(tokens));
            event_stream(steps::long(&plan, tokens, shape))
        }
        Scenario::Drip { text: dripped, every } => {
            deliver(asked, &text(&dripped), &[], None, every)
        }
        Scenario::FailMidStream { after, failure } if asked.stream => {
            cut(after, &[Step::Send(steps::event(&failure.body(request_id)))])
        }
        Scenario::Fail(failure) | Scenario::FailMidStream { failure, .. } => return Err(failure),
        Scenario::Truncate { after } => cut(after, &[Step::Break]),
        Scenario::EndEarly { after } => cut(after, &[]),
        Scenario::Stall { after } => cut(after, &[Step::Hang]),
        Scenario::Silence => match std::future::pending::<Infallible>().await {},
        Scenario::Garbage => {
            let noise =
                Bytes::from_static(b"event: content_block_delta\ndata: {\"type\": \xff\x00<<<\n\n");
            cut(3, &[Step::Send(noise), Step::Hang])
        }
        Scenario::Replay(chunks) => event_stream(chunks.into_iter().map(Step::Send).collect()),
        Scenario::Raw { status, headers, body } => respond(status, &headers, Body::from(body)),
    })
}

/// Sends an answer: whole, or its first deltas and then `end`.
fn deliver(
    asked: &Asked,
    plan: &Plan,
    end: &[Step],
    after: Option<usize>,
    pace: std::time::Duration,
) -> Response {
    if !asked.stream {
        let Some(_) = after else { return json_response(&plan.message()) };
        let mut text = plan.message().to_string().into_bytes();
        text.truncate(text.len() / 2);
        let half = Bytes::from(text);
        let steps = std::iter::once(Step::Send(half)).chain(end.iter().cloned()).collect();
        let json = [("content-type".to_owned(), "application/json".to_owned())];
        return respond(200, &json, steps::body(steps));
    }
    let (mut steps, mut deltas) = (Vec::new(), 0);
    for event in steps::events(plan) {
        if steps::is_delta(&event) {
            if after.is_some_and(|after| deltas >= after) {
                break;
            }
            deltas += 1;
            if !pace.is_zero() {
                steps.push(Step::Wait(pace));
            }
        }
        steps.push(Step::Send(steps::event(&event)));
    }
    steps.extend(end.iter().cloned());
    event_stream(steps)
}

fn event_stream(steps: Vec<Step>) -> Response {
    let headers = [
        ("content-type".to_owned(), "text/event-stream; charset=utf-8".to_owned()),
        ("cache-control".to_owned(), "no-cache".to_owned()),
    ];
    respond(200, &headers, steps::body(steps))
}

fn remember(shared: &Shared, request: RecordedRequest) {
    let most = shared.options.remembers;
    let mut requests = locked(&shared.requests);
    requests.push_back(request);
    while requests.len() > most {
        requests.pop_front();
    }
}
