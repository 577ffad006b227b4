//! Word documents.

use super::{
    OfficeError,
    archive::Archive,
    output::Output,
    xml::{Met, walk},
};

/// Reads the text, and after it the notes.
pub(super) fn read(
    archive: &mut Archive<'_>,
    document: &str,
    output: &mut Output,
) -> Result<(), OfficeError> {
    if let Some(xml) = archive.part(document)? {
        story(&xml, output)?;
    }
    for (name, title) in [("word/footnotes.xml", "Footnotes"), ("word/endnotes.xml", "Endnotes")] {
        let Some(xml) = archive.part(name)? else { continue };
        let mut notes = Output::default();
        story(&xml, &mut notes)?;
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

/// Reads one part that holds paragraphs and tables. What was deleted under review is left out.
fn story(xml: &str, output: &mut Output) -> Result<(), OfficeError> {
    let (mut in_text, mut cells) = (false, 0_usize);
    walk(xml, |met| {
        match met {
            Met::Begin("t", _) => in_text = true,
            Met::Begin("tab", _) => output.add("\t"),
            Met::Begin("br" | "cr", _) => output.add(if cells > 0 { " " } else { "\n" }),
            Met::Begin("noBreakHyphen", _) => output.add("\u{2011}"),
            Met::Begin("tc", _) => cells += 1,
            Met::End("t") => in_text = false,
            Met::End("p") if cells > 0 => output.add(" "),
            Met::End("p" | "tr") => output.line(),
            Met::End("tc") => {
                cells = cells.saturating_sub(1);
                output.add("\t");
            }
            Met::Text(text) if in_text => output.add(text),
            Met::Begin(..) | Met::End(_) | Met::Text(_) => {}
        }
        !output.is_full()
    })
}
