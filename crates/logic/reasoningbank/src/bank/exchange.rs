//! Records out and in: for a store, for another machine, for a person.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::ReasoningBank;
use crate::{
    error::BankError,
    pattern::{Pattern, PatternId},
};

/// The version of what is written.
const VERSION: u32 = 1;
/// How many refusals are told one by one.
const TOLD: usize = 100;

/// Patterns on their way out or in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Export {
    /// The version of the form.
    pub version: u32,
    /// The patterns, in the order in which they came.
    pub patterns: Vec<Pattern>,
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    /// How many are new.
    pub added: usize,
    /// How many were known; the larger counts were kept.
    pub merged: usize,
    /// How many were refused.
    pub refused: usize,
    /// The first hundred of these.
    pub refusals: Vec<Refused>,
    /// What had to be forgotten to make room.
    pub forgotten: Vec<PatternId>,
}

/// A record that was not imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// Its place in the import, from 0.
    pub at: usize,
    /// Why, for a person.
    pub message: String,
}

impl ReasoningBank {
    /// Returns all patterns as JSON.
    ///
    /// # Errors
    /// None that are known of; JSON cannot say numbers that are none, and a pattern has none.
    pub fn export(&self) -> Result<String, BankError> {
        let export = Export { version: VERSION, patterns: self.patterns().cloned().collect() };
        serde_json::to_string(&export)
            .map_err(|error| BankError::Import { message: error.to_string() })
    }

    /// Takes in patterns that [`ReasoningBank::export`] wrote, at `now`. Each is checked by itself;
    /// ids are made anew from what is in it.
    ///
    /// # Errors
    /// JSON that is too large, that is none, or of a version that is not known. What is wrong with
    /// single records is told in the report.
    pub fn import(&mut self, json: &[u8], now: i64) -> Result<ImportReport, BankError> {
        #[derive(Deserialize)]
        struct Loose<'a> {
            version: u32,
            // Read one by one, so that one that is wrong does not spoil the rest.
            #[serde(borrow)]
            patterns: Vec<&'a RawValue>,
        }
        let limit = self.limits.import_bytes;
        if json.len() > limit {
            return Err(BankError::ImportTooLarge { bytes: json.len(), limit });
        }
        let wrong = |message: String| BankError::Import { message };
        let loose: Loose<'_> =
            serde_json::from_slice(json).map_err(|error| wrong(error.to_string()))?;
        if loose.version != VERSION {
            let found = loose.version;
            return Err(wrong(format!("it has version {found}, and version {VERSION} is read")));
        }
        let records = loose.patterns.into_iter().map(|record| {
            serde_json::from_str::<Pattern>(record.get()).map_err(|error| error.to_string())
        });
        Ok(self.take_in(records, now))
    }

    /// Takes in records, as a store holds them. Each is checked by itself.
    pub fn load(&mut self, records: impl IntoIterator<Item = Pattern>, now: i64) -> ImportReport {
        self.take_in(records.into_iter().map(Ok), now)
    }

    fn take_in(
        &mut self,
        records: impl Iterator<Item = Result<Pattern, String>>,
        now: i64,
    ) -> ImportReport {
        let mut report = ImportReport::default();
        for (at, record) in records.enumerate() {
            let taken = record.and_then(|pattern| {
                self.take_one(pattern, now, &mut report).map_err(|error| error.to_string())
            });
            if let Err(message) = taken {
                report.refused += 1;
                if report.refusals.len() < TOLD {
                    report.refusals.push(Refused { at, message });
                }
            }
        }
        report
    }

    fn take_one(
        &mut self,
        mut pattern: Pattern,
        now: i64,
        report: &mut ImportReport,
    ) -> Result<(), BankError> {
        pattern.id = PatternId::of(&pattern.scope, &pattern.message, &pattern.response);
        // What lies in the future would never fade.
        pattern.created_at = pattern.created_at.min(now);
        let used = &mut pattern.outcomes.last_used_at;
        *used = used.map(|at| at.min(now));
        self.check(&pattern)?;
        if let Ok(known) = self.pattern_mut(pattern.id) {
            let (ours, theirs) = (&mut known.outcomes, pattern.outcomes);
            ours.wins = ours.wins.max(theirs.wins);
            ours.losses = ours.losses.max(theirs.losses);
            ours.repeats = ours.repeats.max(theirs.repeats);
            ours.last_used_at = ours.last_used_at.max(theirs.last_used_at);
            known.created_at = known.created_at.min(pattern.created_at);
            known.pinned |= pattern.pinned;
            report.merged += 1;
            return Ok(());
        }
        report.forgotten.extend(self.make_room(&pattern, now)?);
        let (id, suspended) = (pattern.id, pattern.suspended);
        self.insert(pattern, None)?;
        if suspended {
            self.ask(id, super::Reason::CalledWrong);
        }
        report.added += 1;
        Ok(())
    }
}
