//! Health: what the application itself weighs, and how fast it answers.

mod process;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
};

use atelier_api::health::{Health, HealthApi, Metrics, MetricsApi};
use atelier_rpc::{Call, Change, Meter, NoInput, Result};
use tokio::sync::broadcast::Sender;

use crate::{Clock, Opening, vitals::Vitals};

/// How many answers are arriving; the chat service counts them.
pub type Activity = Arc<AtomicU32>;

/// Reads the application's own state. Clones are the same report.
#[derive(Clone)]
pub struct HealthReport {
    /// What knows the store and the place of secrets.
    pub opening: Opening,
    /// Tells the time.
    pub clock: Clock,
    /// When the application was ready, in ms since 1970.
    pub started_at: i64,
    /// How old its process was by then, in ms; [`process_age_ms`] tells.
    pub ready_ms: Option<u64>,
    /// The folder that everything is kept in.
    pub data_folder: PathBuf,
    /// How many answers are arriving.
    pub activity: Activity,
    /// The router's counts and histograms.
    pub meter: Meter,
    /// The router's outlet of changes, which says how many follow them.
    pub changes: Sender<Change>,
    /// When [`HealthReport::watch`] last looked, in ms since 1970; zero before the first time.
    pub looked_at: Arc<AtomicI64>,
}

impl HealthApi for HealthReport {
    async fn get(&self, _call: Call, _input: NoInput) -> Result<Health> {
        let store_bytes = self.opening.slot.get().ok().and_then(|store| store.size_bytes());
        let vitals = self.vitals();
        Ok(Health {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            uptime_ms: u64::try_from((self.clock)() - self.started_at).unwrap_or(0),
            heap_bytes: vitals.heap_bytes,
            resident_bytes: resident_bytes(),
            processor: process::processor_time(),
            process_started_at: self.process_started_at(),
            ready_ms: self.ready_ms,
            store_bytes,
            store: self.opening.store_state(),
            active_turns: self.activity.load(Ordering::Relaxed),
            tasks: vitals.tasks,
            waiting: vitals.waiting,
            warnings: vitals.warnings(),
            looked_at: Some(self.looked_at.load(Ordering::Relaxed)).filter(|at| *at != 0),
            data_folder: self.data_folder.display().to_string(),
        })
    }
}

impl MetricsApi for HealthReport {
    async fn get(&self, _call: Call, _input: NoInput) -> Result<Metrics> {
        let (calls, failures) = self.meter.totals();
        let secrets = self.opening.vault.used();
        Ok(Metrics {
            calls,
            failures,
            running: self.meter.running(),
            followers: u32::try_from(self.changes.receiver_count()).unwrap_or(u32::MAX),
            secret_operations: secrets.operations,
            secret_failures: secrets.failures,
            operations: self.meter.read(),
        })
    }
}

impl HealthReport {
    fn process_started_at(&self) -> Option<i64> {
        self.started_at.checked_sub_unsigned(self.ready_ms?)
    }

    /// What there is to worry about, as it is now.
    pub(crate) fn vitals(&self) -> Vitals {
        let alive = tokio::runtime::Handle::current().metrics().num_alive_tasks();
        let waiting = self.opening.slot.get().ok().map(|store| store.waiting() as u64);
        // Nothing at all is allocated only where nobody counts.
        let heap_bytes = Some(atelier_secrets::allocated() as u64).filter(|bytes| *bytes > 0);
        Vitals { tasks: alive as u64, waiting, heap_bytes }
    }
}

/// Returns how long ago this process was started, in ms; none where the system does not say.
pub fn process_age_ms() -> Option<u64> {
    process::age_ms()
}

/// Bytes of this process that are in memory, where the system says so.
fn resident_bytes() -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "the kernel's own account, not a person's file")]
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
