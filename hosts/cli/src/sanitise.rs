//! Makes text harmless to a terminal: what would steer it is shown instead.
//!
//! A model, a server or a conversation's title may hold escape sequences that set the clipboard,
//! rename the window or rewrite what stands above, and marks that turn the reading direction.
//! None of these ever reaches a terminal as it is.

use std::borrow::Cow;

/// Returns `text` with everything that steers a terminal made visible; line breaks and tabs stay.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A line break of another system is a line break.
            '\r' if chars.peek() == Some(&'\n') => {}
            c if !steers(c) => shown.push(c),
            '\u{7f}' => shown.push('\u{2421}'),
            // Unicode has a picture for each of the first 32 characters.
            c if c < ' ' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            c => shown.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(shown)
}

/// Returns JSON text that means the same and steers no terminal: JSON escapes the first 32
/// characters by itself, and here the rest of them.
pub(crate) fn visible_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(steers) {
        return Cow::Borrowed(json);
    }
    let escape = |c: char| if steers(c) { format!("\\u{:04x}", u32::from(c)) } else { c.into() };
    Cow::Owned(json.chars().map(escape).collect())
}

/// Whether a terminal might do something else with `c` than show it.
fn steers(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Marks, embeddings, overrides and isolates of the reading direction.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        // C0, DEL and C1.
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown_and_the_rest_stays() {
        for (text, shown) in [
            ("plain, Grüße, 日本語, 👩‍👩‍👧", "plain, Grüße, 日本語, 👩‍👩‍👧"),
            ("a\tb\nc", "a\tb\nc"),
            ("a\r\nb", "a\nb"),
            ("safe\rEVIL", "safe␍EVIL"),
            ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
            ("\x1b[2J\x1b[31mred", "␛[2J␛[31mred"),
            ("\u{9b}31m\u{9d}0;title\u{9c}", "\\u{9b}31m\\u{9d}0;title\\u{9c}"),
            ("\x7f\x08\0", "␡␈␀"),
            ("user\u{202e}nimda\u{2066}\u{200f}", "user\\u{202e}nimda\\u{2066}\\u{200f}"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
        }
    }

    #[test]
    fn no_character_that_steers_is_left_of_all_there_are() {
        let all: String = ('\0'..=char::MAX).collect();
        let shown = visible(&all);
        assert!(!shown.chars().any(steers), "some character got through");
        assert!(shown.contains('\n') && shown.contains('\t'), "line breaks and tabs stay");
    }

    #[test]
    fn json_keeps_its_meaning() {
        let value = serde_json::json!({ "text": "\x1b[2J\u{9b}31m \u{202e}\x7f\n é" });
        let json = value.to_string();
        let shown = visible_json(&json);
        assert!(!shown.chars().any(steers), "{shown}");
        let read: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(read, value, "escaping must not change what the JSON says");
    }
}
