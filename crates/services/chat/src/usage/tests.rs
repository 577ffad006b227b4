//! What was spent around both changes of the clock in Berlin, asked for later.

use std::sync::Arc;

use atelier_api::usage::{ExportUsage, UsageApi as _, UsageRange, UsageRows};
use atelier_rpc::{Call, CallId, Origin};
use atelier_store::{
    Durability, Slot, Store,
    tables::spending::{self, Purpose, Spent},
};
use atelier_vocabulary::Usage;
use tokio_util::sync::CancellationToken;

use super::Ledger;

/// Two days in March and two in October, each amount by itself in one day of Berlin.
const SPENT: &[(&str, i64)] = &[
    ("2026-03-27T23:30:00Z", 1),    // 00:30 on the 28th
    ("2026-03-28T22:30:00Z", 2),    // 23:30 on the 28th
    ("2026-03-28T23:30:00Z", 4),    // 00:30 on the 29th
    ("2026-03-29T21:30:00Z", 8),    // 23:30 on the 29th, an hour later by the sun
    ("2026-03-29T22:30:00Z", 16),   // 00:30 on the 30th
    ("2026-10-24T21:30:00Z", 32),   // 23:30 on the 24th
    ("2026-10-24T22:30:00Z", 64),   // 00:30 on the 25th
    ("2026-10-25T00:30:00Z", 128),  // 02:30 on the 25th
    ("2026-10-25T01:30:00Z", 256),  // 02:30 again
    ("2026-10-25T22:30:00Z", 512),  // 23:30 on the 25th
    ("2026-10-25T23:30:00Z", 1024), // 00:30 on the 26th
];

fn utc(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

fn call() -> Call {
    Call::new(CallId::new("test"), Origin::Window("main".into()), CancellationToken::new())
}

async fn at(now: &str) -> Ledger {
    let now = utc(now);
    let store = Store::in_memory(utc("2026-01-01T00:00:00Z")).await.unwrap();
    let write = |c: &atelier_store::Transaction<'_>| {
        for (at, cost) in SPENT {
            let spent = Spent {
                message: None,
                conversation: None,
                purpose: Purpose::Answer,
                model: Some("claude-test"),
                at: utc(at),
                usage: Usage::default(),
                cost_nano_usd: Some(*cost),
                estimated: false,
                from_cache: None,
            };
            spending::insert(c, &spent)?;
        }
        Ok(())
    };
    store.write(Durability::Normal, write).await.unwrap();
    let slot = Slot::empty("not yet");
    slot.put(store);
    Ledger { slot, clock: Arc::new(move || now) }
}

fn range(days: u32, zone: Option<&str>, offset: i32) -> UsageRange {
    UsageRange {
        days: Some(days),
        conversation_id: None,
        utc_offset_minutes: Some(offset),
        time_zone: zone.map(str::to_owned),
    }
}

async fn days(ledger: &Ledger, range: UsageRange) -> Vec<(String, i64)> {
    let days = ledger.by_day(call(), range).await.unwrap();
    let spent = days.into_iter().filter(|day| day.spending.requests > 0);
    spent.map(|day| (day.day, day.spending.cost_nano_usd)).collect()
}

fn expected(days: &[(&str, i64)]) -> Vec<(String, i64)> {
    days.iter().map(|(day, cost)| ((*day).to_owned(), *cost)).collect()
}

#[tokio::test]
async fn days_stay_what_they_were_whenever_they_are_asked_for() {
    let berlin = Some("Europe/Berlin");
    let all = [
        ("2026-03-28", 3),
        ("2026-03-29", 12),
        ("2026-03-30", 16),
        ("2026-10-24", 32),
        ("2026-10-25", 960),
        ("2026-10-26", 1_024),
    ];
    // In winter and in summer, with the offset of that day, and with none that is right.
    for (now, offset) in [("2026-12-01T12:00:00Z", 60), ("2027-02-01T12:00:00Z", -840)] {
        assert_eq!(days(&at(now).await, range(365, berlin, offset)).await, expected(&all), "{now}");
    }
    let summer = at("2027-03-28T12:00:00Z").await;
    assert_eq!(days(&summer, range(366, berlin, 120)).await, expected(&all));
    // Without a zone every day has the offset of today, as before.
    let winter = at("2026-12-01T12:00:00Z").await;
    for zone in [None, Some("Nowhere/Land"), Some("../../etc/passwd")] {
        let found = days(&winter, range(365, zone, 60)).await;
        assert_eq!(
            found,
            expected(&[
                ("2026-03-28", 3),
                ("2026-03-29", 12 + 16),
                ("2026-10-24", 32 + 64),
                ("2026-10-25", 128 + 256 + 512),
                ("2026-10-26", 1_024),
            ])
        );
    }
}

#[tokio::test]
async fn each_day_is_listed_once_and_the_first_begins_at_its_midnight() {
    let ledger = at("2026-10-26T12:00:00Z").await;
    let berlin = Some("Europe/Berlin");
    let listed = ledger.by_day(call(), range(3, berlin, 60)).await.unwrap();
    let names: Vec<&str> = listed.iter().map(|day| day.day.as_str()).collect();
    assert_eq!(names, ["2026-10-24", "2026-10-25", "2026-10-26"]);
    let sums = ledger.summary(call(), range(2, berlin, 60)).await.unwrap();
    assert_eq!(sums.range.cost_nano_usd, 960 + 1_024, "from the summer midnight of the 25th");
    assert_eq!(sums.today.cost_nano_usd, 1_024);
    assert_eq!(sums.month.cost_nano_usd, 32 + 960 + 1_024);
}

#[tokio::test]
async fn a_table_of_requests_says_the_time_that_the_clock_showed() {
    let ledger = at("2026-12-01T12:00:00Z").await;
    let export = ExportUsage {
        rows: UsageRows::Requests,
        days: Some(365),
        utc_offset_minutes: Some(60),
        time_zone: Some("europe/berlin".to_owned()),
    };
    let csv = ledger.export(call(), export).await.unwrap().csv;
    let times: Vec<String> = csv.lines().skip(1).map(|line| line[..19].to_owned()).collect();
    assert_eq!(times[..3], ["2026-10-26,00:30:00", "2026-10-25,23:30:00", "2026-10-25,02:30:00"]);
    assert_eq!(times[3], "2026-10-25,02:30:00");
    assert_eq!(times.last().unwrap(), "2026-03-28,00:30:00");
}
