//! What waits for a person's word, with what it is compared to.

use atelier_reasoningbank::{self as engine, ReasoningBank};
use atelier_vocabulary::{PatternReview, ReviewReason};

use super::{record, similar::beginning};

/// Lists what the bank would have a person decide on, what was learned last first.
pub(super) fn reviews(bank: &ReasoningBank) -> Vec<PatternReview> {
    let mut reviews: Vec<_> = bank.reviews().iter().filter_map(|it| review(bank, it)).collect();
    reviews.sort_by_key(|it| std::cmp::Reverse(it.pattern.created_at));
    reviews
}

fn review(bank: &ReasoningBank, review: &engine::Review) -> Option<PatternReview> {
    let pattern = record::stored(bank.get(review.id)?);
    let reasons: Vec<_> = review.reasons.iter().filter_map(|it| reason(bank, it)).collect();
    (!reasons.is_empty()).then_some(PatternReview { pattern, reasons })
}

/// A reason in the caller's terms; none where the other pattern is gone.
fn reason(bank: &ReasoningBank, reason: &engine::Reason) -> Option<ReviewReason> {
    Some(match reason {
        engine::Reason::NearlyTheSame { of } => {
            let message = beginning(&bank.get(*of)?.message);
            ReviewReason::NearlyTheSame { of: record::vocabulary_id(*of), message }
        }
        engine::Reason::Contradicts { of } => {
            let response = beginning(&bank.get(*of)?.response);
            ReviewReason::Contradicts { of: record::vocabulary_id(*of), response }
        }
        engine::Reason::Doubtful => ReviewReason::Doubtful,
        engine::Reason::CalledWrong => ReviewReason::CalledWrong,
    })
}
