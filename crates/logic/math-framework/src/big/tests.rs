//! The same results as a well-known library's.

use num_bigint::BigInt as Known;
use num_integer::Integer as _;
use proptest::prelude::*;

use super::*;

fn known(number: &BigInt) -> Known {
    number.to_string().parse().unwrap_or_default()
}

fn ours(text: &str) -> BigInt {
    let natural = BigInt::natural(text.trim_start_matches('-')).unwrap_or_default();
    if text.starts_with('-') { natural.negative() } else { natural }
}

/// Numbers of any length up to 800 bits, many of whose digits are 0 or all ones.
fn numbers() -> impl Strategy<Value = BigInt> {
    let digit = prop_oneof![Just(0), Just(u32::MAX), Just(1 << 31), any::<u32>()];
    let digits = proptest::collection::vec(digit, 0..25);
    (any::<bool>(), digits).prop_map(|(is_negative, digits)| BigInt::signed(is_negative, digits))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn results_are_those_of_num_bigint(one in numbers(), other in numbers()) {
        let (a, b) = (known(&one), known(&other));
        prop_assert_eq!(known(&one.plus(&other)), &a + &b);
        prop_assert_eq!(known(&one.minus(&other)), &a - &b);
        prop_assert_eq!(known(&one.times(&other)), &a * &b);
        prop_assert_eq!(known(&one.gcd(&other)), a.gcd(&b));
        prop_assert_eq!(one.cmp(&other), a.cmp(&b));
        prop_assert_eq!(u64::from(one.bits()), a.bits());
        match one.divided(&other) {
            Some((quotient, rest)) => {
                prop_assert_eq!(known(&quotient), &a / &b);
                prop_assert_eq!(known(&rest), &a % &b);
            }
            None => prop_assert!(other.is_zero()),
        }
        let product = one.times(&other);
        if !other.is_zero() {
            prop_assert_eq!(product.over(&other), one);
        }
    }

    #[test]
    fn words_go_in_and_out(short: i64, long: i128, natural: u128) {
        prop_assert_eq!(BigInt::from(short).to_i64(), Some(short));
        prop_assert_eq!(BigInt::from(long).to_string(), long.to_string());
        prop_assert_eq!(BigInt::from(long).to_i128(), (long != i128::MIN).then_some(long));
        prop_assert_eq!(BigInt::from(natural).to_string(), natural.to_string());
        prop_assert_eq!(ours(&long.to_string()), BigInt::from(long));
        let near = BigInt::from(natural).to_f64();
        #[expect(clippy::cast_precision_loss, reason = "the nearest is what is compared")]
        let nearest = natural as f64;
        prop_assert!((near - nearest).abs() <= nearest * 1e-15, "{} {}", near, nearest);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9 a１-]{0,40}") {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        prop_assert_eq!(BigInt::natural(&text).is_some(), is_number);
    }
}

#[test]
fn the_largest_are_beyond_floating_point() {
    assert!(BigInt::power_of_ten(400).to_f64().is_infinite());
    assert!((BigInt::power_of_ten(300).to_f64() / 1e300 - 1.0).abs() < 1e-14);
    assert!(BigInt::power_of_ten(300).negative().to_f64() < 0.0);
}
