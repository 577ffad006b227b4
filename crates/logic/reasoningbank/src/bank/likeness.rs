//! Patterns that are nearly another: doubles, and answers that contradict each other.

use super::{Reason, ReasoningBank};
use crate::{
    numbered::Numbered,
    pattern::Pattern,
    text::{terms, words},
    worth::success_rate,
};

/// How many of the rarest terms two texts must nearly all share to be compared.
const KEYS: usize = 5;
/// A term that occurs more often tells nothing apart, and is not looked up.
const MOST: usize = 4_096;
/// How many are compared.
const COMPARED: usize = 16;
/// From which share of common words on two texts are alike.
const ALIKE: f32 = 0.8;

impl ReasoningBank {
    /// Returns what a person should know of a pattern that is about to be learned.
    pub(super) fn doubles_of(&self, pattern: &Pattern) -> Vec<Reason> {
        let message = terms(self.indexed(&pattern.message), self.language);
        let candidates = self.index.sharing(&message, KEYS, MOST);
        let mut reasons = Vec::new();
        for slot in candidates.into_iter().take(COMPARED) {
            let Some(Some(entry)) = self.slots.get(slot as usize) else { continue };
            let other = &entry.pattern;
            if other.scope != pattern.scope || !self.alike(&other.message, &pattern.message) {
                continue;
            }
            let of = other.id;
            if self.alike(&other.response, &pattern.response) {
                reasons.push(Reason::NearlyTheSame { of });
            } else if (success_rate(other) >= 0.5) != (pattern.score >= 0.5) {
                reasons.push(Reason::Contradicts { of });
            }
        }
        reasons
    }

    /// Whether two texts have nearly all their words in common.
    fn alike(&self, one: &str, other: &str) -> bool {
        let set = |text| {
            let mut set = Numbered::default();
            words(self.indexed(text), |word| {
                set.number(word);
            });
            set
        };
        let (one, other) = (set(one), set(other));
        let common = one.iter().filter(|(word, _)| other.get(word).is_some()).count();
        let all = one.len() + other.len() - common;
        #[expect(clippy::cast_precision_loss, reason = "counts of words")]
        let share = if all == 0 { 1.0 } else { common as f32 / all as f32 };
        share >= ALIKE
    }
}
