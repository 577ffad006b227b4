//! Equilibria of the classic games, of degenerate ones and of random ones, by methods that check each
//! other; hostile payoffs.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeSet;

use atelier_math_framework::{
    Error, Rational,
    game::{
        Effort, Equilibrium, Game, MAX_STRATEGIES, Method, Regret, Strategy,
        correlated_equilibrium, detect_nash_equilibria, eliminate_dominated, lemke_howson, regret,
        regret_of_numbers, solve_zero_sum, support_enumeration, vertex_enumeration,
    },
};
use proptest::prelude::*;

fn game(text: &str) -> Game {
    Game::from_text(text).unwrap()
}

/// The strategies of one equilibrium, as one writes them.
fn written(equilibrium: &Equilibrium) -> String {
    let side = |strategy: &Strategy| {
        let shares = strategy.probabilities();
        shares.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    format!("{} | {}", side(&equilibrium.row), side(&equilibrium.column))
}

fn all(equilibria: &[Equilibrium]) -> BTreeSet<String> {
    equilibria.iter().map(written).collect()
}

/// Finds all, by every method that may, and checks each again.
fn equilibria_of(text: &str) -> (BTreeSet<String>, bool) {
    let game = game(text);
    let found = detect_nash_equilibria(&game, &mut Effort::default()).unwrap();
    assert_eq!((found.method, found.is_complete), (Method::VertexEnumeration, true));
    for equilibrium in &found.equilibria {
        check(&game, equilibrium);
    }
    let vertices = all(&found.equilibria);
    let supports = all(&support_enumeration(&game, &mut Effort::default()).unwrap());
    let is_degenerate = found.is_degenerate.unwrap();
    if !is_degenerate {
        assert_eq!(vertices, supports);
    }
    (vertices, is_degenerate)
}

/// Adds up the certificate: no strategy earns more than the equilibrium, and those that are played
/// earn as much.
fn check(game: &Game, equilibrium: &Equilibrium) {
    let certificate = equilibrium.certificate(game).unwrap();
    for (replies, own, payoff) in [
        (&certificate.rows, &equilibrium.row, &equilibrium.row_payoff),
        (&certificate.columns, &equilibrium.column, &equilibrium.column_payoff),
    ] {
        assert!(replies.iter().all(|reply| reply <= payoff));
        assert!(own.support().iter().all(|&at| replies[at] == *payoff));
    }
    let zero = Rational::from(0);
    let exact = regret(game, &equilibrium.row, &equilibrium.column).unwrap();
    assert_eq!(exact, Regret { row: zero.clone(), column: zero });
    let numbers = |strategy: &Strategy| -> Vec<f64> {
        strategy.probabilities().iter().map(Rational::to_f64).collect()
    };
    let near = regret_of_numbers(game, &numbers(&equilibrium.row), &numbers(&equilibrium.column));
    let Regret { row, column } = near.unwrap();
    assert!(row < 1e-9 && column < 1e-9, "{row} {column}");
}

const PRISONERS: &str = "[[[3, 0], [5, 1]], [[3, 5], [0, 1]]]";
const SEXES: &str = "[[[3, 0], [0, 2]], [[2, 0], [0, 3]]]";
const STAG_HUNT: &str = "[[[4, 1], [3, 2]], [[4, 3], [1, 2]]]";
const CHICKEN: &str = "[[[0, -1], [1, -10]], [[0, 1], [-1, -10]]]";
const PENNIES: &str = "[[1, -1], [-1, 1]]";
const ROCK_PAPER_SCISSORS: &str = "[[0, -1, 1], [1, 0, -1], [-1, 1, 0]]";
const VON_STENGEL: &str = "[[[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]]";

// rows: 3.058
#[test]
fn the_classics_have_the_equilibria_of_the_books() {
    for (text, expected) in [
        (PRISONERS, vec!["0 1 | 0 1"]),
        (PENNIES, vec!["1/2 1/2 | 1/2 1/2"]),
        (SEXES, vec!["1 0 | 1 0", "0 1 | 0 1", "3/5 2/5 | 2/5 3/5"]),
        (STAG_HUNT, vec!["1 0 | 1 0", "0 1 | 0 1", "1/2 1/2 | 1/2 1/2"]),
        (CHICKEN, vec!["1 0 | 0 1", "0 1 | 1 0", "9/10 1/10 | 9/10 1/10"]),
        (ROCK_PAPER_SCISSORS, vec!["1/3 1/3 1/3 | 1/3 1/3 1/3"]),
        (VON_STENGEL, vec!["1 0 0 | 1 0", "4/5 1/5 0 | 2/3 1/3", "0 1/3 2/3 | 1/3 2/3"]),
        ("[[[5]], [[7]]]", vec!["1 | 1"]),
    ] {
        let expected: BTreeSet<String> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(equilibria_of(text), (expected, false), "{text}");
    }
}

#[test]
fn the_identity_game_has_one_equilibrium_for_every_set_of_strategies() {
    for size in 2..=6_usize {
        let line = |row: usize| {
            let cells = (0..size).map(|column| u8::from(row == column).to_string());
            format!("[{}]", cells.collect::<Vec<_>>().join(","))
        };
        let matrix = format!("[{}]", (0..size).map(line).collect::<Vec<_>>().join(","));
        let (found, is_degenerate) = equilibria_of(&format!("[{matrix}, {matrix}]"));
        assert_eq!((found.len(), is_degenerate), ((1 << size) - 1, false), "{size}");
    }
}

// rows: 3.058
#[test]
fn degenerate_games_are_called_so_and_have_their_extreme_equilibria() {
    // Von Stengel's game with a tie: the first row is answered best by both columns.
    let (found, is_degenerate) =
        equilibria_of("[[[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]]");
    let expected = ["1 0 0 | 1 0", "1 0 0 | 2/3 1/3", "0 1/3 2/3 | 1/3 2/3"];
    assert_eq!(found, expected.map(str::to_owned).into());
    assert!(is_degenerate);
    // Whatever anyone does is an equilibrium; the extreme ones are pure.
    let nothing = game("[[[0, 0], [0, 0]], [[0, 0], [0, 0]]]");
    let found = detect_nash_equilibria(&nothing, &mut Effort::default()).unwrap();
    assert_eq!((found.equilibria.len(), found.is_degenerate), (4, Some(true)));
    assert_eq!(found.components, [0; 4], "all of them are connected");
    // A copy of a strategy.
    let (found, is_degenerate) = equilibria_of("[[[1, 1], [0, 0]], [[2, 2], [0, 0]]]");
    assert_eq!((found.len(), is_degenerate), (2, true));
}

#[test]
fn components_are_told_apart() {
    let tie = game("[[[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]]");
    let found = detect_nash_equilibria(&tie, &mut Effort::default()).unwrap();
    for (one, number) in found.equilibria.iter().zip(&found.components) {
        for (other, its) in found.equilibria.iter().zip(&found.components) {
            assert_eq!(number == its, one.row == other.row, "two share the first row");
        }
    }
    let sexes = detect_nash_equilibria(&game(SEXES), &mut Effort::default()).unwrap();
    assert_eq!(BTreeSet::from_iter(sexes.components).len(), 3);
}

#[test]
fn payoffs_are_those_of_the_game_as_given() {
    let found = vertex_enumeration(&game(CHICKEN), &mut Effort::default()).unwrap().equilibria;
    let mixed = found.iter().find(|at| at.row.support().len() == 2).unwrap();
    assert_eq!(mixed.row_payoff.to_string(), "-1/10");
    assert_eq!(mixed.column_payoff.to_string(), "-1/10");
    let scaled = game("[[[0.1, \"-1/3\"], [1e-1, 7]], [[1, 1], [1, 1]]]");
    let found = vertex_enumeration(&scaled, &mut Effort::default()).unwrap();
    assert!(found.is_degenerate);
    let payoffs: BTreeSet<String> =
        found.equilibria.iter().map(|at| at.row_payoff.to_string()).collect();
    assert_eq!(payoffs, ["1/10".to_owned(), "7".to_owned()].into());
}

#[test]
fn zero_sum_games_are_solved() {
    let solution = solve_zero_sum(&game(ROCK_PAPER_SCISSORS), &mut Effort::default()).unwrap();
    assert_eq!(
        (solution.value.to_string(), written(&solution.equilibrium)),
        ("0".into(), "1/3 1/3 1/3 | 1/3 1/3 1/3".into())
    );
    // Constant-sum is as good.
    let solution =
        solve_zero_sum(&game("[[[2, 1], [0, 3]], [[1, 2], [3, 0]]]"), &mut Effort::default());
    assert_eq!(solution.unwrap().value.to_string(), "3/2");
    let refused = solve_zero_sum(&game(SEXES), &mut Effort::default());
    assert_eq!(refused, Err(Error::NotZeroSum));
}

#[test]
fn dominated_strategies_go_and_equilibria_stay() {
    let left = eliminate_dominated(&game(PRISONERS), &mut Effort::default()).unwrap();
    assert_eq!((left.rows, left.columns), (vec![1], vec![1]));
    // The last row is beaten by no other row, but by half of each.
    let mixed = "[[[4, 0], [0, 4], [1, 1]], [[1, 0], [0, 1], [5, 5]]]";
    let left = eliminate_dominated(&game(mixed), &mut Effort::default()).unwrap();
    assert_eq!((left.rows, left.columns), (vec![0, 1], vec![0, 1]));
    // Beaten weakly only, and by a mixture only weakly: both stay.
    let weak = "[[[4, 0], [0, 4], [2, 2]], [[1, 1], [1, 1], [1, 1]]]";
    let left = eliminate_dominated(&game(weak), &mut Effort::default()).unwrap();
    assert_eq!(left.rows, [0, 1, 2]);
}

#[test]
fn a_mediator_does_better_than_chance() {
    // Aumann's game of chicken.
    let aumann = game("[[[6, 2], [7, 0]], [[6, 7], [2, 0]]]");
    let best = correlated_equilibrium(&aumann, &mut Effort::default()).unwrap();
    let shares: Vec<String> =
        best.recommendations.probabilities().iter().map(ToString::to_string).collect();
    assert_eq!(shares, ["1/2", "1/4", "1/4", "0"]);
    assert_eq!(
        (best.row_payoff.to_string(), best.column_payoff.to_string()),
        ("21/4".into(), "21/4".into())
    );
    let only = correlated_equilibrium(&game(PRISONERS), &mut Effort::default()).unwrap();
    assert_eq!(only.row_payoff.to_string(), "1");
}

#[test]
fn paths_lead_from_every_label_to_an_equilibrium() {
    for text in [PRISONERS, SEXES, CHICKEN, PENNIES, ROCK_PAPER_SCISSORS, VON_STENGEL] {
        let game = game(text);
        let every = all(&vertex_enumeration(&game, &mut Effort::default()).unwrap().equilibria);
        let labels = game.rows() + game.columns();
        for label in 0..labels {
            let one = lemke_howson(&game, label, &mut Effort::default()).unwrap();
            assert!(every.contains(&written(&one)), "{text} from {label}: {}", written(&one));
        }
        let refused = lemke_howson(&game, labels, &mut Effort::default());
        assert_eq!(refused, Err(Error::NoSuchLabel { label: labels, limit: labels }));
    }
}

#[test]
fn payoffs_that_make_no_game_are_refused() {
    let refused = |text: &str| Game::from_text(text).unwrap_err();
    assert_eq!(
        refused("[[[1, 2], [3]], [[1, 2], [3, 4]]]"),
        Error::NotRectangular { row: 2, length: 1, expected: 2 }
    );
    assert_eq!(refused("[[[1, 2]], [[1], [2]]]"), Error::DifferentShapes);
    assert_eq!(refused("[[], []]"), Error::NoStrategies);
    assert_eq!(refused("[]"), Error::NoStrategies);
    assert_eq!(refused("[[[]], [[]]]"), Error::NoStrategies);
    for text in [
        "",
        "{}",
        "[[[1]], [[1]]",
        "[[[1]], [[1]]]]",
        "[[[1]]]",
        "[[[1]], [[1]], [[1]]]",
        "[[1, [2]], [3]]",
        "[[[1 2]], [[1, 2]]]",
        "[[[[1]]], [[[1]]]]",
        "nonsense",
        "[[[,]]]",
    ] {
        assert!(matches!(refused(text), Error::UnreadableGame { .. }), "{text}: {}", refused(text));
    }
    for number in [
        "NaN",
        "Infinity",
        "-inf",
        "1/0",
        "\"1/\"",
        "0x10",
        "1.",
        ".5",
        "--1",
        "1e999",
        "1e99999999999",
        "1e",
        "+1",
        "\"\"",
        "\"１\"",
    ] {
        let text = format!("[[[{number}]], [[1]]]");
        let error = refused(&text);
        assert!(
            matches!(error, Error::UnreadablePayoff { .. } | Error::UnreadableGame { .. }),
            "{text}: {error}"
        );
    }
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = Game::from_numbers(&[vec![number]], &[vec![1.0]]).unwrap_err();
        assert_eq!(error.to_string(), "a payoff is not a finite number");
    }
    let many = vec![vec![Rational::from(1); MAX_STRATEGIES + 1]];
    let (strategies, limit) = (MAX_STRATEGIES + 1, MAX_STRATEGIES);
    assert_eq!(Game::new(&many, &many), Err(Error::TooManyStrategies { strategies, limit }));
    let endless = format!("[[{}", "1,".repeat(1_000_000));
    assert!(matches!(refused(&endless), Error::TooManyStrategies { .. }));
    assert!(matches!(refused(&"[".repeat(100_000)), Error::UnreadableGame { .. }));
}

