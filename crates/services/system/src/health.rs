//! Health: what the application itself weighs, and how fast it answers.

use std::sync::{Arc, atomic::AtomicU32, atomic::Ordering};

use atelier_api::health::{Health, HealthApi, Metrics, MetricsApi};
use atelier_rpc::{Call, Meter, NoInput, Result};

use crate::{Clock, Opening};

/// How many answers are arriving; the chat service counts them.
pub type Activity = Arc<AtomicU32>;

/// Reads the application's own state.
pub struct HealthReport {
    /// What knows the store.
    pub opening: Opening,
    /// Tells the time.
    pub clock: Clock,
    /// When the application started, in ms since 1970.
    pub started_at: i64,
    /// How many answers are arriving.
    pub activity: Activity,
}

impl HealthApi for HealthReport {
    async fn get(&self, _call: Call, _input: NoInput) -> Result<Health> {
        let store_bytes = self.opening.slot.get().ok().and_then(|store| store.size_bytes());
        Ok(Health {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            uptime_ms: u64::try_from((self.clock)() - self.started_at).unwrap_or(0),
            heap_bytes: atelier_secrets::allocated() as u64,
            resident_bytes: resident_bytes(),
            store_bytes,
            store: self.opening.store_state(),
            active_turns: self.activity.load(Ordering::Relaxed),
        })
    }
}

/// Reads how long operations took.
pub struct LatencyReport(
    /// The router's histograms.
    pub Meter,
);

impl MetricsApi for LatencyReport {
    async fn get(&self, _call: Call, _input: NoInput) -> Result<Metrics> {
        Ok(Metrics { operations: self.0.read() })
    }
}

/// Bytes of this process that are in memory, where the system says so.
fn resident_bytes() -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "the kernel's own account, not a person's file")]
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
