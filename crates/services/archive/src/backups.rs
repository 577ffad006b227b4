//! Backups: made, listed, tried and put in the place of the store.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use atelier_api::failed;
use atelier_rpc::{Change, Code, Error, Result};
use atelier_secrets::STORE_KEY;
use atelier_store::{Durability, MasterKey, Store, copy, tables::settings};
use atelier_vocabulary::{Backup, BackupReason, BackupStatus, Rehearsal, Restored, StoreState};
use serde_json::json;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::premises::{Premises, Stage, blocking, unwritable};
use crate::rotation::{DAYS, RESTORES, WEEKS, is_due, surplus};
use crate::{failure, shelf};

/// What is chosen about backups, among the settings.
const CHOSEN: &str = "backups";
/// How often it is looked whether a backup is due.
const LOOK: Duration = Duration::from_mins(15);

/// Backups of the store. Clones are the same ones.
#[derive(Clone)]
pub struct Backups {
    pub(crate) at: Premises,
    /// One thing at a time.
    turn: Arc<Semaphore>,
}

impl Backups {
    /// Returns the backups of what lies there.
    pub fn new(at: Premises) -> Self {
        Self { at, turn: Arc::new(Semaphore::new(1)) }
    }

    /// Makes a backup whenever one is due, where a person wants that.
    pub async fn daily(self) {
        loop {
            tokio::time::sleep(LOOK).await;
            if let Err(error) = self.make_if_due().await {
                tracing::warn!(%error, "the daily backup was not made");
            }
        }
    }

    /// Makes a backup where one is due and wanted; whether it did.
    pub async fn make_if_due(&self) -> Result<bool> {
        let status = self.look().await?;
        let kept = status.backups.iter().filter(|it| it.reason == BackupReason::Kept);
        let last = kept.map(|it| it.made_at).max();
        if !status.daily || !status.possible || !is_due(last, (self.at.clock)()) {
            return Ok(false);
        }
        self.make().await?;
        let change = Change {
            tags: vec!["Backups".to_owned()],
            operation: "backup.create".to_owned(),
            origin: "daily".to_owned(),
        };
        // Nobody has to listen.
        drop(self.at.changes.send(change));
        Ok(true)
    }

    pub(crate) async fn look(&self) -> Result<BackupStatus> {
        let store = self.at.slot.get().ok();
        let chosen = match &store {
            Some(store) => store.read(|c| settings::get(c, CHOSEN)).await.map_err(failed)?,
            None => None,
        };
        let daily = chosen.is_some_and(|it| it.get("daily") == Some(&json!(true)));
        let folder = self.folder();
        Ok(BackupStatus {
            daily,
            folder: folder.display().to_string(),
            keep_days: u32::try_from(DAYS).unwrap_or(u32::MAX),
            keep_weeks: u32::try_from(WEEKS).unwrap_or(u32::MAX),
            possible: store.is_some_and(|it| it.state() == StoreState::OnDisk),
            backups: shelf::list(&folder, &self.at.store_file),
        })
    }

