//! What can go wrong with a file that a person named, in words for a person.

use std::io;
use std::path::Path;

/// What went wrong with a file that a person named. No error changes a file that was there.
#[derive(Debug, thiserror::Error)]
pub enum ChosenError {
    /// The path does not begin at the root.
    #[error("`{path}` is no path in full; nothing was read or written")]
    NotInFull {
        /// The path.
        path: String,
    },
    /// The path leads into what belongs to Atelier.
    #[error("`{path}` lies in a folder of Atelier's own; nothing was read or written there")]
    Own {
        /// The path.
        path: String,
    },
    /// There is a file already.
    #[error("there is already a file `{path}`; it stays as it is")]
    Exists {
        /// The path.
        path: String,
    },
    /// There is nothing at the path.
    #[error("there is no `{path}`")]
    NotFound {
        /// The path.
        path: String,
    },
    /// What is at the path is no regular file.
    #[error("`{path}` is not a regular file; it is neither read nor replaced")]
    NotAFile {
        /// The path.
        path: String,
    },
    /// The system knows no such name: it is too long, or holds what no name may.
    #[error("`{path}` has a name that the system does not take; nothing was read or written")]
    BadName {
        /// The path.
        path: String,
    },
    /// Nothing below the folder can be a history.
    #[error("there is no history in `{path}`; it holds neither `.jsonl` nor `conversations.json`")]
    NoHistory {
        /// The path.
        path: String,
    },
    /// The zip is broken, locked or made to do harm.
    #[error("the zip `{path}` {why}; what was taken before stays")]
    BadZip {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The disk is full.
    #[error("the disk is full; `{path}` was not written")]
    DiskFull {
        /// The path.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The system does not let us.
    #[error("the system does not allow it for `{path}`")]
    Denied {
        /// The path.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The system reports something else.
    #[error("`{path}` cannot be read or written now")]
    Io {
        /// The path.
        path: String,
        /// What the system says.
        source: io::Error,
    },
}

impl ChosenError {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotInFull { .. } => "write it from the root on, or begin with `~/`",
            Self::Own { .. } => "choose another folder",
            Self::Exists { .. } => "choose another name, or say that it is to be replaced",
            Self::NotFound { .. } => "look at how it is written",
            Self::NotAFile { .. } => "choose a regular file",
            Self::BadName { .. } => "choose a shorter name, of letters and digits",
            Self::NoHistory { .. } => "choose the file of the export itself",
            Self::BadZip { .. } => {
                "ask for the export again, or unpack it and choose the file in it"
            }
            Self::DiskFull { .. } => "make room on the disk, then try again",
            Self::Denied { .. } => "look at who may use the file and its folder",
            Self::Io { .. } => "look whether the disk is there, then try again",
        }
    }

    /// The error for what the system says about a file that is being written.
    pub fn unwritten(source: io::Error) -> Self {
        Self::of(Path::new("the export"), source)
    }

    /// The error for what the system says about a path.
    pub(crate) fn of(path: &Path, source: io::Error) -> Self {
        let path = path.display().to_string();
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound { path },
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => Self::BadName { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::Denied { path, source }
            }
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull { path, source },
            // Whatever else a system may say.
            _ => Self::Io { path, source },
        }
    }
}
