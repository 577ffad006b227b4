//! Applies hunks: finds the lines each one is about, and does to them what it says.

mod drift;
mod place;
mod weave;

use crate::file::{File, Splice};
use crate::form::{Hunk, Order, Step};
use crate::list::{Listed, Longer};
use crate::outcome::{Candidate, Reason, Refusal, Refused};
use crate::strategy::Strategy;
use crate::write::{joined, shortened};

use self::place::{Found, Placement};

/// What hunks come to.
#[derive(Debug)]
pub(crate) struct Applied {
    pub(crate) splices: Vec<Splice>,
    pub(crate) strategy: Strategy,
    pub(crate) confidence: f64,
}

/// Applies `hunks` to `file`.
pub(crate) fn apply(hunks: &[Hunk], order: Order, file: &File) -> Result<Applied, Refused> {
    let mut found = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        found.push(place::find(hunk, file)?);
    }
    if order == Order::OfTheFile {
        narrow(hunks, &mut found, file);
    }
    let mut applied =
        Applied { splices: Vec::new(), strategy: Strategy::ExactReplace, confidence: 0.99 };
    for (hunk, found) in hunks.iter().zip(found) {
        let placement = only(hunk, found)?;
        if let Some(confidence) = placement.doubt {
            applied.strategy = Strategy::FuzzyReplace;
            applied.confidence = applied.confidence.min(confidence);
        }
        applied.splices.add(weave::weave(hunk, &placement, file)?);
    }
    Ok(applied)
}

/// Where several places fit, the order of the hunks leaves only those between their neighbors, and
/// a line number that is right to the line decides the rest.
fn narrow(hunks: &[Hunk], found: &mut [Found], file: &File) {
    for at in 0..found.len() {
        if found.get(at).is_none_or(|found| found.placements.len() < 2) {
            continue;
        }
        let single = |found: &&Found| found.placements.len() == 1;
        let before = found.iter().take(at).rfind(single).and_then(|found| found.placements.first());
        let least = before.map_or(0, |placement| placement.lines.end);
        let after =
            found.iter().skip(at + 1).find(single).and_then(|found| found.placements.first());
        let most = after.map_or(file.lines.len(), |placement| placement.lines.start);
        let Some((here, hunk)) = found.get_mut(at).zip(hunks.get(at)) else { continue };
        let fits =
            |placement: &Placement| placement.lines.start >= least && placement.lines.end <= most;
        if here.placements.iter().any(fits) {
            here.placements.retain(fits);
        }
        if here.placements.len() > 1
            && let Some(line) = hunk.line
            && let Some(exact) = here.placements.iter().position(|one| one.lines.start == line)
        {
            let exact = here.placements.swap_remove(exact);
            here.placements = vec![exact];
        }
    }
}

fn only(hunk: &Hunk, found: Found) -> Result<Placement, Refused> {
    let wanted = hunk.search();
    let what = wanted.iter().find(|line| !line.trim().is_empty()).map_or("", |line| line.trim());
    let what = joined(&["\"", shortened(what), "\""]);
    let mut placements = found.placements;
    match placements.len() {
        0 => Err(Refusal::naming(Reason::NotFound { what }, found.near)),
        1 => placements.pop().ok_or_else(|| Refusal::not_found(what)),
        _ => {
            let candidate =
                |one: &Placement| Candidate { what: "lines".to_owned(), line: one.lines.start + 1 };
            Err(Refusal::ambiguous(what, placements.iter().map(candidate).list()))
        }
    }
}

/// Whether a hunk only adds, with nothing round it.
fn only_adds(hunk: &Hunk) -> bool {
    hunk.steps.iter().all(|step| matches!(step, Step::New(_)))
}
