//! The table in its own format, which loads without parsing: half as large as what it was made of.

use super::{
    TableError,
    table::{MAX_LENGTH, MAX_ROWS, Table},
};
use crate::{numbered::Numbered, order::arrange};

const MAGIC: &[u8; 8] = b"ATWORDS1";

impl Table {
    /// Writes the table: what it is, how many rows of how many numbers, the scale of each row, the
    /// rows, and the pieces in order, each with its length. Numbers are little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX).to_le_bytes();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(number(self.length));
        bytes.extend(number(self.scales.len()));
        bytes.extend(number(self.pieces.len()));
        bytes.extend(self.scales.iter().flat_map(|it| it.to_le_bytes()));
        bytes.extend(self.rows.iter().map(|it| it.cast_unsigned()));
        let mut pieces: Vec<(u32, &str)> =
            self.pieces.iter().map(|(piece, id)| (id, piece)).collect();
        arrange(&mut pieces, Ord::cmp);
        for (id, piece) in pieces {
            bytes.extend(id.to_le_bytes());
            bytes.push(u8::try_from(piece.len()).unwrap_or(u8::MAX));
            bytes.extend(piece.as_bytes().iter().take(usize::from(u8::MAX)));
        }
        bytes
    }

    /// Reads a table that [`Table::to_bytes`] wrote.
    ///
    /// # Errors
    /// Damaged, foreign or too large.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TableError> {
        let mut rest = Rest(bytes);
        if rest.take(MAGIC.len())? != MAGIC {
            return Err(TableError::Foreign { found: "another beginning".to_owned() });
        }
        let (length, rows, pieces) = (rest.number()?, rest.number()?, rest.number()?);
        if length == 0 || length > MAX_LENGTH || rows > MAX_ROWS || pieces > rows {
            return Err(TableError::TooLarge { rows, length });
        }
        let (scales, _) = rest.take(rows * 4)?.as_chunks::<4>();
        let scales: Vec<f32> = scales.iter().map(|it| f32::from_le_bytes(*it)).collect();
        if scales.iter().any(|it| !it.is_finite()) {
            return Err(TableError::Damaged);
        }
        let numbers = rest.take(rows * length)?.iter().map(|it| it.cast_signed()).collect();
        let mut known = Numbered::default();
        for _ in 0..pieces {
            let id = rest.number()?;
            let length = rest.take(1)?.first().copied().unwrap_or(0);
            let piece = str::from_utf8(rest.take(usize::from(length))?);
            let piece = piece.map_err(|_| TableError::Damaged)?;
            if id >= rows {
                return Err(TableError::Damaged);
            }
            known.set(piece, u32::try_from(id).unwrap_or(u32::MAX));
        }
        if !rest.0.is_empty() {
            return Err(TableError::Damaged);
        }
        Ok(Self { length, rows: numbers, scales, pieces: known })
    }
}

/// What has not been read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], TableError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(TableError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, TableError> {
        let bytes = self.take(4)?.try_into().map_err(|_| TableError::Damaged)?;
        usize::try_from(u32::from_le_bytes(bytes)).map_err(|_| TableError::Damaged)
    }
}
