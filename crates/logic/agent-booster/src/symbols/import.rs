//! Imports: added once, extended, never doubled.

use super::piece::trimmed;
use super::{Work, replace};
use crate::file::Splice;
use crate::identity::{self, Match};
use crate::list::Listed;
use crate::outcome::{Reason, Refusal, Refused};
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::text::{Lines, indent, is_blank};
use crate::write::both;

/// The text of an import of the piece.
fn ours<'a>(work: &'a Work, place: usize) -> &'a str {
    let range = work.symbol(place).map(|one| trimmed(&work.piece.text, &one.outer));
    range.and_then(|range| work.piece.text.get(range)).unwrap_or("")
}

fn theirs<'a>(work: &'a Work, found: usize) -> &'a str {
    let range = work.found(found).map(|one| trimmed(work.file.text, &one.outer));
    range.and_then(|range| work.file.text.get(range)).unwrap_or("")
}

fn squeeze(text: &str) -> String {
    text.squeezed().swapped(",}", "}").swapped(",)", ")")
}

/// Whether one of `places` is import `place` of the piece already.
pub(super) fn is_there(work: &Work, place: usize, places: &[usize]) -> bool {
    let wanted = squeeze(ours(work, place));
    places.iter().any(|found| squeeze(theirs(work, *found)) == wanted)
}

/// Extends import `found`; refuses to take names away that the edit does not mention.
pub(super) fn replace(work: &Work, place: usize, found: usize) -> Result<Vec<Splice>, Refused> {
    let (new, old) = (ours(work, place), theirs(work, found));
    if squeeze(new) == squeeze(old) {
        return Ok(Vec::new());
    }
    let names = |text: &str| {
        let is_part = |c: char| c.is_alphanumeric() || "_$./@-".chars().any(|sign| sign == c);
        text.runs(is_part).map(str::to_owned).list()
    };
    let new_names = names(new);
    if names(old).iter().all(|name| new_names.contains(name)) {
        return replace::whole(work, place, found);
    }
    let candidates = identity::candidates(&work.parsed.outline, &[found], &work.file.lines);
    Err(Refusal::naming(Reason::WouldDrop, candidates))
}

/// Adds the import at `at` of `places`: beside the one the edit shows it beside, or after the last.
pub(super) fn add(work: &Work, places: &[usize], at: usize) -> Result<Vec<Splice>, Refused> {
    let file = work.file;
    let Some(place) = places.get(at) else { return Ok(Vec::new()) };
    let found = |place: &usize| match work.matches.get(*place) {
        Some(Match::Found(found)) => {
            work.found(*found).filter(|one| one.kind == SymbolKind::Import).map(|_| *found)
        }
        _ => None,
    };
    let several = places.iter().find_map(|place| match work.matches.get(*place) {
        Some(Match::Several(several)) => Some((*place, several)),
        _ => None,
    });
    if let Some((place, several)) = several {
        return Err(work.ambiguous(place, several));
    }
    let text = ours(work, *place);
    let imports = || {
        let all = work.parsed.outline.symbols.iter().enumerate();
        all.filter(|(_, one)| one.kind == SymbolKind::Import && one.parent.is_none())
            .map(|(place, _)| place)
    };
    let before = places.get(..at).unwrap_or(&[]).iter().rev().find_map(found);
    let after = places.get(at + 1..).unwrap_or(&[]).iter().find_map(found);
    let after = if before.is_some() { None } else { after };
    let neighbor = before.or(after).or_else(|| imports().max());
    let Some(neighbor) = neighbor.and_then(|one| work.found(one)) else {
        return at_top(work, text);
    };
    let lines = file.lines.around(&trimmed(file.text, &neighbor.outer));
    let white = indent(file.lines.get(lines.start));
    // Within brackets only what is imported stands, without the word for it.
    let is_listed = neighbor.outer == neighbor.node && !white.is_empty();
    let body =
        work.symbol(*place).and_then(|one| work.piece.text.get(one.node.clone())).unwrap_or(text);
    let line = if is_listed { body } else { text };
    let new: Vec<String> = line.rows().map(|line| both(white, line)).list();
    let spot = if after.is_some() { lines.start } else { lines.end };
    Ok(vec![Splice { what: both("import ", line), ..file.replace_lines(spot..spot, &new) }])
}

/// The first import of a file: after what belongs to the file as a whole.
fn at_top(work: &Work, text: &str) -> Result<Vec<Splice>, Refused> {
    let file = work.file;
    let first = work
        .parsed
        .outline
        .symbols
        .first()
        .ok_or_else(|| Refusal::not_found("a place for the import"))?;
    let line = file.lines.at(first.outer.start);
    let above = super::trivia::above(&file.lines, line, file.language).start;
    // Only where nothing but remarks stands before it is the place beyond doubt.
    let is_clear = (0..above).all(|line| {
        let text = file.lines.get(line);
        is_blank(text)
            || super::trivia::is_comment(text, file.language)
            || text.opens("package ")
            || text.opens("#!")
            || text.has("use strict")
    });
    if !is_clear {
        return Err(Refusal::ambiguous("where the first import belongs", Vec::new()));
    }
    let mut new: Vec<String> = Lines::of(text).iter().map(str::to_owned).list();
    new.push(String::new());
    Ok(vec![file.replace_lines(above..above, &new)])
}
