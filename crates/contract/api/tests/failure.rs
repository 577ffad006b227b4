//! How failures of the outside world look to a caller, whichever part of it they come from.

use atelier_rpc::Code;
use atelier_vocabulary::{Failure, FailureKind};

#[derive(Debug, thiserror::Error)]
#[error("the shelf fell")]
struct Fell(FailureKind);

impl Failure for Fell {
    fn kind(&self) -> FailureKind {
        self.0
    }

    fn hint(&self) -> &'static str {
        "put it up again"
    }
}

// rows: 0.12
#[test]
fn a_failure_keeps_its_words_and_gets_a_code() {
    let cases = [
        (FailureKind::Invalid, Code::InvalidInput),
        (FailureKind::Denied, Code::PermissionDenied),
        (FailureKind::Locked, Code::Locked),
        (FailureKind::Unavailable, Code::Unavailable),
    ];
    for (kind, code) in cases {
        let error = atelier_api::failed(Fell(kind));
        assert_eq!((error.code, error.message.as_str()), (code, "the shelf fell"));
        assert_eq!(error.hint.as_deref(), Some("put it up again"));
    }
}
