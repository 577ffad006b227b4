//! The rules of a grammar in its file: a custom section, so that they come with it.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::{
    error::{Error, Result},
    files,
};

/// What the page looks for.
const NAME: &str = "rules";

/// Puts the text of `rules` at the end of `module`.
pub(super) fn embed(module: &Path, rules: &Path) -> Result<()> {
    let text = files::read(rules)?;
    let file = |source| Error::File { path: module.to_owned(), source };
    let mut bytes = std::fs::read(module).map_err(file)?;
    bytes.extend(section(&text));
    File::create(module).and_then(|mut it| it.write_all(&bytes)).map_err(file)
}

/// A custom section: its kind, 0, its length, and its name with the length of that.
fn section(text: &str) -> Vec<u8> {
    let mut content = number(NAME.len());
    content.extend(NAME.bytes());
    content.extend(text.bytes());
    let mut section = vec![0];
    section.extend(number(content.len()));
    section.extend(content);
    section
}

/// A number in sevens of bits, the lowest first (LEB128).
fn number(mut rest: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let [low, ..] = (rest & 0x7f).to_le_bytes();
        rest >>= 7;
        if rest == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    //! A section says how long it is.

    use super::section;

    #[test]
    fn a_section_has_its_length_and_its_name() {
        assert_eq!(section("ab"), b"\0\x08\x05rulesab");
        let long = section(&"a".repeat(200));
        assert_eq!(long.get(..4), Some([0, 0xce, 0x01, 5].as_slice()));
        assert_eq!(long.len(), 3 + 206);
    }
}
