//! Backups of the store, and beginning anew.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Backup, BackupStatus, Rehearsal, ResetOutcome, Restored};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Backups of the store: encrypted copies that were opened and counted.
    pub trait BackupApi in backup {
        /// Lists the backups, and says whether one is made every day.
        query status(NoInput) -> BackupStatus, provides [Backups], requires [SecretsStatus];

        /// Copies the store while it is in use, opens the copy and compares it. Older ones make room.
        command create(NoInput) -> Backup, invalidates [Backups], requires [BackupsWrite], limit(1800);

        /// Chooses whether a backup is made every day that Atelier runs.
        command configure(ConfigureBackups) -> BackupStatus, invalidates [Backups], requires [BackupsWrite];

        /// Restores a backup into a place of its own, brings it up to date, compares it, and removes it again.
        command rehearse(ChooseBackup) -> Rehearsal, requires [BackupsWrite], limit(1800);

        /// Puts a backup in the place of the store. The store of now becomes a backup itself.
        command restore(ChooseBackup) -> Restored, invalidates [Attachments, Backups, Budgets, Context, Conversations, Edits, Folders, Imports, Messages, Mirror, Patterns, Projects, Queue, Settings, Store, Templates, Themes, Usage], requires [BackupsWrite, SecretsWrite], limit(1800);

        /// Writes the key that opens the store and its backups into a file, sealed with a passphrase. With the file as `secrets.sealed` and a backup as `atelier.db` in an empty data folder, Atelier opens anywhere.
        command recovery_key(SaveRecoveryKey) -> SavedRecoveryKey, requires [SecretsWrite, FilesAnywhere], limit(120);
    }
}

api! {
    /// Beginning anew.
    pub trait ResetApi in reset {
        /// Removes everything that Atelier keeps: conversations, settings, logs, and what is told to go. Works with a store that does not open, too.
        command everything(ResetEverything) -> ResetOutcome, invalidates [Attachments, Backups, Budgets, Context, Conversations, Edits, Folders, Imports, Messages, Mirror, Models, Patterns, Projects, Queue, Secrets, Settings, Store, Templates, Themes, Usage], requires [BackupsWrite, SecretsWrite], limit(120);
    }
}

/// Whether backups are made every day.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ConfigureBackups {
    /// Whether one is made every day that Atelier runs.
    pub daily: bool,
}

/// Which backup.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ChooseBackup {
    /// Its name, as `backup.status` lists it.
    #[garde(length(bytes, min = 1, max = 200))]
    pub name: String,
}

/// Where the key that opens everything goes, and what seals it.
#[derive(Clone, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SaveRecoveryKey {
    /// The file, in full, which must not exist. `~` is the home folder.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
    /// At least twelve characters. It cannot be recovered.
    #[garde(length(chars, min = 12, max = 1024))]
    pub passphrase: String,
}

/// Where the key that opens everything is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SavedRecoveryKey {
    /// The file.
    pub path: String,
}

/// What goes, and the word that says it is meant.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ResetEverything {
    /// `RESET`, typed by a person.
    #[garde(length(max = 20))]
    pub confirmation: String,
    /// Whether backups go too, and with them the key that opens them.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub backups: bool,
    /// Whether API keys go too.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub keys: bool,
}