#[test]
fn numbers_are_read_as_the_decimals_they_are_written_as() {
    let read = |number: f64| Rational::try_from(number).unwrap().to_string();
    assert_eq!(read(0.1), "1/10");
    assert_eq!(read(-2.5), "-5/2");
    assert_eq!(read(0.0), "0");
    assert_eq!(read(-0.0), "0");
    assert_eq!(read(1e21), "1000000000000000000000");
    assert_eq!("2.50e-1".parse::<Rational>().unwrap().to_string(), "1/4");
    assert_eq!("-6/-4".parse::<Rational>().unwrap().to_string(), "3/2");
}

#[test]
fn payoffs_far_apart_are_exact_all_the_same() {
    let far = game("[[[1e300, 0], [0, 1e-300]], [[1e-300, 0], [0, 1e300]]]");
    let found = vertex_enumeration(&far, &mut Effort::default()).unwrap();
    assert_eq!(found.equilibria.len(), 3);
    found.equilibria.iter().for_each(|equilibrium| check(&far, equilibrium));
    let primes = [3, 5, 7, 11].map(|prime| format!("\"1/{prime}{}1\"", "0".repeat(480)));
    let [a, b, c, d] = primes;
    let precise = Game::from_text(&format!("[[{a}, {b}], [{c}, {d}]]"));
    assert_eq!(precise, Err(Error::PayoffsTooPrecise { limit: 4096 }));
}

