//! The title that Atelier gives a conversation, from its first message.

/// The longest title, in characters.
const LONGEST: usize = 60;

/// Returns a title for a conversation that begins with `text`: its first line with words on it,
/// without Markdown signs, cut between words.
pub(crate) fn title(text: &str) -> String {
    let line = text
        .lines()
        .map(plain)
        .find(|line| line.chars().any(char::is_alphanumeric))
        .unwrap_or_else(|| plain(text));
    shorten(&line)
}

/// The line without signs that only shape it, and without control characters.
fn plain(line: &str) -> String {
    let line = line.trim().trim_start_matches(['#', '>', '-', '*', '+', '`', '~', ' ']);
    let words = line.split_whitespace().map(|word| word.trim_matches(['*', '_', '`', '~']));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().filter(|c| !c.is_control()).collect()
}

fn shorten(line: &str) -> String {
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    let at_word = cut.rfind(' ').filter(|at| *at > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut.get(..at_word).unwrap_or(&cut).trim_end())
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn titles_come_from_the_first_line_with_words() {
        let cases = [
            ("How do I sort a list?", "How do I sort a list?"),
            ("# Plan\nmore", "Plan"),
            ("```rust\nfn main() {}\n```", "rust"),
            ("\n\n> **Note** this", "Note this"),
            ("---\nreal words", "real words"),
            ("😀😀", "😀😀"),
            (
                "please explain in detail how the borrow checker decides about two mutable loans",
                "please explain in detail how the borrow checker decides…",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(title(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_title_is_short_and_never_panics() {
        proptest::proptest!(|(text in "\\PC{0,200}|[\\s\\S]{0,200}")| {
            proptest::prop_assert!(title(&text).chars().count() <= super::LONGEST);
        });
    }
}
