//! The thread that reads a history, and what it hands over.

use std::ops::ControlFlow;
use std::path::Path;

use atelier_chat_import::{Found, LibraryReader, Reader, Unreadable};
use atelier_files::{History, HistoryChunk};
use atelier_rpc::{Error, Result};
use atelier_vocabulary::{ImportRemark, ImportSource, LibraryItem};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::blob::{Arriving, Blob, begin};
use crate::{KeepOut, failure};

/// Conversations are handed over as soon as this much was read since the last were, in bytes.
const BATCH: u64 = 512 << 10;
/// Without any, it says this often how far it is, in bytes.
const SIGN_OF_LIFE: u64 = 8 << 20;

/// Some conversations and what follows them, or some of the bytes that they refer to, and how far the
/// reading is.
pub(crate) struct Batch {
    pub(crate) found: Vec<Found>,
    pub(crate) items: Vec<LibraryItem>,
    pub(crate) blob: Option<Blob>,
    pub(crate) source: Option<ImportSource>,
    pub(crate) bytes: u64,
    pub(crate) of: u64,
}

impl Batch {
    /// Nothing but how far the reading is.
    fn nothing(bytes: u64, of: u64) -> Self {
        Self { found: Vec::new(), items: Vec::new(), blob: None, source: None, bytes, of }
    }
}

/// What is known at the end.
pub(crate) struct Ending {
    pub(crate) source: ImportSource,
    pub(crate) remarks: Vec<ImportRemark>,
}

/// Reads a history to its end, or until nobody takes what it hands over, or until `stop`.
pub(crate) fn read(
    path: &Path,
    keep_out: &KeepOut,
    now: i64,
    to: &mpsc::Sender<Batch>,
    stop: &CancellationToken,
) -> Result<Ending> {
    let history = History::find(path, keep_out, || stop.is_cancelled());
    if stop.is_cancelled() {
        return Err(Error::cancelled());
    }
    let history = history.map_err(failure::of_file)?;
    let of = history.total_bytes();
    let mut reader = Reader::new(now);
    let mut found = Vec::new();
    let mut unreadable: Option<Unreadable> = None;
    let (mut at, mut handed) = (0, 0);
    let mut gone = false;
    let mut whole = false;
    let mut blob: Option<Arriving> = None;
    let mut library = LibraryReader::default();
    let read = history.read(|chunk| {
        let mut items = Vec::new();
        let beside = match &chunk {
            HistoryChunk::Begin(name) => library.begin(name),
            HistoryChunk::Bytes(bytes, so_far) => {
                at = *so_far;
                library.feed(bytes, &mut items)
            }
            HistoryChunk::End => library.end(&mut items),
        };
        if beside {
            if library.is_newer() {
                unreadable.get_or_insert(Unreadable::Newer);
            }
            if !items.is_empty() || at - handed >= SIGN_OF_LIFE {
                handed = at;
                // Conversations first: some items are of them.
                let found = std::mem::take(&mut found);
                let source = reader.source();
                let batch = Batch { found, items, source, ..Batch::nothing(at, of) };
                gone = to.blocking_send(batch).is_err();
            }
            let stop = gone || stop.is_cancelled();
            return if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        }
        let steps = match (&chunk, &mut blob) {
            (HistoryChunk::Begin(name), _) => begin(name, &mut blob),
            (HistoryChunk::Bytes(bytes, _), Some(arriving)) => arriving.take(bytes),
            (HistoryChunk::End, Some(_)) => blob.take().map(Arriving::end).unwrap_or_default(),
            (HistoryChunk::Bytes(..) | HistoryChunk::End, None) => Vec::new(),
        };
        if !steps.is_empty() || blob.is_some() {
            let conversations = std::mem::take(&mut found);
            if !conversations.is_empty() {
                let source = reader.source();
                let batch = Batch { found: conversations, source, ..Batch::nothing(at, of) };
                gone = to.blocking_send(batch).is_err();
            }
            for step in steps {
                let batch = Batch { blob: Some(step), ..Batch::nothing(at, of) };
                gone = gone || to.blocking_send(batch).is_err();
            }
            handed = at;
            let stop = gone || stop.is_cancelled();
            return if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        }
        let outcome = match chunk {
            HistoryChunk::Begin(name) => {
                whole = false;
                reader.begin(name);
                Ok(())
            }
            HistoryChunk::Bytes(bytes, _) => reader.feed(bytes, &mut found),
            HistoryChunk::End => {
                whole = true;
                reader.end(&mut found)
            }
        };
        // Of many files, one that is none of them does not hold up the others.
        if let Err(error) = outcome
            && (error == Unreadable::Newer || reader.source().is_none())
        {
            unreadable.get_or_insert(error);
        }
        let since = at - handed;
        if (since >= BATCH && !found.is_empty()) || since >= SIGN_OF_LIFE {
            handed = at;
            let found = std::mem::take(&mut found);
            let batch = Batch { found, source: reader.source(), ..Batch::nothing(at, of) };
            gone = to.blocking_send(batch).is_err();
        }
        if gone || stop.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if gone || stop.is_cancelled() {
        return Err(Error::cancelled());
    }
    read.map_err(failure::of_file)?;
    let batch = Batch { found, source: reader.source(), ..Batch::nothing(at.max(of), of) };
    if to.blocking_send(batch).is_err() {
        return Err(Error::cancelled());
    }
    if unreadable == Some(Unreadable::Newer) {
        return Err(failure::of_history(Unreadable::Newer));
    }
    let source = match reader.finish() {
        Ok(source) => source,
        // One that holds no conversation still holds all else.
        Err(_) if library.is_ours() => ImportSource::Atelier,
        Err(error) => return Err(failure::of_history(unreadable.unwrap_or(error))),
    };
    Ok(Ending { source, remarks: [reader.remarks(), library.remarks()].concat() })
}
