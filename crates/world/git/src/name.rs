//! Names in a tree, which anybody can have written.

/// The longest name and the longest path that are taken, in bytes.
const NAME_BYTES: usize = 255;
const PATH_BYTES: usize = 500;

/// Says what is wrong with a name in a tree that lies at `way`, a path that is empty or ends in `/`; none
/// where it can be shown.
pub fn fault(way: &str, name: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(name) else { return Some("has a name that is no text") };
    if matches!(text, "" | "." | "..") || text.contains(['/', '\\', '\0']) {
        return Some("has a name that is no name");
    }
    if text.chars().any(is_unseen) {
        return Some("has characters in its name that nobody sees");
    }
    if name.len() > NAME_BYTES || way.len() + name.len() > PATH_BYTES {
        return Some("has a name that is too long");
    }
    None
}

/// Letters that are not seen, or that change how others are read.
pub(crate) fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A path as it may stand in a message.
pub(crate) fn shown(way: &str, name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let letters = way.chars().chain(name.chars());
    letters.map(|it| if is_unseen(it) { '\u{fffd}' } else { it }).take(120).collect()
}
