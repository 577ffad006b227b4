//! Finds lines that have drifted: most of them are there, some a little different.

use super::Hunk;
use super::place::{Found, Placement, pair_blanks};
use super::weave::weave;
use crate::align::{Alignment, Costs, Fate, NoAlignment, Row, RowKind, align};
use crate::file::File;
use crate::line::{Feature, Weight, ratio};
use crate::list::{Listed, Longer};
use crate::outcome::{Candidate, Reason, Refusal, Refused};
use crate::write::{joined, shortened};

/// How much dearer another place must be.
const MARGIN: f32 = 0.9;

/// Lines that are nearly the same.
pub(super) fn drifted(hunk: &Hunk, rows: &[Feature], file: &File) -> Result<Found, Refused> {
    let gap = || Row { kind: RowKind::Gap(None), allowed: None, is_new: false };
    let line = |feature: &Feature| Row {
        kind: RowKind::Line(feature.clone()),
        allowed: None,
        is_new: false,
    };
    let mut table = vec![gap()];
    table.add(rows.iter().map(line));
    table.push(gap());
    let costs = Costs { alike: 0.55, ..Costs::default() };
    let found = match align(&table, file.features(), &costs, MARGIN) {
        Ok(found) => found,
        Err(NoAlignment::TooMuchWork) => return Err(Refusal::because(Reason::TooMuchWork)),
        Err(NoAlignment::Impossible) => return Ok(Found::default()),
    };
    let Some(best) = accepted(&found.best, rows, file) else {
        return Ok(Found { placements: Vec::new(), near: near(&found.best, file) });
    };
    let woven = weave(hunk, &best, file)?;
    let mut placements = vec![best];
    for other in &found.others {
        let Some(other) = accepted(other, rows, file) else { continue };
        let elsewhere = placements.first().is_some_and(|best| {
            let pairs = best.pairs.iter().zip(&other.pairs);
            pairs.clone().any(|(a, b)| a.is_some() && b.is_some() && a != b)
        });
        if elsewhere && weave(hunk, &other, file).is_ok_and(|other| other != woven) {
            placements.push(other);
        }
    }
    Ok(Found { placements, near: Vec::new() })
}

/// The placement that an alignment says, if enough of what was searched for is there.
fn accepted(alignment: &Alignment, rows: &[Feature], file: &File) -> Option<Placement> {
    let fates = alignment.fates.get(1..=rows.len())?;
    let features = file.features();
    let (mut full, mut same, mut near) = (0_usize, 0_usize, 0_usize);
    let mut least = 1.0_f32;
    for (row, fate) in rows.iter().zip(fates) {
        let Fate::Pair(line) = fate else {
            full += usize::from(row.weight == Weight::Full);
            continue;
        };
        let Some(there) = features.get(*line).filter(|_| row.weight == Weight::Full) else {
            continue;
        };
        full += 1;
        let likeness = row.likeness(there);
        same += usize::from(likeness >= 1.0);
        near += 1;
        least = least.min(likeness);
    }
    let mut pairs: Vec<Option<usize>> = fates
        .iter()
        .map(|fate| if let Fate::Pair(line) = fate { Some(*line) } else { None })
        .list();
    pair_blanks(&mut pairs, features);
    let doubt = 0.9 - f64::from(1.0 - ratio(same, full.max(1))) * 0.3;
    let placement = Placement::of(pairs, Some(doubt));
    // Lines of the file that the search text passes over.
    let passed = placement.lines.clone().filter(|line| {
        features.get(*line).is_some_and(|one| one.weight == Weight::Full)
            && !placement.pairs.contains(&Some(*line))
    });
    let holds = full > 0
        && ratio(near, full) >= 0.75
        && passed.count() * 4 <= full.max(4)
        && match full {
            1 => least >= 0.8,
            2 | 3 => same >= 1 || least >= 0.85,
            _ => ratio(same, full) >= 0.4,
        };
    holds.then_some(placement)
}

fn near(alignment: &Alignment, file: &File) -> Vec<Candidate> {
    let paired = |fate: &Fate| if let Fate::Pair(line) = fate { Some(*line) } else { None };
    let first = alignment.fates.iter().find_map(paired);
    let candidate = |line: usize| Candidate {
        what: joined(&["\"", shortened(file.lines.get(line).trim()), "\""]),
        line: line + 1,
    };
    first.map(candidate).into_iter().list()
}
