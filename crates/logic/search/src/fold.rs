//! Texts without case and accents, for comparing.

use unicode_normalization::UnicodeNormalization as _;

/// Returns a text without case, accents and compatibility forms.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        push_folded(letter, &mut folded);
    }
    folded
}

/// Returns how often `folded`, which [`fold`] made, stands in `text`; the places do not overlap.
pub fn count_folded(text: &str, folded: &str) -> usize {
    if folded.is_empty() { 0 } else { fold(text).matches(folded).count() }
}

/// Adds a letter without case and accents.
pub(crate) fn push_folded(letter: char, to: &mut String) {
    if letter.is_ascii() {
        to.push(letter.to_ascii_lowercase());
        return;
    }
    // A mark that stands alone decomposes into a space and the mark; a word holds no space.
    let blank = letter.is_whitespace();
    let is_kept = |it: &char| !is_accent(*it) && (blank || !it.is_whitespace());
    let folded = letter.to_lowercase().nfkd().filter(is_kept);
    to.extend(folded.flat_map(char::to_lowercase));
}

/// Whether a character only changes the one before it: accents, points and marks of vowels that are
/// left out as often as they are written.
pub(crate) fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}')
}
