//! The summed divergence, its trajectory and its metrics: golden values, brute force, hostile ranges.

use atelier_math_framework::{
    BehrendKimberling, BigInt, Divergence, Error, MAX_POINTS, MAX_WINDOW, STABLE, Trajectory,
    Zeckendorf, bk_divergence, convergence_metrics, detect_stable_points, lucas,
};
use proptest::prelude::*;

// rows: 3.057
#[test]
fn golden_sums() {
    for (n, v, u, s) in [
        (0, 0, 0, 0_u64),
        (1, 2, 2, 2),
        (2, 3, 5, 7),
        (3, 4, 9, 16),
        (4, 6, 15, 31),
        (5, 5, 20, 51),
        (10, 9, 58, 261),
        (20, 15, 171, 1414),
        (50, 20, 625, 13_001),
        (100, 21, 1610, 68_863),
        (1000, 23, 34_056, 14_703_887),
    ] {
        assert_eq!(Divergence::at(n), Divergence { n, v, u, s: s.into() });
    }
    assert_eq!(bk_divergence(100_000).to_string(), "400665225664");
}

#[test]
fn sums_at_once_are_sums_one_by_one() {
    let mut step = Divergence::at(0);
    for n in 0..3000 {
        assert_eq!(Divergence::at(n), step, "{n}");
        step = step.next();
    }
}

/// Earlier attempts ran over 64 bits without a word.
#[test]
fn the_largest_numbers_have_sums() {
    for n in [1 << 56, 10_u64.pow(18), u64::MAX - 1] {
        assert_eq!(Divergence::at(n - 1).next(), Divergence::at(n), "{n}");
        assert_eq!(Divergence::at(n).next(), Divergence::at(n + 1), "{n}");
    }
    assert_eq!(Divergence::at(u64::MAX).next(), Divergence::at(u64::MAX));
    assert!(bk_divergence(u64::MAX) > BigInt::from(u128::MAX));
}

// rows: 3.057
#[test]
fn golden_paths_and_stable_points() {
    for (end, length) in [
        (10, 6.494_763),
        (50, 14.696_050),
        (100, 21.295_645),
        (200, 30.962_664),
        (1000, 84.022_327),
    ] {
        let measured = Trajectory::new(1, end).unwrap().path_length();
        assert!((measured - length).abs() < 1e-6, "(1, {end}): {measured}");
    }
    let hundred = Trajectory::new(1, 100).unwrap();
    for (window, count) in [(2, 66), (3, 56), (5, 37), (10, 5)] {
        let found = detect_stable_points(&hundred, window, STABLE).unwrap();
        assert_eq!(found.len(), count, "window {window}");
        assert!(found.iter().all(|point| point.score > 0.8 && point.score <= 1.0));
    }
    let thousand = Trajectory::new(1, 1000).unwrap();
    assert_eq!(detect_stable_points(&thousand, 5, STABLE).unwrap().len(), 898);
}

// rows: 3.057
#[test]
fn golden_metrics() {
    let metrics = convergence_metrics(1, 100).unwrap();
    let [v, u, s] = metrics.mean;
    assert!((v - 16.1).abs() < 1e-9 && (u - 688.63).abs() < 1e-9 && (s - 20_591.78).abs() < 1e-9);
    assert_eq!((metrics.max_v, metrics.max_u, metrics.max_s), (30, 1610, 68_863.into()));
    assert_eq!(metrics.last, Divergence::at(100));
    let growth = metrics.growth.unwrap();
    assert!((growth - 68_863.0 / (68_863.0 - 1610.0)).abs() < 1e-12, "{growth}");
    assert_eq!(convergence_metrics(1, 1).unwrap().growth, None, "nothing comes before 1");
}

/// Earlier attempts answered NaN, or crashed, for windows of nothing or beyond the points.
#[test]
fn odd_windows_and_thresholds_find_nothing_or_are_refused() {
    let ten = Trajectory::new(1, 10).unwrap();
    for window in [0, 5, 6, 10, 11, MAX_WINDOW] {
        assert_eq!(detect_stable_points(&ten, window, STABLE), Ok(Vec::new()), "{window}");
    }
    let limit = MAX_WINDOW;
    for window in [MAX_WINDOW + 1, usize::MAX] {
        let expected = Err(Error::WindowTooWide { window, limit });
        assert_eq!(detect_stable_points(&ten, window, STABLE), expected);
    }
    assert!(detect_stable_points(&ten, 1, f64::NAN).is_err());
    assert_eq!(detect_stable_points(&ten, 1, f64::NEG_INFINITY).unwrap().len(), 8);
    assert_eq!(detect_stable_points(&ten, 1, f64::INFINITY).unwrap().len(), 0);
}

