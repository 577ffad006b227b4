//! Which symbol of the file a symbol of the edit is: by kind and qualified name, never by looks.

mod hints;
mod narrow;

pub(crate) use self::hints::{is_hinted, twin};

use crate::list::{Listed, picked};
use crate::outcome::Candidate;
use crate::outline::{Outline, Symbol};
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::text::Lines;
use crate::write::{joined, strung};

/// What a symbol of the edit is in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// This one.
    Found(usize),
    /// One of these.
    Several(Vec<usize>),
    /// The file has none of that name.
    New,
}

/// A text and its symbols.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) text: &'a str,
    pub(crate) outline: &'a Outline,
}

/// Where the symbols of an edit stand that has none round it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// At the top of the file, unless they look like parts of something.
    Free,
    /// In something that the edit does not name.
    Inner,
}

/// For each symbol of `edit`, what it is in `file`.
pub(crate) fn resolve(edit: Side, file: Side, standing: Standing) -> Vec<Match> {
    let mut matches: Vec<Match> = Vec::with_capacity(edit.outline.symbols.len());
    for symbol in &edit.outline.symbols {
        let found = match symbol.parent {
            None => at_top(symbol, edit, file, standing),
            Some(parent) => match matches.get(parent) {
                Some(Match::Found(parent)) => {
                    among(symbol, edit, file, &|other| other.parent == Some(*parent))
                }
                Some(Match::Several(parents)) => among(symbol, edit, file, &|other| {
                    other.parent.is_some_and(|one| parents.contains(&one))
                }),
                _ => Match::New,
            },
        };
        matches.push(found);
    }
    matches
}

fn at_top(symbol: &Symbol, edit: Side, file: Side, standing: Standing) -> Match {
    let at_top = |other: &Symbol| other.parent.is_none();
    let below = |other: &Symbol| other.parent.is_some();
    let is_method = standing == Standing::Inner || takes_self(symbol, edit.text);
    let (first, second) = if is_method {
        (among(symbol, edit, file, &below), among(symbol, edit, file, &at_top))
    } else {
        (among(symbol, edit, file, &at_top), among(symbol, edit, file, &below))
    };
    let get = |place: &usize| file.outline.symbols.get(*place);
    match (first, second) {
        (Match::New, second) if !is_method || standing == Standing::Free => second,
        (Match::New, _) => Match::New,
        // One at the top and one in something: told apart by how they are written, and by what
        // they take.
        (Match::Found(one), Match::Found(two))
            if symbol.kind == SymbolKind::Function && !is_method =>
        {
            let is_alike =
                |place: &usize| get(place).is_some_and(|other| other.rule == symbol.rule);
            let takes_same = |place: &usize| {
                get(place).is_some_and(|other| {
                    parameters(other, file.text) == parameters(symbol, edit.text)
                })
            };
            match (is_alike(&one), is_alike(&two), takes_same(&one), takes_same(&two)) {
                (true, false, ..) | (true, true, true, false) => Match::Found(one),
                (false, true, ..) | (true, true, false, true) => Match::Found(two),
                _ => Match::Several(vec![one, two]),
            }
        }
        (Match::Found(one), Match::Several(others))
            if symbol.kind == SymbolKind::Function && !is_method =>
        {
            let is_alike =
                |place: &&usize| get(place).is_some_and(|other| other.rule == symbol.rule);
            let same = get(&one)
                .is_some_and(|other| parameters(other, file.text) == parameters(symbol, edit.text));
            if same || !others.iter().any(|place| is_alike(&place)) {
                Match::Found(one)
            } else {
                Match::Several([one].into_iter().chain(others).list())
            }
        }
        (first, _) => first,
    }
}

