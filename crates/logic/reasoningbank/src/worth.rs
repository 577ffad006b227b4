//! What outcomes are worth: a boost among equals, fading with time.

#![expect(clippy::cast_precision_loss, reason = "counts and ages, of which the size matters")]

use serde::{Deserialize, Serialize};

use crate::pattern::Pattern;

/// How many outcomes the score at learning counts for.
const PRIOR: f32 = 2.0;
/// What success can add or take away, as a share of relevance.
const SWAY: f32 = 0.15;

/// How fast old evidence fades.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decay {
    /// After how many days without use a pattern's evidence counts half.
    pub half_life_days: f32,
}

impl Default for Decay {
    fn default() -> Self {
        Self { half_life_days: 90.0 }
    }
}

impl Decay {
    /// Returns what the evidence of `pattern` still counts for at `now`, from 1 (fresh) to 0.
    pub fn freshness(self, pattern: &Pattern, now: i64) -> f32 {
        if pattern.pinned || !self.half_life_days.is_finite() || self.half_life_days <= 0.0 {
            return 1.0;
        }
        let used = pattern.outcomes.last_used_at.unwrap_or(pattern.created_at);
        let days = now.saturating_sub(used).max(0) as f32 / 86_400_000.0;
        (-days / self.half_life_days).exp2()
    }
}

/// Returns the share of uses that went well, from 0 to 1; the score at learning counts as two uses.
pub fn success_rate(pattern: &Pattern) -> f32 {
    let (wins, losses) = (pattern.outcomes.wins as f32, pattern.outcomes.losses as f32);
    let score = if pattern.score.is_finite() { pattern.score.clamp(0.0, 1.0) } else { 0.5 };
    (score * PRIOR + wins) / (PRIOR + wins + losses)
}

/// Returns what relevance is multiplied by: 1 where nothing is known, 0.85 to 1.15 at the extremes.
pub(crate) fn boost(pattern: &Pattern, decay: Decay, now: i64) -> f32 {
    1.0 + SWAY * (2.0 * success_rate(pattern) - 1.0) * decay.freshness(pattern, now)
}

/// Returns what a pattern is worth keeping for, to choose whom to forget: its success, more when
/// it was used often, less when long ago.
pub(crate) fn keeping(pattern: &Pattern, decay: Decay, now: i64) -> f32 {
    let uses = pattern.outcomes.wins.saturating_add(pattern.outcomes.repeats);
    success_rate(pattern) * (1.0 + (1.0 + uses as f32).ln()) * decay.freshness(pattern, now)
}
