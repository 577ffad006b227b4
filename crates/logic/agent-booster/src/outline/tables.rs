//! Where tables of TOML end.

use super::Symbol;
use crate::parts::Parts as _;
use crate::rules::SymbolKind;

/// A table of TOML reaches to the next in the grammar; what stands after an empty line behind its
/// last key belongs to that.
pub(super) fn shorten_tables(text: &str, symbols: &mut [Symbol]) {
    for place in 0..symbols.len() {
        let Some(table) = symbols.get(place).filter(|one| one.kind == SymbolKind::Table) else {
            continue;
        };
        let children = symbols.iter().filter(|one| one.parent == Some(place));
        let last = children.map(|one| one.node.end).max().unwrap_or(table.node.start);
        let rest = text.get(last..table.node.end).unwrap_or("");
        // Where lines end in CR LF, the key may have taken the CR with it.
        let empty = ["\n\n", "\r\n\r\n", "\n\r\n"];
        let length = empty.iter().filter_map(|empty| rest.spot(empty)).min().unwrap_or(rest.len());
        if let Some(table) = symbols.get_mut(place) {
            table.node.end = last + length;
            table.outer.end = last + length;
        }
    }
}
