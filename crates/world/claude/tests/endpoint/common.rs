//! What the tests share: a client, a question, a plain server, and all that a stream gives.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use atelier_claude::{ClaudeError, Client, ClientOptions, MessageStream};
use atelier_claude_wire::{MessagesRequest, Progress, RetryPolicy, WireMessage};
use atelier_simulator::{Simulator, SimulatorOptions};
use atelier_vocabulary::{ContentBlock, Endpoint, EndpointKind, Role};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A made-up key that must turn up nowhere.
pub(crate) const KEY: &str = "sk-ant-test-canary-7f3a9c";

/// As many tries as usual, but next to no waits.
pub(crate) const QUICK: RetryPolicy =
    RetryPolicy { max_tries: 5, base_ms: 1, cap_ms: 2, longest_ms: 3 };

pub(crate) fn simulator() -> Simulator {
    Simulator::start(SimulatorOptions::default()).unwrap()
}

pub(crate) fn options(url: &str) -> ClientOptions {
    let endpoint = Endpoint {
        kind: EndpointKind::Custom,
        base_url: Some(url.to_owned()),
        ..Endpoint::default()
    };
    ClientOptions { retry: QUICK, ..ClientOptions::new(endpoint) }
}

pub(crate) fn client(simulator: &Simulator) -> Client {
    Client::new(options(simulator.url())).unwrap()
}

pub(crate) fn ask(text: &str) -> MessagesRequest {
    MessagesRequest {
        model: "claude-opus-5-5".to_owned(),
        max_tokens: 1_000,
        messages: vec![WireMessage::new(Role::User, vec![ContentBlock::text(text)])],
        stream: true,
        ..MessagesRequest::default()
    }
}

/// All that a stream gives, and how it failed.
pub(crate) async fn drain(stream: &mut MessageStream) -> (Vec<Progress>, Option<ClaudeError>) {
    let mut all = Vec::new();
    loop {
        match stream.next().await {
            Ok(Some(progress)) => all.push(progress),
            Ok(None) => return (all, None),
            Err(error) => return (all, Some(error)),
        }
    }
}

/// The text of all deltas.
pub(crate) fn text(progress: &[Progress]) -> String {
    let delta = |item: &Progress| match item {
        Progress::Delta { text, .. } => Some(text.clone()),
        _ => None,
    };
    progress.iter().filter_map(delta).collect()
}

pub(crate) fn answer_text(stream: &MessageStream) -> String {
    stream.blocks().iter().filter_map(ContentBlock::as_text).collect()
}

/// A server that treats every connection in the same way.
pub(crate) async fn server<F>(treat: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(treat(stream));
        }
    });
    address
}

/// Reads the head of a request.
pub(crate) async fn read_head(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).await.unwrap_or(0) == 0 {
            return;
        }
        head.push(byte[0]);
    }
}

/// Reads a request with its body, and returns its head; empty where there is none.
pub(crate) async fn read_request(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return String::new(),
        }
    }
    let head = String::from_utf8_lossy(&head).to_lowercase().replacen("post", "POST", 1);
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).await.unwrap();
    head.replacen("get", "GET", 1)
}

/// The head of a response that streams, and the beginning of an answer.
pub(crate) async fn begin_answer(stream: &mut TcpStream) {
    read_head(stream).await;
    let start = concat!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n",
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{}}\n\n",
        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,",
        "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
    );
    stream.write_all(start.as_bytes()).await.unwrap();
}

/// Fails a test that would hang.
pub(crate) async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), future).await.unwrap()
}