    pub(crate) async fn choose(&self, daily: bool) -> Result<BackupStatus> {
        let store = self.at.slot.get().map_err(failed)?;
        let now = (self.at.clock)();
        let keep = move |c: &atelier_store::Transaction<'_>| {
            settings::set(c, CHOSEN, &json!({ "daily": daily }), now)
        };
        store.write(Durability::Full, keep).await.map_err(failed)?;
        self.look().await
    }

    /// Copies the store, and lets older backups make room.
    pub(crate) async fn make(&self) -> Result<Backup> {
        let _turn = self.turn().await?;
        self.on_disk()?;
        let key = self.key().await?;
        let (folder, store) = (self.folder(), self.at.store_file.clone());
        let now = (self.at.clock)();
        let name = shelf::name(now, BackupReason::Kept);
        blocking(move || {
            shelf::make_folder(&folder).map_err(|it| unwritable(&folder, &it))?;
            let path = folder.join(&name);
            copy::copy(&store, &key, &path, &key).map_err(failed)?;
            let bytes = fs::metadata(&path).map_or(0, |it| it.len());
            let there = shelf::list(&folder, &store);
            let times =
                |reason| there.iter().filter(move |it| it.reason == reason).map(|it| it.made_at);
            for old in surplus(&times(BackupReason::Kept).collect::<Vec<_>>()) {
                shelf::remove(&folder, &shelf::name(old, BackupReason::Kept));
            }
            for old in times(BackupReason::Restore).skip(RESTORES) {
                shelf::remove(&folder, &shelf::name(old, BackupReason::Restore));
            }
            Ok(Backup { name, made_at: now, bytes, reason: BackupReason::Kept })
        })
        .await
    }

    /// Restores a backup into a folder of its own, and removes that again.
    pub(crate) async fn rehearse_one(&self, name: &str) -> Result<Rehearsal> {
        let _turn = self.turn().await?;
        let backup = self.find(name)?;
        let key = self.key().await?;
        let place = Stage::in_folder(&self.at.data).map_err(|it| unwritable(&self.at.data, &it))?;
        let (from, to) = (backup, place.0.join("atelier.db"));
        let opened = Arc::new(key);
        let (key, path) = (Arc::clone(&opened), to.clone());
        let held = blocking(move || copy::copy(&from, &key, &path, &key).map_err(failed)).await?;
        // Opening brings an old one up to date, as restoring it would.
        let store = Store::open(&to, &opened, (self.at.clock)()).await.map_err(failed)?;
        store.close().await.map_err(failed)?;
        drop(store);
        let present = self.at.store_file.clone();
        let (backup, present) = blocking(move || {
            let backup = copy::content(&to, &opened).map_err(failed)?;
            let present = copy::content(&present, &opened).unwrap_or_default();
            drop(place);
            Ok((backup, present))
        })
        .await?;
        if backup != held {
            return Err(Error::new(Code::Unavailable, "the backup holds other rows once restored")
                .with_hint("keep the store as it is, and make a new backup"));
        }
        Ok(Rehearsal { backup, present })
    }

    /// Puts a backup in the place of the store, which becomes a backup itself.
    pub(crate) async fn put_back(&self, name: &str) -> Result<Restored> {
        let _turn = self.turn().await?;
        let backup = self.find(name)?;
        let key = self.key().await?;
        let place = Stage::in_folder(&self.at.data).map_err(|it| unwritable(&self.at.data, &it))?;
        let staged = place.0.join("atelier.db");
        let (to, folder) = (staged.clone(), self.folder());
        let content = blocking(move || {
            shelf::make_folder(&folder).map_err(|it| unwritable(&folder, &it))?;
            copy::copy(&backup, &key, &to, &key).map_err(failed)
        })
        .await?;
        let kept = shelf::name((self.at.clock)(), BackupReason::Restore);
        let aside = self.folder().join(&kept);
        if let Ok(store) = self.at.slot.get() {
            self.at.slot.fail("a backup is being restored; try again in a moment");
            store.close().await.map_err(failed)?;
        }
        let was_there = self.at.store_file.exists();
        let moved = shelf::swap(&self.at.store_file, &aside, &staged);
        (self.at.reopen)().await;
        drop(place);
        let opens = self.on_disk();
        if let Err(error) = moved.map_err(|it| unwritable(&self.at.store_file, &it)).and(opens) {
            if let Ok(store) = self.at.slot.get() {
                store.close().await.map_err(failed)?;
            }
            if aside.exists() {
                shelf::back(&aside, &self.at.store_file)
                    .map_err(|it| unwritable(&self.at.store_file, &it))?;
            }
            (self.at.reopen)().await;
            return Err(error);
        }
        Ok(Restored { content, kept: was_there.then_some(kept) })
    }

    /// Waits for whatever is done before.
    async fn turn(&self) -> Result<SemaphorePermit<'_>> {
        self.turn.acquire().await.map_err(|_| failure::lost())
    }

    /// Where backups are.
    pub(crate) fn folder(&self) -> PathBuf {
        self.at.data.join("backups")
    }

    /// The key of the store, which opens its backups too.
    async fn key(&self) -> Result<MasterKey> {
        let text = self.at.vault.get(STORE_KEY).await.map_err(failed)?;
        let text = text.ok_or_else(|| {
            Error::new(Code::Unavailable, "there is no key of a store, so there is nothing to copy")
                .with_hint("keep your conversations on this computer first")
        })?;
        MasterKey::from_hex(text.expose()).map_err(failed)
    }

    /// Refuses where no store on disk is open.
    fn on_disk(&self) -> Result<()> {
        let store = self.at.slot.get().map_err(failed)?;
        if store.state() == StoreState::OnDisk {
            return Ok(());
        }
        Err(Error::new(Code::Unavailable, "conversations are in memory only, so there is no file")
            .with_hint("keep them on this computer first"))
    }

    /// The file of a backup that is listed.
    fn find(&self, name: &str) -> Result<PathBuf> {
        let there = shelf::list(&self.folder(), &self.at.store_file);
        let found = there.iter().find(|it| it.name == name).ok_or_else(|| {
            Error::new(Code::NotFound, format!("there is no backup `{name}`; nothing was changed"))
        })?;
        let beside = self.at.store_file.with_file_name(&found.name);
        let own = found.reason == BackupReason::Update;
        Ok(if own { beside } else { self.folder().join(&found.name) })
    }
}
