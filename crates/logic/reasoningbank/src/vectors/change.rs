//! Vectors that are replaced or dropped.

use super::{Vectors, kernel};
use crate::error::BankError;

impl Vectors {
    /// Takes all signs anew, from where the middle is now: signs tell most apart when as many lie
    /// above as below. Groups are to be made again.
    pub(super) fn center_anew(&mut self) {
        #[expect(clippy::cast_precision_loss, reason = "a count of vectors")]
        let count = self.len().max(1) as f32;
        self.center = self.middle.iter().map(|sum| sum / count).collect();
        let rows = self.rows.chunks_exact(self.length.max(1)).zip(&self.scales);
        self.signs.clear();
        for (row, scale) in rows {
            let unit = row.iter().map(|it| f32::from(*it) * scale);
            self.signs.extend(kernel::signs(unit, &self.center));
        }
        self.clusters = None;
    }

    /// Puts another vector into a slot that is there.
    ///
    /// # Errors
    /// No such slot, the wrong length, or what is no number.
    pub fn replace(&mut self, slot: usize, vector: &[f32]) -> Result<(), BankError> {
        let mut one = Self::new(self.length)?;
        one.center.clone_from(&self.center);
        one.push(vector)?;
        let words = kernel::words(self.length);
        let row = self.rows.get_mut(slot * self.length..(slot + 1) * self.length);
        let signs = self.signs.get_mut(slot * words..(slot + 1) * words);
        let (Some(row), Some(signs), Some(scale)) = (row, signs, self.scales.get_mut(slot)) else {
            return Err(BankError::Vector { expected: self.len(), found: slot });
        };
        for ((sum, old), new) in self.middle.iter_mut().zip(row.iter()).zip(&one.middle) {
            *sum += new - f32::from(*old) * *scale;
        }
        row.copy_from_slice(&one.rows);
        signs.copy_from_slice(&one.signs);
        *scale = one.scales.first().copied().unwrap_or(0.0);
        // Its group may be another now.
        self.clusters = None;
        Ok(())
    }

    /// Drops the slots that are not kept, and numbers the rest anew in the same order.
    /// Groups are to be made again.
    pub fn compact(&mut self, keep: &[bool]) {
        let mut fresh = Self {
            length: self.length,
            middle: vec![0.0; self.length],
            center: self.center.clone(),
            ..Self::default()
        };
        let words = kernel::words(self.length);
        let rows = self.rows.chunks_exact(self.length.max(1)).zip(self.signs.chunks_exact(words));
        for (((row, signs), scale), _) in
            rows.zip(&self.scales).zip(keep).filter(|(_, kept)| **kept)
        {
            fresh.rows.extend(row);
            fresh.signs.extend(signs);
            fresh.scales.push(*scale);
            for (sum, number) in fresh.middle.iter_mut().zip(row) {
                *sum += f32::from(*number) * scale;
            }
        }
        *self = fresh;
    }
}
