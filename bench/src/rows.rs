//! What was asked for on the command line, and the table that answers.

use std::{fmt::Write as _, path::PathBuf};

use crate::row::Row;

/// How many minutes are worked on end unless told.
const SOAK: u32 = 20;
/// A line through the means of fewer minutes has no error that could be told.
const LEAST: u32 = 4;

/// What was asked for.
#[derive(Default)]
pub(crate) struct Wanted {
    json: Option<PathBuf>,
    groups: Vec<String>,
    /// How many minutes to work on end, where that alone is wanted.
    pub(crate) soak: Option<u32>,
}

impl Wanted {
    /// Reads `[--json FILE] [--filter GROUP]… [--soak [--minutes N]]`, where `known` are the groups.
    pub(crate) fn read(
        mut arguments: impl Iterator<Item = String>,
        known: &[&str],
    ) -> Result<Self, String> {
        let mut wanted = Self::default();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--json" => wanted.json = Some(PathBuf::from(value()?)),
                "--filter" => {
                    let group = value()?;
                    if !known.contains(&group.as_str()) {
                        return Err(format!("there is no group `{group}`: {}", known.join(", ")));
                    }
                    wanted.groups.push(group);
                }
                "--soak" => wanted.soak = wanted.soak.or(Some(SOAK)),
                "--minutes" => {
                    let minutes = value()?;
                    let read = minutes.parse().ok().filter(|minutes| *minutes >= LEAST);
                    let refused = format!("`{minutes}` is no number of minutes from {LEAST} up");
                    wanted.soak = Some(read.ok_or(refused)?);
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

#[cfg(test)]
mod tests {
    use super::{SOAK, Wanted};

    fn read(line: &str) -> Result<Wanted, String> {
        Wanted::read(line.split_whitespace().map(str::to_owned), &["search", "stream"])
    }

    #[test]
    fn what_cannot_be_measured_is_refused_before_anything_is() {
        for (line, says) in [
            ("--filter client", "there is no group `client`: search, stream"),
            ("--filter", "--filter needs a value"),
            ("--soak --minutes 3", "`3` is no number of minutes from 4 up"),
            ("--minutes many", "`many` is no number of minutes from 4 up"),
            ("--minutes -4", "`-4` is no number of minutes from 4 up"),
            ("search", "search is not known; --json FILE"),
        ] {
            let refused = read(line).err().unwrap_or_default();
            assert!(refused.starts_with(says), "{line}: {refused}");
        }
    }

    #[test]
    fn a_group_or_a_soak_is_measured_alone() {
        let measured = |line: &str| {
            let wanted = read(line).unwrap();
            (wanted.includes("search"), wanted.includes("stream"), wanted.soak)
        };
        assert_eq!(measured(""), (true, true, None));
        assert_eq!(measured("--filter stream"), (false, true, None));
        assert_eq!(measured("--soak"), (false, false, Some(SOAK)));
        assert_eq!(measured("--soak --minutes 4 --filter search"), (true, false, Some(4)));
    }
}
