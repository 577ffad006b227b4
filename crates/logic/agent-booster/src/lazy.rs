//! Lays a shortened text over the file: marks stand for what stays, all else is as it is to be.

mod bind;
mod doubt;
mod emit;
mod rows;

use crate::Language;
use crate::align::{Costs, NoAlignment, align};
use crate::file::{File, Splice};
use crate::grammar::{Parsed, Shelf};
use crate::identity::{self, Match, Side, Standing};
use crate::list::{Listed, Longer, picked};
use crate::outcome::{Candidate, Reason, Refusal, Refused};
use crate::parts::Parts;
use crate::text::Lines;
use crate::write::joined;

use self::bind::Bound;
pub(crate) use self::emit::Commas;
use self::emit::{Emission, emit};
pub(crate) use self::rows::{Own, doubtful, has_marks, read};

/// What a shortened text comes to.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) splices: Vec<Splice>,
    pub(crate) confidence: f64,
}

/// How much dearer another reading must be for this one to be the one meant.
const MARGIN: f32 = 0.26;

/// How many lines may go between two that are shown.
const MOST_DROPPED: usize = 40;

/// Lays `snippet` over `file`, whose symbols are in `parsed` where there is a grammar.
pub(crate) fn merge(
    snippet: &str,
    file: &File,
    parsed: Option<&Parsed>,
    shelf: &mut Shelf,
    (own, commas): (Own, Commas),
) -> Result<Merged, Refused> {
    let read = read(snippet, file, own);
    let inner = parsed.and_then(|_| shelf.parse(&read.text, file.language));
    let lines = Lines::of(&read.text);
    let mut rows = rows::plain(&read);
    let mut bound = Bound::default();
    let mut twins = Vec::new();
    if let (Some(parsed), Some(inner)) = (parsed, inner.as_ref()) {
        let ours = Side { text: &read.text, outline: &inner.outline };
        let theirs = Side { text: file.text, outline: &parsed.outline };
        let matches = identity::resolve(ours, theirs, Standing::Free);
        let is_sound = !inner.tree.has_error()
            && file.language != Language::Markdown
            && bind::is_sound(&rows, (ours, &lines), file.language);
        if is_sound {
            refuse_doubles(&inner.outline, &matches, theirs, file)?;
            let new =
                inner.outline.symbols.iter().zip(&matches).filter(|(_, one)| **one == Match::New);
            twins.add(new.filter_map(|(one, _)| identity::twin(one, ours, theirs, &matches)));
            let theirs = (theirs, &file.lines);
            bound = bind::bind(
                &mut rows,
                (ours, &lines),
                theirs,
                &matches,
                (file.language, file.features()),
            );
        } else {
            bound.shift =
                bind::bind_by_lines(&mut rows, &lines, (theirs, &file.lines), file.features());
        }
    }
    let shift = bound.shift.or_else(|| rows::vote(&rows, file.features()));
    let mut rows = rows::edged(rows);
    let is_keyed =
        matches!(file.language, Language::Json | Language::Yaml | Language::Toml | Language::Css);
    let Bound { sealed, marked, .. } = bound;
    let mut costs = Costs { shift, alike: 0.5, sealed, marked, is_keyed };
    let mut found = align(&rows, file.features(), &costs, MARGIN);
    if matches!(found, Err(NoAlignment::Impossible)) {
        // A mark may hide the head of what follows it: then names tell nothing.
        for row in &mut rows {
            (row.allowed, row.is_new) = (None, false);
        }
        (costs.sealed, costs.marked) = (Vec::new(), Vec::new());
        found = align(&rows, file.features(), &costs, MARGIN);
    }
    let found = match found {
        Ok(found) => found,
        Err(NoAlignment::TooMuchWork) => return Err(Refusal::because(Reason::TooMuchWork)),
        Err(NoAlignment::Impossible) => return Err(Refusal::not_found("what the edit shows")),
    };
    let best = emit(&read, &rows, &found.best.fates, file, commas);
    let mut margin = MARGIN;
    for other in &found.others {
        let emission = emit(&read, &rows, &other.fates, file, commas);
        if !emission.says_as(&best, file) {
            return Err(two_readings(&best, &emission));
        }
        margin = margin.min(other.cost - found.best.cost + 0.2);
    }
    if best.first_change().is_none() {
        return Err(Refusal::because(Reason::NoChange));
    }
    if let Some(line) = best.among_blanks(file) {
        let candidate = Candidate { what: "an empty line".to_owned(), line: line + 1 };
        return Err(Refusal::ambiguous("between which empty lines it belongs", vec![candidate]));
    }
    if best.is_doubtful {
        return Err(Refusal::ambiguous("how deep the edit's lines belong", Vec::new()));
    }
    if let Some(line) = doubt::doubtful(&rows, &found.best.fates, file) {
        let candidate = Candidate { what: "lines".to_owned(), line: line + 1 };
        return Err(Refusal::ambiguous("what the edit's lines replace", vec![candidate]));
    }
    refuse_twins(&twins, &best, file, parsed)?;
    check_dropped(&best, file, parsed)?;
    let changed = best.new_lines().max(1);
    let confidence = 0.9 + 0.05 * f64::from(margin / MARGIN) - 0.01 * small(changed).min(3.0);
    Ok(Merged { splices: best.splices(file), confidence })
}

