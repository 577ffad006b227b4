//! What owner and guests say to each other: one JSON value a line, one call a connection.
//!
//! A guest sends [`Ask`] and reads [`Answer`]s until `Done` or `Failed`. Closing the connection
//! cancels the call.

use atelier_rpc::{Error, Origin};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The longest answer that a guest reads: a page of the largest messages. The owner is trusted.
const ANSWER_BYTES: usize = 64 << 20;

/// What a guest asks of the owner.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Ask {
    /// The operation.
    pub(crate) name: String,
    /// Its input.
    pub(crate) input: Value,
    /// The door through which the guest was asked.
    pub(crate) door: Door,
}

/// The door through which a guest was asked. The socket is private to the person, so it is believed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Door {
    /// The main window of a second desktop application.
    Window,
    /// The interface in a browser, served by a second server.
    Page,
    /// The HTTP API of a second server.
    Http,
    /// The command line.
    Cli,
}

impl From<&Origin> for Door {
    fn from(origin: &Origin) -> Self {
        match origin {
            Origin::Window(_) => Self::Window,
            Origin::Page => Self::Page,
            Origin::Http => Self::Http,
            Origin::Cli => Self::Cli,
        }
    }
}

impl From<Door> for Origin {
    fn from(door: Door) -> Self {
        match door {
            Door::Window => Self::Window(crate::guard::MAIN_WINDOW.to_owned()),
            Door::Page => Self::Page,
            Door::Http => Self::Http,
            Door::Cli => Self::Cli,
        }
    }
}

/// What the owner answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    /// An event of a stream.
    Event(Value),
    /// The result; nothing follows.
    Done(Value),
    /// The error; nothing follows.
    Failed(Error),
}

/// Reads one answer; `None` at the end of the connection.
pub(crate) async fn read<T: DeserializeOwned>(
    reader: &mut (impl AsyncBufRead + Unpin),
) -> std::io::Result<Option<T>> {
    let mut line = Vec::new();
    match fill(reader, &mut line, ANSWER_BYTES).await? {
        Filled::Nothing => Ok(None),
        Filled::Line => parse(&line).map(Some),
        Filled::Part => Err(invalid("the line is too long")),
    }
}

/// How much of a line has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// The connection ended before it began.
    Nothing,
    /// All of it.
    Line,
    /// As much as there may be; more follows.
    Part,
}

/// Reads on until `line` has a whole line in it, or `limit` bytes.
///
/// Errors: those of the connection, and its end within the line.
pub(crate) async fn fill(
    reader: &mut (impl AsyncBufRead + Unpin),
    line: &mut Vec<u8>,
    limit: usize,
) -> std::io::Result<Filled> {
    let room = u64::try_from(limit.saturating_sub(line.len())).unwrap_or(u64::MAX);
    reader.take(room).read_until(b'\n', line).await?;
    if line.ends_with(b"\n") {
        Ok(Filled::Line)
    } else if line.len() >= limit {
        Ok(Filled::Part)
    } else if line.is_empty() {
        Ok(Filled::Nothing)
    } else {
        Err(invalid("the line is cut short"))
    }
}

/// Reads what a line says.
pub(crate) fn parse<T: DeserializeOwned>(line: &[u8]) -> std::io::Result<T> {
    serde_json::from_slice(line).map_err(std::io::Error::from)
}

pub(crate) fn invalid(what: &'static str) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, what)
}

/// Writes one line.
pub(crate) async fn write(
    writer: &mut (impl AsyncWrite + Unpin),
    value: &impl Serialize,
) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    writer.write_all(&line).await?;
    writer.flush().await
}

#[cfg(test)]
mod tests;