#[test]
fn ranges_are_bounded() {
    assert_eq!(Trajectory::new(2, 1), Err(Error::EmptyRange { start: 2, end: 1 }));
    assert!(matches!(Trajectory::new(0, MAX_POINTS), Err(Error::RangeTooLong { .. })));
    assert!(matches!(Trajectory::new(0, u64::MAX), Err(Error::RangeTooLong { .. })));
    assert!(matches!(convergence_metrics(0, u64::MAX), Err(Error::RangeTooLong { .. })));
    let last = Trajectory::new(u64::MAX - 1, u64::MAX).unwrap();
    assert_eq!(last.points().len(), 2);
    assert!(last.path_length().is_finite());
    let origin = Trajectory::new(0, 0).unwrap();
    assert_eq!((origin.points()[0].position, origin.path_length()), ([0.0; 3], 0.0));
}

#[test]
fn slow_points_are_those_before_short_steps() {
    let trajectory = Trajectory::new(1, 50).unwrap();
    assert_eq!(trajectory.slow_points(f64::INFINITY).len(), 49);
    assert_eq!(trajectory.slow_points(0.0), [0_u64; 0]);
    assert!(trajectory.slow_points(0.1).iter().all(|n| (1..50).contains(n)));
}

// rows: 3.057
#[test]
fn the_other_definition_has_its_golden_values() {
    let divergences: Vec<i128> = (0..=12).map(|n| BehrendKimberling::at(n).divergence()).collect();
    assert_eq!(divergences, [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 2]);
    let zeros = (0..=2000).filter(|&n| BehrendKimberling::at(n).divergence() == 0);
    let lucas: Vec<u64> = (0..20).map(|n| lucas(n).unwrap().parse().unwrap()).collect();
    let (theirs, others): (Vec<u64>, Vec<u64>) = zeros.partition(|n| lucas.contains(&(n + 1)));
    assert_eq!((theirs.len(), others.len()), (16, 23), "zero at L − 1, and elsewhere too");
    assert_eq!(others[..4], [5, 8, 9, 16]);
    assert!(lucas.iter().all(|number| BehrendKimberling::at(number - 1).divergence() == 0));
    BehrendKimberling::at(u64::MAX);
}

/// The terms of a greedy sum.
fn terms(mut left: u64, parts: &[u64]) -> u128 {
    let mut terms = 0;
    for part in parts.iter().rev() {
        if *part <= left {
            left -= part;
            terms += 1;
        }
    }
    terms
}

#[test]
fn counts_at_once_are_counts_one_by_one() {
    let lucas_parts = [1, 2, 3, 4, 7, 11, 18, 29, 47, 76, 123, 199, 322, 521, 843, 1364];
    let (mut zeckendorf, mut lucas) = (0, 0);
    for n in 0..2000 {
        zeckendorf += Zeckendorf::of(n.into()).weight() as u128;
        lucas += terms(n, &lucas_parts);
        let at = BehrendKimberling::at(n);
        assert_eq!((at.zeckendorf_terms, at.lucas_terms), (zeckendorf, lucas), "{n}");
    }
}

proptest! {
    #[test]
    fn sums_step_by_one_anywhere(n in 0..u64::MAX) {
        prop_assert_eq!(Divergence::at(n).next(), Divergence::at(n + 1));
    }

    #[test]
    fn any_trajectory_ends(start: u64, length in 0_u64..60, window in 0_usize..40, threshold: f64) {
        let end = start.saturating_add(length);
        let trajectory = Trajectory::new(start, end).unwrap();
        prop_assert!(trajectory.path_length().is_finite());
        if let Ok(found) = detect_stable_points(&trajectory, window, threshold) {
            prop_assert!(found.iter().all(|point| point.score.is_finite()));
        }
    }
}
