//! The other divergence that goes by the same initials: how many Zeckendorf terms the numbers up to
//! n have, less how many terms greedy sums of Lucas numbers have.
//!
//! It is 0 where n + 1 is a Lucas number. The converse does not hold: it is 0 at 5, 8 and 9 too.

/// The counts up to one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BehrendKimberling {
    /// The number.
    pub n: u64,
    /// The Zeckendorf terms of 0 to n together.
    pub zeckendorf_terms: u128,
    /// The greedy Lucas terms of 0 to n together; 2 is one term.
    pub lucas_terms: u128,
}

impl BehrendKimberling {
    /// Counts up to `n`, in about a hundred steps for any `n`.
    pub fn at(n: u64) -> Self {
        let zeckendorf_terms = terms(n, &[1, 2]);
        let lucas_terms = terms(n, &[1, 2, 3, 4]);
        Self { n, zeckendorf_terms, lucas_terms }
    }

    /// Returns the divergence: Zeckendorf terms less Lucas terms.
    pub fn divergence(&self) -> i128 {
        self.zeckendorf_terms.cast_signed() - self.lucas_terms.cast_signed()
    }
}

/// How many terms the greedy sums of 0 to n have; the parts go on as the sum of the two before.
///
/// From one part to the next lie that part plus 0, 1, 2 and so on, up to the gap between them,
/// which is 1 or an earlier part: they have one term more than what is added.
fn terms(n: u64, first_parts: &[u128]) -> u128 {
    let above = u128::from(n) + 1;
    // Each part, with the terms of all numbers below it.
    let mut table: Vec<(u128, u128)> = Vec::new();
    let (mut part, mut below) = (1, 0);
    while part <= above {
        table.push((part, below));
        let grown = table.iter().rev().take(2).map(|(part, _)| part).sum();
        let next = first_parts.get(table.len()).copied().unwrap_or(grown);
        let gap = next - part;
        let known = table.iter().find(|(part, _)| *part == gap);
        below += gap + known.map_or(0, |(_, below)| *below);
        part = next;
    }
    let (mut left, mut terms, mut sum) = (above, 0, 0);
    for &(part, below) in table.iter().rev() {
        if part <= left {
            sum += terms * part + below;
            terms += 1;
            left -= part;
        }
    }
    sum
}
