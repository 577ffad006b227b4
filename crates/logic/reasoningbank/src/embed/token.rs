//! Words cut into the pieces that a vocabulary knows: byte pair encoding, as `SentencePiece` does it.

use std::collections::HashMap;

use serde::Deserialize;

use super::{TableError, table::MAX_ROWS};
use crate::numbered::Numbered;

/// What stands for the space before a word.
const SPACE: char = '\u{2581}';
/// How much of a word is looked at together, in letters.
const WORD_LETTERS: usize = 48;

/// Calls `with` for each piece of `text`, in order. Runs of white space count as one.
pub(super) fn split(text: &str, pieces: &Numbered, mut with: impl FnMut(u32)) {
    let mut word = String::new();
    let mut cuts = Vec::new();
    for plain in text.split_whitespace() {
        word.clear();
        word.push(SPACE);
        for (at, letter) in plain.chars().enumerate() {
            if at > 0 && at % WORD_LETTERS == 0 {
                encode(&word, pieces, &mut cuts, &mut with);
                word.clear();
            }
            word.push(letter);
        }
        encode(&word, pieces, &mut cuts, &mut with);
    }
}

/// Joins neighbours as long as the vocabulary knows them, the most frequent (that is, the lowest
/// number) first.
fn encode(word: &str, pieces: &Numbered, cuts: &mut Vec<usize>, with: &mut impl FnMut(u32)) {
    cuts.clear();
    cuts.extend(word.char_indices().map(|(at, _)| at));
    cuts.push(word.len());
    loop {
        let joined = |window: &[usize]| match window {
            [from, _, to] => pieces.get(word.get(*from..*to)?),
            _ => None,
        };
        let windows = cuts.windows(3).enumerate();
        let best = windows.filter_map(|(at, window)| Some((joined(window)?, at))).min();
        let Some((_, at)) = best else { break };
        cuts.remove(at + 1);
    }
    for window in cuts.windows(2) {
        let [from, to] = *window else { continue };
        let Some(piece) = word.get(from..to) else { continue };
        match pieces.get(piece) {
            Some(id) => with(id),
            // A letter that the vocabulary lacks is its bytes.
            None => {
                for byte in piece.bytes() {
                    if let Some(id) = pieces.get(&byte_piece(byte)) {
                        with(id);
                    }
                }
            }
        }
    }
}

/// Returns what stands for a byte, as in `<0x0A>`.
fn byte_piece(byte: u8) -> String {
    let digit = |it: u8| char::from_digit(u32::from(it), 16).unwrap_or('0').to_ascii_uppercase();
    let mut piece = String::from("<0x");
    piece.push(digit(byte >> 4));
    piece.push(digit(byte & 0xf));
    piece.push('>');
    piece
}

/// Reads the vocabulary of a `tokenizer.json`.
pub(super) fn vocabulary(json: &[u8]) -> Result<Numbered, TableError> {
    #[derive(Deserialize)]
    struct Tokenizer {
        model: Model,
    }
    #[derive(Deserialize)]
    struct Model {
        #[serde(rename = "type")]
        kind: String,
        #[serde(default)]
        byte_fallback: bool,
        vocab: HashMap<String, u32>,
    }
    let foreign = |found: String| TableError::Foreign { found };
    let read: Tokenizer =
        serde_json::from_slice(json).map_err(|error| foreign(error.to_string()))?;
    let model = read.model;
    if model.kind != "BPE" || !model.byte_fallback {
        return Err(foreign(format!("a vocabulary of kind {}", model.kind)));
    }
    if model.vocab.is_empty() || model.vocab.len() > MAX_ROWS {
        return Err(TableError::TooLarge { rows: model.vocab.len(), length: 0 });
    }
    let mut pieces = Numbered::default();
    for (piece, id) in model.vocab {
        pieces.set(&piece, id);
    }
    Ok(pieces)
}
