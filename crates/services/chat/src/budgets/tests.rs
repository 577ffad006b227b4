//! When days and months of budgets begin, across changes of the clock and of the place.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use atelier_api::budget::{BudgetApi as _, BudgetsPatch, GetBudgetState};
use atelier_api::usage::{UsageApi as _, UsageRange};
use atelier_rpc::{Call, CallId, Origin};
use atelier_store::tables::spending::{self, Purpose, Spent};
use atelier_store::{Durability, Slot, Store};
use atelier_vocabulary::{BudgetLevel, BudgetScope, Usage};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::{BudgetKeeper, Pending};
use crate::usage::Ledger;

const MINUTE: i64 = 60_000;
const LIMIT: i64 = 1_000_000;

/// A time in UTC, in ms since 1970.
fn utc(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

fn call() -> Call {
    Call::new(CallId::new("test"), Origin::Window("main".into()), CancellationToken::new())
}

/// A person whose clock the test sets.
struct Person {
    now: Arc<AtomicI64>,
    keeper: BudgetKeeper,
    ledger: Ledger,
}

impl Person {
    /// One with a budget for a day and for a month, whose page says where it is.
    async fn new(zone: Option<&str>, utc_offset_minutes: i32) -> Self {
        let store = Store::in_memory(0).await.unwrap();
        let slot = Slot::empty("not yet");
        slot.put(store);
        let now = Arc::new(AtomicI64::new(0));
        let shown = Arc::clone(&now);
        let clock: crate::Clock = Arc::new(move || shown.load(Ordering::Relaxed));
        let ledger = Ledger { slot: slot.clone(), clock: Arc::clone(&clock) };
        let (changes, _) = broadcast::channel(8);
        let place = slot.clone();
        let keeper = BudgetKeeper { slot, place, clock, changes, pending: Pending::default() };
        let person = Self { now, keeper, ledger };
        let limits = BudgetsPatch {
            day_nano_usd: Some(Some(LIMIT)),
            month_nano_usd: Some(Some(LIMIT)),
            ..BudgetsPatch::default()
        };
        person.keeper.save(call(), limits).await.unwrap();
        person.moves(zone, utc_offset_minutes).await;
        person
    }

    /// Their page says that it is elsewhere.
    async fn moves(&self, zone: Option<&str>, utc_offset_minutes: i32) {
        let here = BudgetsPatch {
            utc_offset_minutes: Some(utc_offset_minutes),
            time_zone: zone.map(str::to_owned),
            ..BudgetsPatch::default()
        };
        self.keeper.save(call(), here).await.unwrap();
    }

    /// It becomes `at`, and something is spent.
    async fn spends(&self, at: i64, amount: i64) {
        self.now.store(at, Ordering::Relaxed);
        let spent = Spent {
            message: None,
            conversation: None,
            purpose: Purpose::Answer,
            model: Some("claude-test"),
            at,
            usage: Usage::default(),
            cost_nano_usd: Some(amount),
            estimated: false,
            from_cache: None,
        };
        let store = self.keeper.slot.get().unwrap();
        store.write(Durability::Normal, move |c| spending::insert(c, &spent)).await.unwrap();
    }

    /// What counts at a time against the budgets of the day and of the month.
    async fn counts(&self, at: &str) -> (i64, i64) {
        self.now.store(utc(at), Ordering::Relaxed);
        self.lines().await
    }

    async fn lines(&self) -> (i64, i64) {
        let state = self.keeper.state(call(), GetBudgetState::default()).await.unwrap();
        let spent = |scope| state.lines.iter().find(|it| it.scope == scope).unwrap();
        let (day, month) = (spent(BudgetScope::Day), spent(BudgetScope::Month));
        (day.spent_nano_usd, month.spent_nano_usd)
    }

    /// What is shown as spent today and in this month, at the same moment.
    async fn shown(&self, zone: Option<&str>, utc_offset_minutes: i32) -> (i64, i64) {
        let here = UsageRange {
            utc_offset_minutes: Some(utc_offset_minutes),
            time_zone: zone.map(str::to_owned),
            ..UsageRange::default()
        };
        let sums = self.ledger.summary(call(), here).await.unwrap();
        (sums.today.cost_nano_usd, sums.month.cost_nano_usd)
    }
}

const BERLIN: Option<&str> = Some("Europe/Berlin");

#[tokio::test]
async fn the_month_in_which_clocks_go_forward_begins_at_its_winter_midnight() {
    let person = Person::new(BERLIN, 60).await;
    person.spends(utc("2026-02-28T22:30:00Z"), 1).await; // 23:30 in February
    person.spends(utc("2026-02-28T23:30:00Z"), 2).await; // 00:30 on the first of March
    person.spends(utc("2026-03-28T22:30:00Z"), 4).await; // 23:30 on the 28th
    person.spends(utc("2026-03-28T23:30:00Z"), 8).await; // 00:30 on the 29th
    assert_eq!(person.counts("2026-03-29T00:30:00Z").await, (8, 14), "before the clock changes");
    assert_eq!(person.counts("2026-03-29T01:30:00Z").await, (8, 14), "after it has");
    person.moves(BERLIN, 120).await;
    assert_eq!(person.counts("2026-03-29T21:59:00Z").await, (8, 14), "to the end of its 23 hours");
    assert_eq!(person.counts("2026-03-29T22:00:00Z").await, (0, 14));
    assert_eq!(person.counts("2026-03-31T21:59:00Z").await, (0, 14));
    assert_eq!(person.counts("2026-03-31T22:00:00Z").await, (0, 0));
}

#[tokio::test]
async fn the_month_in_which_clocks_go_back_begins_at_its_summer_midnight() {
    let person = Person::new(BERLIN, 120).await;
    person.spends(utc("2026-09-30T21:30:00Z"), 1).await; // 23:30 in September
    person.spends(utc("2026-09-30T22:30:00Z"), 2).await; // 00:30 on the first of October
    person.spends(utc("2026-10-24T21:30:00Z"), 4).await; // 23:30 on the 24th
    person.spends(utc("2026-10-24T22:30:00Z"), 8).await; // 00:30 on the 25th
    person.spends(utc("2026-10-25T00:30:00Z"), 16).await; // 02:30
    person.spends(utc("2026-10-25T01:30:00Z"), 32).await; // 02:30 again
    person.moves(BERLIN, 60).await;
    assert_eq!(person.counts("2026-10-25T22:59:00Z").await, (56, 62), "to the end of its 25 hours");
    assert_eq!(person.counts("2026-10-25T23:00:00Z").await, (0, 62));
    assert_eq!(person.counts("2026-10-31T22:59:00Z").await, (0, 62));
    assert_eq!(person.counts("2026-10-31T23:00:00Z").await, (0, 0));
}

/// Hour by hour through both changes of the clock, the budgets count what is shown as spent today and
/// in this month: also where clocks differ by half an hour or three quarters, change by half an hour,
/// or leap over midnight.
#[tokio::test]
async fn budgets_count_what_is_shown_as_spent() {
    let zones = [
        ("Europe/Berlin", "2026-03-27T00:00:00Z"),
        ("Europe/Berlin", "2026-10-23T00:00:00Z"),
        ("Asia/Kolkata", "2026-03-30T00:00:00Z"),
        ("Asia/Kathmandu", "2026-10-30T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-03T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-10-02T00:00:00Z"),
        ("America/Sao_Paulo", "2018-11-02T00:00:00Z"),
        ("Pacific/Apia", "2011-12-28T00:00:00Z"),
    ];
    for (zone, begins) in zones {
        // The offset is wrong everywhere: it counts only where the zone is not known.
        let person = Person::new(Some(zone), 0).await;
        let begins = utc(begins);
        for step in 0..190 {
            let at = begins + step * 37 * MINUTE;
            person.spends(at, 1 + step).await;
            let shown = person.shown(Some(zone), -300).await;
            assert_eq!(person.lines().await, shown, "{zone}, {} min on", step * 37);
        }
    }
}

#[tokio::test]
async fn another_zone_counts_from_the_moment_that_the_page_names_it() {
    let person = Person::new(BERLIN, 120).await;
    person.spends(utc("2026-06-30T21:30:00Z"), 1).await; // 23:30 on 30 June in Berlin
    person.spends(utc("2026-06-30T22:30:00Z"), 2).await; // 00:30 on 1 July in Berlin
    person.spends(utc("2026-07-01T05:00:00Z"), 4).await; // 01:00 on 1 July in New York
    assert_eq!(person.counts("2026-07-01T06:00:00Z").await, (6, 6));
    // In New York it is still June until 04:00.
    person.moves(Some("America/New_York"), -240).await;
    assert_eq!(person.counts("2026-07-01T06:00:00Z").await, (4, 4));
    person.moves(Some("Asia/Kolkata"), 330).await;
    assert_eq!(person.counts("2026-07-01T06:00:00Z").await, (7, 7));
    person.moves(BERLIN, 120).await;
    assert_eq!(person.counts("2026-07-01T06:00:00Z").await, (6, 6));
    // Who names an offset alone wants that.
    person.moves(None, -240).await;
    assert_eq!(person.counts("2026-07-01T06:00:00Z").await, (4, 4));
    let kept = person.keeper.get(call(), atelier_rpc::NoInput {}).await.unwrap();
    assert_eq!((kept.time_zone, kept.utc_offset_minutes), (None, -240));
}

#[tokio::test]
async fn other_changes_leave_the_zone_and_a_day_that_is_used_up_ends_at_its_midnight() {
    let person = Person::new(BERLIN, 60).await;
    let patch = BudgetsPatch { day_nano_usd: Some(Some(8)), ..BudgetsPatch::default() };
    let kept = person.keeper.save(call(), patch).await.unwrap();
    assert_eq!(kept.time_zone.as_deref(), BERLIN);
    person.spends(utc("2026-03-29T21:30:00Z"), 8).await; // 23:30 in summer; 22:30 by the old offset
    let level = async || {
        let state = person.keeper.state(call(), GetBudgetState::default()).await.unwrap();
        state.lines[0].level
    };
    assert_eq!(level().await, BudgetLevel::Reached);
    person.now.store(utc("2026-03-29T22:10:00Z"), Ordering::Relaxed);
    assert_eq!(level().await, BudgetLevel::Fine, "ten minutes past midnight");
}

#[tokio::test]
async fn a_zone_that_is_not_known_leaves_the_offset() {
    for zone in ["", "Berlin", "Nowhere/Land", "../../etc/passwd", "Europe/Berlin\0", "Etc/Unknown"]
    {
        let person = Person::new(Some(zone), 60).await;
        person.spends(utc("2026-06-30T22:30:00Z"), 1).await;
        person.spends(utc("2026-06-30T23:30:00Z"), 2).await;
        assert_eq!(person.counts("2026-07-01T12:00:00Z").await, (2, 2), "{zone:?}");
    }
}

/// Whoever asks for usage and says neither zone nor offset gets the days of the budgets.
#[tokio::test]
async fn usage_has_the_days_of_the_budgets_unless_told() {
    let person = Person::new(Some("Asia/Kolkata"), 0).await;
    person.spends(utc("2026-06-30T18:00:00Z"), 1).await; // 23:30 on 30 June
    person.spends(utc("2026-06-30T19:00:00Z"), 2).await; // 00:30 on 1 July
    let sums = person.ledger.summary(call(), UsageRange::default()).await.unwrap();
    assert_eq!((sums.today.cost_nano_usd, sums.month.cost_nano_usd), (2, 2));
}
