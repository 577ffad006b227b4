//! Texts: UTF-8, or UTF-16 where it says so.

/// The most bytes of a text: about two and a half million tokens, more than any model takes.
const MOST: usize = 10 << 20;

/// Why something is no text that can be sent.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It is too long.
    #[error("it has {bytes} bytes; a text may have {MOST}")]
    TooLong {
        /// How many bytes it has.
        bytes: usize,
    },
    /// It is neither UTF-8 nor UTF-16, or holds what no text does.
    #[error("it is not text that Atelier can read (UTF-8, or UTF-16 with its mark)")]
    NotText,
    /// It holds nothing but blanks.
    #[error("it holds nothing but blanks")]
    Blank,
}

/// Reads a text without the mark of its byte order, and with `\n` at the end of its lines.
pub fn text(bytes: &[u8]) -> Result<String, TextError> {
    if bytes.len() > MOST {
        return Err(TextError::TooLong { bytes: bytes.len() });
    }
    let read = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        all => std::str::from_utf8(all).ok().map(str::to_owned),
    };
    let read = read.filter(|text| !text.contains('\0')).ok_or(TextError::NotText)?;
    if read.trim().is_empty() {
        return Err(TextError::Blank);
    }
    Ok(if read.contains('\r') { read.replace("\r\n", "\n").replace('\r', "\n") } else { read })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    char::decode_utf16(units.iter().map(|it| unit(*it))).collect::<Result<_, _>>().ok()
}