#[test]
fn work_is_bounded() {
    let random = random_game(12, 12, 1, 100);
    let refused = vertex_enumeration(&random, &mut Effort::of(10_000));
    assert_eq!(refused, Err(Error::TooMuchWork { limit: 10_000 }));
    assert!(support_enumeration(&random, &mut Effort::of(10_000)).is_err());
    assert!(lemke_howson(&random, 0, &mut Effort::of(100)).is_err());
    let some = detect_nash_equilibria(&random, &mut Effort::of(200_000)).unwrap();
    assert_eq!(
        (some.method, some.is_complete, some.is_degenerate),
        (Method::LemkeHowson, false, None)
    );
    assert!(!some.equilibria.is_empty());
    some.equilibria.iter().for_each(|equilibrium| check(&random, equilibrium));
}

#[test]
fn large_games_have_one_equilibrium_at_least() {
    let large = random_game(40, 30, 2, 1000);
    let one = lemke_howson(&large, 7, &mut Effort::default()).unwrap();
    check(&large, &one);
    let text: Vec<Vec<Rational>> = matrix(30, 40, 3, 1000);
    let zero_sum = Game::zero_sum(&text).unwrap();
    let solution = solve_zero_sum(&zero_sum, &mut Effort::default()).unwrap();
    check(&zero_sum, &solution.equilibrium);
}

