//! Taking in many patterns, as a store or an export holds them.

use super::{ImportReport, Reason, ReasoningBank, Refused};
use crate::{
    error::BankError,
    index::Reader,
    pattern::{Pattern, PatternId},
};

/// How many refusals are told one by one.
const TOLD: usize = 100;

/// Takes in records one by one, and remembers what it learned of their words: a bank that is loaded
/// so is the same as one that learned them, and is there several times sooner.
#[derive(Debug)]
pub struct Loading<'a> {
    bank: &'a mut ReasoningBank,
    reader: Reader,
    now: i64,
    at: usize,
    report: ImportReport,
}

impl ReasoningBank {
    /// Begins to take in records at `now`, in Unix milliseconds.
    pub fn loading(&mut self, now: i64) -> Loading<'_> {
        let (reader, report) = (Reader::default(), ImportReport::default());
        Loading { bank: self, reader, now, at: 0, report }
    }

    /// Takes in records, as a store holds them. Each is checked by itself.
    pub fn load(&mut self, records: impl IntoIterator<Item = Pattern>, now: i64) -> ImportReport {
        let mut loading = self.loading(now);
        records.into_iter().for_each(|record| loading.take(record));
        loading.done()
    }
}

impl Loading<'_> {
    /// Takes in a record, if nothing is wrong with it; the report tells.
    pub fn take(&mut self, pattern: Pattern) {
        match self.try_take(pattern) {
            Ok(()) => self.at += 1,
            Err(error) => self.refuse(error.to_string()),
        }
    }

    /// Returns what came of it.
    pub fn done(self) -> ImportReport {
        self.report
    }

    pub(super) fn refuse(&mut self, message: String) {
        self.report.refused += 1;
        if self.report.refusals.len() < TOLD {
            self.report.refusals.push(Refused { at: self.at, message });
        }
        self.at += 1;
    }

    fn try_take(&mut self, mut pattern: Pattern) -> Result<(), BankError> {
        let (bank, now) = (&mut *self.bank, self.now);
        pattern.id = PatternId::of(&pattern.scope, &pattern.message, &pattern.response);
        // What lies in the future would never fade.
        pattern.created_at = pattern.created_at.min(now);
        let used = &mut pattern.outcomes.last_used_at;
        *used = used.map(|at| at.min(now));
        bank.check(&pattern)?;
        if let Ok(known) = bank.pattern_mut(pattern.id) {
            let (ours, theirs) = (&mut known.outcomes, pattern.outcomes);
            ours.wins = ours.wins.max(theirs.wins);
            ours.losses = ours.losses.max(theirs.losses);
            ours.repeats = ours.repeats.max(theirs.repeats);
            ours.last_used_at = ours.last_used_at.max(theirs.last_used_at);
            known.created_at = known.created_at.min(pattern.created_at);
            known.pinned |= pattern.pinned;
            self.report.merged += 1;
            return Ok(());
        }
        self.report.forgotten.extend(bank.make_room(&pattern, now)?);
        let (id, suspended) = (pattern.id, pattern.suspended);
        bank.insert(pattern, None, Some(&mut self.reader))?;
        if suspended {
            bank.ask(id, Reason::CalledWrong);
        }
        self.report.added += 1;
        Ok(())
    }
}
