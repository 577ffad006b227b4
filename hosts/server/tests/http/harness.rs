//! A server with operations of its own, and a client that sends exactly the bytes it is told.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    net::SocketAddr,
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use atelier_rpc::{Call, Code, Error, Kind, Operation, Router, TypeRef};
use atelier_server::{Doors, Forward, Forwarded, Limits, Server, ServerOptions, Tokens};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Nothing in these tests takes longer than this unless it is broken.
pub(crate) const LONG: Duration = Duration::from_secs(20);

/// A running server and what it was seen to do.
pub(crate) struct Harness {
    pub(crate) address: SocketAddr,
    pub(crate) tokens: Tokens,
    pub(crate) page_url: String,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: TaskTracker,
    pub(crate) seen: Arc<Seen>,
    pub(crate) told: mpsc::Receiver<&'static str>,
}

/// What reached the far side of the server.
#[derive(Default)]
pub(crate) struct Seen {
    /// Operations that began.
    pub(crate) calls: AtomicUsize,
    /// Requests that were passed on: method, target, headers, body.
    pub(crate) forwarded: Mutex<Vec<(Method, String, HeaderMap, Bytes)>>,
    /// Who called last.
    pub(crate) origin: Mutex<String>,
}

impl Harness {
    pub(crate) async fn start() -> Self {
        Self::with(Limits::default()).await
    }

    pub(crate) async fn with(limits: Limits) -> Self {
        let seen = Arc::new(Seen::default());
        let (tell, told) = mpsc::channel(64);
        let (tasks, stopping) = (TaskTracker::new(), CancellationToken::new());
        let doors = Doors {
            blobs: None,
            archive: None,
            router: Arc::new(router(&seen, &tell)),
            forward: endpoint(&seen, &tell),
            tasks: tasks.clone(),
            stopping: stopping.clone(),
        };
        let options = ServerOptions { port: 0, tokens: Tokens::random().unwrap() };
        let tokens = options.tokens.clone();
        let server = Server::bind(doors, options).await.unwrap().with_limits(limits);
        let (address, page_url) = (server.address(), server.page_url());
        drop(tasks.spawn(server.run(CancellationToken::new())));
        Self { address, tokens, page_url, stop: stopping, tasks, seen, told }
    }

    /// The port, for hosts.
    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// Calls that began so far.
    pub(crate) fn calls(&self) -> usize {
        self.seen.calls.load(Ordering::SeqCst)
    }

    /// What an operation or the endpoint told next.
    pub(crate) async fn hear(&mut self) -> &'static str {
        tokio::time::timeout(LONG, self.told.recv()).await.expect("heard in time").unwrap()
    }

    /// Sends `bytes` and reads until the server closes.
    pub(crate) async fn raw(&self, bytes: &[u8]) -> Answer {
        raw(self.address, bytes).await
    }

    /// Sends a request that is right in every way but for what is said.
    pub(crate) async fn send(&self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let host = self.address.to_string();
        let mut head = format!("{line} HTTP/1.1\r\n");
        let mut fields = vec![("host", host.as_str()), ("connection", "close")];
        fields.retain(|(name, _)| !headers.iter().any(|(other, _)| other == name));
        fields.extend_from_slice(headers);
        for (name, value) in fields {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        if !body.is_empty() {
            write!(head, "content-length: {}\r\n", body.len()).unwrap();
        }
        head.push_str("\r\n");
        self.raw(&[head.as_bytes(), body].concat()).await
    }

    /// Calls an operation with the token of programs.
    pub(crate) async fn call(&self, name: &str, input: &Value) -> Answer {
        let token = format!("Bearer {}", self.tokens.api.expose());
        let headers = [("authorization", token.as_str()), ("content-type", "application/json")];
        self.send(&format!("POST /api/{name}"), &headers, input.to_string().as_bytes()).await
    }

    /// Opens a connection on which the caller does what it likes.
    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// The bytes of a right call of `name`, with an input.
    pub(crate) fn request(&self, name: &str, input: &str) -> String {
        format!(
            "POST /api/{name} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{input}",
            self.address,
            self.tokens.api.expose(),
            input.len(),
        )
    }
}

