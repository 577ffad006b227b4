//! All vertices of a bounded polytope, by walking from basis to basis along its edges.

use std::{
    collections::HashSet,
    hash::{BuildHasherDefault, Hasher},
};

use crate::{
    Error,
    game::{
        effort::Effort,
        integer::Integer,
        tableau::{Stop, Tableau},
    },
};

/// A set of labels: a bit for each row of the game, then one for each column.
pub(super) type Labels = u128;

/// Hashes sets of labels quickly; whoever chooses the game gains nothing by collisions that they
/// could not have by a larger game.
pub(super) type Fold = BuildHasherDefault<Folded>;

/// Visits every vertex once, and returns which labels each carries: the inequalities that are tight
/// there.
///
/// Under the lexicographic rule the polytope behaves as if slightly shifted, so that every basis has
/// exactly one neighbor per nonbasic variable; vertices that fall together are told once.
pub(super) fn explore<T: Integer>(
    mut tableau: Tableau<T>,
    label: impl Fn(usize) -> usize,
    effort: &mut Effort,
) -> Result<Vec<Labels>, Stop> {
    let bit = |variable: usize| 1 << label(variable);
    let mut basis: Labels = tableau.nonbasic.iter().map(|&variable| bit(variable)).sum();
    let mut seen: HashSet<Labels, Fold> = HashSet::default();
    let mut vertices: HashSet<Labels, Fold> = HashSet::default();
    let mut spare = Vec::new();
    // The way back: which row and column were exchanged, each time.
    let mut way: Vec<(usize, usize)> = Vec::new();
    seen.insert(basis);
    vertices.insert(basis);
    let mut column = 0;
    loop {
        if let Some(&leaves) = tableau.nonbasic.get(column) {
            effort.spend(tableau.basic.len(), tableau.determinant().words())?;
            let row = tableau.leaving(column).ok_or(Error::Inconsistent)?;
            let enters = tableau.basic.get(row).copied().ok_or(Error::Inconsistent)?;
            let next = basis & !bit(leaves) | bit(enters);
            if seen.insert(next) {
                tableau.pivot(row, column, &mut spare, effort)?;
                basis = next;
                vertices.insert(basis | tableau.resting().map(bit).sum::<Labels>());
                way.push((row, column));
                column = 0;
            } else {
                column += 1;
            }
        } else {
            let Some((row, back)) = way.pop() else { break };
            let leaves = tableau.nonbasic.get(back).copied().ok_or(Error::Inconsistent)?;
            let enters = tableau.basic.get(row).copied().ok_or(Error::Inconsistent)?;
            basis = basis & !bit(leaves) | bit(enters);
            tableau.pivot(row, back, &mut spare, effort)?;
            column = back + 1;
        }
    }
    Ok(vertices.into_iter().collect())
}

/// Folds words together by multiplication.
#[derive(Default)]
pub(super) struct Folded(u64);

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for Folded {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(FACTOR);
        self.0 = mixed ^ (mixed >> 32);
    }

    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    fn write_u128(&mut self, word: u128) {
        self.write_u64(word as u64);
        self.write_u64((word >> 64) as u64);
    }
}
