//! Payoffs: whatever is written, a game is refused, or every equilibrium of it stands its check, in
//! bounded time.

use atelier_math_framework::{
    Rational,
    game::{Effort, Game, detect_nash_equilibria, eliminate_dominated, regret},
};

/// What one input may cost: a fraction of a second.
const STEPS: u64 = 20_000_000;

/// Reads `data` as payoffs, and solves the game.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(game) = Game::from_text(text) else { return };
    let Ok(found) = detect_nash_equilibria(&game, &mut Effort::of(STEPS)) else { return };
    assert!(!found.equilibria.is_empty(), "every game has an equilibrium");
    if found.is_degenerate == Some(false) {
        assert_eq!(found.equilibria.len() % 2, 1, "Wilson: their number is odd");
    }
    let zero = Rational::from(0);
    let left = eliminate_dominated(&game, &mut Effort::of(STEPS)).ok();
    for one in &found.equilibria {
        let regret = regret(&game, &one.row, &one.column);
        assert!(
            regret.is_ok_and(|regret| regret.row == zero && regret.column == zero),
            "a player gains by leaving an equilibrium"
        );
        if let Some(left) = &left {
            let stays = |support: Vec<usize>, left: &[usize]| {
                support.iter().all(|strategy| left.contains(strategy))
            };
            assert!(
                stays(one.row.support(), &left.rows) && stays(one.column.support(), &left.columns),
                "a dominated strategy is played"
            );
        }
    }
}
