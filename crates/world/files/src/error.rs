//! What can go wrong with a file, in words for a person.

use std::io;

use crate::ContentHash;

/// What went wrong with a file or a folder. No error changes a file.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The path is none that a file below a folder can have.
    #[error("the path `{path}` {why}; nothing was read or written")]
    BadPath {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The path leads into what belongs to version control.
    #[error("`{path}` belongs to version control; it is neither read nor written")]
    Control {
        /// The path.
        path: String,
    },
    /// There is nothing at the path.
    #[error("there is no `{path}` in the folder")]
    NotFound {
        /// The path.
        path: String,
    },
    /// What is at the path, or on the way to it, is a link.
    #[error("`{path}` is a link or lies behind one; links are not followed")]
    Link {
        /// The path.
        path: String,
    },
    /// What is at the path is no regular file.
    #[error("`{path}` is {kind}, not a file of text")]
    NotAFile {
        /// The path.
        path: String,
        /// What it is.
        kind: &'static str,
    },
    /// The file has several names.
    #[error("`{path}` has other names too (hard links), which would lose the change")]
    SeveralNames {
        /// The path.
        path: String,
    },
    /// The file may not be written.
    #[error("`{path}` is read-only; nothing was changed")]
    ReadOnly {
        /// The path.
        path: String,
    },
    /// The file belongs to somebody else, and would not any more once it is written.
    #[error("`{path}` belongs to somebody else, and would be yours once it is written")]
    Owner {
        /// The path.
        path: String,
    },
    /// The file is larger than the limit.
    #[error("`{path}` is larger than {limit} bytes")]
    TooLarge {
        /// The path.
        path: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// The file does not hold text in UTF-8.
    #[error("`{path}` {what}; only text in UTF-8 is edited")]
    NotText {
        /// The path.
        path: String,
        /// What it holds instead.
        what: &'static str,
    },
    /// The file does not hold any more what its writer had read.
    #[error("`{path}` was changed meanwhile; it stays as it is now, and nothing was written")]
    Conflict {
        /// The path.
        path: String,
        /// What it holds now; none where it is gone.
        found: Option<ContentHash>,
    },
    /// The disk is full.
    #[error("the disk is full; `{path}` stays as it was")]
    DiskFull {
        /// The path.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The system does not let us.
    #[error("the system does not allow it for `{path}`; nothing was changed")]
    Denied {
        /// The path.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The system reports something else.
    #[error("`{path}` cannot be used now; nothing was changed")]
    Io {
        /// The path.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The folder is none that may be opened.
    #[error("`{path}` {why}, so it is not opened")]
    NotThisFolder {
        /// The folder.
        path: String,
        /// What speaks against it.
        why: &'static str,
    },
    /// There is no such folder.
    #[error("there is no folder `{path}`")]
    NoFolder {
        /// The folder.
        path: String,
    },
    /// The hash is not 64 hexadecimal digits.
    #[error("the hash is not 64 hexadecimal digits")]
    BadHash,
    /// The work was broken off, which is a defect.
    #[error("the work on a file failed unexpectedly; look at the file before you go on")]
    Panicked,
}

impl FilesError {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::BadPath { .. } | Self::NotFound { .. } => "choose a file of the folder",
            Self::Control { .. } => "use git for it",
            Self::Link { .. } => "choose the file that the link leads to, in a folder you opened",
            Self::NotAFile { .. } | Self::NotText { .. } => "choose a file of text",
            Self::SeveralNames { .. } => "edit it in an editor, or give it one name",
            Self::ReadOnly { .. } => "make the file writable first, if you want it changed",
            Self::Owner { .. } => "edit it as its owner",
            Self::TooLarge { .. } => "edit it in an editor",
            Self::Conflict { .. } => "look at what it holds now, then decide again",
            Self::DiskFull { .. } => "make room on the disk, then try again",
            Self::Denied { .. } => "look at who may use the file and its folder",
            Self::Io { .. } => "look whether the disk is there, then try again",
            Self::NotThisFolder { .. } => "open the folder of one project instead",
            Self::NoFolder { .. } => "look at how it is written, or open another",
            Self::BadHash => "pass the hash that came with the file",
            Self::Panicked => "what the file held before stands in the list of edits",
        }
    }
}

/// The error for what the system says about a file.
pub(crate) fn of_system(path: &str, source: io::Error) -> FilesError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound => FilesError::NotFound { path },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            FilesError::Denied { path, source }
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            FilesError::DiskFull { path, source }
        }
        io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => {
            FilesError::BadPath { path, why: "has a name that the disk does not take" }
        }
        // Whatever else a system may say.
        _ => FilesError::Io { path, source },
    }
}
