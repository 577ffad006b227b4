//! Parts of a text: found, cut off and counted in little code, which counts in the page. What the
//! standard library has for it is made anew for every kind of pattern, and searches with tables.

mod runs;
mod seek;

use std::ops::Range;

pub(crate) use self::runs::{Rows, Runs};
use self::seek::seek;

/// What `str` has as well, for texts and sets of signs only. The names differ, so that it shows
/// which is meant.
pub(crate) trait Parts {
    /// Where `part` is found first.
    fn spot(&self, part: &str) -> Option<usize>;
    /// Whether `part` is in it.
    fn has(&self, part: &str) -> bool;
    /// What is before and after the first `part`.
    fn cut(&self, part: &str) -> Option<(&str, &str)>;
    /// What is before and after the last `part`.
    fn cut_last(&self, part: &str) -> Option<(&str, &str)>;
    /// What is before the first `part`, or all.
    fn before(&self, part: &str) -> &str;
    /// What is before the first of `signs`, or all.
    fn before_among(&self, signs: &str) -> &str;
    /// What stands between one `part` and the next.
    fn pieces(&self, part: &str) -> Vec<&str>;
    /// Whether `word` is one of its words, a space between two.
    fn lists(&self, word: &str) -> bool;
    /// How often `part` is in it.
    fn tally(&self, part: &str) -> usize;
    /// What is after the last of `signs`, or all.
    fn after_last(&self, signs: &str) -> &str;
    /// Whether it begins with `part`.
    fn opens(&self, part: &str) -> bool;
    /// Whether it ends with `part`.
    fn closes(&self, part: &str) -> bool;
    /// What follows `part`, if it begins with it.
    fn past(&self, part: &str) -> Option<&str>;
    /// What precedes `part`, if it ends with it.
    fn until(&self, part: &str) -> Option<&str>;
    /// Whether it begins with one of `signs`.
    fn opens_among(&self, signs: &str) -> bool;
    /// Whether it ends with one of `signs`.
    fn closes_among(&self, signs: &str) -> bool;
    /// Where the first of `signs` is.
    fn spot_among(&self, signs: &str) -> Option<usize>;
    /// Its lines, without what ends them.
    fn rows(&self) -> Rows<'_>;
    /// What stands between white space.
    fn words(&self) -> Runs<'_>;
    /// The longest runs of characters that are `within`.
    fn runs(&self, within: fn(char) -> bool) -> Runs<'_>;
    /// What is left without `signs` at both ends.
    fn bare(&self, signs: &str) -> &str;
    /// What is left without `signs` at its beginning.
    fn bare_start(&self, signs: &str) -> &str;
    /// What is left without `signs` at its end.
    fn bare_end(&self, signs: &str) -> &str;
    /// With `new` for every `old`.
    fn swapped(&self, old: &str, new: &str) -> String;
    /// Without white space.
    fn squeezed(&self) -> String;
    /// The bytes `range`; nothing where there are none.
    fn slice(&self, range: Range<usize>) -> &str;
}

impl Parts for str {
    fn spot(&self, part: &str) -> Option<usize> {
        seek(self, part)
    }

    fn has(&self, part: &str) -> bool {
        self.spot(part).is_some()
    }

    fn cut(&self, part: &str) -> Option<(&str, &str)> {
        let at = self.spot(part)?;
        Some((self.slice(0..at), self.slice(at + part.len()..self.len())))
    }

    fn cut_last(&self, part: &str) -> Option<(&str, &str)> {
        let at = (0..=self.len()).rev().find(|at| {
            self.as_bytes().get(*at..).is_some_and(|rest| rest.starts_with(part.as_bytes()))
        })?;
        Some((self.slice(0..at), self.slice(at + part.len()..self.len())))
    }

    fn before(&self, part: &str) -> &str {
        self.cut(part).map_or(self, |(before, _)| before)
    }

    fn before_among(&self, signs: &str) -> &str {
        self.slice(0..self.spot_among(signs).unwrap_or(self.len()))
    }

    fn pieces(&self, part: &str) -> Vec<&str> {
        let (mut pieces, mut rest) = (Vec::new(), self);
        while let Some((before, after)) = rest.cut(part).filter(|_| !part.is_empty()) {
            pieces.push(before);
            rest = after;
        }
        pieces.push(rest);
        pieces
    }

    fn lists(&self, word: &str) -> bool {
        self.as_bytes().split(|byte| *byte == b' ').any(|one| one == word.as_bytes())
    }

    fn tally(&self, part: &str) -> usize {
        self.pieces(part).len() - 1
    }

    fn after_last(&self, signs: &str) -> &str {
        let mut chars = self.chars();
        let mut end = self.len();
        while let Some(c) = chars.next_back() {
            if is_among(c, signs) {
                return self.slice(end..self.len());
            }
            end = chars.as_str().len();
        }
        self
    }

    fn opens(&self, part: &str) -> bool {
        self.as_bytes().starts_with(part.as_bytes())
    }

    fn closes(&self, part: &str) -> bool {
        self.as_bytes().ends_with(part.as_bytes())
    }

    fn past(&self, part: &str) -> Option<&str> {
        if self.opens(part) { self.get(part.len()..) } else { None }
    }

    fn until(&self, part: &str) -> Option<&str> {
        if self.closes(part) { self.get(..self.len() - part.len()) } else { None }
    }

    fn opens_among(&self, signs: &str) -> bool {
        self.bare_start(signs).len() < self.len()
    }

    fn closes_among(&self, signs: &str) -> bool {
        self.bare_end(signs).len() < self.len()
    }

    fn spot_among(&self, signs: &str) -> Option<usize> {
        let mut chars = self.char_indices();
        chars.find(|(_, c)| is_among(*c, signs)).map(|(at, _)| at)
    }

    fn rows(&self) -> Rows<'_> {
        Rows::of(self)
    }

    fn words(&self) -> Runs<'_> {
        self.runs(|c| !c.is_whitespace())
    }

    fn runs(&self, within: fn(char) -> bool) -> Runs<'_> {
        Runs::of(self, within)
    }

    fn bare(&self, signs: &str) -> &str {
        self.bare_start(signs).bare_end(signs)
    }

    fn bare_start(&self, signs: &str) -> &str {
        let mut chars = self.chars();
        loop {
            let rest = chars.as_str();
            if !chars.next().is_some_and(|c| is_among(c, signs)) {
                return rest;
            }
        }
    }

    fn bare_end(&self, signs: &str) -> &str {
        let mut chars = self.chars();
        loop {
            let rest = chars.as_str();
            if !chars.next_back().is_some_and(|c| is_among(c, signs)) {
                return rest;
            }
        }
    }

    fn swapped(&self, old: &str, new: &str) -> String {
        let mut swapped = String::with_capacity(self.len());
        let mut rest = self;
        while let Some((before, after)) = rest.cut(old).filter(|_| !old.is_empty()) {
            swapped.push_str(before);
            swapped.push_str(new);
            rest = after;
        }
        swapped.push_str(rest);
        swapped
    }

    fn squeezed(&self) -> String {
        let mut squeezed = String::with_capacity(self.len());
        self.words().for_each(|word| squeezed.push_str(word));
        squeezed
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.get(range).unwrap_or("")
    }
}

fn is_among(c: char, signs: &str) -> bool {
    signs.chars().any(|sign| sign == c)
}

#[cfg(test)]
mod tests;
