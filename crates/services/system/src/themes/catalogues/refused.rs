//! What goes wrong with a catalogue, in words for a person.

use atelier_git::{GitError, Why};
use atelier_rpc::{Code, Error};
use atelier_vocabulary::{Failure as _, FailureKind};

/// The error of a fetch that failed. Nothing that was kept has changed.
#[expect(clippy::needless_pass_by_value, reason = "it takes what `map_err` hands over")]
pub(super) fn because(error: GitError) -> Error {
    if matches!(error, GitError::Stopped) {
        return Error::cancelled();
    }
    let code = match error.kind() {
        FailureKind::Invalid => Code::InvalidInput,
        FailureKind::Denied => Code::PermissionDenied,
        FailureKind::Locked => Code::Locked,
        FailureKind::Unavailable => Code::Unavailable,
    };
    let message = format!("{error}; nothing was kept of it, and what was fetched before stays");
    Error::new(code, message).with_hint(error.hint())
}

/// The error of a fetch that comes while another runs.
pub(super) fn busy() -> Error {
    Error::new(Code::Conflict, "another catalogue is being fetched; nothing was asked")
        .with_hint("wait until it is done, or stop it")
}

/// The error of a catalogue that is neither new nor here, which is a defect.
pub(super) fn lost() -> Error {
    Error::new(Code::Internal, "the catalogue is not here any more; fetch it again")
}

/// Why something of a repository is left out.
pub(super) fn why(why: Why) -> &'static str {
    match why {
        Why::Name(why) => why,
        Why::Link => "it is a link, and links are not followed",
        Why::Repository => "it is another repository, which is not asked for",
        Why::TooLarge => "it is too large for a theme",
        Why::NotText => "it is no text",
    }
}
