//! How failures look from outside.

use atelier_files::FilesError;
use atelier_rpc::{Code, Error};
use atelier_vocabulary::{EditId, FolderId};

/// What a failure of the file door means to a caller.
#[expect(clippy::needless_pass_by_value, reason = "it takes what `map_err` hands over")]
pub(crate) fn of_files(error: FilesError) -> Error {
    let code = match &error {
        FilesError::BadPath { .. }
        | FilesError::BadHash
        | FilesError::Link { .. }
        | FilesError::NotAFile { .. }
        | FilesError::NotText { .. }
        | FilesError::TooLarge { .. } => Code::InvalidInput,
        FilesError::NotFound { .. } | FilesError::NoFolder { .. } => Code::NotFound,
        FilesError::Control { .. }
        | FilesError::SeveralNames { .. }
        | FilesError::ReadOnly { .. }
        | FilesError::Owner { .. }
        | FilesError::Denied { .. }
        | FilesError::NotThisFolder { .. } => Code::PermissionDenied,
        FilesError::Conflict { .. } => Code::Conflict,
        FilesError::DiskFull { .. } | FilesError::Io { .. } => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a file cannot be used");
            Code::Unavailable
        }
        FilesError::Panicked => Code::Internal,
    };
    Error::new(code, error.to_string()).with_hint(error.hint())
}

/// The error of a folder that is not open.
pub(crate) fn no_folder(id: FolderId) -> Error {
    Error::new(
        Code::NotFound,
        format!("the folder `{id}` is not open; nothing was read or written"),
    )
    .with_hint("open the folder first")
}

/// The error of an edit that is not in the journal.
pub(crate) fn no_edit(id: EditId) -> Error {
    Error::new(Code::NotFound, format!("there is no edit `{id}` in the journal; it may be too old"))
}

/// The error of a file that is not what its caller had seen.
pub(crate) fn changed(path: &str) -> Error {
    let message =
        format!("`{path}` was changed meanwhile; it stays as it is now, and nothing was written");
    Error::new(Code::Conflict, message).with_hint("look at what it holds now, then decide again")
}

/// The error of work that ended without an answer, which is a defect.
pub(crate) fn lost() -> Error {
    Error::new(Code::Internal, "the work on a file failed unexpectedly")
        .with_hint("look at the file and at the list of edits before you go on")
}
