//! Snippets: the part of a text in which most of what was looked for stands, in one line, without the
//! marks of Markdown.

use std::ops::Range;

use crate::marks::{end_of_address, is_bar, is_mark};
use crate::word::{Word, words};

/// How long a snippet is at most, in characters, about.
const LENGTH: usize = 180;
/// How much of it stands before the first mark, in bytes, about.
const BEFORE: usize = 48;
/// How many places are compared in a long text.
const PLACES: usize = 400;

/// What was looked for: words that stand one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The words, folded.
    pub words: Vec<String>,
    /// Whether the last of them may be only the beginning of a word.
    pub prefix: bool,
}

/// A part of a text, and whether it was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text, without line breaks and control characters.
    pub text: String,
    /// Whether it was looked for.
    pub marked: bool,
}

/// Returns the best part of a text, with what was looked for marked, and how many of `wanted` it holds.
/// Where there is none of it in the text, its beginning is returned.
pub fn snippet(text: &str, wanted: &[Wanted]) -> (Vec<Part>, usize) {
    let places = places(text, wanted);
    let (from, held) = best(&places);
    let begin = from.map_or(0, |place| begin_before(text, place.start));
    let end = text.get(begin..).and_then(|rest| rest.char_indices().nth(LENGTH));
    let end = end.map_or(text.len(), |(length, _)| end_of_word(text, begin + length));
    let mut line = Line::default();
    if begin > 0 {
        line.push("…", 0.."…".len(), false);
    }
    let mut at = begin;
    for place in places.iter().filter(|place| place.start >= begin && place.end <= end) {
        if place.end <= at {
            continue;
        }
        let start = place.start.max(at);
        line.push(text, at..start, false);
        line.push(text, start..place.end, true);
        at = place.end;
    }
    line.push(text, at..end, false);
    if end < text.len() {
        line.push("…", 0.."…".len(), false);
    }
    (line.0, held)
}

/// Where something that was looked for stands.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    which: usize,
}

fn places(text: &str, wanted: &[Wanted]) -> Vec<Place> {
    let longest = wanted.iter().map(|it| it.words.len()).max().unwrap_or(0);
    let mut recent: Vec<Word> = Vec::new();
    let mut places = Vec::new();
    if longest == 0 {
        return places;
    }
    for word in words(text) {
        if recent.len() == longest {
            recent.remove(0);
        }
        recent.push(word);
        for (which, it) in wanted.iter().enumerate() {
            let begin = recent.len().checked_sub(it.words.len());
            let Some(run) = begin.and_then(|begin| recent.get(begin..)) else { continue };
            if let (true, Some(first), Some(last)) = (stands(run, it), run.first(), run.last()) {
                places.push(Place { start: first.start, end: last.end, which });
            }
        }
        if places.len() >= PLACES {
            break;
        }
    }
    places.sort_by_key(|place| (place.start, place.end));
    places
}

fn stands(run: &[Word], wanted: &Wanted) -> bool {
    let last = wanted.words.len().saturating_sub(1);
    !run.is_empty()
        && run.iter().zip(&wanted.words).enumerate().all(|(at, (word, looked_for))| {
            word.folded == *looked_for
                || (at == last && wanted.prefix && word.folded.starts_with(looked_for.as_str()))
        })
}

/// The place from which most is held within the length of a snippet; the first such.
fn best(places: &[Place]) -> (Option<Place>, usize) {
    let mut best = (None, 0);
    for (at, place) in places.iter().enumerate() {
        let near = places.iter().skip(at).take_while(|it| it.end < place.start + LENGTH - BEFORE);
        let mut held: Vec<usize> = near.map(|it| it.which).collect();
        held.sort_unstable();
        held.dedup();
        if held.len() > best.1 {
            best = (Some(*place), held.len());
        }
    }
    best
}

/// The beginning of a word or line, a little before `start`.
fn begin_before(text: &str, start: usize) -> usize {
    let Some(earliest) = start.checked_sub(BEFORE) else { return 0 };
    let earliest = text.ceil_char_boundary(earliest);
    let before = text.get(earliest..start).unwrap_or_default();
    let space = before.char_indices().find(|(_, letter)| letter.is_whitespace());
    space.map_or(earliest, |(at, letter)| earliest + at + letter.len_utf8())
}

/// The end of the last word that ends before `end`, where there is a space near it.
fn end_of_word(text: &str, end: usize) -> usize {
    let earliest = text.floor_char_boundary(end.saturating_sub(24));
    let before = text.get(earliest..end).unwrap_or_default();
    before.rfind(char::is_whitespace).map_or(end, |at| earliest + at)
}

/// Parts on one line.
#[derive(Default)]
struct Line(Vec<Part>);

impl Line {
    /// Adds a part of a text, without what only shapes it.
    fn push(&mut self, text: &str, part: Range<usize>, marked: bool) {
        let mut shown = String::with_capacity(part.len());
        let (begin, mut hidden) = (part.start, part.start);
        let ends_blank = self.0.last().is_none_or(|part| part.text.ends_with(' '));
        let mut blank = ends_blank;
        for (at, letter) in text.get(part).unwrap_or_default().char_indices() {
            let at = begin + at;
            if at < hidden {
                continue;
            }
            if letter == ']'
                && let Some(end) = end_of_address(text, at)
            {
                hidden = end;
                continue;
            }
            if is_mark(text, at, letter) {
                continue;
            }
            let parts = letter == '|' && is_bar(text, at);
            if parts || letter.is_whitespace() || letter.is_control() {
                if !blank {
                    shown.push(' ');
                }
                blank = true;
            } else if !is_invisible(letter) {
                shown.push(letter);
                blank = false;
            }
        }
        match self.0.last_mut() {
            _ if shown.is_empty() => {}
            Some(last) if last.marked == marked => last.text.push_str(&shown),
            _ => self.0.push(Part { text: shown, marked }),
        }
    }
}

/// What turns the direction of a text would turn that of the page around it as well.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
