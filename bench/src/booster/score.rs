//! Right, refused or wrong.

use atelier_agent_booster::{Booster, EditOutcome, Refusal};

use super::corpus::{Case, Expected};

/// How an answer to a case is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    /// Refused, though it could have been done.
    Refused,
    /// Another text than expected, and not refused.
    Wrong,
}

/// Applies the edit of `case` and judges what comes of it.
pub(crate) fn judge(booster: &mut Booster, case: &Case) -> (Verdict, Result<EditOutcome, Refusal>) {
    let answer = booster.apply_edit(&case.original, &case.edit, case.language);
    let verdict = match (&answer, &case.expected) {
        (Ok(outcome), Expected::Text(expected)) if outcome.text == *expected => Verdict::Right,
        (Ok(_), _) => Verdict::Wrong,
        (Err(_), Expected::Refusal) => Verdict::Right,
        (Err(_), Expected::Text(_)) => Verdict::Refused,
    };
    (verdict, answer)
}
