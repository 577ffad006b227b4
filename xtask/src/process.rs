//! Runs other programs: the one place that starts children. Each has a title, a time limit, and
//! its output shown as it comes.

mod output;
mod tree;

use std::{
    ffi::OsString,
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use self::{
    output::{collect, show},
    tree::kill_tree,
};
use crate::error::{Error, Result};

const DEFAULT_LIMIT: Duration = Duration::from_mins(10);
const PAUSE: Duration = Duration::from_millis(50);

/// A program to run, with all it needs.
#[derive(Debug)]
pub(crate) struct Step {
    /// What it does, for the person who watches.
    pub(crate) title: &'static str,
    program: OsString,
    args: Vec<OsString>,
    dir: PathBuf,
    env: Vec<(&'static str, OsString)>,
    limit: Duration,
}

impl Step {
    /// Describes a run of `program`.
    pub(crate) fn new(title: &'static str, program: impl Into<OsString>) -> Self {
        let (args, env) = (Vec::new(), Vec::new());
        let dir = PathBuf::from(".");
        Self { title, program: program.into(), args, dir, env, limit: DEFAULT_LIMIT }
    }

    /// Adds arguments.
    #[must_use]
    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Runs it in `dir`.
    #[must_use]
    pub(crate) fn within(mut self, dir: impl AsRef<Path>) -> Self {
        dir.as_ref().clone_into(&mut self.dir);
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub(crate) fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    /// Stops it after `minutes`.
    #[must_use]
    pub(crate) fn minutes(mut self, minutes: u64) -> Self {
        self.limit = Duration::from_mins(minutes);
        self
    }

    /// Runs it, shows its output, and returns the output without colours, even of a failure.
    pub(crate) fn watch(&self) -> Outcome {
        announce(self.title);
        let begun = Instant::now();
        let mut text = String::new();
        let result = self.watched(&mut text);
        finish(self.title, begun, result.is_ok());
        Outcome { text, result }
    }

    /// Runs it, shows its output, and fails if it does.
    pub(crate) fn run(&self) -> Result<()> {
        self.watch().result
    }

    /// Hands the terminal to it for good: no limit, no capture. Returns only if it fails or, where
    /// a program cannot take the place of another, when it has ended.
    pub(crate) fn attend(&self) -> Result<()> {
        announce(self.title);
        #[cfg(unix)]
        return Err(self.not_started(std::os::unix::process::CommandExt::exec(&mut self.command())));
        #[cfg(not(unix))]
        {
            let status = self.command().status().map_err(|source| self.not_started(source))?;
            self.judge(status)
        }
    }

    /// Runs it unseen and returns what it printed.
    pub(crate) fn capture(&self) -> Result<String> {
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|source| self.not_started(source))?;
        let (out, err) = (collect(child.stdout.take()), collect(child.stderr.take()));
        let status = self.wait(&mut child)?;
        let (out, err) = (out.join().unwrap_or_default(), err.join().unwrap_or_default());
        self.judge(status).map_err(|error| match error {
            Error::Failed { call, status } => {
                Error::Failed { call, status: format!("{status}; {}", err.trim()) }
            }
            other => other,
        })?;
        Ok(out)
    }

    /// Whether it runs and succeeds, unseen.
    pub(crate) fn succeeds(&self) -> bool {
        self.capture().is_ok()
    }

    fn watched(&self, text: &mut String) -> Result<()> {
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|source| self.not_started(source))?;
        let (out, err) = (show(child.stdout.take()), show(child.stderr.take()));
        let status = self.wait(&mut child);
        for seen in [out, err] {
            text.push_str(&seen.join().unwrap_or_default());
        }
        self.judge(status?)
    }

    fn wait(&self, child: &mut Child) -> Result<ExitStatus> {
        let begun = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) if begun.elapsed() > self.limit => {
                    kill_tree(child);
                    return Err(Error::TooSlow { call: self.call(), limit: self.limit });
                }
                Ok(None) => thread::sleep(PAUSE),
                Err(source) => return Err(self.not_started(source)),
            }
        }
    }

    #[expect(clippy::disallowed_methods, reason = "this is the module that starts children")]
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).current_dir(&self.dir);
        // What cargo tells this program about itself must not reach the programs it starts: their
        // build scripts would look changed.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    fn judge(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        Err(Error::Failed { call: self.call(), status: status.to_string() })
    }

    fn not_started(&self, source: std::io::Error) -> Error {
        Error::Start { program: self.program.to_string_lossy().into_owned(), source }
    }

    /// The program's name and its arguments, as one would type them.
    pub(crate) fn call(&self) -> String {
        let name = Path::new(&self.program).file_name().unwrap_or(&self.program);
        let mut out = name.to_string_lossy().into_owned();
        for arg in &self.args {
            let _ = write!(out, " {}", arg.to_string_lossy());
        }
        out
    }
}

/// What a watched program printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Its output, colours removed.
    pub(crate) text: String,
    /// How it ended.
    pub(crate) result: Result<()>,
}

/// Prints the title of what begins.
pub(crate) fn announce(title: &str) {
    eprintln!("\n── {title}");
}

/// Prints how long it took.
pub(crate) fn finish(title: &str, begun: Instant, went_well: bool) {
    let word = if went_well { "done" } else { "FAILED" };
    eprintln!("── {title}: {word} in {:.1} s", begun.elapsed().as_secs_f32());
}

#[cfg(test)]
mod tests;