/// The symbols of `file` that pass `stands` and have the kind and name of `symbol`; those with
/// its parameters, if several have its name; those of another kind, if none has its own.
fn among(symbol: &Symbol, edit: Side, file: Side, stands: &dyn Fn(&Symbol) -> bool) -> Match {
    // What makes a setter of it may not be shown.
    let is_bare = symbol.kind == SymbolKind::Function && symbol.outer == symbol.node;
    let is_named = |other: &Symbol| {
        let rest = other.name.past(&symbol.name);
        rest == Some("") || is_bare && matches!(rest, Some(".setter" | ".getter" | ".deleter"))
    };
    let named = file
        .outline
        .places(&|other| is_named(other) && stands(other) && is_near(symbol.kind, other.kind));
    let get = |place: &usize| file.outline.symbols.get(*place);
    let mut same = picked(&mut named.iter().copied(), &|place| {
        get(place).is_some_and(|other| other.kind == symbol.kind)
    });
    if same.is_empty() {
        same = named;
    }
    if same.is_empty() && symbol.kind == SymbolKind::Rule {
        // A selector that shares a rule with others cannot be told from one of its own.
        let is_joined =
            |other: &Symbol| {
                other.kind == SymbolKind::Rule
                    && stands(other)
                    && other.name.pieces(",").iter().any(|one| {
                        symbol.name.pieces(",").iter().any(|two| one.trim() == two.trim())
                    })
            };
        let shared = file.outline.places(&is_joined);
        if !shared.is_empty() {
            return Match::Several(shared);
        }
    }
    let same = narrow::narrowed(same, symbol, edit, file);
    match same.as_slice() {
        [] => Match::New,
        [one] => Match::Found(*one),
        _ => Match::Several(same),
    }
}

/// Whether one kind may have become the other under the same name.
fn is_near(left: SymbolKind, right: SymbolKind) -> bool {
    use SymbolKind::{Field, Function, Import, Macro, Type, Variable};
    let is_value = |kind| matches!(kind, Function | Variable | Field | Macro);
    left == right
        || (is_value(left) && is_value(right))
        || (matches!(left, Type | Variable) && matches!(right, Type | Variable) && left != Import)
}

fn takes_self(symbol: &Symbol, text: &str) -> bool {
    symbol.kind == SymbolKind::Function
        && parameters(symbol, text).is_some_and(|parameters| {
            let first = parameters.bare_start("(&");
            let first = first.past("mut").unwrap_or(first);
            ["self", "cls"]
                .iter()
                .any(|word| first.past(word).is_some_and(|rest| rest.opens_among(",):")))
        })
}

/// The parameters of a function without white space; nothing for what has none.
pub(crate) fn parameters(symbol: &Symbol, text: &str) -> Option<String> {
    if symbol.kind != SymbolKind::Function {
        return None;
    }
    let text = text.get(symbol.node.clone())?;
    let last = symbol.name.after_last(".: ");
    let after = text.spot(last).map_or(0, |at| at + last.len());
    let rest = text.get(after..)?;
    let open = rest.spot("(")?;
    let mut depth = 0_i32;
    let mut found = String::new();
    for c in rest.get(open..)?.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        found.extend((!c.is_whitespace()).then_some(c));
        if depth == 0 {
            return Some(found.swapped(",)", ")"));
        }
    }
    None
}

/// `symbol` in words, with what it is part of.
pub(crate) fn words(outline: &Outline, place: usize) -> String {
    let Some(symbol) = outline.symbols.get(place) else { return String::new() };
    let mut path = vec![symbol.name.as_str()];
    let mut above = symbol.parent;
    while let Some(parent) = above.and_then(|parent| outline.symbols.get(parent)) {
        path.push(parent.name.as_str());
        above = parent.parent;
    }
    path.reverse();
    joined(&[symbol.kind.word(), " ", &strung(&path, ".")])
}

/// Symbols as candidates, with their lines.
pub(crate) fn candidates(outline: &Outline, places: &[usize], lines: &Lines) -> Vec<Candidate> {
    let candidate = |place: &usize| {
        let symbol = outline.symbols.get(*place)?;
        Some(Candidate { what: words(outline, *place), line: lines.at(symbol.node.start) + 1 })
    };
    places.iter().filter_map(candidate).list()
}
