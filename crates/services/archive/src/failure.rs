//! How failures look from outside.

use atelier_chat_import::Unreadable;
use atelier_files::{ChosenError, FilesError};
use atelier_rpc::{Code, Error};
use atelier_vocabulary::{ConversationId, ImportId};

/// What a failure with a file that a person named means to a caller.
#[expect(clippy::needless_pass_by_value, reason = "it takes what `map_err` hands over")]
pub(crate) fn of_file(error: ChosenError) -> Error {
    let code = match &error {
        ChosenError::Exists { .. } => Code::Conflict,
        ChosenError::NotFound { .. } | ChosenError::NoHistory { .. } => Code::NotFound,
        ChosenError::Own { .. } | ChosenError::Denied { .. } => Code::PermissionDenied,
        ChosenError::NotInFull { .. }
        | ChosenError::NotAFile { .. }
        | ChosenError::BadName { .. }
        | ChosenError::BadZip { .. } => Code::InvalidInput,
        ChosenError::DiskFull { .. } | ChosenError::Io { .. } => {
            // Not the path: a file is often called what a conversation is.
            let why = std::error::Error::source(&error).map(ToString::to_string);
            tracing::warn!(why, "a file cannot be used");
            Code::Unavailable
        }
    };
    Error::new(code, error.to_string()).with_hint(error.hint())
}

/// What a failure with the folder of the mirror means to a caller.
#[expect(clippy::needless_pass_by_value, reason = "it takes what `map_err` hands over")]
pub(crate) fn of_folder(error: FilesError) -> Error {
    let code = match &error {
        FilesError::NoFolder { .. } | FilesError::NotFound { .. } => Code::NotFound,
        FilesError::NotThisFolder { .. } | FilesError::Denied { .. } => Code::PermissionDenied,
        FilesError::DiskFull { .. } | FilesError::Io { .. } => Code::Unavailable,
        FilesError::Conflict { .. } => Code::Conflict,
        FilesError::Panicked => Code::Internal,
        // All others are about one name in the folder.
        _ => Code::InvalidInput,
    };
    Error::new(code, error.to_string()).with_hint(folder_hint(&error))
}

/// What a person can do about a folder that is not written.
pub(crate) fn folder_hint(error: &FilesError) -> &'static str {
    match error {
        FilesError::NoFolder { .. } => "look whether its disk is there, or choose another folder",
        FilesError::NotThisFolder { .. } => {
            "look whether its disk is there; choosing it again begins anew"
        }
        FilesError::Conflict { .. } => "move away what lies beside the file as edited by hand",
        FilesError::Link { .. } | FilesError::NotAFile { .. } => {
            "move away what has the name of the file"
        }
        FilesError::NotFound { .. } => "look whether the folder is still there",
        FilesError::Denied { .. } => "look at who may write in the folder",
        FilesError::DiskFull { .. } => {
            "make room on the disk: files then follow by themselves, and conversations are kept \
             meanwhile as ever"
        }
        // All others say it themselves.
        other => other.hint(),
    }
}

/// What a file that is no history means to a caller.
pub(crate) fn of_history(error: Unreadable) -> Error {
    Error::new(Code::InvalidInput, error.to_string())
        .with_hint("choose the file that the other program exported")
}

/// The error of a conversation that is not there.
pub(crate) fn no_conversation(id: ConversationId) -> Error {
    Error::new(Code::NotFound, format!("there is no conversation `{id}`; nothing was written"))
}

/// The error of an import that is not there.
pub(crate) fn no_import(id: ImportId) -> Error {
    Error::new(Code::NotFound, format!("there is no import `{id}`; nothing was changed"))
}

/// The error of an import that comes while another runs.
pub(crate) fn busy() -> Error {
    Error::new(Code::Conflict, "another import is running; nothing was read")
        .with_hint("wait until it is done, or stop it")
}

/// The error of an import that is to be taken back while one runs.
pub(crate) fn undone_too_early() -> Error {
    Error::new(Code::Conflict, "an import is running; nothing was taken back")
        .with_hint("wait until it is done, or stop it")
}

/// The error of work that ended without an answer, which is a defect.
pub(crate) fn lost() -> Error {
    Error::new(Code::Internal, "the work on a file failed unexpectedly; what was kept before stays")
}
