//! Documents of `OpenDocument`: texts, tables, presentations.

use super::{
    OfficeError,
    archive::Archive,
    output::Output,
    xml::{Met, walk},
};

/// The kinds that are read.
pub(super) const TYPES: &[&str] = &[
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
];

/// The most blanks that one element stands for.
const BLANKS: usize = 64;

/// Reads the text.
pub(super) fn read(archive: &mut Archive<'_>, output: &mut Output) -> Result<(), OfficeError> {
    let Some(xml) = archive.part("content.xml")? else { return Ok(()) };
    let (mut paragraphs, mut cells, mut deleted) = (0_usize, 0_usize, 0_usize);
    walk(&xml, |met| {
        match met {
            Met::Begin("tracked-changes", _) => deleted += 1,
            Met::End("tracked-changes") => deleted = deleted.saturating_sub(1),
            Met::Begin("p" | "h", _) => paragraphs += 1,
            Met::End("p" | "h") => {
                paragraphs = paragraphs.saturating_sub(1);
                if cells > 0 {
                    output.add(" ");
                } else {
                    output.line();
                }
            }
            Met::Begin("table-cell" | "covered-table-cell", _) => cells += 1,
            Met::End("table-cell" | "covered-table-cell") => {
                cells = cells.saturating_sub(1);
                output.add("\t");
            }
            Met::End("table-row") => output.line(),
            Met::Begin("table" | "page", attributes) => {
                if let Some(name) = attributes.get("name") {
                    output.line();
                    output.add(&name);
                    output.line();
                }
            }
            Met::Begin("tab", _) => output.add("\t"),
            Met::Begin("line-break", _) => output.add(if cells > 0 { " " } else { "\n" }),
            Met::Begin("s", attributes) => {
                let count = attributes.get("c").and_then(|it| it.parse().ok()).unwrap_or(1);
                output.add(&" ".repeat(count.min(BLANKS)));
            }
            Met::Text(text) if paragraphs > 0 && deleted == 0 => output.add(text),
            Met::Begin(..) | Met::End(_) | Met::Text(_) => {}
        }
        !output.is_full()
    })
}
