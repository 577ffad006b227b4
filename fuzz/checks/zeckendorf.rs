//! Binary forms of numbers: what is read is what is written.

use atelier_math_framework::Zeckendorf;

/// Reads `data` as a binary form.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(sum) = Zeckendorf::from_binary(text) else { return };
    let kept = text.trim_start_matches('0');
    assert_eq!(sum.binary(), if kept.is_empty() { "0" } else { kept }, "it is written otherwise");
    assert_eq!(Zeckendorf::of(sum.number()), sum, "the number has another sum");
    assert_eq!(sum.parts().iter().sum::<u128>(), sum.number(), "the parts do not add up");
}
