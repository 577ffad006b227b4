//! How long operations take.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use hdrhistogram::Histogram;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long the calls of one operation took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Latency {
    /// The operation.
    pub operation: String,
    /// How many calls ended.
    #[ts(type = "number")]
    pub calls: u64,
    /// How many of them failed.
    #[ts(type = "number")]
    pub failures: u64,
    /// Half of them took at most this long, in µs.
    #[ts(type = "number")]
    pub p50_us: u64,
    /// 95 of 100 took at most this long, in µs.
    #[ts(type = "number")]
    pub p95_us: u64,
    /// The longest, in µs.
    #[ts(type = "number")]
    pub max_us: u64,
}

/// A histogram for each operation that has been called, and how many calls run. Clones share it.
#[derive(Clone, Default)]
pub struct Meter(Arc<Inner>);

#[derive(Default)]
struct Inner {
    ended: Mutex<BTreeMap<&'static str, Tally>>,
    open: AtomicU32,
}

/// A call that took longer is counted as if it had taken an hour, in µs.
const LONGEST_US: u64 = 3_600_000_000;

/// The calls of one operation: how long they took in µs, and how many failed.
type Tally = (Histogram<u32>, u64);

/// One call that runs, until it is dropped.
pub(crate) struct OpenCall(Meter);

impl Drop for OpenCall {
    fn drop(&mut self) {
        self.0.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Meter {
    /// Counts one call as running, however it ends.
    pub(crate) fn open(&self) -> OpenCall {
        self.0.open.fetch_add(1, Ordering::Relaxed);
        OpenCall(self.clone())
    }

    /// How many calls run now.
    pub fn running(&self) -> u32 {
        self.0.open.load(Ordering::Relaxed)
    }

    /// Records one call.
    pub(crate) fn record(&self, operation: &'static str, took: Duration, failed: bool) {
        let mut all = self.0.ended.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains_key(operation) {
            // Two significant figures: 1 % is finer than any budget needs.
            let Ok(histogram) = Histogram::new(2) else { return };
            all.insert(operation, (histogram, 0));
        }
        if let Some((histogram, failures)) = all.get_mut(operation) {
            let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
            // It grows with what it is given, which `saturating_record` would cut off instead.
            if histogram.record(took_us.min(LONGEST_US)).is_err() {
                tracing::debug!(operation, took_us, "the call is missing in the histogram");
            }
            *failures += u64::from(failed);
        }
    }

    /// How many calls ended, and how many of them failed, over all operations.
    pub fn totals(&self) -> (u64, u64) {
        let all = self.0.ended.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().fold((0, 0), |(calls, failed), (histogram, failures)| {
            (calls + histogram.len(), failed + failures)
        })
    }

    /// What was recorded so far, by operation.
    pub fn read(&self) -> Vec<Latency> {
        let all = self.0.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let row = |(operation, (histogram, failures)): (&&str, &Tally)| Latency {
            operation: (*operation).to_owned(),
            calls: histogram.len(),
            failures: *failures,
            p50_us: histogram.value_at_quantile(0.5),
            p95_us: histogram.value_at_quantile(0.95),
            max_us: histogram.max(),
        };
        all.iter().map(row).collect()
    }
}