/// Sends `bytes` and reads until the server closes.
pub(crate) async fn raw(address: SocketAddr, bytes: &[u8]) -> Answer {
    let talk = async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        // The server may answer and close before it has read everything.
        drop(stream.write_all(bytes).await);
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer).await);
        answer
    };
    let answer = Answer::read(&tokio::time::timeout(LONG, talk).await.expect("answered in time"));
    // Status 0 is no answer at all.
    let described = answer.status == 0 || documented_statuses().contains(&answer.status);
    assert!(described || !calls_an_operation(bytes), "docs/openapi.json lacks {answer:?}");
    answer
}

/// Whether a request is for an operation, with whatever method.
fn calls_an_operation(request: &[u8]) -> bool {
    let line = String::from_utf8_lossy(request.split(|byte| *byte == b'\r').next().unwrap_or(&[]));
    let path = line.split(' ').nth(1).unwrap_or_default();
    path.starts_with("/api/") && path != "/api/openapi.json" && path != "/api/hello"
}

/// Every status that `docs/openapi.json` has for each operation; they all have the same.
pub(crate) fn documented_statuses() -> &'static BTreeSet<u16> {
    static STATUSES: LazyLock<BTreeSet<u16>> = LazyLock::new(|| {
        let document: Value =
            serde_json::from_str(include_str!("../../../../docs/openapi.json")).unwrap();
        let paths = document["paths"].as_object().unwrap();
        let statuses = |path: &Value| -> BTreeSet<u16> {
            let responses = path["post"]["responses"].as_object().unwrap();
            responses.keys().map(|status| status.parse().unwrap()).collect()
        };
        let all: BTreeSet<_> = paths.values().map(statuses).collect();
        assert_eq!(all.len(), 1, "each operation can be refused alike");
        all.into_iter().next().unwrap()
    });
    &STATUSES
}

/// An answer, or status 0 where the server just closed.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    /// A header of the answer.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields.filter(|(field, _)| *field == name).map(|(_, value)| value).next()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("JSON: {self:?}"))
    }
}

/// Every operation of `docs/openapi.json`, each of which answers with its input, and some more.
fn router(seen: &Arc<Seen>, tell: &mpsc::Sender<&'static str>) -> Router {
    let mut router = Router::default();
    for (name, kind) in documented() {
        add(&mut router, name, kind, seen, tell, |_, input, _, _| Box::pin(async { Ok(input) }));
    }
    add(&mut router, "probe.echo", Kind::Query, seen, tell, |_, input, _, _| {
        Box::pin(async { Ok(input) })
    });
    add(&mut router, "probe.fail", Kind::Command, seen, tell, |_, input, _, _| {
        Box::pin(async move {
            let code: Code = serde_json::from_value(input["code"].clone()).unwrap();
            Err(Error::new(code, "it did not work").with_hint("try something else"))
        })
    });
    add(&mut router, "probe.panic", Kind::Command, seen, tell, |_, _, _, _| {
        Box::pin(async { panic!("on purpose") })
    });
    add(&mut router, "probe.wait", Kind::Query, seen, tell, |call, _, _, tell| {
        Box::pin(async move {
            tell.send("begun").await.unwrap();
            call.cancelled().await;
            tell.send("cancelled").await.unwrap();
            Err(Error::cancelled())
        })
    });
    add(&mut router, "probe.count", Kind::Stream, seen, tell, |_, input, events, _| {
        Box::pin(async move {
            for number in 0..input["to"].as_u64().unwrap() {
                events.send(json!({ "number": number })).await.map_err(|_| Error::cancelled())?;
            }
            match input["code"].clone() {
                Value::Null => Ok(Value::Null),
                code => Err(Error::new(serde_json::from_value(code).unwrap(), "broken off")),
            }
        })
    });
    add(&mut router, "probe.tick", Kind::Stream, seen, tell, |call, _, events, tell| {
        Box::pin(async move {
            events.send(json!("tick")).await.unwrap();
            tell.send("begun").await.unwrap();
            call.cancelled().await;
            tell.send("cancelled").await.unwrap();
            Err(Error::cancelled())
        })
    });
    router
}

