//! Excel workbooks: each sheet as lines of cells with tabs between.

use std::collections::HashMap;

use super::{
    OfficeError,
    archive::Archive,
    output::Output,
    xml::{Met, walk},
};

/// The most empty cells between two that are written.
const GAP: u32 = 64;

/// Reads the sheets in the order of the workbook, each below its name. Dates are the numbers that
/// the file has.
pub(super) fn read(archive: &mut Archive<'_>, output: &mut Output) -> Result<(), OfficeError> {
    let shared = match archive.part("xl/sharedStrings.xml")? {
        Some(xml) => shared(&xml)?,
        None => Vec::new(),
    };
    let files = match archive.part("xl/_rels/workbook.xml.rels")? {
        Some(xml) => relations(&xml)?,
        None => HashMap::new(),
    };
    let Some(workbook) = archive.part("xl/workbook.xml")? else { return Ok(()) };
    for (name, relation) in sheets(&workbook)? {
        let Some(target) = files.get(&relation) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let Some(xml) = archive.part(&path)? else { continue };
        output.line();
        output.add(&format!("Sheet “{name}”"));
        output.line();
        sheet(&xml, &shared, output)?;
        output.line();
        if output.is_full() {
            break;
        }
    }
    Ok(())
}

/// The texts that cells refer to by number. What tells how to pronounce them is left out.
fn shared(xml: &str) -> Result<Vec<String>, OfficeError> {
    let (mut texts, mut in_text, mut spoken) = (Vec::new(), false, 0_usize);
    walk(xml, |met| {
        match met {
            Met::Begin("si", _) => texts.push(String::new()),
            Met::Begin("t", _) => in_text = true,
            Met::End("t") => in_text = false,
            Met::Begin("rPh", _) => spoken += 1,
            Met::End("rPh") => spoken = spoken.saturating_sub(1),
            Met::Text(text) if in_text && spoken == 0 => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(text);
                }
            }
            Met::Begin(..) | Met::End(_) | Met::Text(_) => {}
        }
        true
    })?;
    Ok(texts)
}

/// Which file a relation leads to.
fn relations(xml: &str) -> Result<HashMap<String, String>, OfficeError> {
    let mut files = HashMap::new();
    walk(xml, |met| {
        if let Met::Begin("Relationship", attributes) = met
            && let (Some(id), Some(target)) = (attributes.get("Id"), attributes.get("Target"))
        {
            files.insert(id, target);
        }
        true
    })?;
    Ok(files)
}

/// The names of the sheets, with their relations.
fn sheets(xml: &str) -> Result<Vec<(String, String)>, OfficeError> {
    let mut sheets = Vec::new();
    walk(xml, |met| {
        if let Met::Begin("sheet", attributes) = met
            && let (Some(name), Some(relation)) = (attributes.get("name"), attributes.get("id"))
        {
            sheets.push((name, relation));
        }
        true
    })?;
    Ok(sheets)
}

/// A cell on its way.
#[derive(Default)]
struct Cell {
    kind: Option<String>,
    column: Option<u32>,
    value: String,
}

fn sheet(xml: &str, shared: &[String], output: &mut Output) -> Result<(), OfficeError> {
    let (mut cell, mut in_value, mut next) = (Cell::default(), false, 0_u32);
    walk(xml, |met| {
        match met {
            Met::Begin("row", _) => next = 0,
            Met::End("row") => output.line(),
            Met::Begin("c", attributes) => {
                let column = attributes.get("r").as_deref().and_then(column);
                cell = Cell { kind: attributes.get("t"), column, value: String::new() };
            }
            Met::Begin("v" | "t", _) => in_value = true,
            Met::End("v" | "t") => in_value = false,
            Met::Text(text) if in_value => cell.value.push_str(text),
            Met::End("c") => {
                let column = cell.column.unwrap_or(next);
                let tabs = column.saturating_sub(next).min(GAP) + u32::from(next > 0);
                for _ in 0..tabs {
                    output.add("\t");
                }
                output.add(shown(&cell, shared));
                next = column.saturating_add(1);
            }
            Met::Begin(..) | Met::End(_) | Met::Text(_) => {}
        }
        !output.is_full()
    })
}

/// What a cell shows.
fn shown<'a>(cell: &'a Cell, shared: &'a [String]) -> &'a str {
    match cell.kind.as_deref() {
        Some("s") => {
            let place = cell.value.trim().parse::<usize>().ok();
            place.and_then(|place| shared.get(place)).map_or("", String::as_str)
        }
        Some("b") => {
            if cell.value.trim() == "1" {
                "TRUE"
            } else {
                "FALSE"
            }
        }
        Some(_) | None => &cell.value,
    }
}

/// The number of the column in a name such as `AB12`, from 0.
fn column(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0, |sum, it| sum * 26 + u32::from(it - b'A') + 1);
    number.checked_sub(1)
}
