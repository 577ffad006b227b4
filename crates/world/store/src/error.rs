//! What can go wrong with the store, in words for a person.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use atelier_vocabulary::{Failure, FailureKind};
use rusqlite::ErrorCode;

/// What the system or `SQLite` said.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What went wrong with the store. No error changes the file: what was committed is kept.
///
/// The text says what happened; [`StoreError::hint`] says what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file looks encrypted, and the key does not open it.
    #[error("the key does not open the store `{}`", path.display())]
    WrongKey {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is not a store of Atelier", path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("{} is damaged", named(path.as_deref()))]
    Corrupt {
        /// The file, where it is known.
        path: Option<PathBuf>,
        /// What `SQLite` says.
        source: rusqlite::Error,
    },
    /// A later version of Atelier wrote the file.
    #[error(
        "the store `{}` was written by a newer Atelier (schema {found}, this one knows {known})",
        path.display()
    )]
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// The last migration it has.
        found: u32,
        /// The last migration this build has.
        known: u32,
    },
    /// The key opens the file, but its tables are not those of Atelier.
    #[error("the tables of the store `{}` are not those of Atelier ({detail})", path.display())]
    ForeignSchema {
        /// The file.
        path: PathBuf,
        /// What differs.
        detail: String,
    },
    /// The file or its folder cannot be written.
    #[error("{} cannot be written", named(path.as_deref()))]
    ReadOnly {
        /// The file, where it is known.
        path: Option<PathBuf>,
        /// What the system says.
        source: Cause,
    },
    /// The disk is full.
    #[error("the disk is full, so the last change was not kept; everything before it was")]
    DiskFull(#[source] Cause),
    /// Another process is writing, and did not finish in time.
    #[error("another program has been writing to the store for too long")]
    Busy(#[source] rusqlite::Error),
    /// The operating system refuses to read or write the file.
    #[error("{} cannot be read or written", named(path.as_deref()))]
    Io {
        /// The file, where it is known.
        path: Option<PathBuf>,
        /// What the system says.
        source: Cause,
    },
    /// The copy that is made before a migration could not be made or does not hold the same.
    #[error("the store was not brought up to date, because the copy before it failed: {detail}")]
    Snapshot {
        /// What went wrong with the copy.
        detail: String,
    },
    /// There is a file already where the store in memory is to be kept.
    #[error("there is already a store at `{}`", path.display())]
    AlreadyExists {
        /// The file.
        path: PathBuf,
    },
    /// The store is on disk already.
    #[error("the conversations are kept on disk already")]
    AlreadyKept,
    /// The master key is not 64 hexadecimal digits.
    #[error("the master key is not 64 hexadecimal digits")]
    BadKey,
    /// The system gives no random bytes.
    #[error("the operating system gave no random bytes for a new key")]
    Random,
    /// The cursor of a page was not made by the store.
    #[error("the cursor is not one that a page ended with")]
    BadCursor,
    /// A row holds what this version cannot read, or a value cannot be written as JSON.
    #[error("a row of the store cannot be read")]
    Data(#[source] serde_json::Error),
    /// A query failed, which is a defect.
    #[error("a query failed")]
    Query(#[source] rusqlite::Error),
    /// Code that was using the store panicked. Its transaction was rolled back.
    #[error("an operation on the store failed unexpectedly and was undone")]
    Panicked,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::WrongKey { .. } => {
                "Nothing was changed. Restore the key `store-key` of the service `atelier` in the keychain, or move the file away to start anew. A file whose first page is damaged looks the same: a copy beside it, if there is one, may open"
            }
            Self::NotAStore { .. } | Self::ForeignSchema { .. } => {
                "Nothing was changed. Move the file away, or choose another folder for Atelier's data"
            }
            Self::Corrupt { .. } => {
                "Nothing was changed. Make a copy of the file first; then use the snapshot beside it, or a backup"
            }
            Self::NewerSchema { .. } => "Nothing was changed. Use the newer Atelier",
            Self::ReadOnly { .. } => {
                "Make the file and its folder writable for you, then try again"
            }
            Self::DiskFull(_) => "Make room on the disk, then try again",
            Self::Busy(_) => "Close the other program that uses Atelier's data, then try again",
            Self::Io { .. } => "Check that the disk is there and that you may use the folder",
            Self::Snapshot { .. } => {
                "Nothing was changed. Make room beside the store, then start again"
            }
            Self::AlreadyExists { .. } => "Open that store, or move it away",
            Self::AlreadyKept => "There is nothing to do",
            Self::BadKey => "Restore the key `store-key` of the service `atelier` in the keychain",
            Self::Random | Self::Closed => "Start Atelier again",
            Self::BadCursor => "Ask for the first page",
            Self::Data(_) | Self::Query(_) | Self::Panicked => {
                "What was kept before is still there. Please report this"
            }
        }
    }

    /// The same error, with the file it is about where it did not know it.
    pub(crate) fn about(self, file: &Path) -> Self {
        match self {
            Self::Corrupt { path: None, source } => {
                Self::Corrupt { path: Some(file.to_owned()), source }
            }
            Self::ReadOnly { path: None, source } => {
                Self::ReadOnly { path: Some(file.to_owned()), source }
            }
            Self::Io { path: None, source } => Self::Io { path: Some(file.to_owned()), source },
            // Every other error either names its file or is about none.
            other => other,
        }
    }

    /// The error of the operating system about a file.
    pub(crate) fn io(file: &Path, source: std::io::Error) -> Self {
        let path = Some(file.to_owned());
        match source.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path, source: Box::new(source) }
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull(Box::new(source)),
            // The rest say only that the file cannot be reached.
            _ => Self::Io { path, source: Box::new(source) },
        }
    }
}

impl Failure for StoreError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::BadCursor => FailureKind::Invalid,
            _ => FailureKind::Unavailable,
        }
    }

    fn hint(&self) -> &str {
        Self::hint(self)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull(Box::new(source)),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(source),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt { path: None, source }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::ReadOnly { path: None, source: Box::new(source) }
            }
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => {
                Self::Io { path: None, source: Box::new(source) }
            }
            // The rest are mistakes in a query or a constraint that was broken.
            _ => Self::Query(source),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(source: serde_json::Error) -> Self {
        Self::Data(source)
    }
}

/// How a message names the file.
fn named(path: Option<&Path>) -> String {
    path.map_or_else(|| "the store".to_owned(), |path| format!("the store `{}`", path.display()))
}
