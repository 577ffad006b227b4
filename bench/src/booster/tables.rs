//! What the answers come to, by language and by confidence.

use std::fmt::Write as _;

use atelier_agent_booster::LANGUAGES;

use super::measure::{Answer, DEMANDS, percent};
use super::score::Verdict;
use crate::row::Row;

/// How many of each kind are right in each language, as a table.
pub(super) fn matrix(answers: &[Answer]) -> String {
    let mut out = String::from("| language |");
    for (kind, _) in DEMANDS {
        let _ = write!(out, " {} |", kind.name());
    }
    out.push_str("\n|---|");
    out.push_str(&"---|".repeat(DEMANDS.len()));
    for language in LANGUAGES {
        let _ = write!(out, "\n| {} |", language.name());
        for (kind, _) in DEMANDS {
            let of_it = |answer: &&Answer| answer.kind == *kind && answer.language == *language;
            let all: Vec<&Answer> = answers.iter().filter(of_it).collect();
            let right = all.iter().filter(|answer| answer.verdict == Verdict::Right).count();
            let _ = write!(out, " {right} of {} |", all.len());
        }
    }
    out.push('\n');
    out
}

/// What each degree of confidence was worth.
pub(super) fn reliability(answers: &[Answer]) -> Vec<Row> {
    let bins = [
        (0.5, 0.85),
        (0.85, 0.9),
        (0.9, 0.94),
        (0.94, 0.96),
        (0.96, 0.98),
        (0.98, 0.99),
        (0.99, 1.01),
    ];
    let row = |(from, to): (f64, f64)| {
        let sure = |answer: &&Answer| answer.confidence.is_some_and(|one| one >= from && one < to);
        let all: Vec<&Answer> = answers.iter().filter(sure).collect();
        let right = all.iter().filter(|answer| answer.verdict == Verdict::Right).count();
        let name = format!("edits, right of {} with confidence {from} to {to}", all.len());
        (!all.is_empty()).then(|| Row::informs(&name, percent(right, all.len()), "%"))
    };
    bins.into_iter().filter_map(row).collect()
}
