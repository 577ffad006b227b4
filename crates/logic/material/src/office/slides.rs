//! Presentations of Office Open XML.

use super::{
    OfficeError,
    archive::Archive,
    output::Output,
    xml::{Met, walk},
};

/// Reads the slides in the order of their numbers, each below its number.
pub(super) fn read(archive: &mut Archive<'_>, output: &mut Output) -> Result<(), OfficeError> {
    for (number, name) in archive.numbered("ppt/slides/slide", ".xml") {
        let Some(xml) = archive.part(&name)? else { continue };
        let mut slide = Output::default();
        story(&xml, &mut slide)?;
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

fn story(xml: &str, output: &mut Output) -> Result<(), OfficeError> {
    let (mut in_text, mut cells) = (false, 0_usize);
    walk(xml, |met| {
        match met {
            Met::Begin("t", _) => in_text = true,
            Met::Begin("br", _) => output.add(" "),
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
