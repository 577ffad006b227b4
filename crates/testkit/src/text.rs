//! Words, and texts made of them.

use crate::Random;

/// Words by how often they are used: the nth is used about an nth as often as the first.
#[derive(Clone, Debug)]
pub struct Lexicon(Vec<String>);

/// The words that stand in every text.
const COMMON: &str = "the of and to a in is that for it you with as on be this are not can or if \
    from by at have an we your will all one so more but there which when use do time how they has \
    what about out up some then these like other than its only into over also just because any \
    new first two way make see get need work want should could would each most where before after \
    list file code value function number name data text line type example error question answer \
    result method class string point case part system change order set test key sort read write";

/// Parts of words.
const SYLLABLES: &[&str] = &[
    "bo", "con", "de", "ri", "ter", "mo", "lan", "gra", "ph", "so", "ver", "ti", "cal", "men",
    "pre", "sta", "lo", "rim", "fu", "kel", "nor", "bis", "dra", "quen", "sal", "vi", "tor", "mag",
    "ne", "o",
];

impl Lexicon {
    /// Returns so many words; the common ones of English first, then made-up ones.
    pub fn new(words: usize) -> Self {
        let mut random = Random::new(0x1e71_c0de);
        let mut lexicon: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        while lexicon.len() < words {
            let syllables = 2 + random.below(3);
            let word: String = (0..syllables)
                .filter_map(|_| SYLLABLES.get(random.below(SYLLABLES.len())).copied())
                .collect();
            lexicon.push(word);
        }
        lexicon.truncate(words);
        Self(lexicon)
    }

    /// The word of a rank, the most frequent first.
    pub fn at(&self, rank: usize) -> &str {
        self.0.get(rank.min(self.0.len().saturating_sub(1))).map_or("word", String::as_str)
    }

    /// A word, drawn as often as words of its rank are used.
    pub fn draw(&self, random: &mut Random) -> &str {
        let words = f64::from(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        let rank = words.powf(random.fraction());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small number"
        )]
        self.at((rank as usize).saturating_sub(1))
    }
}

/// A text to come.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Its words.
    pub lexicon: &'a Lexicon,
    /// About how many.
    pub words: usize,
}

impl Text<'_> {
    /// Writes it: paragraphs of sentences, now and then a list or a block of code.
    pub fn write(&self, random: &mut Random) -> String {
        let mut text = String::new();
        let mut left = self.words.max(1);
        while left > 0 {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let piece = (8 + random.below(40)).min(left);
            match random.below(12) {
                0 => self.code(piece, random, &mut text),
                1 => self.list(piece, random, &mut text),
                _ => self.paragraph(piece, random, &mut text),
            }
            left -= piece;
        }
        text
    }

    fn paragraph(&self, words: usize, random: &mut Random, text: &mut String) {
        let mut in_sentence = 0;
        for at in 0..words {
            let word = self.lexicon.draw(random);
            if in_sentence == 0 {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
            } else {
                text.push_str(word);
            }
            in_sentence += 1;
            let ends = at + 1 == words || in_sentence > 5 + random.below(14);
            text.push_str(if ends { "." } else { "" });
            if at + 1 < words {
                text.push(' ');
            }
            in_sentence = if ends { 0 } else { in_sentence };
        }
    }

    fn list(&self, words: usize, random: &mut Random, text: &mut String) {
        for at in 0..words {
            text.push_str(if at % 6 == 0 { "\n- " } else { " " });
            text.push_str(self.lexicon.draw(random));
        }
    }

    fn code(&self, words: usize, random: &mut Random, text: &mut String) {
        text.push_str("```python\n");
        for _ in 0..words.div_ceil(4) {
            let (name, call) = (self.lexicon.draw(random).to_owned(), self.lexicon.draw(random));
            let number = random.below(100).to_string();
            for part in [&name, "_", &number, " = ", call, "(", &name, ")\n"] {
                text.push_str(part);
            }
        }
        text.push_str("```");
    }
}
