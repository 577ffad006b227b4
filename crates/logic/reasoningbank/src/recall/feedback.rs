//! What the best answers say, asked in turn: who speaks of the same thing often speaks of it in
//! other words.

use super::Asked;
use crate::{bank::ReasoningBank, numbered::Numbered, order};

/// How many of the best are listened to.
const LISTENED_TO: usize = 3;
/// How many of their terms are asked.
const TERMS: usize = 20;
/// What their terms count, beside those of the question.
const SHARE: f32 = 0.5;

impl ReasoningBank {
    /// Returns the scores of the question together with what the best answers say; none where no
    /// answer is good enough. `first` has the keys of those that are, by fit and slot.
    pub(super) fn feed_back(
        &self,
        asked: &[Asked],
        mut first: Vec<u64>,
        scores: &[f32],
    ) -> Option<Vec<f32>> {
        order::sort_keys(&mut first);
        first.truncate(LISTENED_TO);
        let all: f32 = first.iter().map(|key| order::score(*key)).sum();
        let count: f32 = asked.iter().map(|it| it.count).sum();
        if first.is_empty() || count <= 0.0 {
            return None;
        }
        let mut terms = Numbered::default();
        let mut shares: Vec<f32> = Vec::new();
        for key in first {
            let fit = order::score(key);
            let Some(Some(entry)) = self.slots.get(order::slot(key) as usize) else { continue };
            for (term, share) in self.document(&entry.pattern).shares() {
                let place = terms.number(term);
                if place == shares.len() {
                    shares.push(0.0);
                }
                if let Some(sum) = shares.get_mut(place) {
                    *sum += fit / all * share;
                }
            }
        }
        let weigh = |(term, share): (Box<str>, f32)| {
            let rarity = self.index.rarity(&term);
            (term, share * rarity, rarity)
        };
        let mut said: Vec<(Box<str>, f32, f32)> =
            terms.into_texts().into_iter().zip(shares).map(weigh).collect();
        order::arrange(&mut said, |a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        said.truncate(TERMS);
        let sum: f32 = said.iter().map(|it| it.1).sum();
        let mut together: Vec<f32> =
            scores.iter().map(|score| (1.0 - SHARE) / count * score).collect();
        for (term, weight, rarity) in said {
            self.index.add_scores(&term, SHARE * weight / sum * rarity, &mut together);
        }
        Some(together)
    }
}
