//! Which numbers stay the same when they are read and written.

use serde::de::IgnoredAny;

/// Whether a number is the same after it has been read and written. What is no number is let by.
pub(super) fn number_fits(token: &[u8]) -> bool {
    let whole = token.iter().all(|byte| *byte == b'-' || byte.is_ascii_digit());
    if whole && token.len() <= 18 {
        return true;
    }
    // The grammar of numbers is not written down here a second time.
    let number = serde_json::from_slice::<IgnoredAny>(token).is_ok();
    let Some(token) = std::str::from_utf8(token).ok().filter(|_| number) else { return true };
    if whole {
        return token.parse::<i64>().is_ok() || token.parse::<u64>().is_ok();
    }
    token
        .parse::<f64>()
        .is_ok_and(|number| number.is_finite() && decimal(token) == decimal(&format!("{number:e}")))
}

/// Whether a byte begins a number.
pub(super) fn starts_number(byte: u8) -> bool {
    byte == b'-' || byte.is_ascii_digit()
}

/// The digits of a number without zeros at either end, and the power of ten they are times.
fn decimal(number: &str) -> Option<(String, i64)> {
    let number = number.trim_start_matches('-');
    let (digits, power) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = format!("{whole}{part}");
    let digits = digits.trim_start_matches('0');
    let shortest = digits.trim_end_matches('0');
    if shortest.is_empty() {
        return Some((String::new(), 0));
    }
    let zeros = i64::try_from(digits.len() - shortest.len()).ok()?;
    let power = power.parse::<i64>().ok()?.checked_sub(i64::try_from(part.len()).ok()?)?;
    Some((shortest.to_owned(), power.checked_add(zeros)?))
}
