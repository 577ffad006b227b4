//! Server-sent events, decoded as they arrive. Any chunking gives the same events.
//!
//! Lines end with LF, CR or CRLF; a byte order mark at the start of a line is dropped; comments
//! and unknown fields are skipped; several `data` lines join with LF; what is left at the end of
//! the stream counts as an event even without its blank line. Source: the WHATWG's server-sent
//! events, and the official SDKs where they go beyond it.

use std::ops::Range;

use memchr::memchr2;

/// The longest event that is accepted, in bytes.
pub const EVENT_BYTES: usize = 1 << 20;

/// Decodes server-sent events from chunks of bytes.
///
/// An event that lies within one chunk is handed on without being copied.
#[derive(Debug)]
pub struct Decoder {
    /// The bytes of an event that has begun, and whose end has not arrived.
    pending: Vec<u8>,
    scan: Scan,
    limit: usize,
}

/// An event, as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SseEvent<'a> {
    /// The value of its last `event` line; empty where it has none.
    pub name: &'a [u8],
    /// Its `data` lines, joined with LF.
    pub data: &'a [u8],
}

/// Why a stream is no longer decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SseError {
    /// An event is longer than the limit.
    #[error("an event is longer than {limit} bytes")]
    EventTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl Default for Decoder {
    fn default() -> Self {
        Self::with_limit(EVENT_BYTES)
    }
}

impl Decoder {
    /// Returns a decoder that accepts events of up to `limit` bytes.
    pub fn with_limit(limit: usize) -> Self {
        Self { pending: Vec::new(), scan: Scan::default(), limit }
    }

    /// Decodes a chunk, and hands each event that ends in it to `on_event`.
    ///
    /// An error of `on_event` ends the decoding; the decoder is not used after it.
    pub fn feed<E: From<SseError>>(
        &mut self,
        chunk: &[u8],
        on_event: impl FnMut(SseEvent<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.pending.is_empty() {
            let start = self.scan.run(chunk, self.limit, on_event)?;
            self.pending.extend_from_slice(chunk.get(start..).unwrap_or_default());
            self.scan.rebase(start);
        } else {
            self.pending.extend_from_slice(chunk);
            let start = self.scan.run(&self.pending, self.limit, on_event)?;
            self.pending.drain(..start);
            self.scan.rebase(start);
        }
        Ok(())
    }

    /// Hands on the event that the end of the stream leaves without a blank line, if there is one.
    pub fn finish<E: From<SseError>>(
        &mut self,
        mut on_event: impl FnMut(SseEvent<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        // A line end closes the last line, and a second one the event.
        self.feed(b"\n", &mut on_event)?;
        self.feed(b"\n", on_event)
    }
}

/// What is known of the event that is being read. Offsets count from the start of the buffer.
#[derive(Debug, Default)]
struct Scan {
    /// Where the event began.
    start: usize,
    /// Where the line that is being read began.
    line: usize,
    /// The first byte not yet looked at.
    at: usize,
    /// Whether the last line ended with CR, so that an LF right after it belongs to it.
    after_cr: bool,
    name: Option<Range<usize>>,
    data: Data,
}

/// The data of the event that is being read.
#[derive(Debug, Default)]
enum Data {
    #[default]
    None,
    One(Range<usize>),
    Joined(Vec<u8>),
}

impl Scan {
    /// Reads on to the end of `buffer`, and returns where the event that is still open began.
    fn run<E: From<SseError>>(
        &mut self,
        buffer: &[u8],
        limit: usize,
        mut on_event: impl FnMut(SseEvent<'_>) -> Result<(), E>,
    ) -> Result<usize, E> {
        let too_large = || E::from(SseError::EventTooLarge { limit });
        loop {
            if self.after_cr && self.at < buffer.len() {
                self.after_cr = false;
                if buffer.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                    self.skip_line();
                }
            }
            let unread = buffer.get(self.at..).unwrap_or_default();
            let Some(length) = memchr2(b'\n', b'\r', unread) else { break };
            let end = self.at + length;
            self.after_cr = buffer.get(end) == Some(&b'\r');
            self.at = end + 1;
            if end - self.start > limit {
                return Err(too_large());
            }
            let line = trim_mark(buffer, self.line..end);
            if line.is_empty() {
                if let Some(event) = self.event(buffer) {
                    on_event(event)?;
                }
                self.name = None;
                self.data = Data::None;
            } else {
                self.field(buffer, line);
            }
            self.skip_line();
        }
        self.at = buffer.len();
        if buffer.len() - self.start > limit { Err(too_large()) } else { Ok(self.start) }
    }

    /// Starts the next line, and the next event too if nothing of one has been read.
    fn skip_line(&mut self) {
        self.line = self.at;
        if self.name.is_none() && matches!(self.data, Data::None) {
            self.start = self.at;
        }
    }

    /// Reads a line that is not blank.
    fn field(&mut self, buffer: &[u8], line: Range<usize>) {
        let bytes = slice(buffer, &line);
        let (field, value) = match bytes.iter().position(|byte| *byte == b':') {
            Some(colon) => {
                let space = usize::from(bytes.get(colon + 1) == Some(&b' '));
                (bytes.get(..colon).unwrap_or_default(), line.start + colon + 1 + space..line.end)
            }
            None => (bytes, line.end..line.end),
        };
        match field {
            b"event" => self.name = Some(value),
            b"data" => match &mut self.data {
                Data::None => self.data = Data::One(value),
                Data::One(first) => {
                    let mut joined = slice(buffer, first).to_vec();
                    joined.push(b'\n');
                    joined.extend_from_slice(slice(buffer, &value));
                    self.data = Data::Joined(joined);
                }
                Data::Joined(joined) => {
                    joined.push(b'\n');
                    joined.extend_from_slice(slice(buffer, &value));
                }
            },
            // Comments, `id`, `retry` and what may be invented yet.
            _ => {}
        }
    }

    fn event<'a>(&'a self, buffer: &'a [u8]) -> Option<SseEvent<'a>> {
        let name = self.name.as_ref().map_or(&b""[..], |range| slice(buffer, range));
        match &self.data {
            Data::None => None,
            Data::One(range) => Some(SseEvent { name, data: slice(buffer, range) }),
            Data::Joined(joined) => Some(SseEvent { name, data: joined }),
        }
    }

    /// Counts from the start of the open event from now on: the bytes before it are gone.
    fn rebase(&mut self, start: usize) {
        let shift = |range: &mut Range<usize>| *range = range.start - start..range.end - start;
        self.start -= start;
        self.line -= start;
        self.at -= start;
        if let Some(range) = &mut self.name {
            shift(range);
        }
        if let Data::One(range) = &mut self.data {
            shift(range);
        }
    }
}

fn slice<'a>(buffer: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    buffer.get(range.clone()).unwrap_or_default()
}

/// Drops a byte order mark from the start of a line.
fn trim_mark(buffer: &[u8], line: Range<usize>) -> Range<usize> {
    if slice(buffer, &line).starts_with("\u{feff}".as_bytes()) {
        line.start + 3..line.end
    } else {
        line
    }
}
