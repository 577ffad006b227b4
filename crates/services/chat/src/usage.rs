//! Usage: what was spent, added up from the rows that outlive conversations.

mod calendar;
mod csv;

use atelier_api::usage::{ExportUsage, UsageApi, UsageRange, UsageRows};
use atelier_rpc::{Call, Result};
use atelier_store::{
    Connection, Slot, StoreError,
    tables::spending::{self, Span},
};
use atelier_vocabulary::{
    ConversationUsage, DayUsage, ModelUsage, ProjectUsage, Spending, UsageSummary, UsageTable,
};

pub(crate) use self::calendar::Calendar;
use self::calendar::day_name;
use crate::{Clock, budgets::budgets, store};

/// How many days count unless told.
const DAYS: u32 = 30;
/// How many conversations are listed.
const CONVERSATIONS: u32 = 200;
/// How many requests a table holds.
const REQUESTS: u32 = 10_000;

/// Reads what was spent.
#[derive(Clone)]
pub struct Ledger {
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
}

/// A range of days, resolved.
struct Days {
    span: Span,
    calendar: Calendar,
    now: i64,
}

impl UsageApi for Ledger {
    async fn summary(&self, _call: Call, input: UsageRange) -> Result<UsageSummary> {
        self.read(input, |c, days| {
            let from = |from| spending::sum(c, Span { from, ..days.span });
            Ok(UsageSummary {
                range: from(days.span.from)?,
                today: from(days.calendar.day_start(days.today()))?,
                month: from(days.calendar.month_start(days.now))?,
                total: from(i64::MIN)?,
                since: spending::first(c)?,
            })
        })
        .await
    }

    async fn by_day(&self, _call: Call, input: UsageRange) -> Result<Vec<DayUsage>> {
        self.read(input, each_day).await
    }

    async fn by_model(&self, _call: Call, input: UsageRange) -> Result<Vec<ModelUsage>> {
        self.read(input, each_model).await
    }

    async fn by_conversation(
        &self,
        _call: Call,
        input: UsageRange,
    ) -> Result<Vec<ConversationUsage>> {
        self.read(input, each_conversation).await
    }

    async fn by_project(&self, _call: Call, input: UsageRange) -> Result<Vec<ProjectUsage>> {
        self.read(input, each_project).await
    }

    async fn export(&self, _call: Call, input: ExportUsage) -> Result<UsageTable> {
        let range = UsageRange {
            days: input.days,
            conversation_id: None,
            utc_offset_minutes: input.utc_offset_minutes,
            time_zone: input.time_zone,
        };
        self.read(range, move |c, days| {
            let until = day_name(days.today());
            Ok(match input.rows {
                UsageRows::Days => csv::days(&each_day(c, days)?, &until),
                UsageRows::Models => csv::models(&each_model(c, days)?, &until),
                UsageRows::Conversations => {
                    csv::conversations(&each_conversation(c, days)?, &until)
                }
                UsageRows::Projects => csv::projects(&each_project(c, days)?, &until),
                UsageRows::Requests => {
                    let mut rows = spending::requests(c, days.span, REQUESTS + 1)?;
                    let cut = rows.len() > REQUESTS as usize;
                    rows.truncate(REQUESTS as usize);
                    UsageTable { cut, ..csv::requests(&rows, &days.calendar, &until) }
                }
            })
        })
        .await
    }
}

impl Ledger {
    async fn read<T: Send + 'static>(
        &self,
        input: UsageRange,
        work: impl FnOnce(&Connection, &Days) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T> {
        let now = (self.clock)();
        let read = move |c: &Connection| {
            let calendar = match (input.time_zone.as_deref(), input.utc_offset_minutes) {
                (None, None) => Calendar::of_budgets(&budgets(c)?),
                (zone, Some(offset)) => Calendar::of(zone, offset),
                (zone, None) => Calendar::of(zone, budgets(c)?.utc_offset_minutes),
            };
            let back = i64::from(input.days.unwrap_or(DAYS).saturating_sub(1));
            let from = calendar.day_start(calendar.day_number(now).saturating_sub(back));
            let span = Span { from, conversation: input.conversation_id };
            work(c, &Days { span, calendar, now })
        };
        store::read(&self.slot, read).await
    }
}

impl Days {
    /// The number of this day.
    fn today(&self) -> i64 {
        self.calendar.day_number(self.now)
    }
}

/// Each day of the range, and those after today that a clock which was ahead has left.
fn each_day(c: &Connection, days: &Days) -> Result<Vec<DayUsage>, StoreError> {
    let Days { span, calendar, now } = days;
    let spent = spending::by_day(c, *span, &calendar.stretches(span.from, *now))?;
    let (first, today) = (calendar.day_number(span.from), days.today());
    let of = |day| spent.iter().find(|(at, _)| *at == day).map(|(_, spending)| *spending);
    let quiet = (first..=today).map(|day| (day, of(day).unwrap_or_default()));
    let ahead = spent.iter().copied().filter(|(day, _)| *day > today);
    let row = |(day, spending): (i64, Spending)| DayUsage { day: day_name(day), spending };
    Ok(quiet.chain(ahead).map(row).collect())
}

fn each_model(c: &Connection, days: &Days) -> Result<Vec<ModelUsage>, StoreError> {
    let rows = spending::by_model(c, days.span)?;
    Ok(rows.into_iter().map(|(model, spending)| ModelUsage { model, spending }).collect())
}

fn each_conversation(c: &Connection, days: &Days) -> Result<Vec<ConversationUsage>, StoreError> {
    let rows = spending::by_conversation(c, days.span, CONVERSATIONS)?;
    let row = |row: spending::ConversationRow| ConversationUsage {
        conversation_id: row.id,
        title: row.title,
        spending: row.spending,
    };
    Ok(rows.into_iter().map(row).collect())
}

fn each_project(c: &Connection, days: &Days) -> Result<Vec<ProjectUsage>, StoreError> {
    let rows = spending::by_project(c, days.span)?;
    let row = |row: spending::ProjectRow| ProjectUsage {
        project_id: row.id,
        name: row.name,
        spending: row.spending,
    };
    Ok(rows.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests;
