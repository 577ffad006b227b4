//! A table of word vectors: one row for each piece of a word, a byte a number.

use super::{TableError, safetensors, token};
use crate::numbered::Numbered;

/// The most rows that are read.
pub(super) const MAX_ROWS: usize = 1 << 18;
/// The most numbers in a row.
pub(super) const MAX_LENGTH: usize = 1_024;

/// A table of word vectors. A text is the mean of the rows of its pieces.
#[derive(Clone, PartialEq)]
pub struct Table {
    pub(super) length: usize,
    pub(super) rows: Vec<i8>,
    pub(super) scales: Vec<f32>,
    pub(super) pieces: Numbered,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Table({} rows of {})", self.scales.len(), self.length)
    }
}

impl Table {
    /// Reads a matrix of word vectors (safetensors, 16 or 32 bit) with its vocabulary (the
    /// `tokenizer.json` of a SentencePiece-like BPE with byte fallback). Of each row the first
    /// `length` numbers are kept, each as a byte.
    ///
    /// # Errors
    /// Damaged, foreign or too large.
    pub fn from_safetensors(
        weights: &[u8],
        tokenizer: &[u8],
        length: usize,
    ) -> Result<Self, TableError> {
        let matrix = safetensors::matrix(weights)?;
        let pieces = token::vocabulary(tokenizer)?;
        if pieces.iter().any(|(_, id)| id as usize >= matrix.rows) {
            return Err(TableError::Foreign {
                found: format!("a vocabulary that goes beyond {} rows", matrix.rows),
            });
        }
        let length = length.clamp(1, matrix.length);
        let mut table = Self {
            length,
            rows: Vec::with_capacity(matrix.rows * length),
            scales: Vec::with_capacity(matrix.rows),
            pieces,
        };
        matrix.each_row(|row| {
            let row = row.get(..length).unwrap_or(row);
            let largest = row.iter().fold(0.0_f32, |max, it| max.max(it.abs()));
            let step = if largest > 0.0 { 127.0 / largest } else { 0.0 };
            #[expect(clippy::cast_possible_truncation, reason = "it is within the range of bytes")]
            let byte = |it: &f32| (it * step).round().clamp(-127.0, 127.0) as i8;
            table.rows.extend(row.iter().map(byte));
            table.scales.push(largest / 127.0);
        })?;
        Ok(table)
    }

    /// Returns how many numbers a vector has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns how much memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        let words: usize = self.pieces.iter().map(|(piece, _)| piece.len() + 40).sum();
        self.rows.len() + self.scales.len() * 4 + words
    }

    /// Returns the numbers of the rows that stand for the pieces of `text`, in order.
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        token::split(text, &self.pieces, |id| pieces.push(id));
        pieces
    }

    /// Returns the mean of the pieces of `text`, at length one; all zero where there are none.
    pub fn embed(&self, text: &str) -> Vec<f32> {
        let mut sum = vec![0.0; self.length];
        token::split(text, &self.pieces, |id| {
            let from = id as usize * self.length;
            let row = self.rows.get(from..from + self.length).unwrap_or_default();
            let scale = self.scales.get(id as usize).copied().unwrap_or(0.0);
            for (sum, number) in sum.iter_mut().zip(row) {
                *sum += f32::from(*number) * scale;
            }
        });
        normalize(&mut sum);
        sum
    }
}

/// Brings a vector to length one, unless it has none.
pub(crate) fn normalize(vector: &mut [f32]) {
    let norm = vector.iter().map(|it| it * it).sum::<f32>().sqrt();
    if norm > 0.0 && norm.is_finite() {
        for number in vector {
            *number /= norm;
        }
    }
}
