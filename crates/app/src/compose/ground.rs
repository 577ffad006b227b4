//! What every service stands on.

use std::sync::Arc;

use atelier_secrets::{Keychain, Vault};
use atelier_store::Slot;
use atelier_system::{Log, Opening, SettingsKeeper, VaultChoice};
use atelier_telemetry::Telemetry;
use atelier_workspace::{Clock, KeepOut};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::Paths;

/// What every service stands on. Clones are the same things.
#[derive(Clone)]
pub(super) struct Ground {
    pub(super) paths: Paths,
    pub(super) clock: Clock,
    pub(super) slot: Slot,
    pub(super) vault: Vault,
    pub(super) opening: Opening,
    pub(super) log: Log,
    pub(super) keeper: SettingsKeeper,
    pub(super) tasks: TaskTracker,
    pub(super) stop: CancellationToken,
}

impl Ground {
    /// Opens the place of secrets and the store, if there is one, and puts the settings in force.
    pub(super) async fn open(
        paths: Paths,
        choice: VaultChoice,
        telemetry: Option<Arc<Telemetry>>,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) -> Self {
        let clock: Clock = Arc::new(system_time);
        let slot = Slot::empty("the store is not open yet");
        let vault = Vault::closed();
        let opening = Opening {
            vault: vault.clone(),
            slot: slot.clone(),
            keychain: Keychain::new(),
            sealed_file: paths.sealed_secrets(),
            store_file: paths.store(),
            choice,
            clock: Arc::clone(&clock),
        };
        let log = Log::new(telemetry);
        let keeper = SettingsKeeper::new(slot.clone(), Arc::clone(&clock), log.clone());
        let (tasks, stop) = (tasks.clone(), stop.clone());
        let ground = Self { paths, clock, slot, vault, opening, log, keeper, tasks, stop };
        ground.reopen().await;
        ground
    }

    /// Opens again what may have changed on the disk.
    pub(super) async fn reopen(&self) {
        self.opening.start().await;
        self.keeper.reload().await;
    }

    /// Where files of a person's folders are not to be looked for.
    pub(super) fn keep_out(&self) -> KeepOut {
        let own = vec![self.paths.data.clone(), self.paths.logs.clone()];
        KeepOut { home: self.paths.home.clone(), own }
    }
}

fn system_time() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "the one clock, handed to all who need it")]
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
