//! Merges what an edit does to a line with how the file's line differs from the edit's.

use crate::common::longest;
use crate::line::plain;
use crate::list::Longer;
use crate::write::joined;

/// The line of the file after what leads from `base` to `wanted` was done to `there`; nothing where
/// both change the same words.
pub(crate) fn merge(base: &str, there: &str, wanted: &str) -> Option<String> {
    if base == there {
        return Some(wanted.to_owned());
    }
    if there == wanted {
        return Some(there.to_owned());
    }
    let (base, there, wanted) = (words(base), words(there), words(wanted));
    if base.len().max(there.len()).max(wanted.len()) > 400 {
        return None;
    }
    let theirs = changes(&base, &there);
    let ours = changes(&base, &wanted);
    let mut merged = String::new();
    let (mut at, mut left, mut right) = (0, 0, 0);
    loop {
        let next = match (theirs.get(left), ours.get(right)) {
            (None, None) => break,
            (Some(a), Some(b)) if a == b => {
                (left, right) = (left + 1, right + 1);
                b.clone()
            }
            (Some(a), other) if other.is_none_or(|b| is_before(a, b)) => {
                left += 1;
                a.clone()
            }
            (other, Some(b)) if other.is_none_or(|a| is_before(b, a)) => {
                right += 1;
                b.clone()
            }
            (Some(_), Some(b)) => {
                // Where only quotes and spaces differ, the edit's words in the file's quotes.
                let overlapped =
                    theirs.get(left..)?.iter().take_while(|a| !is_before(b, a)).count();
                let overlapping = theirs.get(left..left + overlapped)?;
                if !overlapping
                    .iter()
                    .all(|a| is_typing(&base, a) && a.0.start >= b.0.start && a.0.end <= b.0.end)
                {
                    return None;
                }
                (left, right) = (left + overlapped, right + 1);
                (b.0.clone(), plain(&b.1).collect())
            }
            (_, None) | (None, _) => return None,
        };
        merged.extend(base.get(at..next.0.start)?.iter().copied());
        merged.push_str(&next.1);
        at = next.0.end;
    }
    merged.extend(base.get(at..)?.iter().copied());
    Some(merged)
}

/// Whether the first change lies wholly before the second; two at one point do not.
fn is_before(first: &Changed, second: &Changed) -> bool {
    first.0.end <= second.0.start
        && first.0 != second.0
        && !(first.0.is_empty() && first.0.start == second.0.start)
        && !(second.0.is_empty() && second.0.start == first.0.end && first.0.is_empty())
}

type Changed = (std::ops::Range<usize>, String);

/// Whether the file differs there only by the signs a keyboard does not have, or by spaces.
fn is_typing(base: &[&str], change: &Changed) -> bool {
    let before = joined(base.get(change.0.clone()).unwrap_or(&[]));
    let squeezed = |text: &str| plain(text).filter(|c| !c.is_whitespace()).collect::<String>();
    squeezed(&before) == squeezed(&change.1)
}

fn changes(base: &[&str], other: &[&str]) -> Vec<Changed> {
    let common = longest(base, other, |word| if word.trim().is_empty() { 1 } else { 3 });
    let mut changes = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (a, b) in common.into_iter().chain([(base.len(), other.len())]) {
        if from < a || to < b {
            changes.push((from..a, joined(other.get(to..b).unwrap_or(&[]))));
        }
        (from, to) = (a + 1, b + 1);
    }
    changes
}

/// Cuts a line into words, runs of spaces, and single signs.
fn words(line: &str) -> Vec<&str> {
    let sort = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => 0,
        c if c.is_whitespace() => 1,
        _ => 2,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in line.char_indices() {
        let here = sort(c);
        if before.is_some_and(|before| before != here || here == 2) {
            words.add(line.get(start..at));
            start = at;
        }
        before = Some(here);
    }
    words.add(line.get(start..).filter(|rest| !rest.is_empty()));
    words
}
