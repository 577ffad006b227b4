//! Texts that are numbered in the order in which they come. One kind of table for terms, pieces of
//! words and scopes, so that its code is there once.

use std::collections::HashMap;

/// Texts and their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Numbered(HashMap<Box<str>, u32>);

impl Numbered {
    /// Returns the number of a text.
    pub(crate) fn get(&self, text: &str) -> Option<u32> {
        self.0.get(text).copied()
    }

    /// Returns the number of a text, which gets the next one if it has none.
    pub(crate) fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.get(text) {
            return number as usize;
        }
        let next = self.0.len();
        self.set(text, u32::try_from(next).unwrap_or(u32::MAX));
        next
    }

    /// Gives a text this number.
    pub(crate) fn set(&mut self, text: &str, number: u32) {
        self.0.insert(text.into(), number);
    }

    /// Returns how many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the texts with their numbers, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(text, number)| (&**text, *number))
    }

    /// Returns the texts by their numbers, which are those of [`Numbered::number`].
    pub(crate) fn into_texts(self) -> Vec<Box<str>> {
        let mut texts = vec![Box::default(); self.0.len()];
        for (text, number) in self.0 {
            if let Some(place) = texts.get_mut(number as usize) {
                *place = text;
            }
        }
        texts
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
