//! What must hold after every edit, whatever made it.

use std::collections::HashMap;

use crate::Language;
use crate::file::{File, Splice};
use crate::grammar::{Parsed, Shelf};
use crate::identity;
use crate::marker::{Mark, mark};
use crate::outcome::{Reason, Refusal, SyntaxState};
use crate::outline::{Outline, Symbol};
use crate::rules::SymbolKind;
use crate::text::Lines;

/// Checks that `after` is sound, which `splices` made of `file`; `parsed` is the file's tree, if the
/// edit needed it. `by_name` tells whether the edit was made by symbols, whose integrity is checked
/// as well.
pub(crate) fn check(
    file: &File,
    splices: &[Splice],
    after: &str,
    parsed: Option<&Parsed>,
    shelf: &mut Shelf,
) -> Result<SyntaxState, Refusal> {
    marks(file, splices)?;
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
        integrity(file, splices, &parsed.outline, outline, after)?;
        doubles(file, &parsed.outline, after, outline)?;
    }
    Ok(state)
}

/// No mark of an edit may become part of the file.
fn marks(file: &File, splices: &[Splice]) -> Result<(), Refusal> {
    for splice in splices {
        for line in splice.text.lines() {
            let text = line.trim();
            let is_bare = !text.contains(|c: char| c.is_alphanumeric());
            let may_be = is_bare
                && matches!(
                    file.language,
                    Language::Python | Language::Yaml | Language::Text | Language::Markdown
                );
            if !may_be && mark(line) == Mark::Whole && !file.text.contains(text) {
                return Err(Refusal::because(Reason::MarkLeft { text: text.to_owned() }));
            }
        }
    }
    Ok(())
}

/// Every symbol that no splice touches is still there, moved by what came before it.
fn integrity(
    file: &File,
    splices: &[Splice],
    before: &Outline,
    after: &Outline,
    text: &str,
) -> Result<(), Refusal> {
    let starts: HashMap<usize, Vec<&Symbol>> =
        after.symbols.iter().fold(HashMap::new(), |mut starts, symbol| {
            starts.entry(symbol.node.start).or_default().push(symbol);
            starts
        });
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
        let stands = start.and_then(|start| starts.get(&start)).is_some_and(|there| {
            there.iter().any(|one| one.name == symbol.name && one.kind == symbol.kind)
        });
        if !stands {
            let line = start.map_or(1, |start| Lines::of(text).at(start) + 1);
            let _ = file;
            return Err(Refusal::because(Reason::BreaksSyntax { line }));
        }
    }
    Ok(())
}

/// No name may come to stand for two things where it stood for one.
fn doubles(file: &File, before: &Outline, text: &str, after: &Outline) -> Result<(), Refusal> {
    let count = |text: &str, outline: &Outline| {
        let mut counts: HashMap<(String, SymbolKind, Option<String>), (usize, usize)> =
            HashMap::new();
        for (place, symbol) in outline.symbols.iter().enumerate() {
            let is_one = matches!(
                symbol.kind,
                SymbolKind::Function
                    | SymbolKind::Type
                    | SymbolKind::Key
                    | SymbolKind::Table
                    | SymbolKind::Variable
                    | SymbolKind::Import
            );
            if is_one {
                let key = (
                    identity::words(outline, place),
                    symbol.kind,
                    identity::parameters(symbol, text),
                );
                counts.entry(key).or_insert((0, place)).0 += 1;
            }
        }
        counts
    };
    let known = count(file.text, before);
    for (key, (after_count, _)) in count(text, after) {
        let before_count = known.get(&key).map_or(0, |known| known.0);
        let is_assigned = key.1 == SymbolKind::Variable && file.language == Language::Python;
        let is_listed =
            key.1 == SymbolKind::Key || key.1 == SymbolKind::Table || key.1 == SymbolKind::Import;
        if after_count > before_count.max(1) && !is_assigned && (!is_listed || before_count == 1) {
            return Err(Refusal::because(Reason::Duplicate { what: key.0 }));
        }
    }
    Ok(())
}
