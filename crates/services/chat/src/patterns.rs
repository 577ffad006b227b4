//! Patterns: what was learned from conversations, found again, judged and forgotten.
//!
//! The store has the records; what finds them is built from these when it is first asked for, and
//! held within [`memory::limits`]. Nothing learned is ever put into a request: a person sees it.

mod learn;
mod memory;
mod record;
mod review;
mod similar;

use atelier_api::pattern::{
    FindSimilar, ForgetPattern, ForgottenPatterns, ImportPatterns, ImportedPatterns, ListPatterns,
    PatternApi, PatternOutcome, PatternStats, PinPattern, ScorePattern, StorePattern,
};
use atelier_reasoningbank::{New, Outcome, ReasoningBank, Verdict};
use atelier_rpc::{Call, Change, NoInput, Result};
use atelier_store::{Slot, tables::patterns};
use atelier_vocabulary::{Page, Pattern, PatternId, PatternReview, PatternScope, SimilarPattern};
use tokio::sync::{broadcast, watch};

pub use self::memory::Memory;
pub(crate) use self::similar::beginning;
use self::{memory::Effect, record::engine_id};
use crate::{Clock, error, store};

/// How many patterns a page holds unless told.
const PAGE: u32 = 50;

/// Keeps what was learned.
#[derive(Clone)]
pub struct Patterns {
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// The settings in force: nothing is learned where they say so.
    pub settings: watch::Receiver<atelier_vocabulary::Settings>,
    /// Where it is announced that something was learned.
    pub changes: broadcast::Sender<Change>,
    /// What finds patterns; empty until it is needed.
    pub memory: Memory,
}

impl PatternApi for Patterns {
    async fn similar(&self, _call: Call, input: FindSimilar) -> Result<Vec<SimilarPattern>> {
        self.find(input).await
    }

    async fn stats(&self, _call: Call, _input: NoInput) -> Result<PatternStats> {
        let stats = self.asked(ReasoningBank::stats).await?;
        let count = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
        Ok(PatternStats {
            learning: self.settings.borrow().learning,
            patterns: count(stats.patterns),
            pinned: count(stats.pinned),
            suspended: count(stats.suspended),
            wins: stats.wins,
            losses: stats.losses,
            words: count(stats.terms),
            memory_bytes: count(stats.memory_bytes),
            memory_limit_bytes: count(memory::limits().memory_bytes),
        })
    }

    async fn list(&self, _call: Call, input: ListPatterns) -> Result<Page<Pattern>> {
        let limit = input.limit.unwrap_or(PAGE);
        store::read(&self.slot, move |c| patterns::list(c, input.cursor.as_deref(), limit)).await
    }

    async fn reviews(&self, _call: Call, _input: NoInput) -> Result<Vec<PatternReview>> {
        self.asked(review::reviews).await
    }

    async fn store(&self, _call: Call, input: StorePattern) -> Result<Pattern> {
        let scope = input.scope.unwrap_or_default();
        if let PatternScope::Conversation { id } = scope
            && !store::read(&self.slot, move |c| patterns::is_conversation(c, id)).await?
        {
            return Err(error::no_conversation(id));
        }
        let scope = record::engine_scope(&scope);
        self.change_one(move |bank, now| {
            let stored = bank.store(&New {
                message: &input.message,
                response: &input.response,
                score: input.score,
                source: atelier_reasoningbank::Source::Person,
                scope,
                now,
                ..New::default()
            })?;
            Ok(Effect { set: vec![stored.id], gone: stored.forgotten, value: stored.id })
        })
        .await
    }

    async fn score(&self, _call: Call, input: ScorePattern) -> Result<Pattern> {
        let id = engine_id(input.id)?;
        self.change_one(move |bank, now| {
            match input.outcome {
                PatternOutcome::Wrong => bank.record(id, Outcome::Wrong, now)?,
                PatternOutcome::Right => {
                    bank.record(id, Outcome::Win, now)?;
                    // Last: a person's word ends the question, whatever the counts say.
                    bank.decide(id, Verdict::Keep)?;
                }
            }
            Ok(Effect::of(id))
        })
        .await
    }

    async fn pin(&self, _call: Call, input: PinPattern) -> Result<Pattern> {
        let id = engine_id(input.id)?;
        self.change_one(move |bank, _now| {
            if input.pinned {
                bank.pin(id)?;
            } else {
                bank.unpin(id)?;
            }
            Ok(Effect::of(id))
        })
        .await
    }

    async fn forget(&self, _call: Call, input: ForgetPattern) -> Result<ForgottenPatterns> {
        let id = engine_id(input.id)?;
        let forget = move |bank: &mut ReasoningBank, _now| {
            bank.forget(id)?;
            Ok(Effect { set: Vec::new(), gone: vec![id], value: () })
        };
        self.change(forget).await?;
        Ok(ForgottenPatterns { patterns: 1 })
    }

    async fn forget_all(&self, _call: Call, _input: NoInput) -> Result<ForgottenPatterns> {
        let _turn = self.memory.turn().await?;
        self.memory.clear();
        let gone = store::write(&self.slot, |c| patterns::delete_all(c)).await?;
        Ok(ForgottenPatterns { patterns: gone })
    }

    async fn import(&self, _call: Call, input: ImportPatterns) -> Result<ImportedPatterns> {
        let adopt = move |c: &atelier_store::Connection| {
            let adopt = |pattern: Pattern| match pattern.scope {
                PatternScope::Conversation { id } if !patterns::is_conversation(c, id)? => {
                    Ok(Pattern { scope: PatternScope::Global, ..pattern })
                }
                _ => Ok(pattern),
            };
            input.patterns.into_iter().map(adopt).collect::<Result<Vec<_>, _>>()
        };
        let adopted = store::read(&self.slot, adopt).await?;
        let records: Vec<_> = adopted.into_iter().map(record::imported).collect();
        self.change(move |bank, now| {
            let ids = records.iter().map(|it| it.id).collect();
            let report = bank.load(records, now);
            let count = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
            let value = ImportedPatterns {
                added: count(report.added),
                merged: count(report.merged),
                refused: report.refusals.into_iter().map(|it| it.message).collect(),
            };
            Ok(Effect { set: ids, gone: report.forgotten, value })
        })
        .await
    }
}

impl Patterns {
    /// Changes one pattern, and returns it as it then is.
    async fn change_one(
        &self,
        work: impl FnOnce(
            &mut ReasoningBank,
            i64,
        ) -> Result<
            Effect<atelier_reasoningbank::PatternId>,
            atelier_reasoningbank::BankError,
        > + Send,
    ) -> Result<Pattern> {
        let id: PatternId = record::vocabulary_id(self.change(work).await?);
        let found = store::read(&self.slot, move |c| patterns::get(c, id)).await?;
        found.ok_or_else(|| error::no_pattern(id))
    }
}
