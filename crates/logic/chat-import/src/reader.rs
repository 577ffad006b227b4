//! What is fed, and what comes out.

use atelier_vocabulary::{Conversation, ImportRemark, ImportSource, Message};

use crate::atelier::{self, Refused};
use crate::claude_code::Session;
use crate::recognise::{check_beginning, detect, mend};
use crate::remarks::Remarks;
use crate::splitter::{End, Piece, Splitter};
use crate::{chatgpt, claude, ids, open_webui};

/// The most bytes of one conversation. One that is larger is left out, and said so.
pub const CONVERSATION_BYTES: usize = 32 << 20;

/// A conversation that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The conversation. Its id is always the same for the same history.
    pub conversation: Conversation,
    /// Its messages on all branches, each after the one it follows.
    pub messages: Vec<Message>,
    /// How many pictures, recordings and files it names that are not taken in.
    pub missing_files: u64,
    /// Whether it goes on with the conversation before: then messages may follow earlier ones.
    pub continues: bool,
}

/// Why a file holds no history, in words for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Its text is in UTF-16 or UTF-32.
    #[error("the file holds text in another encoding than UTF-8; save it as UTF-8, then try again")]
    Encoding,
    /// It is no JSON.
    #[error("the file holds no JSON, so it is no history of a program that is known here")]
    NotJson,
    /// It is JSON of something else.
    #[error(
        "the file is no history of ChatGPT, Claude, Open WebUI, Claude Code or Atelier; nothing was read from it"
    )]
    Unknown,
    /// A later version of Atelier wrote it.
    #[error("a newer Atelier wrote the file; use that one to read it")]
    Newer,
    /// It holds nothing.
    #[error("the file is empty")]
    Empty,
}

/// Reads histories piece by piece.
pub struct Reader {
    now: i64,
    source: Option<ImportSource>,
    remarks: Remarks,
    file: Option<File>,
    refused: Option<Unreadable>,
}

/// The file that is being read.
struct File {
    name: String,
    splitter: Splitter,
    fed: bool,
    /// Where its lines are a session of Claude Code.
    session: Option<Session>,
}

impl Reader {
    /// Returns a reader that takes no time later than `now` (ms since 1970) for true.
    pub fn new(now: i64) -> Self {
        let remarks = Remarks::default();
        Self { now, source: None, remarks, file: None, refused: None }
    }

    /// Where the history comes from, as soon as that is known.
    pub fn source(&self) -> Option<ImportSource> {
        self.source
    }

    /// What was left out or taken otherwise so far.
    pub fn remarks(&self) -> &[ImportRemark] {
        self.remarks.list()
    }

    /// Begins a file; `name` ends with `.jsonl` where each line holds a value.
    pub fn begin(&mut self, name: &str) {
        let lines = name.to_ascii_lowercase().ends_with(".jsonl");
        let splitter = if lines {
            Splitter::lines(CONVERSATION_BYTES)
        } else {
            Splitter::document(CONVERSATION_BYTES)
        };
        let session = lines.then(|| Session::named(name));
        self.file = Some(File { name: name.to_owned(), splitter, fed: false, session });
    }

    /// Takes the next bytes of the file, and puts the conversations that they complete into `found`.
    ///
    /// Errors: [`Unreadable`] as soon as it is clear that the file is no history.
    pub fn feed(&mut self, bytes: &[u8], found: &mut Vec<Found>) -> Result<(), Unreadable> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        if !file.fed && !bytes.is_empty() {
            file.fed = true;
            check_beginning(bytes)?;
        }
        let File { name, splitter, session, .. } = &mut file;
        splitter.feed(bytes, |piece| self.take(piece, name, session, found));
        self.file = Some(file);
        self.refused.map_or(Ok(()), Err)
    }

    /// Ends the file.
    ///
    /// Errors: [`Unreadable`] where nothing in it was a history.
    pub fn end(&mut self, found: &mut Vec<Found>) -> Result<(), Unreadable> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        let File { name, splitter, session, fed } = &mut file;
        let end = splitter.finish(|piece| self.take(piece, name, session, found));
        if end == End::CutOff {
            self.remarks.left_out(
                "the file ends in the middle; what came before that is taken, the last conversation is not",
                name,
            );
        }
        if !*fed || end == End::Empty {
            return Err(Unreadable::Empty);
        }
        let session = session.take().filter(|_| self.source == Some(ImportSource::ClaudeCode));
        if let Some(tree) = session.and_then(Session::finish) {
            let settled = tree.settle(ImportSource::ClaudeCode, self.now, &mut self.remarks);
            found.extend(settled);
        }
        self.refused.map_or(Ok(()), Err)
    }

    /// Ends the reading.
    ///
    /// Errors: [`Unreadable::Unknown`] where nothing was recognised.
    pub fn finish(&self) -> Result<ImportSource, Unreadable> {
        self.source.ok_or(Unreadable::Unknown)
    }

    /// Takes one value of the file.
    fn take(
        &mut self,
        piece: Piece<'_>,
        name: &str,
        session: &mut Option<Session>,
        found: &mut Vec<Found>,
    ) {
        let bytes = match piece {
            Piece::Value(bytes) => bytes,
            Piece::TooLarge => {
                return self.remarks.left_out("conversations larger than 32 MiB", name);
            }
            Piece::Junk => {
                return self.remarks.left_out("entries that are no conversation", name);
            }
        };
        if self.source.is_none() {
            self.source = detect(bytes);
        }
        let Some(source) = self.source else {
            return self.remarks.left_out("entries that are no conversation", name);
        };
        let mended;
        let bytes = match mend(bytes) {
            Some(text) => {
                mended = text;
                mended.as_slice()
            }
            None => bytes,
        };
        let tree = match source {
            ImportSource::Atelier => {
                match atelier::read(bytes, self.now, &mut self.remarks) {
                    Ok(it) => found.push(it),
                    Err(Refused::Newer) => self.refused = Some(Unreadable::Newer),
                    Err(Refused::Broken(error)) => self.broken(&error, name),
                }
                return;
            }
            ImportSource::ClaudeCode => {
                if let Some(session) = session {
                    if session.bytes() > CONVERSATION_BYTES {
                        let text = "the rest of sessions larger than 32 MiB";
                        return self.remarks.left_out(text, name);
                    }
                    if let Err(error) = session.read(bytes, &mut self.remarks) {
                        self.broken(&error, name);
                    }
                }
                return;
            }
            ImportSource::ChatGpt => chatgpt::read(bytes, &mut self.remarks),
            ImportSource::Claude => claude::read(bytes, &mut self.remarks),
            ImportSource::OpenWebUi => open_webui::read(bytes),
        };
        match tree {
            Ok(mut tree) => {
                if tree.id.is_empty() {
                    tree.id = ids::fingerprint(bytes);
                }
                let title = tree.title.clone();
                let settled = tree.settle(source, self.now, &mut self.remarks);
                if settled.is_none() {
                    self.remarks.left_out("conversations in which nothing was said", &title);
                }
                found.extend(settled);
            }
            Err(error) => self.broken(&error, name),
        }
    }

    fn broken(&mut self, error: &serde_json::Error, name: &str) {
        let text = if error.to_string().contains("recursion limit") {
            "entries that are nested too deeply"
        } else {
            "entries that are broken or lack what a conversation needs"
        };
        self.remarks.left_out(text, name);
    }
}