type Body = fn(
    Call,
    Value,
    mpsc::Sender<Value>,
    mpsc::Sender<&'static str>,
) -> futures_util::future::BoxFuture<'static, atelier_rpc::Result<Value>>;

fn add(
    router: &mut Router,
    name: impl Into<String>,
    kind: Kind,
    seen: &Arc<Seen>,
    tell: &mpsc::Sender<&'static str>,
    body: Body,
) {
    let operation = Box::leak(Box::new(Operation {
        name: Box::leak(name.into().into_boxed_str()),
        kind,
        doc: "",
        provides: &[],
        invalidates: &[],
        requires: &[],
        scope: None,
        limit: None,
        input: TypeRef::of::<atelier_rpc::NoInput>(),
        output: TypeRef::of::<atelier_rpc::NoInput>(),
    }));
    let (seen, tell) = (Arc::clone(seen), tell.clone());
    let handler = move |call: Call, input, events| {
        seen.calls.fetch_add(1, Ordering::SeqCst);
        *seen.origin.lock().unwrap() = call.origin.to_string();
        body(call, input, events, tell.clone())
    };
    router.route(operation, Box::new(handler));
}

/// The operations of `docs/openapi.json`.
pub(crate) fn documented() -> Vec<(String, Kind)> {
    let document: Value =
        serde_json::from_str(include_str!("../../../../docs/openapi.json")).unwrap();
    let kind = |path: &Value| {
        let answer = &path["post"]["responses"]["200"]["content"];
        if answer.get("text/event-stream").is_some() { Kind::Stream } else { Kind::Command }
    };
    let paths = document["paths"].as_object().unwrap();
    paths.iter().map(|(path, about)| (path.replace("/api/", ""), kind(about))).collect()
}

/// An endpoint that answers `/v1/models` at once, and `/v1/messages` with a stream that never ends.
fn endpoint(seen: &Arc<Seen>, tell: &mpsc::Sender<&'static str>) -> Forward {
    let (seen, tell) = (Arc::clone(seen), tell.clone());
    Arc::new(move |method, target, headers, body| {
        let tell = tell.clone();
        seen.forwarded.lock().unwrap().push((method, target.clone(), headers, body));
        Box::pin(async move {
            let mut headers = HeaderMap::new();
            headers.insert("request-id", "req_far".parse().unwrap());
            headers.insert("set-cookie", "spy=1".parse().unwrap());
            headers.insert("access-control-allow-origin", "*".parse().unwrap());
            headers.insert("anthropic-organization-id", "org_test".parse().unwrap());
            if target.starts_with("/v1/messages/count_tokens") {
                return Err(Error::new(Code::NeedsKey, "there is no API key").with_hint("save one"));
            }
            let first = stream::iter([Ok(Bytes::from_static(b"event: ping\ndata: {}\n\n"))]);
            let body = if target.starts_with("/v1/models") {
                first.boxed()
            } else {
                let end = Told(tell);
                let never = stream::poll_fn(move |_| {
                    let _held = &end;
                    Poll::Pending
                });
                first.chain(never).boxed()
            };
            Ok(Forwarded { status: StatusCode::OK, headers, body })
        })
    })
}

/// Tells when it is dropped.
struct Told(mpsc::Sender<&'static str>);

impl Drop for Told {
    fn drop(&mut self) {
        let _full = self.0.try_send("dropped");
    }
}
