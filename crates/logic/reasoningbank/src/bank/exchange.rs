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
        let mut loading = self.loading(now);
        for record in loose.patterns {
            match serde_json::from_str(record.get()) {
                Ok(pattern) => loading.take(pattern),
                Err(error) => loading.refuse(error.to_string()),
            }
        }
        Ok(loading.done())
    }
}
