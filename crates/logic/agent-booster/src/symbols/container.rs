//! Replaces a symbol that is made of others: whole if the edit shows it whole, part by part if it
//! shows only parts, and not at all if nobody can tell.

use super::{Work, insert, piece, replace};
use crate::file::Splice;
use crate::identity::{self, Match};
use crate::line::Feature;
use crate::list::{Listed, Longer, picked};
use crate::outcome::{Reason, Refusal, Refused};
use crate::outline::is_callable;
use crate::parts::Parts;
use crate::rules::SymbolKind;

/// Replaces symbol `found` of the file by symbol `place` of the piece; tells how sure that is.
pub(super) fn replace(
    work: &Work,
    place: usize,
    found: usize,
) -> Result<(Vec<Splice>, f64), Refused> {
    let whole = |sure: f64| replace::whole(work, place, found).map(|splices| (splices, sure));
    let Some(symbol) = work.found(found) else { return whole(0.98) };
    if matches!(symbol.kind, SymbolKind::Function | SymbolKind::Section) {
        refuse_swallowed(work, place)?;
    }
    let text = work.file.text.get(symbol.node.clone()).unwrap_or("");
    if !symbol.kind.is_container() || is_callable(symbol.kind, text) {
        return whole(0.98);
    }
    let ours = work.piece.children(Some(place));
    refuse_strangers(work, &ours)?;
    let theirs = piece::children(&work.parsed.outline, Some(found));
    let there: Vec<usize> = ours
        .iter()
        .filter_map(|child| match work.matches.get(*child) {
            Some(Match::Found(found)) => Some(*found),
            _ => None,
        })
        .list();
    let several: Vec<usize> = ours
        .iter()
        .filter_map(|child| match work.matches.get(*child) {
            Some(Match::Several(places)) => Some(places.clone()),
            _ => None,
        })
        .flatten()
        .list();
    let is_member = |place: &usize| {
        // Of a call that is known by its first argument only such calls are parts.
        let is_step = |one: &crate::outline::Symbol| {
            symbol.kind == SymbolKind::Call && one.kind != SymbolKind::Call
        };
        work.found(*place).is_some_and(|one| {
            !is_step(one) && (one.kind != SymbolKind::Element || one.name.has("#"))
        })
    };
    let missing = picked(&mut theirs.iter().copied(), &|child| {
        is_member(child) && !there.contains(child) && !several.contains(child)
    });
    if missing.is_empty() {
        return whole(0.97);
    }
    let pairs = ours.iter().filter_map(|child| match work.matches.get(*child) {
        Some(Match::Found(found)) => Some((*child, *found)),
        _ => None,
    });
    // To show again what stays as it is would be idle in an edit that shows only a part.
    let restated = pairs.clone().filter(|(ours, theirs)| is_same(work, *ours, *theirs)).count();
    let changed = pairs.count() - restated;
    let new = ours.iter().filter(|child| work.matches.get(**child) == Some(&Match::New)).count();
    if restated >= 2 * missing.len() && restated > 0 {
        return whole(0.9);
    }
    // One new name where one is missing, between neighbors that stay: a new name for it.
    let order = |of: &[usize], is_it: &dyn Fn(&usize) -> bool| of.iter().position(is_it);
    let is_new_name = new == 1
        && missing.len() == 1
        && restated > 0
        && changed == 0
        && ours.len() == theirs.len()
        && order(&ours, &|place| work.matches.get(*place) == Some(&Match::New))
            == order(&theirs, &|place| missing.contains(place));
    if is_new_name {
        return whole(0.9);
    }
    let is_small_part = missing.len() >= 3 && missing.len() >= 2 * (changed + new);
    let is_part = restated == 0
        && several.is_empty()
        && same_head(work, place, found)
        && ((changed == 0 && new > 0 && !is_renamed(work, &ours, &missing)) || is_small_part);
    if !is_part || matches!(symbol.kind, SymbolKind::Section | SymbolKind::Element) {
        let candidates = identity::candidates(&work.parsed.outline, &missing, &work.file.lines);
        return Err(Refusal::naming(Reason::WouldDrop, candidates));
    }
    let mut splices = Vec::new();
    let mut sure = 0.85_f64;
    for child in &ours {
        if let Some(Match::Found(found)) = work.matches.get(*child) {
            let (some, child_sure) = replace(work, *child, *found)?;
            splices.add(some);
            sure = sure.min(child_sure);
        }
    }
    let (some, insert_sure) = insert::insert(work, &ours, Some(found))?;
    splices.add(some);
    Ok((splices, sure.min(insert_sure)))
}

