//! A path below a folder, checked once.

use std::fmt;

use crate::FilesError;

/// The longest path, and the longest name in one, in bytes.
const PATH_BYTES: usize = 4096;
const NAME_BYTES: usize = 255;

/// Folders that belong to version control: nothing in them is read, listed or written.
const CONTROL: &[&str] = &[".git", ".hg", ".svn", ".jj"];

/// A path below a folder, with `/` between its names: not empty, not absolute, without `.`, `..`, an
/// empty name or a control character, and not in a folder of version control.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FilePath(String);

impl FilePath {
    /// Checks `text`.
    ///
    /// Errors: [`FilesError::BadPath`] says what is wrong with it; [`FilesError::Control`].
    pub fn parse(text: &str) -> Result<Self, FilesError> {
        let refuse = |why| FilesError::BadPath { path: shown(text), why };
        if text.is_empty() {
            return Err(refuse("is empty"));
        }
        if text.len() > PATH_BYTES {
            return Err(refuse("is too long"));
        }
        if text.chars().any(char::is_control) {
            return Err(refuse("has characters that no name should have"));
        }
        if text.starts_with('/') {
            return Err(refuse("is not below the folder"));
        }
        if cfg!(windows) && text.contains(['\\', ':']) {
            return Err(refuse("has a character that no name here may have"));
        }
        for name in text.split('/') {
            match name {
                "" | "." => return Err(refuse("has a name that is no name")),
                ".." => return Err(refuse("leads out of a folder")),
                _ if name.len() > NAME_BYTES => return Err(refuse("has a name that is too long")),
                _ if cfg!(windows) && is_no_name_on_windows(name) => {
                    return Err(refuse("has a name that means something else here"));
                }
                _ if is_control(name) => return Err(FilesError::Control { path: shown(text) }),
                _ => {}
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The path as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last name.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The names of the folders on the way, outermost first.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &str> {
        let way = self.0.rsplit_once('/').map(|(way, _)| way);
        way.into_iter().flat_map(|way| way.split('/'))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a folder of this name belongs to version control, on whichever disk it lies.
pub(crate) fn is_control(name: &str) -> bool {
    // Names that a disk may take for `.git`: other case, a dot or a space at the end, letters that
    // are not seen.
    let seen: String = name.chars().filter(|letter| !is_unseen(*letter)).collect();
    let name = seen.trim_end_matches(['.', ' ']);
    CONTROL.iter().any(|control| control.eq_ignore_ascii_case(name))
        || name.eq_ignore_ascii_case("git~1")
}

/// Letters that some disks leave out when they compare names.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether Windows reads a name as another one, or as a device.
fn is_no_name_on_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let is_port = |kind| {
        let number = stem.strip_prefix(kind);
        number.is_some_and(|it| it.len() == 1 && it.chars().all(|it| it.is_ascii_digit()))
    };
    name.ends_with(['.', ' '])
        || ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
        || is_port("COM")
        || is_port("LPT")
}

/// A path as it may stand in a message.
fn shown(text: &str) -> String {
    let kept = text.chars().take(200).map(|it| if it.is_control() { '\u{fffd}' } else { it });
    kept.collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_that_windows_reads_otherwise_are_known() {
        for name in ["CON", "con.txt", "Aux.rs", "nul", "COM1", "lpt9.log", "a.", "a ", "con .x"] {
            assert!(super::is_no_name_on_windows(name), "{name}");
        }
        for name in ["console.rs", "a.rs", "com.rs", "COM10", "lptx", ".gitignore", "nul2"] {
            assert!(!super::is_no_name_on_windows(name), "{name}");
        }
    }
}
