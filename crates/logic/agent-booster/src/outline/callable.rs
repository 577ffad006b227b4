//! Names for functions.

use crate::parts::Parts as _;
use crate::rules::SymbolKind;
use crate::text::cut_off;

/// How far into a value is looked for the arrow.
const FAR: usize = 400;

/// Whether `text`, a name and its value, gives the name to a function written out there.
pub(crate) fn is_function(text: &str) -> bool {
    let Some((_, value)) = cut_off(text, FAR).cut(" = ") else { return false };
    let value = value.trim_start();
    let value = value.past("async ").unwrap_or(value);
    let head = value.before("=>");
    value.opens("function") || (value.opens("(") && head.len() < value.len() && !head.has(";"))
}

/// Whether `text`, a symbol of `kind`, is a name for a function: what is in it are steps, and no
/// parts.
pub(crate) fn is_callable(kind: SymbolKind, text: &str) -> bool {
    let text = cut_off(text, FAR);
    let value = match kind {
        SymbolKind::Variable | SymbolKind::Field => text.cut(" = "),
        SymbolKind::Key => text.cut(":"),
        _ => None,
    };
    let Some((_, value)) = value else { return false };
    let value = value.trim_start();
    let Some((head, body)) = value.cut("=>") else { return value.opens("function") };
    let is_word = !head.trim().is_empty() && head.chars().all(|c| c.is_alphanumeric() || c == ' ');
    // What gives back an object is known by the parts of that.
    let gives_object = body.trim_start().opens("({");
    let is_head = head.opens("(") || head.opens("<") || head.has("((") || head.has("(async ");
    !gives_object && (is_word || is_head || value.opens("async ") || value.opens("function"))
}
