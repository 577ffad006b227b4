//! Tables for a spreadsheet. A title may have been chosen by anybody, so no cell begins as a formula.

use atelier_store::tables::spending::RequestRow;
use atelier_vocabulary::{
    ConversationUsage, DayUsage, ModelUsage, ProjectUsage, Spending, UsageTable,
};

use super::calendar::{Calendar, day_name};

/// The columns that every table ends with.
const SUMS: &[&str] = &[
    "requests",
    "input tokens",
    "cache read tokens",
    "cache write tokens (5 min)",
    "cache write tokens (1 h)",
    "output tokens",
    "thinking tokens (of output)",
    "web searches",
    "cost USD",
    "requests without a known price",
    "requests with estimated tokens",
    "answers from the cache",
    "saved USD",
];

pub(super) fn days(rows: &[DayUsage], until: &str) -> UsageTable {
    let rows = rows.iter().map(|row| (vec![row.day.clone()], row.spending));
    table(&format!("atelier-usage-days-{until}.csv"), &["day"], rows)
}

pub(super) fn models(rows: &[ModelUsage], until: &str) -> UsageTable {
    let rows = rows.iter().map(|row| {
        let model = row.model.clone().unwrap_or_else(|| "unknown".to_owned());
        (vec![model], row.spending)
    });
    table(&format!("atelier-usage-models-{until}.csv"), &["model"], rows)
}

pub(super) fn conversations(rows: &[ConversationUsage], until: &str) -> UsageTable {
    let rows = rows.iter().map(|row| {
        let id = row.conversation_id.map(|id| id.to_string()).unwrap_or_default();
        (vec![id, row.title.clone().unwrap_or_default()], row.spending)
    });
    table(&format!("atelier-usage-conversations-{until}.csv"), &["conversation", "title"], rows)
}

pub(super) fn projects(rows: &[ProjectUsage], until: &str) -> UsageTable {
    let rows = rows.iter().map(|row| {
        let id = row.project_id.map(|id| id.to_string()).unwrap_or_default();
        (vec![id, row.name.clone().unwrap_or_default()], row.spending)
    });
    table(&format!("atelier-usage-projects-{until}.csv"), &["project", "name"], rows)
}

pub(super) fn requests(rows: &[RequestRow], calendar: &Calendar, until: &str) -> UsageTable {
    let rows = rows.iter().map(|row| {
        let day = day_name(calendar.day_number(row.at));
        let cells = vec![
            day,
            calendar.clock_name(row.at),
            row.purpose.clone(),
            row.model.clone().unwrap_or_else(|| "unknown".to_owned()),
            row.conversation.map(|id| id.to_string()).unwrap_or_default(),
        ];
        (cells, row.spending)
    });
    let names = &["day", "time", "purpose", "model", "conversation"];
    table(&format!("atelier-usage-requests-{until}.csv"), names, rows)
}

fn table(
    file_name: &str,
    names: &[&str],
    rows: impl Iterator<Item = (Vec<String>, Spending)>,
) -> UsageTable {
    let names = names.iter().chain(SUMS).map(|name| (*name).to_owned());
    let mut csv = line(names);
    let mut count = 0_u32;
    for (cells, spending) in rows {
        csv.push_str(&line(cells.into_iter().chain(sums(&spending))));
        count = count.saturating_add(1);
    }
    UsageTable { file_name: file_name.to_owned(), csv, rows: count, cut: false }
}

fn sums(spending: &Spending) -> [String; 13] {
    let tokens = spending.tokens;
    // Where nothing has a price, the cost is not known to be 0.
    let known = spending.unpriced_requests < spending.requests || spending.requests == 0;
    [
        spending.requests.to_string(),
        tokens.input_tokens.to_string(),
        tokens.cache_read_tokens.to_string(),
        tokens.cache_write_5m_tokens.to_string(),
        tokens.cache_write_1h_tokens.to_string(),
        tokens.output_tokens.to_string(),
        tokens.thinking_tokens.to_string(),
        tokens.web_searches.to_string(),
        if known { dollars(spending.cost_nano_usd) } else { "unknown".to_owned() },
        spending.unpriced_requests.to_string(),
        spending.estimated_requests.to_string(),
        spending.cached_answers.to_string(),
        dollars(spending.saved_nano_usd),
    ]
}

/// An amount in dollars, exactly.
fn dollars(nano_usd: i64) -> String {
    let sign = if nano_usd < 0 { "-" } else { "" };
    let whole = nano_usd.unsigned_abs();
    format!("{sign}{}.{:09}", whole / 1_000_000_000, whole % 1_000_000_000)
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    cells.join(",") + "\r\n"
}

/// A cell. One that a spreadsheet would take for a formula is made text by an apostrophe; control
/// characters, behind which one could hide, are left out.
fn quoted(cell: &str) -> String {
    let plain: String = cell.chars().filter(|c| !c.is_control()).collect();
    let first = plain.trim_start().chars().next();
    let formula = first.is_some_and(|c| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}|%".contains(c));
    let safe = if formula && plain.parse::<f64>().is_err() { format!("'{plain}") } else { plain };
    if safe.contains(['"', ',', ';', '\'', ' ']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests;
