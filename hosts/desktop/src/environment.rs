//! What the environment says, and what the web engine is told through it.

use std::{env, ffi::OsString, path::PathBuf};

use atelier_app::{Paths, telemetry::Level};
use directories::ProjectDirs;

use crate::sandbox::Trial;

/// Set in the start without a compositor, so that it is the last.
const RELAUNCHED: &str = "ATELIER_RELAUNCHED";
/// Draws into plain memory. Shared GPU buffers leave the window blank with some drivers, and cost
/// 75 MiB where there is no GPU.
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// Puts the process that runs the page into a sandbox of its own.
const SANDBOX: &str = "WEBKIT_FORCE_SANDBOX";
/// Set in a start without that sandbox, because this system does not allow it.
const UNSANDBOXED: &str = "ATELIER_UNSANDBOXED";
/// Switches that off, for people who know why.
const NO_SANDBOX: &str = "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS";
/// Where the session's bus is.
const BUS: &str = "DBUS_SESSION_BUS_ADDRESS";
/// Draws without a compositor at all.
const NO_COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// What the environment says.
#[derive(Clone, Debug)]
pub(crate) struct Environment {
    /// Where things lie; none where the system names no folder for them.
    pub(crate) paths: Option<Paths>,
    /// Whether that is a folder somebody chose for this run.
    pub(crate) apart: bool,
    /// A base URL to use instead of the settings' endpoint.
    pub(crate) endpoint: Option<String>,
    /// How much the console shows, instead of what is usual.
    pub(crate) log: Option<Level>,
    /// Whether a test drives this window.
    pub(crate) automated: bool,
    /// Whether this start does without the engine's sandbox because the system does not allow it.
    pub(crate) unsandboxed: bool,
    /// What can still be tried where nothing is seen in the window, the gentlest first.
    pub(crate) remedies: Vec<Relaunch>,
}

/// How to start once more when nothing is seen in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relaunch {
    /// The page runs, but does not paint: without a compositor.
    WithoutCompositing = 1,
    /// The page never came up: without the engine's sandbox, which some systems cannot set up.
    WithoutSandbox = 2,
}

impl Relaunch {
    pub(crate) fn from_number(number: u8) -> Option<Self> {
        [Self::WithoutCompositing, Self::WithoutSandbox]
            .into_iter()
            .find(|relaunch| *relaunch as u8 == number)
    }

    /// Becomes the program anew. Returns only where that fails.
    #[cfg(unix)]
    pub(crate) fn start(self) -> std::io::Error {
        use std::os::unix::process::CommandExt as _;
        let program = match env::current_exe() {
            Ok(program) => program,
            Err(error) => return error,
        };
        #[expect(clippy::disallowed_methods, reason = "no child: it replaces this process")]
        let mut command = std::process::Command::new(program);
        command.args(env::args_os().skip(1));
        match self {
            Self::WithoutCompositing => command.env(RELAUNCHED, "1").env(NO_COMPOSITING, "1"),
            Self::WithoutSandbox => command.env(UNSANDBOXED, "1").env_remove(SANDBOX),
        };
        command.exec()
    }
}

impl Environment {
    /// Reads the environment, and completes it for the web engine. Must come before anything else, as
    /// long as there is one thread. Where the sandbox is this program's own idea, it is also tried.
    pub(crate) fn prepare() -> (Self, Trial) {
        let automated = env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some_and(|on| on == "true");
        let mut trial = Trial::NotNeeded;
        if cfg!(target_os = "linux") {
            // The engine ends the program where the bus that it is told of is not there.
            if env::var_os(BUS).is_some_and(|address| leads_nowhere(&address.to_string_lossy())) {
                unset(BUS);
            }
            let wanted = env::var_os(UNSANDBOXED).is_none() && env::var_os(NO_SANDBOX).is_none();
            if wanted && set_if_unset(SANDBOX, "1") {
                trial = Trial::begin();
            }
            // A WebDriver's screenshots never arrive with it.
            if !automated {
                set_if_unset(NO_DMABUF, "1");
            }
        }
        let mut remedies = Vec::new();
        if env::var_os(SANDBOX).is_some_and(|forced| forced == "1") {
            remedies.push(Relaunch::WithoutSandbox);
        }
        if env::var_os(RELAUNCHED).is_none() {
            remedies.push(Relaunch::WithoutCompositing);
        }
        let text = |name| given(name).and_then(|value| value.into_string().ok());
        let data = given("ATELIER_DATA").map(PathBuf::from);
        let environment = Self {
            apart: data.is_some(),
            paths: paths(data),
            endpoint: text("ATELIER_ENDPOINT"),
            log: text("ATELIER_LOG").and_then(|level| level.parse().ok()),
            automated,
            remedies,
            unsandboxed: env::var_os(UNSANDBOXED).is_some(),
        };
        (environment, trial)
    }
}

/// The folders that the command line uses too: the chosen one, or those of the system.
fn paths(data: Option<PathBuf>) -> Option<Paths> {
    if let Some(data) = data {
        let data = std::path::absolute(&data).unwrap_or(data);
        let logs = data.join("logs");
        return Some(Paths::new(data, logs).with_home(home()));
    }
    let project = ProjectDirs::from("", "", "atelier")?;
    let data = project.data_dir().to_path_buf();
    let logs = project.state_dir().unwrap_or(&data).join("logs");
    Some(Paths::new(data, logs).with_home(home()))
}

fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|it| it.home_dir().to_path_buf())
}

fn given(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// Whether a bus address names a socket that does not exist. Of several addresses the first counts.
fn leads_nowhere(address: &str) -> bool {
    let first = address.split(';').next().unwrap_or_default();
    first
        .strip_prefix("unix:")
        .and_then(|rest| rest.split(',').find_map(|part| part.strip_prefix("path=")))
        .is_some_and(|path| !std::path::Path::new(path).exists())
}

fn unset(name: &str) {
    #[expect(unsafe_code, reason = "sound while no other thread runs, which `prepare` asks for")]
    // SAFETY: `prepare` is the first thing that `run` does, before any thread is started.
    unsafe {
        env::remove_var(name);
    }
}

/// Whether it was unset.
fn set_if_unset(name: &str, value: &str) -> bool {
    let unset = env::var_os(name).is_none();
    if unset {
        #[expect(
            unsafe_code,
            reason = "sound while no other thread runs, which `prepare` asks for"
        )]
        // SAFETY: `prepare` is the first thing that `run` does, before any thread is started.
        unsafe {
            env::set_var(name, value);
        }
    }
    unset
}

#[cfg(test)]
mod tests;
