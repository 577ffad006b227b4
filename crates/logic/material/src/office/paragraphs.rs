//! Paragraphs and tables, as documents and slides of Office Open XML have them.

use super::{
    OfficeError,
    output::Output,
    xml::{Met, walk},
};

/// Reads one part that holds paragraphs and tables: a line for each paragraph and each row, and a tab
/// after each cell. What was deleted under review is left out. `sign` says what an element stands for
/// that holds no text, and is told whether it lies in a cell.
pub(super) fn read(
    xml: &str,
    output: &mut Output,
    sign: impl Fn(&str, bool) -> Option<&'static str>,
) -> Result<(), OfficeError> {
    let (mut in_text, mut cells) = (false, 0_usize);
    walk(xml, |met| {
        match met {
            Met::Begin("t", _) => in_text = true,
            Met::Begin("tc", _) => cells += 1,
            Met::Begin(element, _) => {
                if let Some(sign) = sign(element, cells > 0) {
                    output.add(sign);
                }
            }
            Met::End("t") => in_text = false,
            Met::End("p") if cells > 0 => output.add(" "),
            Met::End("p" | "tr") => output.line(),
            Met::End("tc") => {
                cells = cells.saturating_sub(1);
                output.add("\t");
            }
            Met::Text(text) if in_text => output.add(text),
            Met::End(_) | Met::Text(_) => {}
        }
        !output.is_full()
    })
}
