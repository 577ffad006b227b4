//! Text cut into words, in any script.

use super::fold::{fold, lower};

/// The longest word that is kept whole, in bytes; what goes on longer is cut, since it is data.
const WORD_BYTES: usize = 48;

/// Calls `with` for every word of `text`, folded to lower case without accents.
///
/// A name in camel case counts as its parts and as a whole. Scripts without spaces between words
/// (Chinese, Japanese, Thai and their like) and Korean count as overlapping pairs of letters.
pub fn words(text: &str, mut with: impl FnMut(&str)) {
    split(text, &mut with);
}

fn split(text: &str, with: &mut dyn FnMut(&str)) {
    let mut splitter = Splitter::default();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if is_unspaced(letter) {
            splitter.end(with);
            splitter.pair(letter, letters.peek().copied().filter(|it| is_unspaced(*it)), with);
        } else if letter.is_alphanumeric() || is_mark(letter) {
            splitter.take(letter, letters.peek().copied(), with);
        } else if is_apostrophe(letter) && letters.peek().is_some_and(|it| it.is_alphabetic()) {
            splitter.apostrophe();
        } else {
            splitter.end(with);
        }
    }
    splitter.end(with);
}

/// A word in the making.
#[derive(Default)]
struct Splitter {
    whole: String,
    /// Where the part that is being read began.
    part: usize,
    /// How many parts have been told already.
    parts: usize,
    /// Where an apostrophe stood.
    apostrophe: Option<usize>,
    last: Option<char>,
    /// Whether a lone letter of an unspaced script was told as half of a pair.
    paired: bool,
}

impl Splitter {
    fn take(&mut self, letter: char, next: Option<char>, with: &mut dyn FnMut(&str)) {
        self.paired = false;
        let hump = self.last.is_some_and(|last| {
            let up = is_small(last) && is_capital(letter);
            // `HTTPServer`: the last capital belongs to what follows.
            let acronym = is_capital(last) && is_capital(letter) && next.is_some_and(is_small);
            let digits = last.is_numeric() != letter.is_numeric() && !is_mark(letter);
            up || acronym || digits
        });
        if hump {
            self.end_part(with);
        }
        if self.whole.len() >= WORD_BYTES {
            self.end(with);
        }
        fold(letter, &mut self.whole);
        self.last = Some(letter);
    }

    fn apostrophe(&mut self) {
        self.paired = false;
        if !self.whole.is_empty() {
            self.apostrophe = Some(self.whole.len());
        }
    }

    /// Tells two neighbours as one word; a letter alone as itself.
    fn pair(&mut self, letter: char, next: Option<char>, with: &mut dyn FnMut(&str)) {
        let mut word = String::with_capacity(8);
        word.push(letter);
        match next {
            Some(next) => word.push(next),
            None if self.paired => {
                self.paired = false;
                return;
            }
            None => {}
        }
        self.paired = next.is_some();
        with(&word);
    }

    fn end_part(&mut self, with: &mut dyn FnMut(&str)) {
        if let Some(part) = self.whole.get(self.part..).filter(|part| !part.is_empty()) {
            with(part);
            self.parts += 1;
        }
        self.part = self.whole.len();
    }

    fn end(&mut self, with: &mut dyn FnMut(&str)) {
        if self.whole.is_empty() {
            self.last = None;
            return;
        }
        // The owner's `'s` is no part of the word.
        if let Some(at) = self.apostrophe
            && self.whole.get(at..) == Some("s")
        {
            self.whole.truncate(at);
        }
        if self.parts > 0 {
            self.end_part(with);
        }
        with(&self.whole);
        self.whole.clear();
        (self.part, self.parts, self.apostrophe, self.last) = (0, 0, None, None);
    }
}

fn is_capital(letter: char) -> bool {
    lower(letter) != letter
}

fn is_small(letter: char) -> bool {
    letter.is_alphabetic() && !is_capital(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}')
}

/// What changes the letter before it and is no letter itself.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Letters of scripts that put no space between words, and Korean, whose endings vary.
fn is_unspaced(letter: char) -> bool {
    letter >= '\u{e00}'
        && matches!(letter,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // Kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{ac00}'..='\u{d7a3}' // Hangul
        | '\u{20000}'..='\u{323af}')
        && letter.is_alphanumeric()
}
