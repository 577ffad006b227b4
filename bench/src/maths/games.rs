//! Games to measure with, from a generator that anyone can write down again.

use std::{fmt::Write as _, path::Path};

use atelier_math_framework::{
    Rational,
    game::{Found, Game, Strategy},
};

/// A game of small whole payoffs.
pub(super) struct Sample {
    /// The row player's payoffs, then the column player's.
    matrices: [Vec<Vec<i64>>; 2],
    pub(super) game: Game,
}

/// Numbers that look random: xorshift.
pub(super) struct Source(pub(super) u64);

impl Source {
    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit
    }

    fn matrix(&mut self, rows: usize, columns: usize, spread: u64) -> Vec<Vec<i64>> {
        let mut payoff = || self.below(2 * spread + 1).cast_signed() - spread.cast_signed();
        (0..rows).map(|_| (0..columns).map(|_| payoff()).collect()).collect()
    }

    /// A game with payoffs from −spread to spread.
    pub(super) fn game(
        &mut self,
        rows: usize,
        columns: usize,
        spread: u64,
    ) -> Result<Sample, String> {
        Sample::new([self.matrix(rows, columns, spread), self.matrix(rows, columns, spread)])
    }
}

impl Sample {
    pub(super) fn new(matrices: [Vec<Vec<i64>>; 2]) -> Result<Self, String> {
        let exact = |matrix: &Vec<Vec<i64>>| -> Vec<Vec<Rational>> {
            matrix.iter().map(|row| row.iter().map(|&payoff| payoff.into()).collect()).collect()
        };
        let [row, column] = &matrices;
        let game = Game::new(&exact(row), &exact(column)).map_err(|error| error.to_string())?;
        Ok(Self { matrices, game })
    }

    /// Writes it the way lrsnash reads it.
    pub(super) fn write_for_lrs(&self, path: &Path) -> Result<(), String> {
        let mut text = format!("{} {}\n", self.game.rows(), self.game.columns());
        for matrix in &self.matrices {
            text.push('\n');
            for row in matrix {
                let row: Vec<String> = row.iter().map(i64::to_string).collect();
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{}", row.join(" "));
            }
        }
        write(path, &text)
    }

    /// The game and what was found of it, as a line of JSON.
    pub(super) fn line(&self, found: &Found) -> String {
        let shares = |strategy: &Strategy| -> Vec<String> {
            strategy.probabilities().iter().map(ToString::to_string).collect()
        };
        let equilibria = found.equilibria.iter();
        let equilibria: Vec<_> =
            equilibria.map(|each| [shares(&each.row), shares(&each.column)]).collect();
        let [row, column] = &self.matrices;
        serde_json::json!({
            "row": row, "column": column, "degenerate": found.is_degenerate, "equilibria": equilibria,
        })
        .to_string()
    }
}

#[expect(clippy::disallowed_methods, reason = "a file in a folder that was just made")]
pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
