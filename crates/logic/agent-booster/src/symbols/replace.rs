//! Replaces one symbol whole.

use std::ops::Range;

use super::piece::trimmed;
use super::{Work, place, trivia};
use crate::file::Splice;
use crate::identity;
use crate::list::Listed;
use crate::outcome::Refused;
use crate::parts::Parts;
use crate::text::{Lines, indent};
use crate::write::{both, strung};

/// Replaces symbol `found` of the file by symbol `place` of the piece.
pub(super) fn whole(work: &Work, place: usize, found: usize) -> Result<Vec<Splice>, Refused> {
    let (Some(ours), Some(theirs)) = (work.symbol(place), work.found(found)) else {
        return Ok(Vec::new());
    };
    let (text, file) = (work.piece.text.as_str(), work.file);
    let what = identity::words(&work.parsed.outline, found);
    let lines = Lines::of(text);
    let prefix = |text: &str, outer: &Range<usize>, node: &Range<usize>| {
        text.get(outer.start..node.start).unwrap_or("").to_owned()
    };
    let our_prefix = prefix(text, &ours.outer, &ours.node);
    let their_prefix = prefix(file.text, &theirs.outer, &theirs.node);
    let kept = kept_prefix(&our_prefix, &their_prefix);
    let (from, range) = match kept {
        Kept::Nothing => (ours.outer.clone(), theirs.outer.clone()),
        Kept::All => (ours.node.clone(), theirs.node.clone()),
        Kept::First(length) => (ours.outer.clone(), theirs.outer.start + length..theirs.outer.end),
    };
    let (from, range) = (trimmed(text, &from), trimmed(file.text, &range));
    let (from, range) = (unended(text, from, file.text, &range), range);
    let target = indent(file.lines.get(file.lines.at(range.start))).to_owned();
    let known = place::Known { file, symbol: theirs, outline: &work.parsed.outline };
    let new = place::moved(work.piece, &from, &target, file, Some(&known));
    let mut splices = Vec::new();
    let first = lines.at(ours.outer.start);
    let there = file.lines.at(theirs.outer.start);
    let our_above = trivia::above(&lines, first, file.language);
    let their_above = trivia::above(&file.lines, there, file.language);
    let gives_way = if matches!(kept, Kept::All) && !our_prefix.is_empty() {
        None
    } else {
        trivia::replaced((&lines, our_above.clone()), (&file.lines, their_above), file.language)?
    };
    if let Some(gives_way) = gives_way {
        let base = indent(lines.get(our_above.start));
        let white = indent(file.lines.get(there));
        let line = |line: usize| {
            let line = lines.get(line);
            let rest = line.past(base).unwrap_or_else(|| line.trim_start());
            if rest.is_empty() { String::new() } else { both(white, rest) }
        };
        let above: Vec<String> = our_above.map(line).list();
        let same = above.len() == gives_way.len()
            && above.iter().zip(gives_way.clone()).all(|(new, line)| new == file.lines.get(line));
        if !same {
            splices.push(Splice { what: what.clone(), ..file.replace_lines(gives_way, &above) });
        }
    }
    if file.text.get(range.clone()) != Some(new.as_str()) {
        splices.push(Splice { range, text: new, what });
    }
    Ok(splices)
}

/// What of the words before a symbol stays.
enum Kept {
    Nothing,
    All,
    /// So many bytes.
    First(usize),
}

fn kept_prefix(ours: &str, theirs: &str) -> Kept {
    if theirs.is_empty() || squeeze(ours) == squeeze(theirs) {
        return Kept::Nothing;
    }
    if ours.trim().is_empty() {
        return Kept::All;
    }
    // `export` that the edit leaves out stays; decorators, too.
    let has = |text: &str, word: &str| text.words().any(|one| one == word || one.opens(word));
    for word in ["@", "export", "template", "pub", "declare"] {
        if has(theirs, word)
            && !has(ours, word)
            && let Some(at) = theirs.spot(ours.words().next().unwrap_or(" "))
        {
            return Kept::First(at);
        }
    }
    if theirs.trim_start().opens("export") && !has(ours, "export") {
        let words = theirs.words().take_while(|word| "export default declare".lists(word));
        let length: usize = words.map(|word| word.len() + 1).sum();
        return Kept::First(length);
    }
    Kept::Nothing
}

fn squeeze(text: &str) -> String {
    strung(&text.words().list(), " ")
}

/// `from` without a semicolon or comma at its end that the file has after `range` anyway.
fn unended(text: &str, from: Range<usize>, file: &str, range: &Range<usize>) -> Range<usize> {
    let ours = text.get(from.clone()).unwrap_or("");
    let theirs = file.get(range.clone()).unwrap_or("");
    let follows = file.get(range.end..).unwrap_or("");
    for end in [";", ","] {
        if ours.closes(end) && !theirs.closes(end) && follows.opens(end) {
            return from.start..from.end - 1;
        }
    }
    from
}
