//! Fibonacci, Lucas, Zeckendorf: known values, defining recurrences, limits.

use atelier_math_framework::{
    Error, MAX_INDEX, Zeckendorf, fibonacci, fibonacci_range, golden_ratio, is_fibonacci, lucas,
    lucas_range,
};
use num_bigint::BigUint;
use proptest::prelude::*;

/// By the definition, one sum after the other.
fn sums(mut one: BigUint, mut next: BigUint) -> impl Iterator<Item = BigUint> {
    std::iter::from_fn(move || {
        let sum = &one + &next;
        let value = std::mem::replace(&mut one, std::mem::replace(&mut next, sum));
        Some(value)
    })
}

// rows: 3.056
#[test]
fn every_index_gives_what_adding_gives() {
    let fibonacci_numbers = sums(0_u32.into(), 1_u32.into());
    let lucas_numbers = sums(2_u32.into(), 1_u32.into());
    for ((n, one), other) in (0..1200).zip(fibonacci_numbers).zip(lucas_numbers) {
        assert_eq!(fibonacci(n).unwrap(), one.to_string(), "F({n})");
        assert_eq!(lucas(n).unwrap(), other.to_string(), "L({n})");
    }
}

#[test]
fn known_values_are_right() {
    assert_eq!(fibonacci(100).unwrap(), "354224848179261915075");
    assert_eq!(lucas(10).unwrap(), "123");
    let million = fibonacci(1_000_000).unwrap();
    assert_eq!(million.len(), 208_988);
    assert!(million.starts_with("19532821287077577316320149475"), "{}", &million[..30]);
    assert!(million.ends_with("68996526838242546875"), "{}", &million[million.len() - 20..]);
}

/// Where products go from school to transform, and its lengths from one to the next, all carries
/// are checked by an identity: F(n−1) F(n+1) − F(n)² is 1 or −1, and F(2n) = F(n) L(n).
#[test]
fn long_numbers_keep_their_identities() {
    let number = |text: String| text.parse::<BigUint>().unwrap();
    for n in [3215, 3216, 6431, 6432, 12_000, 24_577, 40_000, 65_536, 99_999, 131_071] {
        let [before, this, after] =
            [n - 1, n, n + 1].map(|index| number(fibonacci(index).unwrap()));
        let (product, square) = (before * after, &this * &this);
        let (large, small) = if n % 2 == 0 { (product, square) } else { (square, product) };
        assert_eq!(large - small, 1_u32.into(), "Cassini at {n}");
        let double = number(fibonacci(2 * n).unwrap());
        assert_eq!(double, this * number(lucas(n).unwrap()), "F(2·{n})");
    }
}

#[test]
fn ranges_hold_their_ends_and_end() {
    assert_eq!(fibonacci_range(0, 7).unwrap(), ["0", "1", "1", "2", "3", "5", "8", "13"]);
    assert_eq!(lucas_range(0, 4).unwrap(), ["2", "1", "3", "4", "7"]);
    assert_eq!(fibonacci_range(5, 4).unwrap(), [""; 0]);
    let far = fibonacci_range(5000, 5003).unwrap();
    assert_eq!(far, [5000, 5001, 5002, 5003].map(|n| fibonacci(n).unwrap()));
    assert!(matches!(fibonacci_range(0, 10_000), Err(Error::RangeTooLarge { .. })));
    assert!(matches!(lucas_range(0, u64::MAX), Err(Error::IndexTooLarge { .. })));
}

#[test]
fn indices_beyond_the_limit_are_refused_with_the_limit() {
    for index in [MAX_INDEX + 1, u64::MAX] {
        let expected = Error::IndexTooLarge { index, limit: MAX_INDEX };
        assert_eq!(fibonacci(index), Err(expected.clone()));
        assert_eq!(lucas(index), Err(expected));
    }
    assert_eq!(
        fibonacci(MAX_INDEX + 1).unwrap_err().to_string(),
        "the index 10000001 is too large; up to 10000000 is computed"
    );
}

/// An earlier attempt answered NaN from some hundred on.
#[test]
fn the_golden_ratio_is_a_number_everywhere() {
    let golden = f64::midpoint(1.0, 5_f64.sqrt());
    for n in [40, 41, 1000, 2000, u64::MAX] {
        assert!((golden_ratio(n) - golden).abs() < 1e-15, "{n}: {}", golden_ratio(n));
    }
    assert!((golden_ratio(1) - 1.0).abs() < f64::EPSILON);
    assert!((golden_ratio(4) - 5.0 / 3.0).abs() < f64::EPSILON);
    assert!(golden_ratio(0).is_infinite());
}

#[test]
fn known_decompositions() {
    assert_eq!(Zeckendorf::of(100).indices(), [4, 6, 11]);
    assert_eq!(Zeckendorf::of(100).parts(), [3, 8, 89]);
    assert_eq!(Zeckendorf::of(100).to_string(), "3 + 8 + 89");
    assert_eq!(Zeckendorf::of(100).binary(), "1000010100");
    assert_eq!(Zeckendorf::of(1_000_000).indices(), [10, 12, 24, 26, 30]);
    assert_eq!(Zeckendorf::of(1).indices(), [2]);
    assert_eq!(Zeckendorf::of(0).indices(), &[] as &[u32]);
    assert_eq!(
        (Zeckendorf::of(0).to_string(), Zeckendorf::of(0).binary()),
        ("0".into(), "0".into())
    );
}

#[test]
fn binary_forms_that_stand_for_nothing_are_refused() {
    let read = Zeckendorf::from_binary;
    for text in ["", "102", "1 0", "１", "-1"] {
        assert_eq!(read(text), Err(Error::NotBinary), "{text:?}");
    }
    assert_eq!(read("0110"), Err(Error::NeighboringOnes));
    assert_eq!(read(&format!("1{}", "0".repeat(185))), Err(Error::SumTooLarge));
    let most = Zeckendorf::of(u128::MAX);
    assert_eq!(read(&most.binary()), Ok(most));
    assert_eq!(read("000").map(|sum| sum.number()), Ok(0));
}

/// An earlier attempt left 0 out.
#[test]
fn fibonacci_numbers_are_told_from_others() {
    for n in 0..=186 {
        assert!(is_fibonacci(fibonacci(n).unwrap().parse().unwrap()), "F({n})");
    }
    for number in [4, 6, 7, 9, 10, u128::MAX] {
        assert!(!is_fibonacci(number), "{number}");
    }
}

proptest! {
    #[test]
    fn decompositions_add_up_without_neighbors(number: u128) {
        let sum = Zeckendorf::of(number);
        prop_assert_eq!(sum.parts().iter().sum::<u128>(), number);
        let indices = sum.indices();
        prop_assert!(indices.windows(2).all(|pair| pair[1] - pair[0] > 1), "{:?}", indices);
        prop_assert_eq!(sum.weight(), indices.len());
        prop_assert_eq!(Zeckendorf::from_binary(&sum.binary()), Ok(sum));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[01 x]{0,200}") {
        if let Ok(sum) = Zeckendorf::from_binary(&text) {
            let kept = text.trim_start_matches('0');
            prop_assert_eq!(sum.binary(), if kept.is_empty() { "0" } else { kept });
        }
    }

    #[test]
    fn neighbors_add_up(n in 2_u64..60_000) {
        let [one, other, sum] = [n - 2, n - 1, n]
            .map(|index| lucas(index).unwrap().parse::<BigUint>().unwrap());
        prop_assert_eq!(one + other, sum);
    }
}