/// A function within a function, or a section within a section, that the file has elsewhere was not
/// meant to be within.
fn refuse_swallowed(work: &Work, place: usize) -> Result<(), Refused> {
    for child in work.piece.children(Some(place)) {
        let Some(symbol) =
            work.symbol(child).filter(|_| work.matches.get(child) == Some(&Match::New))
        else {
            continue;
        };
        let same = work.parsed.outline.places(&|one| {
            matches!(symbol.kind, SymbolKind::Function | SymbolKind::Section)
                && one.kind == symbol.kind
                && one.name == symbol.name
        });
        if !same.is_empty() {
            return Err(work.ambiguous(child, &same));
        }
    }
    Ok(())
}

/// A new function of a type that the file has as no part of any type was perhaps not meant to be
/// one: it may only stand below the type, as deep as it stands in the file.
fn refuse_strangers(work: &Work, ours: &[usize]) -> Result<(), Refused> {
    for child in ours {
        let Some(symbol) = work.symbol(*child).filter(|one| {
            one.kind == SymbolKind::Function && work.matches.get(*child) == Some(&Match::New)
        }) else {
            continue;
        };
        let wanted = identity::parameters(symbol, &work.piece.text);
        let is_loose = |one: &crate::outline::Symbol| {
            let owner = one.parent.and_then(|parent| work.found(parent)).map(|one| one.kind);
            owner.is_none_or(|kind| kind == SymbolKind::Function)
        };
        let same = work.parsed.outline.places(&|one| {
            one.name == symbol.name
                && one.kind == symbol.kind
                && is_loose(one)
                && identity::parameters(one, work.file.text) == wanted
        });
        if !same.is_empty() {
            return Err(work.ambiguous(*child, &same));
        }
    }
    Ok(())
}

/// Whether something new is so like something missing that it may be that under a new name.
fn is_renamed(work: &Work, ours: &[usize], missing: &[usize]) -> bool {
    let lines = |text: &str| {
        let lines = text.rows().map(Parts::squeezed);
        lines.filter(|line| line.len() > 1).list()
    };
    let new = ours.iter().filter(|place| work.matches.get(**place) == Some(&Match::New));
    let texts = |place: &usize| {
        work.symbol(*place).and_then(|one| work.piece.text.get(one.node.clone())).map(lines)
    };
    new.filter_map(texts).any(|new| {
        missing.iter().any(|old| {
            let old =
                work.found(*old).and_then(|one| work.file.text.get(one.node.clone())).map(lines);
            old.is_some_and(|old| {
                let shared = old.iter().filter(|line| new.contains(line)).count();
                let first =
                    |lines: &[String]| Feature::of(lines.first().map_or("", String::as_str));
                let is_short = old.len().max(new.len()) < 3;
                shared * 2 >= old.len().max(new.len())
                    || (is_short && first(&old).likeness(&first(&new)) > 0.4)
            })
        })
    })
}

/// Whether a symbol of the piece is as it is in the file, but for white space.
fn is_same(work: &Work, ours: usize, theirs: usize) -> bool {
    let squeeze = |text: &str| text.squeezed();
    let (Some(ours), Some(theirs)) = (work.symbol(ours), work.found(theirs)) else { return false };
    let ours = work.piece.text.get(ours.node.clone()).map(squeeze);
    ours == work.file.text.get(theirs.node.clone()).map(squeeze)
}

/// Whether what stands before the first part is the same in both.
fn same_head(work: &Work, ours: usize, theirs: usize) -> bool {
    let head = |text: &str, symbol: Option<&crate::outline::Symbol>| {
        let text = text.get(symbol?.node.clone())?;
        let end = text.spot_among("{:\n").unwrap_or(text.len());
        Some(text.get(..end)?.squeezed())
    };
    head(&work.piece.text, work.symbol(ours)) == head(work.file.text, work.found(theirs))
}
