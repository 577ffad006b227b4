//! Office documents: the text in them.
//!
//! What is read are the parts of the archive that hold text, by name. Nothing is unpacked beyond the
//! limits of [`archive`], no declaration of XML is followed, and what is found is plain text: tabs
//! between the cells of a table, lines between paragraphs and rows.

mod archive;
mod open_document;
mod output;
mod paragraphs;
mod sheets;
mod slides;
mod word;
mod xml;

use archive::Archive;
use output::Output;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SHEETS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SLIDES: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// The text of an office document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeText {
    /// The media type of the document.
    pub media_type: &'static str,
    /// The text.
    pub text: String,
    /// Whether this is all of it; the rest is longer than any model takes.
    pub complete: bool,
}

/// Why no text could be read.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// It is an archive, and no office document.
    #[error("it is an archive and no office document; unpack it, and attach the files in it")]
    NotOffice,
    /// The archive is damaged, encrypted, or ends too early.
    #[error("the document is damaged, protected by a password, or not whole")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It has more parts, or unpacks to more bytes, than any office program writes.
    #[error("the document unpacks to far more than an office program writes, so it was left alone")]
    TooLarge,
    /// Its XML holds declarations of its own, or nests without end.
    #[error("the document holds XML that no office program writes, so it was left alone")]
    Hostile,
    /// There is no text in it.
    #[error("there is no text in the document")]
    NoText,
}

/// Reads the text of a document, workbook or presentation, of Office Open XML or of `OpenDocument`.
pub fn office_text(bytes: &[u8]) -> Result<OfficeText, OfficeError> {
    let mut archive = Archive::open(bytes)?;
    let mut output = Output::default();
    let media_type = read(&mut archive, &mut output)?;
    let (text, complete) = output.end();
    if text.is_empty() {
        return Err(OfficeError::NoText);
    }
    Ok(OfficeText { media_type, text, complete })
}

fn read(archive: &mut Archive<'_>, output: &mut Output) -> Result<&'static str, OfficeError> {
    if let Some(document) = archive.first_named("word/document", ".xml") {
        word::read(archive, &document, output)?;
        return Ok(WORD);
    }
    if archive.has("xl/workbook.xml") {
        sheets::read(archive, output)?;
        return Ok(SHEETS);
    }
    if archive.has("ppt/presentation.xml") {
        slides::read(archive, output)?;
        return Ok(SLIDES);
    }
    let declared = archive.part("mimetype")?.unwrap_or_default();
    let known = open_document::TYPES.iter().find(|it| declared.trim() == **it);
    match known {
        Some(known) if archive.has("content.xml") => {
            open_document::read(archive, output)?;
            Ok(known)
        }
        Some(_) | None => Err(OfficeError::NotOffice),
    }
}
