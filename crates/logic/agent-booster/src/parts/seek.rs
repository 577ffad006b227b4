//! Where a text begins in another.

/// Where `part` begins in `text`.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn seek(text: &str, part: &str) -> Option<usize> {
    text.find(part)
}

/// Where `part` begins in `text`: after a mismatch the longest beginning of `part` that was just
/// read is gone on with, so that no text takes long.
#[cfg(any(target_arch = "wasm32", test))]
pub(super) fn seek_small(text: &str, part: &str) -> Option<usize> {
    let (bytes, part) = (text.as_bytes(), part.as_bytes());
    // How much of `part` ends with each of its bytes and is how it begins.
    let mut known = vec![0; part.len().min(1)];
    let mut read = 0;
    for byte in part.iter().skip(1) {
        read = read_on(part, &known, read, *byte);
        known.push(read);
    }
    read = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if read == part.len() {
            return Some(at - read);
        }
        read = read_on(part, &known, read, *byte);
    }
    (read == part.len()).then(|| bytes.len() - read)
}

/// How much of `part` is read with one byte more.
#[cfg(any(target_arch = "wasm32", test))]
fn read_on(part: &[u8], known: &[usize], mut read: usize, byte: u8) -> usize {
    while read > 0 && part.get(read) != Some(&byte) {
        read = known.get(read - 1).copied().unwrap_or(0);
    }
    read + usize::from(part.get(read) == Some(&byte))
}

#[cfg(target_arch = "wasm32")]
pub(super) use self::seek_small as seek;
