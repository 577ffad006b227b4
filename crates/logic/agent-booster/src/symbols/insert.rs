//! Puts new symbols beside those the edit shows them beside, or at the end of their kind.

mod gap;
mod spot;

use std::ops::Range;

use self::gap::separation;
use self::spot::{Spot, end_of_kind};
use super::piece::trimmed;
use super::{Work, import, place, trivia};
use crate::file::Splice;
use crate::identity::Match;
use crate::list::{Listed, Longer};
use crate::outcome::{Candidate, Refusal, Refused};
use crate::outline::Symbol;
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::text::{Lines, indent, is_blank};
use crate::write::{joined, times};

/// Puts those of `places`, which are neighbors in the piece, that are new into `parent`.
pub(super) fn insert(
    work: &Work,
    places: &[usize],
    parent: Option<usize>,
) -> Result<(Vec<Splice>, f64), Refused> {
    let mut splices = Vec::new();
    let mut sure = 1.0_f64;
    let mut at = 0;
    while let Some(place) = places.get(at) {
        if work.matches.get(*place) != Some(&Match::New) {
            at += 1;
            continue;
        }
        if work.symbol(*place).is_some_and(|one| one.kind == SymbolKind::Import) {
            splices.add(import::add(work, places, at)?);
            at += 1;
            continue;
        }
        let is_new = |place: &usize| {
            work.matches.get(*place) == Some(&Match::New)
                && work.symbol(*place).is_some_and(|one| one.kind != SymbolKind::Import)
        };
        let length =
            places.get(at..).unwrap_or(&[]).iter().take_while(|place| is_new(place)).count();
        let group = places.get(at..at + length).unwrap_or(&[]);
        for place in group {
            let hinted = work
                .symbol(*place)
                .filter(|one| crate::identity::is_hinted(one, &work.piece.text, work.file.text));
            if hinted.is_some() {
                return Err(work.ambiguous(*place, &[]));
            }
            let theirs = super::theirs(work.file, work.parsed);
            let twin = work.symbol(*place).and_then(|one| {
                crate::identity::twin(one, work.piece.side(), theirs, &work.matches)
            });
            if let Some(twin) = twin {
                return Err(work.ambiguous(*place, &[twin]));
            }
        }
        let found = |place: &usize| match work.matches.get(*place) {
            Some(Match::Found(found)) if !is_import(work, *found) => Some(*found),
            _ => None,
        };
        let before = at.checked_sub(1).and_then(|one| places.get(one)).and_then(found);
        let after = places.get(at + length).and_then(found);
        let (spot, spot_sure) = match (before, after) {
            (Some(before), _) => (Spot::After(before), 0.95),
            (None, Some(after)) => (Spot::Before(after), 0.95),
            (None, None) => (end_of_kind(work, group, parent)?, 0.8),
        };
        splices.push(put(work, group, &spot)?);
        sure = sure.min(spot_sure);
        at += length;
    }
    Ok((splices, sure))
}

fn is_import(work: &Work, found: usize) -> bool {
    work.found(found).is_some_and(|one| one.kind == SymbolKind::Import)
}

/// The splice that puts `group` at `spot`.
fn put(work: &Work, group: &[usize], spot: &Spot) -> Result<Splice, Refused> {
    let file = work.file;
    let neighbor = match spot {
        Spot::After(found) | Spot::Before(found) | Spot::Into(found) => *found,
    };
    let there = work.found(neighbor).ok_or_else(|| Refusal::not_found("a place for it"))?;
    let outer = trimmed(file.text, &there.outer);
    let lines = file.lines.around(&outer);
    if matches!(spot, Spot::Into(_)) {
        return Err(Refusal::ambiguous(
            "where in an empty body what is new belongs",
            vec![Candidate {
                what: crate::identity::words(&work.parsed.outline, neighbor),
                line: lines.start + 1,
            }],
        ));
    }
    // What shares its line with others cannot have lines put beside it.
    let before = file.text.get(file.lines.start(lines.start)..outer.start).unwrap_or("");
    let after = file.text.get(outer.end..file.lines.end(lines.end - 1)).unwrap_or("");
    let is_alone = is_blank(before) && matches!(after.trim(), "" | "," | ";")
        || after.trim_start().opens("//")
        || after.trim_start().opens("#");
    if !is_alone {
        return Err(Refusal::ambiguous(
            "where on the line what is new belongs",
            vec![Candidate {
                what: crate::identity::words(&work.parsed.outline, neighbor),
                line: lines.start + 1,
            }],
        ));
    }
    let white = indent(file.lines.get(lines.start)).to_owned();
    let mut new = text_of(work, group, &white);
    let gap = separation(work, group, neighbor, spot);
    let comma = is_listed(work, there);
    let end = file.line_end(lines.start).text();
    let what = group
        .first()
        .map_or_else(String::new, |place| crate::identity::words(&work.piece.outline, *place));
    let blank = times(end, gap);
    match spot {
        Spot::Before(_) => {
            let first = trivia::above(&file.lines, lines.start, file.language).start;
            let at = file.lines.start(first);
            if comma && !new.trim_end().closes(",") {
                new.push(',');
            }
            Ok(Splice { range: at..at, text: joined(&[&white, &new, end, &blank]), what })
        }
        Spot::After(_) | Spot::Into(_) => {
            let at = file.lines.end(lines.end - 1);
            let has_comma = after.trim_start().opens(",");
            if comma {
                let bare = new.trim_end().bare_end(",").len();
                new.truncate(bare);
                if has_comma {
                    new.push(',');
                }
            }
            if comma && !has_comma {
                let rest = file.text.get(outer.end..at).unwrap_or("");
                let text = joined(&[",", rest, end, &blank, &white, &new]);
                return Ok(Splice { range: outer.end..at, text, what });
            }
            Ok(Splice { range: at..at, text: joined(&[end, &blank, &white, &new]), what })
        }
    }
}

/// Whether commas stand between symbols like `symbol`.
fn is_listed(work: &Work, symbol: &Symbol) -> bool {
    let owner = symbol.parent.and_then(|parent| work.found(parent)).map(|parent| parent.kind);
    // A method of an object, rather than of a class.
    let is_loose = !matches!(owner, Some(SymbolKind::Type) | None);
    symbol.is_listed && (symbol.kind != SymbolKind::Function || is_loose)
}

/// The text of `group` with what stands above each, for a line indented by `white`.
fn text_of(work: &Work, group: &[usize], white: &str) -> String {
    let lines = Lines::of(&work.piece.text);
    let symbols: Vec<&Symbol> = group.iter().filter_map(|place| work.symbol(*place)).list();
    let (Some(first), Some(last)) = (symbols.first(), symbols.last()) else { return String::new() };
    let line = lines.at(first.outer.start);
    let above = trivia::above(&lines, line, work.file.language);
    let start = if above.is_empty() {
        first.outer.start
    } else {
        lines.start(above.start) + indent(lines.get(above.start)).len()
    };
    let mut end = trimmed(&work.piece.text, &last.outer).end;
    // What ends it stands behind the node in some grammars.
    let rest = work.piece.text.get(end..).unwrap_or("");
    if rest.opens_among(";,") {
        end += 1;
    }
    let range: Range<usize> = start..end;
    place::moved(work.piece, &range, white, work.file, None)
}
