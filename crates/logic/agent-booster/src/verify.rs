//! What must hold after every edit, whatever made it.

use crate::Language;
use crate::file::{File, Splice};
use crate::grammar::{Parsed, Shelf};
use crate::identity::{parameters, words};
use crate::marker::{Mark, mark};
use crate::outcome::{Reason, Refusal, Refused, SyntaxState};
use crate::outline::{Outline, Symbol};
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::text::{Lines, columns, indent};

/// Checks that `after` is sound, which `splices` made of `file`; `parsed` is the file's tree, if the
/// edit needed it. `by_name` tells whether the edit was made by symbols, whose integrity is checked
/// as well.
pub(crate) fn check(
    file: &File,
    splices: &[Splice],
    after: &str,
    parsed: Option<&Parsed>,
    shelf: &mut Shelf,
) -> Result<SyntaxState, Refused> {
    marks(file, splices)?;
    if file.language == Language::Python {
        bodies(splices, after)?;
    }
    let tree = match parsed {
        Some(parsed) => {
            shelf.reparse(after, parsed.tree.as_ref(), (&file.lines, splices), file.language)
        }
        None => shelf.tree(after, file.language),
    };
    let Some(tree) = tree else {
        if shelf.has(file.language) {
            return Err(Refusal::because(Reason::TooMuchWork));
        }
        return Ok(SyntaxState::Unknown);
    };
    let mut state = SyntaxState::Valid;
    let has_error = tree.has_error();
    let outline = if has_error || parsed.is_some() {
        shelf.outline(after, tree.as_ref(), file.language)
    } else {
        None
    };
    if has_error {
        let before = match parsed {
            Some(parsed) => parsed.outline.errors.len(),
            None => shelf
                .parse(file.text, file.language)
                .map_or(0, |parsed| parsed.outline.errors.len()),
        };
        let errors = outline.as_ref().map_or(&[][..], |outline| &outline.errors);
        if errors.len() > before {
            let near = splices.first().map_or(0, |splice| splice.range.start);
            let first = errors.iter().find(|error| error.end >= near).or(errors.first());
            let line = Lines::of(after).at(first.map_or(0, |error| error.start)) + 1;
            return Err(Refusal::because(Reason::BreaksSyntax { line }));
        }
        state = SyntaxState::AsBefore;
    }
    if let (Some(parsed), Some(outline)) = (parsed, outline.as_ref()) {
        integrity(splices, &parsed.outline, outline, after)?;
        doubles(file, splices, &parsed.outline, (after, outline))?;
    }
    Ok(state)
}

/// No mark of an edit may become part of the file.
fn marks(file: &File, splices: &[Splice]) -> Result<(), Refused> {
    for splice in splices {
        for line in splice.text.rows() {
            let text = line.trim();
            let is_bare = !text.chars().any(char::is_alphanumeric);
            let may_be = is_bare
                && matches!(
                    file.language,
                    Language::Python | Language::Yaml | Language::Text | Language::Markdown
                );
            if !may_be && mark(line) == Mark::Whole && !file.text.has(text) {
                return Err(Refusal::because(Reason::MarkLeft { text: text.to_owned() }));
            }
        }
    }
    Ok(())
}

/// In Python what opens a block is followed by the block; the grammar forgives where it is not.
fn bodies(splices: &[Splice], after: &str) -> Result<(), Refused> {
    const OPENING: &str = "\
        def |class |if |elif |else:|for |while |try:|except|finally:|with |async ";
    let lines = Lines::of(after);
    let says = |line: &usize| {
        let text = lines.get(*line).trim();
        !text.is_empty() && !text.opens("#")
    };
    let (mut added, mut taken) = (0, 0);
    for splice in splices {
        let start = (splice.range.start + added).saturating_sub(taken);
        (added, taken) = (added + splice.text.len(), taken + splice.range.len());
        let touched = lines.around(&(start..start + splice.text.len()));
        // The line before what was touched may have lost its block.
        let before = (0..touched.start).rev().find(says).unwrap_or(touched.start);
        for line in (before..touched.end).filter(says) {
            let text = lines.get(line);
            let opens = text.trim_end().closes(":")
                && (text.trim_start().opens_among(")]")
                    || OPENING.pieces("|").iter().any(|word| text.trim_start().opens(word)));
            let next = (line + 1..lines.len()).find(says);
            let is_deeper = |next: usize| columns(indent(lines.get(next))) > columns(indent(text));
            if opens && !next.is_some_and(is_deeper) {
                return Err(Refusal::because(Reason::BreaksSyntax { line: line + 1 }));
            }
        }
    }
    Ok(())
}

