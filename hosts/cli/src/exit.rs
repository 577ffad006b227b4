//! Exit codes: what a script learns of how a command ended.

use std::process::ExitCode;

use atelier_rpc::{Code, Error};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It did what was asked.
    Done,
    /// It failed; the message says why.
    Failed,
    /// What was asked makes no sense.
    Usage,
    /// There is no API key that works, or the place it is kept in is locked.
    NeedsKey,
    /// It was stopped; what had arrived is kept.
    Stopped,
    /// Whoever read its output went away.
    Unread,
}

/// What `--help` says of them.
pub(crate) const HELP: &str = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no API key that works \
    or secrets locked, 130 stopped with Ctrl-C, 141 the reader of the output went away.";

impl Exit {
    /// The number that the system sees.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::NeedsKey => 3,
            Self::Stopped => 130,
            Self::Unread => 141,
        }
    }

    /// How a command ends that ran into `error`.
    pub(crate) fn of(error: &Error) -> Self {
        match error.code {
            Code::NeedsKey | Code::Locked => Self::NeedsKey,
            Code::InvalidInput => Self::Usage,
            Code::Cancelled => Self::Stopped,
            Code::NotFound
            | Code::PermissionDenied
            | Code::Conflict
            | Code::Unavailable
            | Code::TimedOut
            | Code::Internal => Self::Failed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}
