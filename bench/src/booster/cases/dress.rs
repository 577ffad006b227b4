//! The same case in a file that is written otherwise: other ends of lines, a byte order mark, no end
//! of the last line.

use super::super::corpus::{Case, Expected};
use super::super::rng::Rng;

/// `case` as it is, or in a file of another form.
pub(super) fn dress(mut case: Case, rng: &mut Rng) -> Case {
    let way = rng.below(16);
    let form = |text: &str| match way {
        0 => text.replace('\n', "\r\n"),
        1 => format!("\u{feff}{text}"),
        2 => text.trim_end_matches('\n').to_owned(),
        _ => text.to_owned(),
    };
    let word = match way {
        0 => "in CR LF",
        1 => "after an order mark",
        2 => "without a last line end",
        _ => return case,
    };
    // What ends in an empty line would end otherwise.
    if case.original.contains('\r') || case.original.ends_with("\n\n") {
        return case;
    }
    case.original = form(&case.original);
    if let Expected::Text(text) = &case.expected {
        if text.ends_with("\n\n") {
            return case;
        }
        case.expected = Expected::Text(form(text));
    }
    case.detail = format!("{}, {word}", case.detail);
    case
}