fn small(count: usize) -> f64 {
    f64::from(u16::try_from(count).unwrap_or(u16::MAX)) / 20.0
}

/// A symbol of the edit that could be several of the file, alone at the top, is refused.
fn refuse_doubles(
    outline: &crate::outline::Outline,
    matches: &[Match],
    theirs: Side,
    file: &File,
) -> Result<(), Refused> {
    for (symbol, found) in outline.symbols.iter().zip(matches) {
        let is_named = matches!(
            symbol.kind,
            crate::SymbolKind::Function | crate::SymbolKind::Type | crate::SymbolKind::Section
        );
        if let Match::Several(places) = found
            && symbol.parent.is_none()
            && is_named
        {
            let candidates = identity::candidates(theirs.outline, places, &file.lines);
            return Err(Refusal::ambiguous(
                joined(&[symbol.kind.word(), " ", &symbol.name]),
                candidates,
            ));
        }
    }
    Ok(())
}

/// What is new and yet the same as something under another name may be that, renamed: unless the
/// edit shows that the old one goes, nobody can tell.
fn refuse_twins(
    twins: &[usize],
    best: &Emission,
    file: &File,
    parsed: Option<&Parsed>,
) -> Result<(), Refused> {
    let Some(parsed) = parsed else { return Ok(()) };
    for place in twins {
        let Some(symbol) = parsed.outline.symbols.get(*place) else { continue };
        if best.keeps(file.lines.at(symbol.node.start)) {
            let candidates = identity::candidates(&parsed.outline, &[*place], &file.lines);
            return Err(Refusal::ambiguous("whether something is new or renamed", candidates));
        }
    }
    Ok(())
}

/// Two readings that come to different texts.
fn two_readings(best: &Emission, other: &Emission) -> Refused {
    let lines = [best.first_change(), other.first_change()];
    let mut candidates: Vec<Candidate> = lines
        .iter()
        .flatten()
        .map(|line| Candidate { what: "lines".to_owned(), line: line + 1 })
        .list();
    candidates.dedup();
    Refusal::ambiguous("where the edit's lines belong", candidates)
}

/// Refuses what would drop symbols or comments that the edit does not name: unless what stands
/// before and after is shown as it is, they may only have been forgotten.
fn check_dropped(best: &Emission, file: &File, parsed: Option<&Parsed>) -> Result<(), Refused> {
    let mut dropped = Vec::new();
    for run in best.dropped() {
        let is_full = |line: &usize| !file.lines.get(*line).trim().is_empty();
        let all = picked(&mut run.lines.clone(), &is_full);
        let is_remark = all.iter().all(|line| is_comment(file.lines.get(*line)));
        if !all.is_empty() && !run.is_replaced && !run.is_shown_well() && is_remark {
            dropped.push(Candidate { what: "a comment".to_owned(), line: run.lines.start + 1 });
        }
        // What goes here and comes there was moved; what goes with it and does not come was
        // perhaps only passed over.
        let new = best.new_names();
        let comes = |line: &&usize| {
            let line = file.lines.get(**line).trim();
            line.len() > 3 && new.iter().any(|new| new.trim() == line)
        };
        let moved = all.iter().filter(comes).count();
        if (moved > 0 && all.len() > 2 * moved + 2)
            || (all.len() > MOST_DROPPED && !run.is_replaced)
        {
            dropped.push(Candidate { what: "lines".to_owned(), line: run.lines.start + 1 });
        }
        let Some(parsed) = parsed else {
            if all.len() > 3 && !run.is_replaced && !run.is_shown_well() {
                dropped.push(Candidate { what: "lines".to_owned(), line: run.lines.start + 1 });
            }
            continue;
        };
        for (place, symbol) in parsed.outline.symbols.iter().enumerate() {
            let lines = file.lines.around(&symbol.node);
            let is_inside = lines.start >= run.lines.start && lines.end <= run.lines.end;
            let is_kept = new.iter().any(|line| line.has(symbol.name.after_last(".: ")));
            let is_shown = if lines.len() > 3 { run.is_shown_well() } else { run.is_shown() };
            if is_inside && !is_kept && !is_shown {
                dropped.add(identity::candidates(&parsed.outline, &[place], &file.lines));
            }
        }
    }
    if dropped.is_empty() {
        return Ok(());
    }
    Err(Refusal::naming(Reason::WouldDrop, dropped))
}

fn is_comment(line: &str) -> bool {
    let line = line.trim();
    ["//", "/*", "*/", "* ", "<!--", "# ", "--"].iter().any(|open| line.opens(open)) || line == "*"
}
