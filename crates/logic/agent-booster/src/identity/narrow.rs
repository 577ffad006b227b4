//! Of several symbols of one name, those that can be meant.

use super::{Side, parameters};
use crate::list::picked;
use crate::outline::Symbol;
use crate::parts::Parts;
use crate::rules::SymbolKind;

/// Those of `same` that `symbol` can be: by its text, its parameters, and how it is written.
pub(super) fn narrowed(
    mut same: Vec<usize>,
    symbol: &Symbol,
    edit: Side,
    file: Side,
) -> Vec<usize> {
    let get = |place: &usize| file.outline.symbols.get(*place);
    if same.len() > 1 && symbol.kind == SymbolKind::Import {
        // One module may be imported from twice.
        let ours = edit.text.get(symbol.node.clone()).map(Parts::squeezed);
        let is_it = |place: &usize| {
            get(place)
                .is_some_and(|other| file.text.get(other.node.clone()).map(Parts::squeezed) == ours)
        };
        let exact = picked(&mut same.iter().copied(), &is_it);
        if !exact.is_empty() {
            same = exact;
        }
    }
    if same.len() > 1 {
        let ours = parameters(symbol, edit.text);
        let alike =
            |place: &usize| get(place).is_some_and(|other| parameters(other, file.text) == ours);
        let exact = picked(&mut same.iter().copied(), &alike);
        // Two of one name and no parameters to tell them apart are two.
        if exact.len() == 1 && ours.is_some() {
            same = exact;
        }
    }
    if same.len() > 1 {
        // One written like it, with a body or without, among others that are not.
        let is_alike = |place: &usize| get(place).is_some_and(|other| other.rule == symbol.rule);
        if same.iter().filter(|place| is_alike(place)).count() == 1 {
            same.retain(is_alike);
        }
    }
    if same.len() > 1 && symbol.kind == SymbolKind::Key {
        // A key on a line of its own, among those within a line.
        let begins = |place: &usize| {
            let start = get(place).map_or(0, |other| other.node.start);
            let before = file.text.get(..start).unwrap_or("");
            before.after_last("\n").trim().is_empty()
        };
        if same.iter().filter(|place| begins(place)).count() == 1 {
            same.retain(begins);
        }
    }
    same
}