#[test]
fn regrets_are_what_a_better_answer_would_bring() {
    let pennies = game(PENNIES);
    let pure = |first: i64| Strategy::new(vec![first.into(), (1 - first).into()]).unwrap();
    let lost = regret(&pennies, &pure(1), &pure(1)).unwrap();
    assert_eq!((lost.row.to_string(), lost.column.to_string()), ("0".into(), "2".into()));
    let near = regret_of_numbers(&pennies, &[0.6, 0.4], &[0.5, 0.5]).unwrap();
    assert!(near.row.abs() < 1e-12 && (near.column - 0.2).abs() < 1e-12);
    assert_eq!(regret_of_numbers(&pennies, &[1.0], &[0.5, 0.5]), Err(Error::DifferentShapes));
    assert!(regret_of_numbers(&pennies, &[0.6, 0.6], &[0.5, 0.5]).is_err());
    assert!(regret_of_numbers(&pennies, &[f64::NAN, 0.6], &[0.5, 0.5]).is_err());
    let short = Strategy::new(vec![1.into()]).unwrap();
    assert_eq!(regret(&pennies, &short, &pure(1)), Err(Error::DifferentShapes));
    assert_eq!(Strategy::new(vec![0.into(), 0.into()]), None);
    assert_eq!(Strategy::new(vec![2.into(), (-1).into()]), None);
}

