//! Writing everything down: conversation by conversation into a zip that grows on the disk.

use std::io::{self, Write as _};

use atelier_api::export::ExportEverything;
use atelier_api::failed;
use atelier_chat_export::{Manifest, line, parents_first};
use atelier_files::{ChosenError, NewFile};
use atelier_rpc::{Call, Error, Events, Result};
use atelier_store::{Store, StoreError, tables::blobs, tables::conversations, tables::whole};
use atelier_vocabulary::{ConversationId, ExportEvent, ExportedFile, Message, MessageId};
use tokio::sync::mpsc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::export::{existing, mark};
use crate::library::{LEARNED, LIBRARY, learned, library};
use crate::{Archive, failure};

/// How many messages are read at once.
const AT_ONCE: usize = 200;
/// How many pieces wait for the disk, or for whoever downloads them.
pub(crate) const WAITING: usize = 4;

/// What the thread that writes is told.
pub(crate) enum Piece {
    /// A file of the zip begins.
    Begin(String),
    /// Its next bytes.
    Bytes(Vec<u8>),
    /// All was said. Without it nothing is kept.
    Finish,
}

/// Who hears how far it is.
#[derive(Clone, Copy)]
pub(crate) enum Told<'a> {
    /// Whoever waits for these.
    To(&'a Events<ExportEvent>),
    /// Nobody: a browser counts the bytes itself.
    Nobody,
}

impl Told<'_> {
    async fn progress(self, conversations: u32, of: u32) -> Result<()> {
        match self {
            Self::To(events) => events.send(ExportEvent::Progress { conversations, of }).await,
            Self::Nobody => Ok(()),
        }
    }
}

impl Archive {
    /// Writes everything to one zip.
    pub(crate) async fn write_everything(
        &self,
        call: Call,
        input: ExportEverything,
        events: Events<ExportEvent>,
    ) -> Result<()> {
        let store = self.slot.get().map_err(failed)?;
        let path = self.in_full(&input.path);
        let keep_out = self.keep_out.clone();
        let (pieces, inlet) = mpsc::channel(WAITING);
        let write = move || {
            let file = NewFile::create(&path, existing(input.replace), &keep_out, &mark())?;
            pack(file, inlet)
        };
        let packing = tokio::task::spawn_blocking(write);
        let told = tokio::select! {
            told = self.tell(&store, &pieces, Told::To(&events)) => told,
            () = call.cancelled() => Err(Error::cancelled()),
            () = events.closed() => Err(Error::cancelled()),
        };
        drop(pieces);
        let packed = packing.await.map_err(|_| failure::lost())?.map_err(failure::of_file);
        // Where the disk said no, that is why nobody listened any more.
        let Some((path, bytes)) = packed? else {
            return Err(told.err().unwrap_or_else(failure::lost));
        };
        let (conversations, messages) = told?;
        let file = ExportedFile { path, bytes, conversations, messages };
        events.send(ExportEvent::Written { file }).await
    }

    /// Hands everything to the thread that writes. Returns how many conversations and messages it was.
    pub(crate) async fn tell(
        &self,
        store: &Store,
        to: &mpsc::Sender<Piece>,
        told: Told<'_>,
    ) -> Result<(u32, u64)> {
        let manifest = Manifest::new(env!("CARGO_PKG_VERSION"), (self.clock)());
        self.document(to, "manifest.json", &manifest).await?;
        let settings = self.settings.borrow().clone();
        self.document(to, "settings.json", &settings).await?;
        let beside = store.read(library).await.map_err(failed)?;
        send(to, Piece::Begin(LIBRARY.to_owned())).await?;
        send(to, Piece::Bytes(beside.into_bytes())).await?;
        let ids = store.read(whole::conversation_ids).await.map_err(failed)?;
        let of = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        send(to, Piece::Begin("conversations.jsonl".to_owned())).await?;
        let (mut conversations, mut messages) = (0, 0);
        for id in ids {
            told.progress(conversations, of).await?;
            messages += conversation(store, to, id).await?;
            conversations += 1;
        }
        told.progress(conversations, of).await?;
        send(to, Piece::Begin(LEARNED.to_owned())).await?;
        let mut cursor: Option<String> = None;
        loop {
            let next = store.read(move |c| learned(c, cursor.as_deref())).await;
            let (text, more) = next.map_err(failed)?;
            send(to, Piece::Bytes(text.into_bytes())).await?;
            match more {
                Some(more) => cursor = Some(more),
                None => break,
            }
        }
        for hash in store.read(whole::blobs).await.map_err(failed)? {
            blob(store, to, hash).await?;
        }
        send(to, Piece::Finish).await?;
        Ok((conversations, messages))
    }

