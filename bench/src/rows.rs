//! What was asked for on the command line, and the table that answers.

use std::{fmt::Write as _, path::PathBuf};

use crate::row::Row;

/// How many minutes are worked on end unless told.
const SOAK: u32 = 20;

/// What was asked for.
#[derive(Default)]
pub(crate) struct Wanted {
    json: Option<PathBuf>,
    groups: Vec<String>,
    /// How many minutes to work on end, where that alone is wanted.
    pub(crate) soak: Option<u32>,
}

impl Wanted {
    /// Reads `[--json FILE] [--filter GROUP]… [--soak [--minutes N]]`.
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wanted = Self::default();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--json" => wanted.json = Some(PathBuf::from(value()?)),
                "--filter" => wanted.groups.push(value()?),
                "--soak" => wanted.soak = wanted.soak.or(Some(SOAK)),
                "--minutes" => {
                    let minutes = value()?;
                    let read = minutes.parse().ok().filter(|minutes| *minutes > 0);
                    wanted.soak = Some(read.ok_or(format!("`{minutes}` is no number of minutes"))?);
                }
                _ => {
                    return Err(format!(
                        "{argument} is not known; --json FILE, --filter GROUP and --soak \
                         [--minutes N] are"
                    ));
                }
            }
        }
        Ok(wanted)
    }

    pub(crate) fn includes(&self, group: &str) -> bool {
        self.groups.is_empty() && self.soak.is_none()
            || self.groups.iter().any(|wanted| wanted == group)
    }

    pub(crate) fn write(&self, rows: &[Row]) -> std::io::Result<()> {
        let Some(path) = &self.json else { return Ok(()) };
        let mut text = serde_json::to_string_pretty(rows)?;
        text.push('\n');
        #[expect(
            clippy::disallowed_methods,
            reason = "the file that was named on the command line"
        )]
        std::fs::write(path, text)
    }
}

/// The rows as a table.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut out = String::from(
        "| budget | measured | anchor | ratio | limit | holds |\n|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let anchor = match (&row.anchor, row.anchor_value) {
            (Some(name), Some(value)) => format!("{name}: {} {}", short(value), row.unit),
            _ => "–".to_owned(),
        };
        let ratio = row.ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.2}"));
        let holds = match row.holds {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "–",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| {} | {} {} | {anchor} | {ratio} | {} | {holds} |",
            row.name,
            short(row.value),
            row.unit,
            row.limit,
        );
    }
    out
}

fn short(value: f64) -> String {
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}