/// Payoffs from a generator that anyone can write down again.
fn matrix(rows: usize, columns: usize, seed: u64, spread: u64) -> Vec<Vec<Rational>> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from((state >> 20) % (2 * spread + 1)).unwrap() - i64::try_from(spread).unwrap()
    };
    (0..rows).map(|_| (0..columns).map(|_| next().into()).collect()).collect()
}

fn random_game(rows: usize, columns: usize, seed: u64, spread: u64) -> Game {
    let (one, two) =
        (matrix(rows, columns, seed, spread), matrix(rows, columns, seed + 99, spread));
    Game::new(&one, &two).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Vertices find what supports find; a game that is not degenerate has an odd number of
    /// equilibria (Wilson); every path ends in one of them; and dominance takes none away.
    #[test]
    fn methods_agree(rows in 1_usize..6, columns in 1_usize..6, seed: u64, spread in 1_u64..60) {
        let game = random_game(rows, columns, seed, spread);
        let found = vertex_enumeration(&game, &mut Effort::default()).unwrap();
        found.equilibria.iter().for_each(|equilibrium| check(&game, equilibrium));
        let every = all(&found.equilibria);
        let supports = all(&support_enumeration(&game, &mut Effort::default()).unwrap());
        prop_assert!(supports.is_subset(&every));
        if !found.is_degenerate {
            prop_assert_eq!(&supports, &every);
            prop_assert_eq!(every.len() % 2, 1);
        }
        for label in 0..rows + columns {
            let one = lemke_howson(&game, label, &mut Effort::default()).unwrap();
            check(&game, &one);
            prop_assert!(every.contains(&written(&one)), "{} is extreme", written(&one));
        }
        let left = eliminate_dominated(&game, &mut Effort::default()).unwrap();
        for equilibrium in &found.equilibria {
            prop_assert!(equilibrium.row.support().iter().all(|row| left.rows.contains(row)));
        }
        let fewer = game.restricted(&left.rows, &left.columns).unwrap();
        let fewer = vertex_enumeration(&fewer, &mut Effort::default()).unwrap();
        prop_assert_eq!(fewer.equilibria.len(), every.len());
    }

    /// The value is the same by linear program and by vertices, and so is the mediator's where
    /// nothing can be gained together.
    #[test]
    fn values_agree(rows in 1_usize..6, columns in 1_usize..6, seed: u64, spread in 1_u64..40) {
        let game = Game::zero_sum(&matrix(rows, columns, seed, spread)).unwrap();
        let solution = solve_zero_sum(&game, &mut Effort::default()).unwrap();
        check(&game, &solution.equilibrium);
        for equilibrium in vertex_enumeration(&game, &mut Effort::default()).unwrap().equilibria {
            prop_assert_eq!(&equilibrium.row_payoff, &solution.value);
        }
        let mediated = correlated_equilibrium(&game, &mut Effort::default()).unwrap();
        prop_assert_eq!(mediated.row_payoff, solution.value);
    }

    /// The sum of payoffs with a mediator is at least that of any equilibrium.
    #[test]
    fn a_mediator_never_does_worse(rows in 1_usize..4, columns in 1_usize..5, seed: u64) {
        let game = random_game(rows, columns, seed, 9);
        let sum = |row: &Rational, column: &Rational| row.to_f64() + column.to_f64();
        let best = correlated_equilibrium(&game, &mut Effort::default()).unwrap();
        let best = sum(&best.row_payoff, &best.column_payoff);
        for one in vertex_enumeration(&game, &mut Effort::default()).unwrap().equilibria {
            prop_assert!(sum(&one.row_payoff, &one.column_payoff) <= best + 1e-9);
        }
    }

    #[test]
    fn any_text_is_a_game_or_refused(text in "[\\[\\], 0-9.e/\"-]{0,60}") {
        if let Ok(game) = Game::from_text(&text) {
            let found = detect_nash_equilibria(&game, &mut Effort::of(100_000_000)).unwrap();
            prop_assert!(!found.equilibria.is_empty());
        }
    }

    #[test]
    fn numbers_survive(number in -1e300..1e300_f64) {
        let exact = Rational::try_from(number).unwrap();
        prop_assert!((exact.to_f64() - number).abs() <= number.abs() * 1e-15);
    }
}