/// Every symbol that no splice touches is still there, moved by what came before it.
fn integrity(
    splices: &[Splice],
    before: &Outline,
    after: &Outline,
    text: &str,
) -> Result<(), Refused> {
    let mut moved = 0_isize;
    let mut next = splices.iter().peekable();
    for symbol in &before.symbols {
        while let Some(splice) = next.next_if(|splice| splice.range.end <= symbol.node.start) {
            moved += isize::try_from(splice.text.len()).unwrap_or(0);
            moved -= isize::try_from(splice.range.len()).unwrap_or(0);
        }
        let touches = |splice: &Splice| {
            splice.range.start < symbol.node.end && symbol.node.start < splice.range.end
                || (splice.range.is_empty()
                    && symbol.node.contains(&splice.range.start)
                    && splice.range.start > symbol.node.start)
        };
        if next.peek().is_some_and(|splice| touches(splice)) {
            continue;
        }
        let start = symbol.node.start.checked_add_signed(moved);
        // Symbols are in the order of their beginnings.
        let stands = start.is_some_and(|start| {
            let first = after.symbols.partition_point(|one| one.node.start < start);
            let there = after.symbols.iter().skip(first).take_while(|one| one.node.start == start);
            there.into_iter().any(|one| one.name == symbol.name && one.kind == symbol.kind)
        });
        if !stands {
            let line = start.map_or(1, |start| Lines::of(text).at(start) + 1);
            return Err(Refusal::because(Reason::BreaksSyntax { line }));
        }
    }
    Ok(())
}

/// No name may come to stand for two things where it stood for one.
fn doubles(
    file: &File,
    splices: &[Splice],
    before: &Outline,
    (text, after): (&str, &Outline),
) -> Result<(), Refused> {
    use SymbolKind::{Function, Import, Key, Table, Type, Variable};
    let (mut added, mut taken) = (0, 0);
    for splice in splices {
        // Only what was put in can double anything.
        let start = (splice.range.start + added).saturating_sub(taken);
        let range = start..start + splice.text.len();
        (added, taken) = (added + splice.text.len(), taken + splice.range.len());
        let all = after.symbols.iter().enumerate();
        for (place, symbol) in all.filter(|(_, one)| range.contains(&one.node.start)) {
            if !matches!(symbol.kind, Function | Type | Key | Table | Variable | Import) {
                continue;
            }
            let is_assigned = symbol.kind == Variable && file.language == Language::Python;
            let after_count = same(text, after, (text, after, place));
            if after_count < 2 || is_assigned {
                continue;
            }
            let before_count = same(file.text, before, (text, after, place));
            let is_listed = matches!(symbol.kind, Key | Table | Import);
            if after_count > before_count.max(1) && (!is_listed || before_count == 1) {
                return Err(Refusal::because(Reason::Duplicate { what: words(after, place) }));
            }
        }
    }
    Ok(())
}

/// How many symbols of `outline` are called like symbol `place` of another outline, in what is
/// called like what that is in, and take the same.
fn same(
    text: &str,
    outline: &Outline,
    (other_text, other, place): (&str, &Outline, usize),
) -> usize {
    let Some(wanted) = other.symbols.get(place) else { return 0 };
    let all = outline.symbols.iter().enumerate();
    let named = all.filter(|(_, one)| one.kind == wanted.kind && one.name == wanted.name);
    let is_same = |(at, one): &(usize, &Symbol)| {
        words(outline, *at) == words(other, place)
            && parameters(one, text) == parameters(wanted, other_text)
    };
    named.filter(is_same).count()
}
