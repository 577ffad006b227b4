//! The watch over the application's own health, for as long as it runs.

use std::{pin::pin, sync::atomic::Ordering, time::Duration};

use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};

use crate::HealthReport;

/// How often it looks.
const EVERY: Duration = Duration::from_secs(30);

/// How often it sees whether the application has come to rest.
const LOOKS_A_REST: u64 = 2;

/// When a start is over. What only it needed is free by then, and is more than all that stays.
const START: Duration = Duration::from_secs(1);

impl HealthReport {
    /// Looks at the application's health every thirty seconds until `stop`, and says when it ends.
    ///
    /// What is more than it should be is a warning in the log. Memory that can be freed is, where
    /// too much is in use, and once when the application has come to rest. What the start leaves
    /// behind goes back to the system at once.
    pub async fn watch(self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let mut ticks = interval_at(Instant::now() + EVERY, EVERY);
        // After a sleep of the machine one look is enough.
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut rest = Rest::default();
        let mut start = pin!(sleep(START));
        let mut starting = true;
        let mut look = 0_u64;
        loop {
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = &mut start, if starting => {
                    starting = false;
                    atelier_secrets::give_back();
                    continue;
                }
                _ = ticks.tick() => look += 1,
            }
            let at_rest = look.is_multiple_of(LOOKS_A_REST) && rest.begins(self.ended());
            if self.look() || at_rest {
                self.free().await;
            }
        }
        tracing::info!("the watch over the application's health shuts down");
    }

    /// Looks once, and says whether memory should be freed.
    fn look(&self) -> bool {
        let vitals = self.vitals();
        for warning in vitals.warnings() {
            tracing::warn!("{warning}");
        }
        self.looked_at.store((self.clock)(), Ordering::Relaxed);
        vitals.under_pressure()
    }

    /// Frees what can be freed: pages that the store keeps to read them again, and what the
    /// allocator keeps for the next allocation.
    async fn free(&self) {
        if let Ok(store) = self.opening.slot.get()
            && let Err(error) = store.shrink().await
        {
            tracing::debug!(%error, "the store freed nothing");
        }
        atelier_secrets::give_back();
        tracing::debug!("memory that nothing used was given back");
    }

    /// How many calls have ended since the start, and how many answers still arrive.
    fn ended(&self) -> (u64, u32) {
        let (ended, _) = self.meter.totals();
        (ended, self.activity.load(Ordering::Relaxed))
    }
}

/// Notices when work comes to an end.
#[derive(Default)]
struct Rest {
    seen: u64,
    worked: bool,
}

impl Rest {
    /// Whether nothing ended since it was last asked, although something had before.
    fn begins(&mut self, (ended, arriving): (u64, u32)) -> bool {
        let still = ended == self.seen && arriving == 0;
        let begins = still && self.worked;
        self.worked = !still;
        self.seen = ended;
        begins
    }
}
