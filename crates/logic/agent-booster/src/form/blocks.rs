//! Search and replace: blocks between rows of signs, and pairs of tags.

use super::{Hunk, Step};
use crate::list::{Listed, Longer};
use crate::outcome::{Refusal, Refused};
use crate::parts::Parts;
use crate::write::joined;

/// Reads every block of `edit`; nothing if there is none.
pub(super) fn read(edit: &str) -> Result<Option<Vec<Hunk>>, Refused> {
    let blocks = match signs(edit)? {
        Some(blocks) => blocks,
        None => match tags(edit)? {
            Some(blocks) => blocks,
            None => return Ok(None),
        },
    };
    Ok(Some(blocks.into_iter().map(|(old, new)| hunk(&old, &new)).list()))
}

/// What to search for, and what to put there.
type Block = (Vec<String>, Vec<String>);

const OPENS: &str = "search original old before find head";
const CLOSES: &str = "replace updated new after replacement modified";

fn signs(edit: &str) -> Result<Option<Vec<Block>>, Refused> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Block, bool)> = None;
    for line in edit.rows() {
        let opens = row(line, "<-", OPENS);
        let closes = row(line, ">+", CLOSES);
        let divides = row(line, "=", "");
        match open.as_mut() {
            None => {
                // A row of dashes alone is a rule; it opens nothing.
                let is_open = opens.filter(|_| line.has("<") || line.has(" "));
                open = is_open.map(|length| (length, Block::default(), false));
            }
            Some((length, (_, _), in_new @ false)) if divides == Some(*length) => *in_new = true,
            Some((_, block, true)) if closes.is_some() => {
                blocks.push(std::mem::take(block));
                open = None;
            }
            Some((length, _, true)) if divides == Some(*length) => {
                return Err(Refusal::malformed("a block has two rows of equals signs"));
            }
            Some((_, (old, _), false)) => old.push(line.to_owned()),
            Some((_, (_, new), true)) => new.push(line.to_owned()),
        }
    }
    match open {
        // Without the row between, it was no block at all.
        Some((_, _, false)) if blocks.is_empty() => Ok(None),
        Some(_) => Err(Refusal::malformed("a block of search and replace is not closed")),
        None => Ok((!blocks.is_empty()).then_some(blocks)),
    }
}

/// How long the row of signs is that `line` consists of, with nothing or one of `words` after it.
fn row(line: &str, signs: &str, words: &str) -> Option<usize> {
    let line = line.trim();
    let sign = line.get(..1).filter(|sign| sign.opens_among(signs))?;
    let rest = line.bare_start(sign);
    let length = line.len() - rest.len();
    let word = rest.trim().bare_end(":>").to_ascii_lowercase();
    let word = word.words().next().unwrap_or("");
    ((5..=9).contains(&length) && (word.is_empty() || words.lists(word))).then_some(length)
}

/// What stands round the old text, and what round the new.
const TAGS: &str = "\
    search replace|old_string new_string|old_str new_str|old_text new_text|original updated|\
    find replace|old new|before after";

fn tags(edit: &str) -> Result<Option<Vec<Block>>, Refused> {
    let is_tag = |(old, _): &(&str, &str)| {
        let open = joined(&["<", old, ">"]);
        edit.rows().any(|line| line.trim().to_ascii_lowercase().opens(&open))
    };
    let mut tags = TAGS.pieces("|").into_iter().filter_map(|pair| pair.cut(" "));
    let Some((old, new)) = tags.find(is_tag) else { return Ok(None) };
    let mut blocks = Vec::new();
    let mut rest = edit;
    while let Some((found, after)) = between(rest, old) {
        let Some((becomes, after)) = between(after, new) else {
            // An element of a page may have this name, too.
            return if blocks.is_empty() {
                Ok(None)
            } else {
                Err(Refusal::malformed("a block has no replacement"))
            };
        };
        blocks.push((lines(found), lines(becomes)));
        rest = after;
    }
    Ok((!blocks.is_empty()).then_some(blocks))
}

fn between<'a>(text: &'a str, tag: &str) -> Option<(&'a str, &'a str)> {
    let (_, inside) = text.cut(&joined(&["<", tag, ">"]))?;
    inside.cut(&joined(&["</", tag, ">"]))
}

fn lines(text: &str) -> Vec<String> {
    let text = text.past("\n").unwrap_or(text);
    text.until("\n").unwrap_or(text).pieces("\n").into_iter().map(str::to_owned).list()
}

/// The steps that lead from `old` to `new`: the longest lines in common stay.
pub(super) fn hunk(old: &[String], new: &[String]) -> Hunk {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let keep = |lines: &[String]| lines.iter().cloned().map(Step::Keep).list();
    let mut steps = keep(old.get(..head).unwrap_or(&[]));
    let (from, to) = (old.get(head..old.len() - tail), new.get(head..new.len() - tail));
    steps.add(middle(from.unwrap_or(&[]), to.unwrap_or(&[])));
    steps.add(keep(old.get(old.len() - tail..).unwrap_or(&[])));
    Hunk { steps, ..Hunk::default() }
}

/// Beyond so many pairs of lines, all go and all come.
const MOST_PAIRS: usize = 1 << 20;

fn middle(old: &[String], new: &[String]) -> Vec<Step> {
    let all = || {
        let gone = old.iter().cloned().map(Step::Gone);
        gone.chain(new.iter().cloned().map(Step::New)).list()
    };
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return all();
    }
    let common = crate::common::longest(old, new, |line: &String| {
        u32::from(!line.trim().is_empty()) * 3 + 1
    });
    let mut steps = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (a, b) in common.into_iter().chain([(old.len(), new.len())]) {
        steps.add(old.get(from..a).unwrap_or(&[]).iter().cloned().map(Step::Gone));
        steps.add(new.get(to..b).unwrap_or(&[]).iter().cloned().map(Step::New));
        steps.add(old.get(a).cloned().map(Step::Keep));
        (from, to) = (a + 1, b + 1);
    }
    steps
}
