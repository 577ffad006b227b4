//! Distances between distributions and diagnostics of convergence, against published values.

use atelier_math_framework::{
    Error,
    convergence::{aitken, gelman_rubin, order_of_convergence, rate_of_convergence, residuals},
    information::{
        Unit, hellinger_distance, jensen_shannon_distance, jensen_shannon_divergence,
        kullback_leibler, total_variation,
    },
};
use proptest::prelude::*;

const P: [f64; 3] = [9.0 / 25.0, 12.0 / 25.0, 4.0 / 25.0];
const UNIFORM: [f64; 3] = [1.0 / 3.0; 3];

fn close(measured: f64, expected: f64) {
    assert!((measured - expected).abs() < 5e-11, "{measured} is not {expected}");
}

/// The values are those of `SciPy` 1.17: `rel_entr`, `jensenshannon`.
#[test]
fn known_distances() {
    close(kullback_leibler(&P, &UNIFORM, Unit::Nats).unwrap(), 0.085_299_601_3);
    close(kullback_leibler(&UNIFORM, &P, Unit::Nats).unwrap(), 0.097_455_006_8);
    close(jensen_shannon_distance(&P, &UNIFORM, Unit::Nats).unwrap(), 0.149_866_141_7);
    let bits = jensen_shannon_divergence(&P, &UNIFORM, Unit::Bits).unwrap();
    assert!((bits - 0.032_402_7).abs() < 5e-8, "{bits}");
    close(total_variation(&P, &UNIFORM).unwrap(), 0.48 + 0.36 - 2.0 / 3.0);
    let root = |p: f64| (p.sqrt() - (1_f64 / 3.0).sqrt()).powi(2);
    close(
        hellinger_distance(&P, &UNIFORM).unwrap(),
        (P.map(root).iter().sum::<f64>() / 2.0).sqrt(),
    );
}

#[test]
fn the_farthest_are_far() {
    let (one, other) = ([1.0, 0.0], [0.0, 1.0]);
    assert_eq!(kullback_leibler(&one, &other, Unit::Bits), Ok(f64::INFINITY));
    assert_eq!(jensen_shannon_divergence(&one, &other, Unit::Bits), Ok(1.0));
    assert_eq!(hellinger_distance(&one, &other), Ok(1.0));
    assert_eq!(total_variation(&one, &other), Ok(1.0));
}

#[test]
fn what_is_no_distribution_is_refused() {
    let halves = [0.5, 0.5];
    for bad in [[0.5, 0.6], [1.5, -0.5], [f64::NAN, 1.0], [f64::INFINITY, 0.0]] {
        let answer = kullback_leibler(&bad, &halves, Unit::Nats);
        assert!(matches!(answer, Err(Error::NotADistribution)), "{bad:?}: {answer:?}");
        assert!(total_variation(&halves, &bad).is_err());
    }
    let answer = hellinger_distance(&[1.0], &halves);
    assert_eq!(answer, Err(Error::DifferentLengths { one: 1, other: 2 }));
    assert!(total_variation(&[], &[]).is_err());
}

#[test]
fn newton_is_quadratic_and_halving_linear() {
    let newton: Vec<f64> =
        std::iter::successors(Some(3_f64), |x| Some(f64::midpoint(*x, 2.0 / x))).take(5).collect();
    let order = order_of_convergence(&newton).unwrap();
    assert!((order - 2.0).abs() < 0.2, "{order}");
    let halving: Vec<f64> = (0..9).map(|k| 1.0 + 0.5_f64.powi(k)).collect();
    close(order_of_convergence(&halving).unwrap(), 1.0);
    close(rate_of_convergence(&halving).unwrap(), 0.5);
    assert!(aitken(&halving).iter().all(|limit| (limit - 1.0).abs() < 1e-12));
    assert_eq!(residuals(&[1.0, 4.0, 2.0]), [3.0, -2.0]);
}

#[test]
fn too_little_says_nothing() {
    assert_eq!(rate_of_convergence(&[1.0, 2.0]), None);
    assert_eq!(rate_of_convergence(&[1.0, 1.0, 1.0]), None);
    assert_eq!(rate_of_convergence(&[1.0, 2.0, 2.0]), Some(0.0));
    assert_eq!(order_of_convergence(&[1.0, 2.0, 3.0, 4.0]), None);
    assert_eq!(aitken(&[1.0, 1.0, 1.0]), [1.0]);
    assert_eq!(aitken(&[1.0, 1.0]), [0.0; 0]);
}

#[test]
fn chains_that_agree_and_chains_that_do_not() {
    let one = vec![1.0, 2.0, 3.0, 4.0];
    let mixed = gelman_rubin(&[one.clone(), vec![2.0, 1.0, 4.0, 3.0]]).unwrap();
    assert!((mixed - 0.75_f64.sqrt()).abs() < 1e-12, "equal means: {mixed}");
    let apart = gelman_rubin(&[one.clone(), vec![11.0, 12.0, 13.0, 14.0]]).unwrap();
    assert!(apart > 5.0, "{apart}");
    assert_eq!(gelman_rubin(&[vec![1.0; 3], vec![1.0; 3]]), Ok(1.0));
    assert_eq!(gelman_rubin(&[vec![1.0; 3], vec![2.0; 3]]), Ok(f64::INFINITY));
    assert_eq!(gelman_rubin(std::slice::from_ref(&one)), Err(Error::TooFewChains));
    assert!(gelman_rubin(&[one.clone(), vec![1.0]]).is_err());
    assert!(gelman_rubin(&[one, vec![f64::NAN; 4]]).is_err());
}

proptest! {
    #[test]
    fn distances_behave(weights in proptest::collection::vec((0.0..1.0, 0.0..1.0), 2..9)) {
        let shares = |list: Vec<f64>| {
            let sum: f64 = list.iter().sum();
            list.into_iter().map(move |weight| weight / sum).collect::<Vec<f64>>()
        };
        let p = shares(weights.iter().map(|pair: &(f64, f64)| pair.0 + 1e-6).collect());
        let q = shares(weights.iter().map(|pair| pair.1 + 1e-6).collect());
        let js = jensen_shannon_divergence(&p, &q, Unit::Bits).unwrap();
        let back = jensen_shannon_divergence(&q, &p, Unit::Bits).unwrap();
        prop_assert!((0.0..=1.0 + 1e-12).contains(&js) && (js - back).abs() < 1e-12);
        let (far, hellinger) = (total_variation(&p, &q).unwrap(), hellinger_distance(&p, &q).unwrap());
        prop_assert!(hellinger.powi(2) <= far + 1e-9 && far <= hellinger * 2_f64.sqrt() + 1e-9);
        prop_assert!(kullback_leibler(&p, &q, Unit::Nats).unwrap() >= 0.0);
        prop_assert!(kullback_leibler(&p, &p, Unit::Nats).unwrap() == 0.0);
    }
}
