//! Many documents, one after the other: each word is reduced once, and counted by number.

use std::collections::HashMap;

use super::{Index, POSTING_BYTES, SLOT_BYTES};
use crate::text::{Language, term, words};

/// How many words are remembered; beyond it, a load begins to remember anew.
const MOST_WORDS: usize = 1 << 18;

/// What was learned of words while documents were added.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// The number of each word's term; none for a word that says nothing.
    known: HashMap<Box<str>, Option<u32>>,
    /// The numbering that these are of.
    numbering: u32,
    /// The terms of the document that is being read, with a bit for the field.
    found: Vec<u64>,
}

impl Index {
    /// Adds the document of these two texts as the next slot, as [`Index::add`] does.
    pub(crate) fn read(&mut self, reader: &mut Reader, texts: [&str; 2], language: Language) {
        if reader.numbering != self.numbering || reader.known.len() > MOST_WORDS {
            reader.known.clear();
            reader.numbering = self.numbering;
        }
        let mut lengths = [0_u32; 2];
        let mut found = std::mem::take(&mut reader.found);
        for ((text, length), field) in texts.into_iter().zip(&mut lengths).zip(0_u64..) {
            words(text, |word| {
                if let Some(number) = self.number(reader, word, language) {
                    *length = length.saturating_add(1);
                    found.push(u64::from(number) << 1 | field);
                }
            });
        }
        found.sort_unstable();
        let slot = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        let mut terms = 0;
        for same in found.chunk_by(|a, b| a >> 1 == b >> 1) {
            let number = same.first().and_then(|key| usize::try_from(key >> 1).ok());
            let postings = number.and_then(|number| self.postings.get_mut(number));
            let Some(postings) = postings else { continue };
            let response = same.iter().filter(|key| **key & 1 == 1).count();
            let counts = [same.len() - response, response];
            postings.slots.push(slot);
            postings.counts.push(counts.map(|count| u8::try_from(count).unwrap_or(u8::MAX)));
            postings.live += 1;
            terms += 1;
        }
        found.clear();
        reader.found = found;
        self.bytes += terms * POSTING_BYTES + SLOT_BYTES;
        self.count(lengths);
    }

    /// Returns the number of a word's term, which gets one if it has none.
    fn number(&mut self, reader: &mut Reader, word: &str, language: Language) -> Option<u32> {
        if let Some(number) = reader.known.get(word) {
            return *number;
        }
        let number =
            term(word, language).map(|term| u32::try_from(self.intern(&term)).unwrap_or(u32::MAX));
        reader.known.insert(word.into(), number);
        number
    }
}
