//! Texts put together in little code, which counts in the page: what the standard library has for
//! it can do more, and has more than three kilobytes.

/// `parts`, one after the other.
pub(crate) fn joined(parts: &[&str]) -> String {
    strung(parts, "")
}

/// `parts`, with `between` between them.
pub(crate) fn strung<T: AsRef<str>>(parts: &[T], between: &str) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}

/// One text, then another.
pub(crate) fn both(one: &str, other: &str) -> String {
    joined(&[one, other])
}

/// `text`, so many times.
pub(crate) fn times(text: &str, count: usize) -> String {
    let mut all = String::new();
    for _ in 0..count {
        all.push_str(text);
    }
    all
}

/// `number` as people write it.
pub(crate) fn digits(number: usize) -> String {
    let mut text = if number < 10 { String::new() } else { digits(number / 10) };
    text.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or(0)));
    text
}

/// `name` and the number of a line.
pub(crate) fn numbered(name: &str, number: usize) -> String {
    both(name, &digits(number))
}

/// The beginning of `text`, of at most 60 characters.
pub(crate) fn shortened(text: &str) -> &str {
    let mut rest = text.chars();
    for _ in 0..60 {
        rest.next();
    }
    text.get(..text.len() - rest.as_str().len()).unwrap_or(text)
}

#[cfg(test)]
mod tests;
