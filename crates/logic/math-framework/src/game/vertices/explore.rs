//! All vertices of a bounded polytope, by walking from basis to basis along its edges.

use super::labels::{Labels, Set};
use crate::{
    Error,
    game::{effort::Effort, tableau::Tableau},
};

/// How many numbers are kept of tableaus to which the way leads back; beyond it the way back is
/// computed.
const KEPT: usize = 500_000;

/// Visits every vertex, and returns, in the order of the walk, which labels each carries: the inequalities that are tight
/// there.
///
/// Under the lexicographic rule the polytope behaves as if slightly shifted, so that every basis has
/// exactly one neighbor per nonbasic variable; vertices that fall together are told once.
pub(super) fn explore(
    mut tableau: Tableau,
    label: impl Fn(usize) -> usize,
    effort: &mut Effort,
) -> Result<Vec<Labels>, Error> {
    let bit = |variable: usize| 1 << label(variable);
    let mut basis: Labels = tableau.nonbasic().iter().map(|&variable| bit(variable)).sum();
    let mut seen = Set::new();
    let mut told = Set::new();
    let mut vertices = vec![basis];
    let mut way: Vec<Step> = Vec::new();
    let kept = KEPT / tableau.size();
    seen.insert(basis);
    let mut column = 0;
    loop {
        if let Some(&leaves) = tableau.nonbasic().get(column) {
            effort.spend(tableau.nonbasic().len(), tableau.cost())?;
            let row = tableau.leaving(column)?;
            let next = basis & !bit(leaves) | bit(tableau.basic(row)?);
            if seen.insert(next) {
                let reached = tableau.pivoted(row, column, effort)?;
                let resting: Labels = reached.resting().map(bit).sum();
                // Only where more inequalities are tight do vertices fall together.
                if resting == 0 || told.insert(next | resting) {
                    vertices.push(next | resting);
                }
                let before = std::mem::replace(&mut tableau, reached);
                let before = (way.len() < kept).then_some(before);
                way.push(Step { row, column, basis, before });
                (basis, column) = (next, 0);
            } else {
                column += 1;
            }
        } else {
            let Some(step) = way.pop() else { break };
            tableau = match step.before {
                Some(before) => before,
                None => tableau.pivoted(step.row, step.column, effort)?,
            };
            (basis, column) = (step.basis, step.column + 1);
        }
    }
    Ok(vertices)
}

/// A step that was taken, and what it takes to go back.
struct Step {
    row: usize,
    column: usize,
    basis: Labels,
    before: Option<Tableau>,
}
