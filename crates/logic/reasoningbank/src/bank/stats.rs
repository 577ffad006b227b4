//! What the bank holds, and how much memory that takes.

use serde::{Deserialize, Serialize};

use super::{ReasoningBank, forget::ENTRY_BYTES};
use crate::pattern::Scope;

/// What the bank holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Patterns.
    pub patterns: usize,
    /// Of these, pinned.
    pub pinned: usize,
    /// Of these, not recalled since a person called them wrong.
    pub suspended: usize,
    /// Patterns that wait for a person's word.
    pub reviews: usize,
    /// Patterns by scope: in conversations, in projects, everywhere.
    pub by_scope: ByScope,
    /// How often patterns helped.
    pub wins: u64,
    /// How often they did not.
    pub losses: u64,
    /// Different terms in the index.
    pub terms: usize,
    /// Vectors that no group holds yet.
    pub ungrouped: usize,
    /// What patterns, index and vectors take, in bytes.
    pub memory_bytes: usize,
    /// What the table of word vectors takes, in bytes.
    pub table_bytes: usize,
}

/// Patterns by where they may be recalled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByScope {
    /// In one conversation.
    pub conversation: usize,
    /// In one project.
    pub project: usize,
    /// Everywhere.
    pub global: usize,
}

impl ReasoningBank {
    /// Returns what the bank holds.
    pub fn stats(&self) -> Stats {
        let mut stats = Stats {
            patterns: self.len(),
            reviews: self.reviews.len(),
            terms: self.index.terms(),
            ungrouped: self.vectors.as_ref().map_or(0, crate::Vectors::unclustered),
            memory_bytes: self.memory_bytes(),
            table_bytes: match &self.meaning {
                crate::Meaning::Table(table) => table.bytes(),
                crate::Meaning::None | crate::Meaning::Given { .. } => 0,
            },
            ..Stats::default()
        };
        for pattern in self.patterns() {
            stats.pinned += usize::from(pattern.pinned);
            stats.suspended += usize::from(pattern.suspended);
            stats.wins += u64::from(pattern.outcomes.wins);
            stats.losses += u64::from(pattern.outcomes.losses);
            *match pattern.scope {
                Scope::Conversation(_) => &mut stats.by_scope.conversation,
                Scope::Project(_) => &mut stats.by_scope.project,
                Scope::Global => &mut stats.by_scope.global,
            } += 1;
        }
        stats
    }

    /// Returns what patterns, index and vectors take, in bytes.
    pub fn memory_bytes(&self) -> usize {
        self.slots.len() * ENTRY_BYTES
            + self.text_bytes
            + self.index.bytes()
            + self.vectors.as_ref().map_or(0, crate::Vectors::bytes)
    }
}
