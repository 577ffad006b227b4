//! A piece of code as an edit brings it: its symbols, even where it does not parse by itself.

use crate::Language;
use crate::grammar::Shelf;
use crate::identity::{Side, Standing};
use crate::list::{Listed, picked};
use crate::outcome::{Refusal, Refused};
use crate::outline::Outline;
use crate::parts::Parts;
use crate::text::{Lines, is_blank};
use crate::write::{both, strung};

use super::trivia;

/// A piece of code.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) outline: Outline,
    pub(crate) standing: Standing,
    pub(crate) language: Language,
}

/// Reads `snippet` as one piece, or as several where it does not parse as one: a function and a
/// method cannot stand beside each other.
pub(crate) fn split(
    snippet: &str,
    language: Language,
    shelf: &mut Shelf,
) -> Result<Vec<Piece>, Refused> {
    let whole = match read(snippet, language, shelf) {
        Ok(piece) => return Ok(vec![piece]),
        Err(refusal) => refusal,
    };
    let lines: Vec<&str> = snippet.rows().list();
    let mut pieces = Vec::new();
    let mut start = 0;
    // A piece begins after an empty line, at the margin of the one before or further out.
    while start < lines.len() && pieces.len() < MOST_PIECES {
        let from = lines.get(start..).unwrap_or(&[]);
        let breaks = (1..from.len()).filter(|at| {
            from.get(at - 1).is_some_and(|line| is_blank(line))
                && from.get(*at).is_some_and(|line| !is_blank(line))
        });
        let found = breaks.chain([from.len()]).take(MOST_PIECES).find_map(|length| {
            let text = both(&strung(from.get(..length)?, "\n"), "\n");
            read(&text, language, shelf).ok().map(|piece| (length, piece))
        });
        let Some((length, piece)) = found else { return Err(whole) };
        pieces.push(piece);
        start += length;
    }
    if start < lines.len() { Err(whole) } else { Ok(pieces) }
}

/// How many pieces a snippet may fall into.
const MOST_PIECES: usize = 24;

/// Reads `snippet`; what does not parse alone is tried within a type, an object and the like.
pub(crate) fn read(snippet: &str, language: Language, shelf: &mut Shelf) -> Result<Piece, Refused> {
    let plain = shelf.parse(snippet, language);
    let plain = plain.ok_or_else(|| Refusal::malformed("it cannot be parsed"))?;
    let piece = |outline: Outline, standing| Piece {
        text: snippet.to_owned(),
        outline,
        standing,
        language,
    };
    if !plain.tree.has_error() && !plain.outline.symbols.is_empty() {
        return Ok(piece(plain.outline, Standing::Free));
    }
    // A part of a list may bring the comma after it.
    let part = match language {
        Language::Json => snippet.trim_end().bare_end(","),
        _ => snippet,
    };
    for at in 0.. {
        let Some((framed, start)) = shelf.framed(language, at, part) else { break };
        let Some(parsed) = shelf.parse(&framed, language) else { continue };
        if !parsed.tree.has_error()
            && let Some((outline, standing)) = unframed(&parsed.outline, start, snippet.len())
        {
            return Ok(piece(outline, standing));
        }
    }
    if plain.outline.symbols.is_empty() {
        return Err(Refusal::malformed(both("it holds no symbol of ", language.name())));
    }
    // Macros can make good code look wrong within a body.
    let within = |error: &std::ops::Range<usize>| {
        plain.outline.symbols.iter().any(|one| {
            one.parent.is_none()
                && one
                    .body
                    .as_ref()
                    .is_some_and(|body| body.start < error.start && error.end < body.end)
        })
    };
    if matches!(language, Language::C | Language::Cpp) && plain.outline.errors.iter().all(within) {
        return Ok(piece(plain.outline, Standing::Free));
    }
    Err(Refusal::malformed(both("it does not parse as ", language.name())))
}

/// What is within the frame, as if it stood alone.
fn unframed(outline: &Outline, start: usize, length: usize) -> Option<(Outline, Standing)> {
    let (frame, rest) = outline.symbols.split_first()?;
    let is_frame = frame.name.to_ascii_lowercase().has("frame");
    if !is_frame || rest.is_empty() {
        // A frame that is no symbol itself, like the braces of JSON.
        let is_inside = outline
            .symbols
            .iter()
            .all(|one| one.outer.start >= start && one.outer.end <= start + length);
        return (is_inside && !outline.symbols.is_empty())
            .then(|| (moved(&outline.symbols, outline, start, 0), Standing::Free));
    }
    Some((moved(rest, outline, start, 1), Standing::Inner))
}

fn moved(
    symbols: &[crate::outline::Symbol],
    outline: &Outline,
    start: usize,
    skipped: usize,
) -> Outline {
    let shift = |range: &std::ops::Range<usize>| {
        range.start.saturating_sub(start)..range.end.saturating_sub(start)
    };
    let symbols = symbols.iter().map(|one| {
        let mut one = one.clone();
        one.parent = one.parent.and_then(|parent| parent.checked_sub(skipped));
        one.node = shift(&one.node);
        one.outer = shift(&one.outer);
        one.body = one.body.as_ref().map(shift);
        one
    });
    let verbatim = outline.verbatim.iter().map(shift).list();
    Outline { symbols: symbols.list(), errors: Vec::new(), verbatim }
}

impl Piece {
    pub(crate) fn side(&self) -> Side<'_> {
        Side { text: &self.text, outline: &self.outline }
    }

    /// The symbols that are right in `parent`.
    pub(crate) fn children(&self, parent: Option<usize>) -> Vec<usize> {
        children(&self.outline, parent)
    }

    /// The lines that belong to no symbol and to nothing above one.
    pub(crate) fn strays(&self) -> Vec<&str> {
        let lines = Lines::of(&self.text);
        let mut covered = vec![false; lines.len()];
        for place in self.children(None) {
            let Some(symbol) = self.outline.symbols.get(place) else { continue };
            let own = lines.around(&trimmed(&self.text, &symbol.outer));
            let above = trivia::above(&lines, own.start, self.language);
            covered.get_mut(above.start..own.end).unwrap_or(&mut []).fill(true);
        }
        let is_stray = |line: &usize| {
            let text = lines.get(*line).trim();
            let is_light =
                text.chars().all(|c| matches!(c, '{' | '}' | '(' | ')' | ';' | ',' | '[' | ']'));
            !is_blank(text)
                && !is_light
                && !covered.get(*line).copied().unwrap_or(false)
                && !trivia::is_comment(text, self.language)
                && !text.opens("package ")
                && !text.opens("<?")
                && !text.opens("#!")
        };
        picked(&mut (0..lines.len()), &is_stray).into_iter().map(|line| lines.get(line)).list()
    }
}

/// The symbols of `outline` that are right in `parent`, in the order of the text.
pub(crate) fn children(outline: &Outline, parent: Option<usize>) -> Vec<usize> {
    outline.places(&|one| one.parent == parent)
}

/// `range` without the white space at its end.
pub(crate) fn trimmed(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let inside = text.get(range.clone()).unwrap_or("");
    range.start..range.start + inside.trim_end().len()
}
