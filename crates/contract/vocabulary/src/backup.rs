//! Backups of the store, and beginning anew.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A copy of the store, under the same key as the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Backup {
    /// Its name: the file in the folder of backups, or beside the store.
    pub name: String,
    /// When it was made, in ms since 1970.
    #[ts(type = "number")]
    pub made_at: i64,
    /// How large it is.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Why it was made.
    pub reason: BackupReason,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// A person wanted it, or it was time.
    Kept,
    /// A newer Atelier was about to change the tables.
    Update,
    /// Another backup was about to take its place.
    Restore,
}

/// What there is of backups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BackupStatus {
    /// Whether one is made every day that Atelier runs.
    pub daily: bool,
    /// Where they are.
    pub folder: String,
    /// Of how many days one each is kept.
    pub keep_days: u32,
    /// Of how many weeks before one each is kept.
    pub keep_weeks: u32,
    /// Whether there is a store on disk to copy.
    pub possible: bool,
    /// Those that are there, newest first.
    pub backups: Vec<Backup>,
}

/// How much a store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StoreContent {
    /// Conversations, those in the trash too.
    #[ts(type = "number")]
    pub conversations: u64,
    /// Messages on all branches.
    #[ts(type = "number")]
    pub messages: u64,
}

/// What came of restoring a backup where it changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Rehearsal {
    /// What the backup holds, read after it was restored and brought up to date.
    pub backup: StoreContent,
    /// What the store holds now.
    pub present: StoreContent,
}

/// What restoring a backup did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Restored {
    /// What the store holds now.
    pub content: StoreContent,
    /// The backup that the store before became; none where there was none.
    pub kept: Option<String>,
}

/// What beginning anew did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ResetOutcome {
    /// What was kept, because it was to be, in words for a person.
    pub kept: Vec<String>,
    /// What could not be removed, with the reason.
    pub left: Vec<String>,
}
