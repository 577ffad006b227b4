//! Machine words and long integers agree, or the words say that they do not suffice.

use proptest::prelude::*;

use super::*;
use crate::wide::Wide;

/// (q·d + b·c − b·c) / d over long integers and over `T`.
fn agree<T: Integer>(
    take: impl Fn(&BigInt) -> Option<T>,
    q: &BigInt,
    by: &BigInt,
    b: &BigInt,
    c: &BigInt,
) -> Result<(), TestCaseError> {
    // a·p − b·c = q·divisor with p = 1.
    let a = q.times(by).plus(&b.times(c));
    let all = [&a, &BigInt::from(1), b, c, by].map(take);
    let [Some(a), Some(one), Some(b), Some(c), Some(by)] = all else { return Ok(()) };
    let quotient = T::step([&a, &one], [&b, &c], &by.divisor());
    if let Some(quotient) = quotient {
        prop_assert_eq!(&quotient.long(), q);
    } else {
        prop_assert!(u64::from(q.bits()) + 4 >= 8 * size_of::<T>() as u64, "{} would fit", q);
    }
    Ok(())
}

fn numbers() -> impl Strategy<Value = BigInt> {
    (any::<i128>(), 0_u32..128).prop_map(|(value, shift)| (value >> shift).into())
}

proptest! {
    #[test]
    fn divisions_leave_nothing(q in numbers(), d in numbers(), b in numbers(), c in numbers()) {
        if !d.is_zero() {
            agree(BigInt::to_i64, &q, &d, &b, &c)?;
            agree(BigInt::to_i128, &q, &d, &b, &c)?;
            agree(|value| Some(value.clone()), &q, &d, &b, &c)?;
        }
    }

    #[test]
    fn products_compare(a: i128, b: i128, c: i128, d: i128, shift in 0_u32..127) {
        let values = [a, b, c, d].map(|value| value >> shift);
        let [a, b, c, d] = values.map(BigInt::from);
        let expected = a.times(&b).cmp(&c.times(&d));
        let [one, other, third, fourth] = values;
        prop_assert_eq!(i128::compare_products(&one, &other, &third, &fourth), expected);
        let wide = |one, other| Wide::product(one, other);
        prop_assert_eq!(wide(one, other).cmp(&wide(third, fourth)), expected);
    }
}

#[test]
fn what_does_not_fit_is_said() {
    let step = |a, p, by: i64| i64::step([&a, &p], [&0, &0], &by.divisor());
    assert_eq!(step(i64::MAX, i64::MAX, 1), None);
    assert_eq!(step(i64::MAX, i64::MAX, i64::MAX), Some(i64::MAX));
    assert_eq!(step(6, -5, 10), Some(-3));
    let step = |a, p, by: i128| i128::step([&a, &p], [&0, &0], &by.divisor());
    assert_eq!(step(i128::MAX, 2, 1), None);
    assert_eq!(step(1 << 100, 3 << 90, 1 << 100), Some(3 << 90));
    assert_eq!(step(-(1 << 100), 3 << 90, 1 << 100), Some(-3 << 90));
}
