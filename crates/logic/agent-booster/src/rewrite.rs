//! The file as it is to be, all of it: told by what stays at its beginning and its end.

use std::ops::Range;

use crate::file::{File, Splice};
use crate::grammar::Parsed;
use crate::identity;
use crate::list::Listed as _;
use crate::outcome::{Reason, Refusal, Refused};
use crate::parts::Parts as _;
use crate::text::is_blank;

/// How many lines that say something must stay at either end.
const LEAST_KEPT: usize = 3;

/// What changes between the beginning and the end that stay, if `snippet` is the file as it is to
/// be; refuses what would drop symbols that it does not name.
pub(crate) fn read(
    snippet: &str,
    file: &File,
    parsed: Option<&Parsed>,
) -> Option<Result<Splice, Refused>> {
    let new = snippet.rows().list();
    let count = file.lines.len();
    let same = |line: usize, row: usize| new.get(row).copied() == Some(file.lines.get(line));
    let most = count.min(new.len());
    let head = (0..most).take_while(|at| same(*at, *at)).count();
    let tail =
        (0..most - head).take_while(|back| same(count - back - 1, new.len() - back - 1)).count();
    let says = |lines: Range<usize>| {
        lines.filter(|line| !is_blank(file.lines.get(*line))).take(LEAST_KEPT).count()
    };
    let gone = head..count - tail;
    let is_whole = says(0..head) == LEAST_KEPT
        && says(count - tail..count) == LEAST_KEPT
        && gone.len() * 4 <= count;
    if !is_whole {
        return None;
    }
    let comes = new.get(head..new.len() - tail).unwrap_or(&[]);
    let mut dropped = Vec::new();
    for (place, symbol) in
        parsed.iter().flat_map(|parsed| parsed.outline.symbols.iter().enumerate())
    {
        let lines = file.lines.around(&symbol.node);
        let name = symbol.name.after_last(".: ");
        let is_gone = lines.start >= gone.start && lines.end <= gone.end && lines.len() > 3;
        if is_gone && !comes.iter().any(|line| line.has(name)) {
            dropped.push(place);
        }
    }
    if let Some(parsed) = parsed.filter(|_| !dropped.is_empty()) {
        let candidates = identity::candidates(&parsed.outline, &dropped, &file.lines);
        return Some(Err(Refusal::naming(Reason::WouldDrop, candidates)));
    }
    let lines = comes.iter().map(|line| (*line).to_owned()).list();
    Some(Ok(file.replace_lines(gone, &lines)))
}
