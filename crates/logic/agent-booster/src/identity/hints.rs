//! Signs that a new name may not be a new thing.

use super::{Match, Side};
use crate::outline::Symbol;
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::write::{both, joined};

/// Whether the text of the file speaks of something like `symbol`, which the syntax tree does not
/// have: in a macro, in a string, in a comment with code.
pub(crate) fn is_hinted(symbol: &Symbol, text: &str, file: &str) -> bool {
    use SymbolKind::{Function, Impl, Macro, Module, Type, Variable};
    if symbol.kind == Variable {
        return is_assigned(&symbol.name, file);
    }
    if !matches!(symbol.kind, Function | Type | Module | Impl | Macro) {
        return false;
    }
    let node = text.get(symbol.node.clone()).unwrap_or("");
    let header = node.rows().next().unwrap_or("").trim();
    let name = symbol.name.after_last(".: ");
    let before = header.before(name).trim_end();
    let word = last_word(before);
    let phrase = if word.is_empty() { both(name, "(") } else { joined(&[word, " ", name]) };
    let wanted = header.squeezed();
    let mut places = crate::common::find_all(file, &phrase);
    places.any(|at| {
        let start = file.get(..at).map_or(0, |before| before.len() - before.after_last("\n").len());
        let line = file.get(start..).and_then(|rest| rest.rows().next()).unwrap_or("");
        let after = file.get(at + phrase.len()..).and_then(|rest| rest.chars().next());
        let ends = after.is_none_or(|c| !c.is_alphanumeric() && c != '_');
        line.squeezed().has(&wanted) || (ends && !word.is_empty())
    })
}

/// The letters and digits that `text` ends with.
fn last_word(text: &str) -> &str {
    let mut rest = text.chars();
    loop {
        let length = rest.as_str().len();
        if !rest.next_back().is_some_and(char::is_alphanumeric) {
            return text.slice(length..text.len());
        }
    }
}

/// Whether a line of `file` begins by giving `name` a value, with nothing but words before it.
fn is_assigned(name: &str, file: &str) -> bool {
    crate::common::find_all(file, name).any(|at| {
        let before = file.get(..at).unwrap_or("").after_last("\n");
        let after = file.get(at + name.len()..).unwrap_or("").bare_start(" ");
        let is_value = after.opens(":") || (after.opens("=") && !after.opens("=="));
        is_value
            && before.chars().all(|c| c.is_alphabetic() || c.is_whitespace())
            && last_word(before).is_empty()
    })
}

/// The symbol of the file that is `symbol` under another name, and that the edit does not show.
pub(crate) fn twin(symbol: &Symbol, edit: Side, file: Side, matches: &[Match]) -> Option<usize> {
    let bare = |text: &str, one: &Symbol| {
        let node = text.get(one.node.clone()).unwrap_or("");
        let (before, after) = node.cut(one.name.after_last(".: ")).unwrap_or((node, ""));
        before.squeezed() + &after.squeezed()
    };
    let ours = bare(edit.text, symbol);
    let mut all = file.outline.symbols.iter().enumerate();
    let is_twin = |(place, other): &(usize, &Symbol)| {
        other.kind == symbol.kind
            && other.node.len().abs_diff(symbol.node.len()) < 80
            && !matches.contains(&Match::Found(*place))
            && bare(file.text, other) == ours
    };
    let is_long = edit.text.get(symbol.node.clone()).is_some_and(|node| node.has("\n"));
    if is_long { all.find(is_twin).map(|(place, _)| place) } else { None }
}
