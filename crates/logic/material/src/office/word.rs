//! Word documents.

use super::{OfficeError, archive::Archive, output::Output, paragraphs};

/// Reads the text, and after it the notes.
pub(super) fn read(
    archive: &mut Archive<'_>,
    document: &str,
    output: &mut Output,
) -> Result<(), OfficeError> {
    if let Some(xml) = archive.part(document)? {
        paragraphs::read(&xml, output, sign)?;
    }
    for (name, title) in [("word/footnotes.xml", "Footnotes"), ("word/endnotes.xml", "Endnotes")] {
        let Some(xml) = archive.part(name)? else { continue };
        let mut notes = Output::default();
        paragraphs::read(&xml, &mut notes, sign)?;
        let (notes, _) = notes.end();
        if !notes.is_empty() {
            output.line();
            output.line();
            output.add(title);
            output.line();
            output.add(&notes);
        }
    }
    Ok(())
}

/// What an element of a document stands for that holds no text.
fn sign(element: &str, in_cell: bool) -> Option<&'static str> {
    match element {
        "tab" => Some("\t"),
        "br" | "cr" => Some(if in_cell { " " } else { "\n" }),
        "noBreakHyphen" => Some("\u{2011}"),
        _ => None,
    }
}
