//! Which words differ between lines that went and the lines that came in their place.
//!
//! It finds no lines: whoever compares texts hands them in. It reads no clock; what is too long to be
//! compared in a moment, or too different for words to say anything, is left whole.

mod words;

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use self::words::words;

/// The most words of what is compared at once, on either side.
const WORDS: usize = 400;
/// Below this part of all that stands there, what stays says nothing any more: in percent.
const LIKE: usize = 30;

/// How many words may still be compared, so that a long difference takes a bounded time.
#[derive(Clone, Copy, Debug)]
pub struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(100_000)
    }
}

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its text.
    pub text: &'a str,
    /// Whether it differs from what it was compared with.
    pub changed: bool,
}

/// The parts of a line, which joined are the line; none where it was not compared.
pub type Parts<'a> = Vec<Part<'a>>;

/// Returns the parts of the lines that went, and of those that came in their place, in their order.
///
/// As many on either side are compared one by one; else all with all. Lines of which too little
/// stays, those that are too long, and those beyond the budget have no parts.
pub fn parts<'a>(
    removed: &[&'a str],
    added: &[&'a str],
    budget: &mut Budget,
) -> (Vec<Parts<'a>>, Vec<Parts<'a>>) {
    if removed.len() != added.len() {
        return compared(removed, added, budget)
            .unwrap_or_else(|| (vec![Vec::new(); removed.len()], vec![Vec::new(); added.len()]));
    }
    let mut sides = (Vec::new(), Vec::new());
    for (old, new) in removed.iter().zip(added) {
        let (mut before, mut after) = compared(&[*old], &[*new], budget).unwrap_or_default();
        sides.0.push(before.pop().unwrap_or_default());
        sides.1.push(after.pop().unwrap_or_default());
    }
    sides
}

/// The parts of lines that are compared as one text; none where they are not.
fn compared<'a>(
    removed: &[&'a str],
    added: &[&'a str],
    budget: &mut Budget,
) -> Option<(Vec<Parts<'a>>, Vec<Parts<'a>>)> {
    let (old, new) = (text_of(removed)?, text_of(added)?);
    budget.0 = budget.0.checked_sub(old.len() + new.len())?;
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let weight = |words: &[&str]| -> usize {
        words.iter().filter(|word| !is_blank(word)).map(|word| word.chars().count()).sum()
    };
    let stays = |op: &DiffOp| match op {
        DiffOp::Equal { .. } => old.get(op.old_range()).map_or(0, weight),
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => 0,
    };
    let kept: usize = ops.iter().map(stays).sum();
    if kept * 100 < weight(&old).max(weight(&new)) * LIKE || kept == 0 {
        return None;
    }
    let changed = |range: fn(&DiffOp) -> Range<usize>, count: usize| {
        let mut marks = vec![true; count];
        for op in ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. })) {
            if let Some(same) = marks.get_mut(range(op)) {
                same.fill(false);
            }
        }
        marks
    };
    let before = lines(removed, &old, &bridged(&old, changed(DiffOp::old_range, old.len())));
    let after = lines(added, &new, &bridged(&new, changed(DiffOp::new_range, new.len())));
    Some((before, after))
}

/// The words of lines, with the end of each line but the last as a word of its own; none where they
/// are too many.
fn text_of<'a>(lines: &[&'a str]) -> Option<Vec<&'a str>> {
    let mut all = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            all.push("\n");
        }
        for word in words(line) {
            all.push(word);
            if all.len() > WORDS {
                return None;
            }
        }
    }
    Some(all)
}

/// Blanks between two words that changed belong to them.
fn bridged(words: &[&str], mut marks: Vec<bool>) -> Vec<bool> {
    let inner = |at: usize, marks: &[bool]| -> bool {
        let side = |at: Option<usize>| at.and_then(|at| marks.get(at)).copied() == Some(true);
        words.get(at).is_some_and(|word| is_blank(word) && *word != "\n")
            && side(at.checked_sub(1))
            && side(at.checked_add(1))
    };
    for at in 0..marks.len() {
        if inner(at, &marks)
            && let Some(mark) = marks.get_mut(at)
        {
            *mark = true;
        }
    }
    marks
}

/// The parts of each line: neighbours that are alike are one.
fn lines<'a>(lines: &[&'a str], words: &[&str], marks: &[bool]) -> Vec<Parts<'a>> {
    let mut all = words.iter().zip(marks);
    lines
        .iter()
        .map(|line| {
            let (mut parts, mut begun, mut end): (Parts<'a>, usize, usize) = (Vec::new(), 0, 0);
            let mut before: Option<bool> = None;
            let mut close = |from: usize, to: usize, changed: Option<bool>| {
                if let (Some(text), Some(changed)) = (line.get(from..to), changed)
                    && !text.is_empty()
                {
                    parts.push(Part { text, changed });
                }
            };
            for (word, mark) in all.by_ref() {
                if *word == "\n" {
                    break;
                }
                if before != Some(*mark) {
                    close(begun, end, before);
                    (begun, before) = (end, Some(*mark));
                }
                end += word.len();
            }
            close(begun, end, before);
            parts
        })
        .collect()
}

fn is_blank(word: &str) -> bool {
    word.chars().all(char::is_whitespace)
}
