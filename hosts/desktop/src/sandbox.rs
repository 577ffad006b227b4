//! Whether the web engine's sandbox can be set up on this system.
//!
//! The engine ends the whole program where it cannot, as on systems that forbid user namespaces.
//! So the same thing is tried beside the start, where it costs no time; only where it fails does
//! the program begin anew without.

use std::{
    process::{Child, Stdio},
    time::{Duration, Instant},
};

/// How long the attempt may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often it is looked at; it is over long before it is first looked at.
const BETWEEN: Duration = Duration::from_millis(2);

/// What the engine does for every page, around a program that it needs for it too.
const ATTEMPT: &[&str] = &[
    "--unshare-pid",
    "--unshare-uts",
    "--unshare-net",
    "--ro-bind",
    "/",
    "/",
    "--dev",
    "/dev",
    "--proc",
    "/proc",
    "--die-with-parent",
    "xdg-dbus-proxy",
    "--version",
];

/// An attempt to set the sandbox up, under way.
pub(crate) enum Trial {
    /// Nobody needs to know.
    NotNeeded,
    /// It runs.
    Running(Child),
    /// The programs for it are not there.
    Impossible,
}

impl Trial {
    /// Begins the attempt.
    pub(crate) fn begin() -> Self {
        #[expect(clippy::disallowed_methods, reason = "a check of the system, given nothing to do")]
        let mut command = std::process::Command::new("bwrap");
        command.args(ATTEMPT).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().map_or(Self::Impossible, Self::Running)
    }

    /// Whether the sandbox can be set up. Waits for the attempt to end.
    pub(crate) fn passed(self) -> bool {
        let mut child = match self {
            Self::NotNeeded => return true,
            Self::Impossible => return false,
            Self::Running(child) => child,
        };
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match child.try_wait() {
                Ok(Some(status)) => return status.success(),
                Ok(None) => std::thread::sleep(BETWEEN),
                Err(_) => return false,
            }
        }
        // It hangs, and would hang the window too.
        drop(child.kill());
        drop(child.wait());
        false
    }
}
