//! What owner and guests say to each other: one JSON value a line, one call a connection.
//!
//! A guest sends [`Ask`] and reads [`Answer`]s until `Done` or `Failed`. Closing the connection
//! cancels the call.

use atelier_rpc::{Error, Origin};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The longest line: the largest message there may be, with room for its wrapping.
const LINE_BYTES: u64 = 8 << 20;

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

/// Reads one line; `None` at the end of the connection.
pub(crate) async fn read<T: DeserializeOwned>(
    reader: &mut (impl AsyncBufRead + Unpin),
) -> std::io::Result<Option<T>> {
    let mut line = Vec::new();
    let count = reader.take(LINE_BYTES).read_until(b'\n', &mut line).await?;
    if count == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "the line is cut short"));
    }
    serde_json::from_slice(&line).map(Some).map_err(std::io::Error::from)
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
