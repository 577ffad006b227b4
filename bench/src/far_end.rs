//! A far end that costs next to nothing itself, so that what is measured is whoever asks. It takes
//! the simulator's words for long answers, and refuses all others once it has noted them.

pub(crate) mod paced;

use std::{
    io::{BufRead, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

const MODELS: &str = r#"{"data":[{"type":"model","id":"claude-haiku-5-5","display_name":"Claude Haiku 5.5","created_at":"2026-06-01T00:00:00Z"}],"has_more":false,"first_id":"claude-haiku-5-5","last_id":"claude-haiku-5-5"}"#;
const REFUSAL: &str =
    r#"{"type":"error","error":{"type":"invalid_request_error","message":"noted"}}"#;
const HEAD: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
const BEGINNING: [&str; 2] = [
    r#"{"type":"message_start","message":{"id":"msg_bench","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}"#,
    r#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
];
const TOKEN: &str =
    r#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" token"}}"#;
const END: [&str; 3] = [
    r#"{"type":"content_block_stop","index":0}"#,
    r#"{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}}"#,
    r#"{"type":"message_stop"}"#,
];
/// The size of a chunk in bulk.
const BULK: usize = 16 << 10;

/// A server on loopback that sends long answers as fast as they are read.
pub(crate) struct FarEnd {
    pub(crate) url: String,
    last: Arc<Mutex<Option<Instant>>>,
}

impl FarEnd {
    pub(crate) fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let last = Arc::new(Mutex::new(None));
        let noted = Arc::clone(&last);
        // It lives as long as the benchmark.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let noted = Arc::clone(&noted);
                std::thread::spawn(move || drop(serve(&stream, &noted)));
            }
        });
        Ok(Self { url, last })
    }

    /// When the last request for an answer had arrived whole.
    pub(crate) fn last_request(&self) -> Option<Instant> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn serve(stream: &TcpStream, noted: &Mutex<Option<Instant>>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream.try_clone()?;
    while let Some((first, body)) = request(&mut reader)? {
        if !first.starts_with("POST") {
            writer.write_all(whole("200 OK", MODELS).as_bytes())?;
            continue;
        }
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        if let Some(rate) = paced::rate(&body) {
            paced::write(&mut writer, rate)?;
            continue;
        }
        let Some(answer) = Answer::asked_for(&body) else {
            writer.write_all(whole("400 Bad Request", REFUSAL).as_bytes())?;
            continue;
        };
        writer.write_all(&answer.beginning)?;
        for _ in 0..answer.times {
            writer.write_all(&answer.again)?;
        }
        writer.write_all(&answer.end)?;
    }
    Ok(())
}

/// The first line and the body of the next request; none where the connection has ended.
fn request(reader: &mut impl BufRead) -> std::io::Result<Option<(String, String)>> {
    let (mut first, mut length) = (String::new(), 0);
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok(Some((first, String::from_utf8_lossy(&body).into_owned())))
}

fn whole(status: &str, body: &str) -> String {
    let kind = "content-type: application/json";
    format!("HTTP/1.1 {status}\r\n{kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// What is written for an answer: its beginning, the same bytes so many times, and its end.
struct Answer {
    beginning: Vec<u8>,
    again: Vec<u8>,
    times: usize,
    end: Vec<u8>,
}

impl Answer {
    /// With a chunk and a write for every event, as the API does, or as many events in each as fit.
    fn asked_for(body: &str) -> Option<Self> {
        let (_, words) = body.rsplit_once("/simulate ")?;
        let (shape, number) = words.split_once(' ')?;
        let digits = number.find(|it: char| !it.is_ascii_digit()).unwrap_or(number.len());
        let tokens: usize = number.get(..digits)?.parse().ok()?;
        let each = if shape == "bulk" { BULK / event(TOKEN).len() } else { 1 };
        let chunks =
            |events: &[&str]| events.iter().map(|it| chunk(&event(it))).collect::<String>();
        let rest = chunk(&event(TOKEN)).repeat(tokens % each);
        Some(Self {
            beginning: (HEAD.to_owned() + &chunks(&BEGINNING)).into_bytes(),
            again: chunk(&event(TOKEN).repeat(each)).into_bytes(),
            times: tokens / each,
            end: (rest + &chunks(&END) + "0\r\n\r\n").into_bytes(),
        })
    }
}

fn event(data: &str) -> String {
    let name = data.split('"').nth(3).unwrap_or_default();
    format!("event: {name}\ndata: {data}\n\n")
}

fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}
