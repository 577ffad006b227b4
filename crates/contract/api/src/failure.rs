//! How failures of the outside world look to a caller.

use atelier_rpc::{Code, Error};
use atelier_vocabulary::{Failure, FailureKind};

/// The error that crosses the process boundary for a failure of the outside world. What caused the
/// failure stays behind, in the log.
#[expect(clippy::needless_pass_by_value, reason = "it takes what `map_err` hands over")]
pub fn failed(failure: impl Failure + 'static) -> Error {
    if failure.kind() == FailureKind::Unavailable {
        tracing::warn!(error = &failure as &dyn std::error::Error, "something outside failed");
    }
    let code = match failure.kind() {
        FailureKind::Invalid => Code::InvalidInput,
        FailureKind::Denied => Code::PermissionDenied,
        FailureKind::Locked => Code::Locked,
        FailureKind::Unavailable => Code::Unavailable,
    };
    Error::new(code, failure.to_string()).with_hint(failure.hint())
}
