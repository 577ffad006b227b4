//! What an export of Atelier holds beside conversations: one line each, behind a manifest that says so.

use atelier_vocabulary::{ImportRemark, LibraryItem};
use serde::Deserialize;
use serde_json::Value;

use crate::atelier::VERSION;
use crate::remarks::Remarks;
use crate::splitter::{Piece, Splitter};

/// The most bytes of one line.
const LINE_BYTES: usize = 16 << 20;

/// Reads what an export of Atelier holds beside conversations, piece by piece. Nothing is taken of a file
/// whose manifest was not read before, so that no other program's files are mistaken for it.
#[derive(Default)]
pub struct LibraryReader {
    part: Option<(Part, Splitter)>,
    is_ours: bool,
    is_newer: bool,
    remarks: Remarks,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Manifest,
    Items,
    Settings,
}

impl LibraryReader {
    /// Begins a file, and returns whether it is one of these.
    pub fn begin(&mut self, name: &str) -> bool {
        let part = match name {
            "manifest.json" => Part::Manifest,
            "library.jsonl" | "learned.jsonl" if self.is_ours => Part::Items,
            "settings.json" if self.is_ours => Part::Settings,
            _ => return false,
        };
        let splitter = match part {
            Part::Items => Splitter::lines(LINE_BYTES),
            Part::Manifest | Part::Settings => Splitter::document(LINE_BYTES),
        };
        self.part = Some((part, splitter));
        true
    }

    /// Takes the next bytes of the file, and puts what they complete into `found`. Returns whether a file
    /// of these is being read.
    pub fn feed(&mut self, bytes: &[u8], found: &mut Vec<LibraryItem>) -> bool {
        let Some((part, mut splitter)) = self.part.take() else { return false };
        splitter.feed(bytes, |piece| self.take(part, &piece, found));
        self.part = Some((part, splitter));
        true
    }

    /// Ends the file. Returns whether it was one of these.
    pub fn end(&mut self, found: &mut Vec<LibraryItem>) -> bool {
        let Some((part, mut splitter)) = self.part.take() else { return false };
        splitter.finish(|piece| self.take(part, &piece, found));
        true
    }

    /// Whether the file is an export of Atelier.
    pub fn is_ours(&self) -> bool {
        self.is_ours
    }

    /// Whether a later version of Atelier wrote it, whose files are not known here.
    pub fn is_newer(&self) -> bool {
        self.is_newer
    }

    /// What was left out so far.
    pub fn remarks(&self) -> &[ImportRemark] {
        self.remarks.list()
    }

    fn take(&mut self, part: Part, piece: &Piece<'_>, found: &mut Vec<LibraryItem>) {
        let left_out = "entries of the library that cannot be read";
        let Piece::Value(bytes) = piece else { return self.remarks.left_out(left_out, "") };
        match part {
            Part::Manifest => self.manifest(bytes),
            Part::Items => match serde_json::from_slice(bytes) {
                // Settings stand in a file of their own.
                Ok(LibraryItem::Settings { .. }) | Err(_) => self.remarks.left_out(left_out, ""),
                Ok(item) => found.push(item),
            },
            Part::Settings => match serde_json::from_slice::<Value>(bytes) {
                Ok(settings) if settings.is_object() => {
                    found.push(LibraryItem::Settings { settings });
                }
                Ok(_) | Err(_) => self.remarks.left_out("settings that cannot be read", ""),
            },
        }
    }

    fn manifest(&mut self, bytes: &[u8]) {
        #[derive(Deserialize)]
        struct Manifest {
            format: String,
            version: u32,
        }
        let Ok(manifest) = serde_json::from_slice::<Manifest>(bytes) else { return };
        let known = manifest.format == "atelier-export";
        self.is_newer = known && manifest.version > VERSION;
        self.is_ours = known && !self.is_newer;
    }
}
