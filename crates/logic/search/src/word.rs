//! The words of a text: folded, with where they stand.
//!
//! Scripts that write without spaces are cut into overlapping pairs of characters, and the last of a
//! run stands alone as well: so any part of a run can be found as a phrase of pairs.

use crate::fold::{is_accent, push_folded};

/// The longest word that is told from others, in bytes; longer ones are cut.
const LONGEST: usize = 64;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Without case and accents.
    pub folded: String,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Returns the words of a text in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, run: Vec::new(), next_of_run: 0 }
}

/// Returns the words of texts as one line with a space between two, as an index is fed with them.
pub fn line_of_words<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut line = String::new();
    for word in texts.flat_map(words) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word.folded);
    }
    line
}

/// Whether a character belongs to a script that writes without spaces between words.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{323af}')
}

/// The words of a text in order.
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    /// A run of characters without spaces, of which pairs are made.
    run: Vec<Word>,
    next_of_run: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        loop {
            if let Some(word) = self.pair() {
                return Some(word);
            }
            let rest = self.text.get(self.at..)?;
            let (skipped, first) = rest.char_indices().find(|(_, letter)| is_part(*letter))?;
            let start = self.at + skipped;
            let unspaced = is_unspaced(first);
            let end = rest.get(skipped..)?.char_indices().find(|(_, letter)| {
                !is_accent(*letter) && (!is_part(*letter) || is_unspaced(*letter) != unspaced)
            });
            let end = end.map_or(self.text.len(), |(length, _)| start + length);
            self.at = end;
            let run = self.text.get(start..end)?;
            if unspaced {
                self.begin_run(run, start);
            } else if let Some(word) = whole(run, start, end) {
                return Some(word);
            }
        }
    }
}

impl Words<'_> {
    fn begin_run(&mut self, run: &str, start: usize) {
        self.next_of_run = 0;
        self.run.clear();
        for (at, letter) in run.char_indices() {
            let mut folded = String::new();
            push_folded(letter, &mut folded);
            let end = start + at + letter.len_utf8();
            match self.run.last_mut() {
                // A mark belongs to what it marks.
                Some(before) if folded.is_empty() => before.end = end,
                _ if folded.is_empty() => {}
                _ => self.run.push(Word { folded, start: start + at, end }),
            }
        }
    }

    /// The next pair of a run; the last character of it alone.
    fn pair(&mut self) -> Option<Word> {
        let first = self.run.get(self.next_of_run)?.clone();
        self.next_of_run += 1;
        match self.run.get(self.next_of_run) {
            None => Some(first),
            Some(second) => Some(Word {
                folded: format!("{}{}", first.folded, second.folded),
                start: first.start,
                end: second.end,
            }),
        }
    }
}

/// A word between spaces; none where nothing but marks is in it.
fn whole(run: &str, start: usize, end: usize) -> Option<Word> {
    let mut folded = String::with_capacity(run.len());
    for letter in run.chars() {
        if folded.len() >= LONGEST {
            break;
        }
        push_folded(letter, &mut folded);
    }
    // Folding can bring in signs, as those of fractions; an index would cut there.
    folded.retain(|letter| is_part(letter) || !letter.is_ascii());
    folded.retain(|letter| !letter.is_whitespace() && !letter.is_control());
    (!folded.is_empty()).then_some(Word { folded, start, end })
}

/// Whether a character is part of a word.
fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || is_unspaced(letter)
}
