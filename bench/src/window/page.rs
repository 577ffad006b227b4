//! The empty page of the plain window, which says when something could be seen in it.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

/// It looks at the same clock as Atelier's watchdog.
const PAGE: &str = "<!doctype html><title>empty</title><p>empty</p><script>\
    const look = () => { const it = performance.getEntriesByName('first-contentful-paint')[0]; \
    if (it) fetch('/painted?' + (performance.timeOrigin + it.startTime)); \
    else requestAnimationFrame(look); }; look();</script>";

/// In ms since 1970.
type Painted = Arc<(Mutex<Option<f64>>, Condvar)>;

/// A server on loopback with one page.
pub(super) struct EmptyPage {
    pub(super) url: String,
    painted: Painted,
}

impl EmptyPage {
    pub(super) fn serve() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}/", listener.local_addr()?);
        let painted = Painted::default();
        let noted = Arc::clone(&painted);
        // It lives as long as the benchmark.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let noted = Arc::clone(&noted);
                std::thread::spawn(move || drop(answer(&stream, &noted)));
            }
        });
        Ok(Self { url, painted })
    }

    /// Forgets an earlier paint.
    pub(super) fn forget(&self) {
        *self.painted.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// When the page painted, in ms since 1970; none if it did not within `patience`.
    pub(super) fn painted(&self, patience: Duration) -> Option<f64> {
        let (lock, told) = &*self.painted;
        let guard = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = told.wait_timeout_while(guard, patience, |painted| painted.is_none());
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

fn answer(stream: &TcpStream, painted: &Painted) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let at = first.split_once("/painted?").and_then(|(_, rest)| rest.split(' ').next());
    if let Some(at) = at.and_then(|at| at.parse().ok()) {
        *painted.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
        painted.1.notify_all();
    }
    let body = if first.starts_with("GET / ") { PAGE } else { "" };
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let mut writer = stream.try_clone()?;
    writer.write_all(head.as_bytes())?;
    writer.write_all(body.as_bytes())
}
