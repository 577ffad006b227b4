//! Puts new symbols beside those the edit shows them beside, or at the end of their kind.

use std::ops::Range;

use super::piece::{children, trimmed};
use super::{Work, import, place, trivia};
use crate::file::Splice;
use crate::identity::Match;
use crate::outcome::{Candidate, Refusal};
use crate::outline::Symbol;
use crate::rules::SymbolKind;
use crate::text::{Lines, indent, is_blank};
use crate::{Language, identity::Standing};

/// Puts those of `places`, which are neighbors in the piece, that are new into `parent`.
pub(super) fn insert(work: &Work, places: &[usize], parent: Option<usize>) -> Result<(Vec<Splice>, f64), Refusal> {
    let mut splices = Vec::new();
    let mut sure = 1.0_f64;
    let mut at = 0;
    while let Some(place) = places.get(at) {
        if work.matches.get(*place) != Some(&Match::New) {
            at += 1;
            continue;
        }
        if work.symbol(*place).is_some_and(|one| one.kind == SymbolKind::Import) {
            splices.extend(import::add(work, places, at)?);
            at += 1;
            continue;
        }
        let is_new = |place: &usize| {
            work.matches.get(*place) == Some(&Match::New)
                && work.symbol(*place).is_some_and(|one| one.kind != SymbolKind::Import)
        };
        let length = places.get(at..).unwrap_or(&[]).iter().take_while(|place| is_new(place)).count();
        let group = places.get(at..at + length).unwrap_or(&[]);
        for place in group {
            let hinted = work.symbol(*place).filter(|one| {
                crate::identity::is_hinted(one, &work.piece.text, work.file.text)
            });
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

/// Where new symbols go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    After(usize),
    Before(usize),
    /// Into a body that has nothing in it yet, or at the end of a file without symbols.
    Into(usize),
}

/// After the last symbol of its kind in `parent`, or in the only thing it can be part of.
fn end_of_kind(work: &Work, group: &[usize], parent: Option<usize>) -> Result<Spot, Refusal> {
    let first = group.first().and_then(|place| work.symbol(*place));
    let first = first.ok_or_else(|| Refusal::not_found("a place for it"))?;
    let parent = match parent {
        Some(parent) => Some(parent),
        None if is_part(work, first) => Some(only_owner(work, first)?),
        None => None,
    };
    let siblings: Vec<usize> = children(&work.parsed.outline, parent)
        .into_iter()
        .filter(|place| !is_import(work, *place) && !is_tail(work, *place))
        .collect();
    let group_of = |kind: SymbolKind| match kind {
        SymbolKind::Impl | SymbolKind::Macro | SymbolKind::Type | SymbolKind::Module => 0,
        SymbolKind::Function if parent.is_none() => 0,
        SymbolKind::Function => 1,
        _ => 2,
    };
    let of_kind = |place: &&usize| {
        work.found(**place).is_some_and(|one| {
            one.kind == first.kind || (group_of(one.kind) == group_of(first.kind) && group_of(one.kind) == 0)
        })
    };
    // A method stands with the methods of its type.
    if let Some((owner, _)) = first.name.split_once('.')
        && work.file.language == Language::Go
    {
        let mine = |place: &&usize| {
            work.found(**place).is_some_and(|one| {
                one.name == owner || one.name.strip_prefix(owner).is_some_and(|rest| rest.starts_with('.'))
            })
        };
        if let Some(last) = siblings.iter().rev().find(mine) {
            return Ok(Spot::After(*last));
        }
    }
    if let Some(last) = siblings.iter().rev().find(of_kind) {
        return Ok(Spot::After(*last));
    }
    // Among parts of another kind it still belongs to the same owner: at the end.
    if let Some(last) = siblings.last()
        && (parent.is_some() || group_of(first.kind) == 0)
        && first.kind != SymbolKind::Element
    {
        return Ok(Spot::After(*last));
    }
    match parent {
        Some(parent) => Ok(Spot::Into(parent)),
        None => Err(Refusal::ambiguous("where what is new belongs", Vec::new())),
    }
}

/// What stands at the end of a file by custom stays there.
fn is_tail(work: &Work, place: usize) -> bool {
    work.found(place).is_some_and(|one| {
        (one.kind == SymbolKind::Module && matches!(one.name.as_str(), "tests" | "test"))
            || one.name == "module.exports" || one.name == "__all__"
            || one.name.starts_with("exports")
    })
}

fn is_part(work: &Work, symbol: &Symbol) -> bool {
    work.piece.standing == Standing::Inner && work.file.language != Language::Json
        || symbol.kind == SymbolKind::Function
            && identity_takes_self(symbol, &work.piece.text)
}

fn identity_takes_self(symbol: &Symbol, text: &str) -> bool {
    crate::identity::parameters(symbol, text).is_some_and(|parameters| {
        let first = parameters.trim_start_matches(['(', '&']).trim_start_matches("mut");
        first.starts_with("self,") || first.starts_with("self)")
    })
}

/// The one thing in the file that can have such a part.
fn only_owner(work: &Work, symbol: &Symbol) -> Result<usize, Refusal> {
    let wanted = |one: &Symbol| match symbol.kind {
        SymbolKind::Function => match work.file.language {
            Language::Rust => one.kind == SymbolKind::Impl,
            _ => one.kind == SymbolKind::Type && one.body.is_some(),
        },
        _ => one.kind == SymbolKind::Type,
    };
    let all = work.parsed.outline.symbols.iter().enumerate();
    let owners: Vec<usize> = all.filter(|(_, one)| wanted(one)).map(|(place, _)| place).collect();
    match owners.as_slice() {
        [one] => Ok(*one),
        _ => {
            let what = format!("the owner of {} {}", symbol.kind.word(), symbol.name);
            let candidates = crate::identity::candidates(&work.parsed.outline, &owners, &work.file.lines);
            Err(Refusal::ambiguous(what, candidates))
        }
    }
}

/// The splice that puts `group` at `spot`.
fn put(work: &Work, group: &[usize], spot: &Spot) -> Result<Splice, Refusal> {
    let file = work.file;
    let neighbor = match spot {
        Spot::After(found) | Spot::Before(found) | Spot::Into(found) => *found,
    };
    let there = work.found(neighbor).ok_or_else(|| Refusal::not_found("a place for it"))?;
    let outer = trimmed(file.text, &there.outer);
    let lines = file.lines.around(&outer);
    if matches!(spot, Spot::Into(_)) {
        return Err(Refusal::ambiguous("where in an empty body what is new belongs", vec![Candidate {
            what: crate::identity::words(&work.parsed.outline, neighbor),
            line: lines.start + 1,
        }]));
    }
    // What shares its line with others cannot have lines put beside it.
    let before = file.text.get(file.lines.start(lines.start)..outer.start).unwrap_or("");
    let after = file.text.get(outer.end..file.lines.end(lines.end - 1)).unwrap_or("");
    let is_alone = is_blank(before) && matches!(after.trim(), "" | "," | ";") || after.trim_start().starts_with("//") || after.trim_start().starts_with('#');
    if !is_alone {
        return Err(Refusal::ambiguous("where on the line what is new belongs", vec![Candidate {
            what: crate::identity::words(&work.parsed.outline, neighbor),
            line: lines.start + 1,
        }]));
    }
    let white = indent(file.lines.get(lines.start)).to_owned();
    let mut new = text_of(work, group, &white);
    let gap = separation(work, group, neighbor, spot);
    let comma = is_listed(there, file.language);
    let end = file.line_end(lines.start).text();
    let what = group.first().map_or_else(String::new, |place| crate::identity::words(&work.piece.outline, *place));
    let blank = end.repeat(gap);
    match spot {
        Spot::Before(_) => {
            let first = trivia::above(&file.lines, lines.start, file.language).start;
            let at = file.lines.start(first);
            if comma && !new.trim_end().ends_with(',') {
                new.push(',');
            }
            Ok(Splice { range: at..at, text: format!("{white}{new}{end}{blank}"), what })
        }
        Spot::After(_) | Spot::Into(_) => {
            let at = file.lines.end(lines.end - 1);
            let has_comma = after.trim_start().starts_with(',');
            if comma {
                let bare = new.trim_end().trim_end_matches(',').len();
                new.truncate(bare);
                if has_comma {
                    new.push(',');
                }
            }
            if comma && !has_comma {
                let rest = file.text.get(outer.end..at).unwrap_or("");
                let text = format!(",{rest}{end}{blank}{white}{new}");
                return Ok(Splice { range: outer.end..at, text, what });
            }
            Ok(Splice { range: at..at, text: format!("{end}{blank}{white}{new}"), what })
        }
    }
}

/// Whether commas stand between such symbols.
fn is_listed(symbol: &Symbol, language: Language) -> bool {
    match language {
        Language::Json => true,
        Language::JavaScript | Language::Jsx | Language::TypeScript | Language::Tsx => {
            symbol.kind == SymbolKind::Field && symbol.node == symbol.outer && symbol.parent.is_some()
                && symbol.name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$' || c == '-') && symbol.body.is_none() && symbol.kind == SymbolKind::Field && is_pair(symbol)
        }
        Language::Rust => symbol.kind == SymbolKind::Field,
        _ => false,
    }
}

/// A pair of an object rather than a field of a class: told by what follows it, later.
fn is_pair(symbol: &Symbol) -> bool {
    symbol.kind == SymbolKind::Field
}

/// The text of `group` with what stands above each, for a line indented by `white`.
fn text_of(work: &Work, group: &[usize], white: &str) -> String {
    let lines = Lines::of(&work.piece.text);
    let symbols: Vec<&Symbol> = group.iter().filter_map(|place| work.symbol(*place)).collect();
    let (Some(first), Some(last)) = (symbols.first(), symbols.last()) else { return String::new() };
    let line = lines.at(first.outer.start);
    let above = trivia::above(&lines, line, work.file.language);
    let start = if above.is_empty() { first.outer.start } else { lines.start(above.start) + indent(lines.get(above.start)).len() };
    let mut end = trimmed(&work.piece.text, &last.outer).end;
    // What ends it stands behind the node in some grammars.
    let rest = work.piece.text.get(end..).unwrap_or("");
    if rest.starts_with([';', ',']) {
        end += 1;
    }
    let range: Range<usize> = start..end;
    place::moved(work.piece, &range, white, work.file, None)
}

/// How many empty lines stand between what is new and its neighbor: as in the edit, or as between
/// the neighbor and those beside it.
fn separation(work: &Work, group: &[usize], neighbor: usize, spot: &Spot) -> usize {
    let lines = Lines::of(&work.piece.text);
    let ours = |place: usize| work.symbol(place).map(|one| lines.around(&trimmed(&work.piece.text, &one.outer)));
    let shown = |place: usize| matches!(work.matches.get(place), Some(Match::Found(found)) if *found == neighbor);
    let beside = (0..work.piece.outline.symbols.len()).find(|place| shown(*place));
    if let (Some(beside), Some(first), Some(last)) = (beside.and_then(ours), group.first().and_then(|one| ours(*one)), group.last().and_then(|one| ours(*one))) {
        let between = match spot {
            Spot::Before(_) => last.end..beside.start,
            Spot::After(_) | Spot::Into(_) => beside.end..first.start,
        };
        return between.take_while(|line| is_blank(lines.get(*line))).count();
    }
    let file = work.file;
    let Some(there) = work.found(neighbor) else { return 1 };
    let siblings = children(&work.parsed.outline, there.parent);
    let mut last_gap = None;
    for pair in siblings.windows(2) {
        let [one, two] = pair else { continue };
        let (Some(one), Some(two)) = (work.found(*one), work.found(*two)) else { continue };
        if one.kind != there.kind || two.kind != there.kind {
            continue;
        }
        let end = file.lines.around(&trimmed(file.text, &one.outer)).end;
        let start = trivia::above(&file.lines, file.lines.at(two.outer.start), file.language).start;
        last_gap = Some((end..start).filter(|line| is_blank(file.lines.get(*line))).count());
    }
    last_gap.unwrap_or(match (there.kind, there.parent, file.language) {
        (SymbolKind::Function | SymbolKind::Type, None, Language::Python) => 2,
        (SymbolKind::Field | SymbolKind::Key | SymbolKind::Variable, ..) => 0,
        _ => 1,
    })
}
