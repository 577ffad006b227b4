//! Presentations of Office Open XML.

use super::{OfficeError, archive::Archive, output::Output, paragraphs};

/// Reads the slides in the order of their numbers, each below its number.
pub(super) fn read(archive: &mut Archive<'_>, output: &mut Output) -> Result<(), OfficeError> {
    for (number, name) in archive.numbered("ppt/slides/slide", ".xml") {
        let Some(xml) = archive.part(&name)? else { continue };
        let mut slide = Output::default();
        paragraphs::read(&xml, &mut slide, sign)?;
        let (slide, _) = slide.end();
        if !slide.is_empty() {
            output.line();
            output.line();
            output.add(&format!("Slide {number}"));
            output.line();
            output.add(&slide);
        }
        if output.is_full() {
            break;
        }
    }
    Ok(())
}

/// What an element of a slide stands for that holds no text.
fn sign(element: &str, _in_cell: bool) -> Option<&'static str> {
    (element == "br").then_some(" ")
}