    /// Hands over one file that is JSON.
    async fn document(
        &self,
        to: &mpsc::Sender<Piece>,
        name: &'static str,
        value: &impl serde::Serialize,
    ) -> Result<()> {
        let text = serde_json::to_vec_pretty(value).map_err(|it| failed(StoreError::from(it)))?;
        send(to, Piece::Begin(name.to_owned())).await?;
        send(to, Piece::Bytes(text)).await
    }
}

/// Hands a conversation over, in lines of at most [`AT_ONCE`] messages. Returns how many those were.
async fn conversation(store: &Store, to: &mpsc::Sender<Piece>, id: ConversationId) -> Result<u64> {
    let read = move |c: &_| Ok((conversations::get(c, id)?, whole::tree(c, id)?));
    let (found, tree) = store.read(read).await.map_err(failed)?;
    // One that went away meanwhile is not in it.
    let Some(found) = found else { return Ok(0) };
    let order = parents_first(&tree);
    let parts: Vec<Vec<MessageId>> = if order.is_empty() {
        vec![Vec::new()]
    } else {
        order.chunks(AT_ONCE).map(<[MessageId]>::to_vec).collect()
    };
    for (part, ids) in parts.into_iter().enumerate() {
        let messages = store.read(move |c| whole::messages_of(c, &ids)).await.map_err(failed)?;
        let messages: Vec<&Message> = messages.iter().collect();
        let text = line(&found, &messages, part).map_err(|it| failed(StoreError::from(it)))?;
        send(to, Piece::Bytes(text.into_bytes())).await?;
    }
    Ok(order.len() as u64)
}

/// Hands over the bytes that a message refers to, piece by piece.
async fn blob(store: &Store, to: &mpsc::Sender<Piece>, hash: String) -> Result<()> {
    send(to, Piece::Begin(format!("blobs/{hash}"))).await?;
    for seq in 0.. {
        let hash = hash.clone();
        let read = move |c: &_| blobs::piece(c, &hash, seq);
        match store.read(read).await.map_err(failed)? {
            Some(bytes) => send(to, Piece::Bytes(bytes)).await?,
            None => break,
        }
    }
    Ok(())
}

async fn send(to: &mpsc::Sender<Piece>, piece: Piece) -> Result<()> {
    to.send(piece).await.map_err(|_| failure::lost())
}

/// Writes the pieces into the zip; none where they broke off, and then nothing is left.
fn pack(
    file: NewFile,
    pieces: mpsc::Receiver<Piece>,
) -> Result<Option<(String, u64)>, ChosenError> {
    let mut zip = ZipWriter::new(file);
    if !fill(&mut zip, pieces).map_err(ChosenError::unwritten)? {
        return Ok(None);
    }
    let file = zip.finish().map_err(as_io).map_err(ChosenError::unwritten)?;
    let (path, bytes) = file.finish()?;
    Ok(Some((path.display().to_string(), bytes)))
}

/// Writes the pieces into a zip. Returns whether all came.
pub(crate) fn fill<W: io::Write + io::Seek>(
    zip: &mut ZipWriter<W>,
    mut pieces: mpsc::Receiver<Piece>,
) -> io::Result<bool> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(true)
        .unix_permissions(0o600);
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Begin(name) => zip.start_file(name, options).map_err(as_io)?,
            Piece::Bytes(bytes) => zip.write_all(&bytes)?,
            Piece::Finish => return Ok(true),
        }
    }
    Ok(false)
}

pub(crate) fn as_io(error: zip::result::ZipError) -> io::Error {
    match error {
        zip::result::ZipError::Io(error) => error,
        // All others are about zips that are read.
        other => io::Error::other(other),
    }
}
