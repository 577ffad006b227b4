//! English words reduced to what they share with their relatives: Snowball's English stemmer.
//!
//! Written out here, since the library that carries it for twenty languages weighs more in the page
//! than all else about text. A test holds it against that library.

mod rules;

use rules::{Demand, EXCEPTIONS, FOURTH, LEFT_ALONE, PREFIXES, Rule, SECOND, THIRD};

/// Returns the stem of a word of ASCII's lower-case letters.
pub(super) fn stem(word: &str) -> String {
    let whole = EXCEPTIONS.iter().find(|(exception, _)| *exception == word);
    if let Some((_, stem)) = whole {
        return (*stem).to_owned();
    }
    let mut word = Word::of(word);
    if word.letters.len() > 2 {
        word.reduce();
    }
    let mut stem = String::with_capacity(word.letters.len());
    for letter in word.letters {
        stem.push(char::from(letter.to_ascii_lowercase()));
    }
    stem
}

/// A word that is being reduced. A `y` that stands for a consonant is written large.
struct Word {
    letters: Vec<u8>,
    /// Where what follows the first vowel and consonant begins, and within that the same again.
    first: usize,
    second: usize,
}

impl Word {
    fn of(word: &str) -> Self {
        let mut letters: Vec<u8> = word.bytes().collect();
        let mut after_vowel = true;
        for letter in &mut letters {
            if *letter == b'y' && after_vowel {
                *letter = b'Y';
            }
            after_vowel = is_vowel(*letter);
        }
        let region = |from: usize| {
            let rest = letters.get(from..).unwrap_or_default();
            let end = rest
                .windows(2)
                .position(|it| matches!(it, [a, b] if is_vowel(*a) && !is_vowel(*b)));
            end.map_or(letters.len(), |at| from + at + 2)
        };
        let prefix = PREFIXES.iter().find(|prefix| word.starts_with(**prefix));
        let first = prefix.map_or_else(|| region(0), |prefix| prefix.len());
        let second = region(first);
        Self { letters, first, second }
    }

    fn reduce(&mut self) {
        self.plural();
        if LEFT_ALONE.iter().any(|word| word.as_bytes() == self.letters) {
            return;
        }
        self.past();
        if let [_, .., before, last @ (b'y' | b'Y')] = self.letters.as_mut_slice()
            && !is_vowel(*before)
        {
            *last = b'i';
        }
        self.replace(SECOND);
        self.replace(THIRD);
        self.replace(FOURTH);
        self.last_letter();
    }

    fn plural(&mut self) {
        if self.ends("sses") {
            self.cut(2, "");
        } else if self.ends("ied") || self.ends("ies") {
            self.cut(3, if self.letters.len() > 4 { "i" } else { "ie" });
        } else if self.ends("s") && !self.ends("us") && !self.ends("ss") {
            let before = self.letters.len().saturating_sub(2);
            if self.has_vowel_before(before) {
                self.cut(1, "");
            }
        }
    }

    fn past(&mut self) {
        for ending in ["eedly", "eed"] {
            if self.ends(ending) {
                if self.letters.len() - ending.len() >= self.first {
                    self.cut(ending.len(), "ee");
                }
                return;
            }
        }
        let ending = ["ingly", "edly", "ing", "ed"].into_iter().find(|ending| self.ends(ending));
        let Some(ending) = ending else { return };
        if !self.has_vowel_before(self.letters.len() - ending.len()) {
            return;
        }
        self.cut(ending.len(), "");
        match self.letters.as_slice() {
            [.., b'a', b't'] | [.., b'b', b'l'] | [.., b'i', b'z'] => self.letters.push(b'e'),
            [.., a, b] if a == b && b"bdfgmnprt".contains(b) => self.cut(1, ""),
            _ if self.first >= self.letters.len() && self.ends_short(self.letters.len()) => {
                self.letters.push(b'e');
            }
            _ => {} // complete as it is
        }
    }

    /// Replaces the longest ending of a list, if what is demanded of it holds.
    fn replace(&mut self, rules: &[Rule]) {
        let longest = rules.iter().filter(|(ending, ..)| self.ends(ending));
        let Some((ending, by, demand)) = longest.max_by_key(|(ending, ..)| ending.len()) else {
            return;
        };
        let at = self.letters.len() - ending.len();
        let before = at.checked_sub(1).and_then(|at| self.letters.get(at)).copied();
        let holds = match demand {
            Demand::First => at >= self.first,
            Demand::Second => at >= self.second,
            Demand::FirstAfter(letters) => {
                at >= self.first && before.is_some_and(|it| letters.as_bytes().contains(&it))
            }
            Demand::SecondAfter(letters) => {
                at >= self.second && before.is_some_and(|it| letters.as_bytes().contains(&it))
            }
        };
        if holds {
            self.cut(ending.len(), by);
        }
    }

    fn last_letter(&mut self) {
        let at = self.letters.len().saturating_sub(1);
        let goes = match self.letters.as_slice() {
            [.., b'e'] => at >= self.second || (at >= self.first && !self.ends_short(at)),
            [.., b'l', b'l'] => at >= self.second,
            _ => false, // others stay
        };
        if goes {
            self.cut(1, "");
        }
    }

    fn ends(&self, ending: &str) -> bool {
        self.letters.ends_with(ending.as_bytes())
    }

    fn cut(&mut self, letters: usize, then: &str) {
        self.letters.truncate(self.letters.len().saturating_sub(letters));
        self.letters.extend(then.bytes());
    }

    fn has_vowel_before(&self, end: usize) -> bool {
        self.letters.iter().take(end).any(|letter| is_vowel(*letter))
    }

    /// Whether the letters before `end` end in a short syllable.
    fn ends_short(&self, end: usize) -> bool {
        match self.letters.get(..end).unwrap_or_default() {
            [vowel, last] => is_vowel(*vowel) && !is_vowel(*last),
            [.., before, vowel, last] => {
                !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*last) && !b"wxY".contains(last)
            }
            _ => false, // too short
        }
    }
}

fn is_vowel(letter: u8) -> bool {
    b"aeiouy".contains(&letter)
}
