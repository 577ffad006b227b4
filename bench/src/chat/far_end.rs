//! A far end that only notes when a request has arrived, and refuses it.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

const MODELS: &str = r#"{"data":[{"type":"model","id":"claude-haiku-5-5","display_name":"Claude Haiku 5.5","created_at":"2026-06-01T00:00:00Z"}],"has_more":false,"first_id":"claude-haiku-5-5","last_id":"claude-haiku-5-5"}"#;
const REFUSAL: &str =
    r#"{"type":"error","error":{"type":"invalid_request_error","message":"noted"}}"#;

/// A server on loopback that notes when requests arrive.
pub(super) struct FarEnd {
    pub(super) url: String,
    last: Arc<Mutex<Option<Instant>>>,
}

impl FarEnd {
    pub(super) fn start() -> std::io::Result<Self> {
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
    pub(super) fn last_request(&self) -> Option<Instant> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn serve(stream: &TcpStream, noted: &Mutex<Option<Instant>>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream.try_clone()?;
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        let mut length = 0;
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
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
        let asked = first.starts_with("POST");
        if asked {
            *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
        let (status, body) = if asked { ("400 Bad Request", REFUSAL) } else { ("200 OK", MODELS) };
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        writer.write_all(head.as_bytes())?;
        writer.write_all(body.as_bytes())?;
    }
}
