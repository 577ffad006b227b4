//! Backups and beginning anew, as callers ask for them.

use std::path::Path;

use atelier_api::backup::{
    BackupApi, ChooseBackup, ConfigureBackups, ResetApi, ResetEverything, SaveRecoveryKey,
    SavedRecoveryKey,
};
use atelier_api::failed;
use atelier_rpc::{Call, Code, Error, NoInput, Result};
use atelier_secrets::{
    ANTHROPIC_API_KEY, STORE_KEY, SealedFile, SecretKey, SecretStore, api_key_account,
};
use atelier_store::tables::mirror;
use atelier_vocabulary::{Backup, BackupStatus, Rehearsal, ResetOutcome, Restored, Settings};
use tokio::sync::watch;

use crate::premises::blocking;
use crate::{Backups, failure, paths};

/// The word that says it is meant.
const MEANT: &str = "RESET";
/// What belongs to the running process, and holds nothing of a person.
const IN_USE: &[&str] = &["owner.lock", "owner.sock"];

impl BackupApi for Backups {
    async fn status(&self, _call: Call, _input: NoInput) -> Result<BackupStatus> {
        self.look().await
    }

    async fn create(&self, _call: Call, _input: NoInput) -> Result<Backup> {
        self.make().await
    }

    async fn configure(&self, _call: Call, input: ConfigureBackups) -> Result<BackupStatus> {
        self.choose(input.daily).await
    }

    async fn rehearse(&self, _call: Call, input: ChooseBackup) -> Result<Rehearsal> {
        self.rehearse_one(&input.name).await
    }

    async fn restore(&self, _call: Call, input: ChooseBackup) -> Result<Restored> {
        self.put_back(&input.name).await
    }

    async fn recovery_key(&self, _call: Call, input: SaveRecoveryKey) -> Result<SavedRecoveryKey> {
        let path = paths::in_full(&self.at.keep_out, &input.path);
        let key = self.at.vault.get(STORE_KEY).await.map_err(failed)?.ok_or_else(|| {
            Error::new(Code::NotFound, "there is no key of a store yet; nothing was written")
                .with_hint("keep your conversations on this computer first")
        })?;
        let (keep_out, place) = (self.at.keep_out.clone(), path.clone());
        let placed = move || atelier_files::placed(&place, &keep_out).map_err(failure::of_file);
        let path = blocking(placed).await?;
        let sealed = SealedFile::create(&path, &SecretKey::new(input.passphrase)).await;
        let sealed = sealed.map_err(|error| match error {
            atelier_secrets::SecretError::AlreadyExists { .. } => Error::new(
                Code::Conflict,
                format!("there is already a file `{}`; it stays as it is", path.display()),
            )
            .with_hint("choose another name"),
            // All others are of the disk.
            other => failed(other),
        })?;
        sealed.set(STORE_KEY, &key).await.map_err(failed)?;
        Ok(SavedRecoveryKey { path: path.display().to_string() })
    }
}

/// Beginning anew.
pub struct Reset {
    /// What lies where.
    pub backups: Backups,
    /// The settings in force, which name the endpoint whose key goes.
    pub settings: watch::Receiver<Settings>,
}

impl ResetApi for Reset {
    async fn everything(&self, _call: Call, input: ResetEverything) -> Result<ResetOutcome> {
        if input.confirmation.trim() != MEANT {
            let message = "nothing was removed: the word that says it is meant is missing";
            return Err(Error::new(Code::InvalidInput, message).with_hint("type RESET"));
        }
        let at = &self.backups.at;
        let endpoint = self.settings.borrow().endpoint.base_url.clone();
        let mut kept = Vec::new();
        if let Ok(store) = at.slot.get() {
            if let Ok(Some(mirror)) = store.read(mirror::get).await {
                kept.push(format!("the files of the folder mirror, in `{}`", mirror.folder));
            }
            at.slot.fail("everything is being removed; a new store opens in a moment");
            // Whatever it still had to write goes with the rest.
            if let Err(error) = store.close().await {
                tracing::warn!(%error, "the store that goes was not closed cleanly");
            }
        }
        let mut left = Vec::new();
        let mut accounts = Vec::new();
        if input.backups {
            accounts.push(STORE_KEY.to_owned());
        } else {
            kept.push("backups, and the key that opens them".to_owned());
        }
        if input.keys {
            accounts.push(ANTHROPIC_API_KEY.to_owned());
            accounts.extend(endpoint.and_then(|it| api_key_account(&it).ok()));
        } else {
            kept.push("API keys".to_owned());
        }
        for account in accounts {
            if let Err(error) = at.vault.delete(&account).await {
                left.push(format!("`{account}` in the place of secrets: {error}"));
            }
        }
        let seals = input.backups && input.keys;
        let (data, logs) = (at.data.clone(), at.logs.clone());
        let removed = blocking(move || {
            let mut spared: Vec<&str> = IN_USE.to_vec();
            if !input.backups {
                spared.push("backups");
            }
            if !seals {
                spared.push("secrets.sealed");
            }
            let mut left = Vec::new();
            clear(&data, &spared, &mut left);
            clear(&logs, &[], &mut left);
            Ok(left)
        });
        left.extend(removed.await?);
        (at.reopen)().await;
        Ok(ResetOutcome { kept, left })
    }
}

/// Removes everything in a folder but for what is spared; says what could not be removed.
fn clear(folder: &Path, spared: &[&str], left: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.filter_map(std::result::Result::ok) {
        let name = entry.file_name();
        if spared.iter().any(|it| name == **it) {
            continue;
        }
        let path = entry.path();
        let folder = entry.file_type().is_ok_and(|it| it.is_dir());
        let gone =
            if folder { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        if let Err(error) = gone {
            left.push(format!("`{}`: {error}", path.display()));
        }
    }
}
