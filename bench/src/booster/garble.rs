//! The ways in which a copied text goes wrong.

use super::blocks::indent;
use super::rng::Rng;

/// One way in which a copied text goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Garble {
    /// The first line has lost its indentation.
    Lead,
    /// All lines have lost what they have in common.
    Dedent,
    /// All lines have moved to the right.
    Indent,
    /// Spaces have become tabs, or tabs spaces.
    Tabs,
    /// Levels are two spaces wide where the file's are four.
    Levels,
    /// Spaces stand at the ends of lines.
    Trailing,
    /// Spaces stand at the ends of the lines that are searched for.
    Tails,
    /// Quotes are a typographer's.
    Curly,
    /// Empty lines are gone.
    BlankLost,
    /// Empty lines have come.
    BlankAdded,
    /// A word that does not change is another.
    Drift,
}

/// Every way.
pub(crate) const GARBLES: &[Garble] = &[
    Garble::Lead,
    Garble::Dedent,
    Garble::Indent,
    Garble::Tabs,
    Garble::Levels,
    Garble::Trailing,
    Garble::Tails,
    Garble::Curly,
    Garble::BlankLost,
    Garble::BlankAdded,
    Garble::Drift,
];

/// `old` and `new` garbled alike; nothing where the way leaves them as they are.
pub(crate) fn garble(
    old: &[String],
    new: &[String],
    way: Garble,
    rng: &mut Rng,
) -> Option<(Vec<String>, Vec<String>)> {
    let each = |lines: &[String], f: &dyn Fn(&str) -> String| {
        lines.iter().map(|line| f(line)).collect::<Vec<String>>()
    };
    let both = |f: &dyn Fn(&str) -> String| (each(old, f), each(new, f));
    let least = old
        .iter()
        .chain(new)
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(line))
        .min()?;
    let (bad_old, bad_new) = match way {
        Garble::Lead => {
            let first = |lines: &[String]| {
                let mut lines = lines.to_vec();
                if let Some(line) = lines.first_mut() {
                    *line = line.trim_start().to_owned();
                }
                lines
            };
            (first(old), first(new))
        }
        Garble::Dedent => {
            both(&|line| line.get(least.min(indent(line))..).unwrap_or("").to_owned())
        }
        Garble::Indent => both(&|line| {
            if line.trim().is_empty() { line.to_owned() } else { format!("    {line}") }
        }),
        Garble::Tabs => {
            let has_tabs = old.iter().any(|line| line.starts_with('\t'));
            let unit = if old.iter().chain(new).all(|line| indent(line).is_multiple_of(4)) {
                4
            } else {
                2
            };
            both(&|line| {
                let white = indent(line);
                if has_tabs {
                    format!("{}{}", "    ".repeat(white), line.trim_start())
                } else {
                    format!(
                        "{}{}{}",
                        "\t".repeat(white / unit),
                        " ".repeat(white % unit),
                        line.trim_start()
                    )
                }
            })
        }
        Garble::Levels => {
            let is_level =
                |line: &String| !line.starts_with('\t') && indent(line).is_multiple_of(4);
            if !old.iter().chain(new).all(is_level) {
                return None;
            }
            // One level alone does not tell how wide it is.
            let first = old.iter().find(|line| !line.trim().is_empty()).map(|line| indent(line));
            let has_other =
                old.iter().any(|line| !line.trim().is_empty() && Some(indent(line)) != first);
            if !has_other {
                return None;
            }
            both(&|line| format!("{}{}", " ".repeat(indent(line) / 2), line.trim_start()))
        }
        Garble::Tails => {
            let tails = old.iter().map(|line| format!("{line}  ")).collect();
            (tails, new.to_vec())
        }
        Garble::Trailing => both(&|line| format!("{line}  ")),
        Garble::Curly => both(&|line| {
            let mut open = false;
            line.chars()
                .map(|c| match c {
                    '"' => {
                        open = !open;
                        if open { '\u{201c}' } else { '\u{201d}' }
                    }
                    '\'' => '\u{2019}',
                    other => other,
                })
                .collect()
        }),
        Garble::BlankLost => {
            let lost = |lines: &[String]| {
                lines.iter().filter(|line| !line.trim().is_empty()).cloned().collect::<Vec<_>>()
            };
            (lost(old), lost(new))
        }
        Garble::BlankAdded => {
            let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
            let at = rng.below(same).max(1);
            let put = |lines: &[String]| {
                let mut lines = lines.to_vec();
                lines.insert(at.min(lines.len()), String::new());
                lines
            };
            if same < 2 {
                return None;
            }
            (put(old), put(new))
        }
        Garble::Drift => {
            let candidates: Vec<usize> = (0..old.len())
                .filter(|at| {
                    old[*at].trim().len() > 12
                        && new.iter().filter(|line| **line == old[*at]).count() == 1
                        && old.iter().filter(|line| **line == old[*at]).count() == 1
                })
                .collect();
            if old.iter().filter(|line| line.trim().len() > 6).count() < 4 {
                return None;
            }
            let at = *rng.pick(&candidates)?;
            let drifted =
                super::mutate::change(&old[at], atelier_agent_booster::Language::Text, rng)?;
            let swap = |lines: &[String]| {
                lines
                    .iter()
                    .map(|line| if *line == old[at] { drifted.clone() } else { line.clone() })
                    .collect::<Vec<_>>()
            };
            (swap(old), swap(new))
        }
    };
    (bad_old != old && bad_old != bad_new).then_some((bad_old, bad_new))
}
