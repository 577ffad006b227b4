//! The words of a line: runs of letters and digits, runs of blanks, and every sign by itself.

/// What a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Blank,
    Sign,
}

/// Returns the words of a line; joined they are the line.
pub(crate) fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, first) = chars.next()?;
        let kind = kind_of(first);
        let end = match kind {
            Kind::Sign => chars.next().map(|(at, _)| at),
            Kind::Word | Kind::Blank => {
                chars.find(|(_, next)| kind_of(*next) != kind).map(|(at, _)| at)
            }
        };
        let (word, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        Some(word)
    })
}

/// What is beyond ASCII stays together: a letter with its marks, a picture of several characters.
fn kind_of(c: char) -> Kind {
    if c.is_whitespace() {
        Kind::Blank
    } else if c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii() {
        Kind::Word
    } else {
        Kind::Sign
    }
}
