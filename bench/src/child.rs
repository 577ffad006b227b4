//! The programs that are measured, and the ones they are measured against, as children.

#![expect(clippy::disallowed_methods, reason = "starting programs is what a benchmark does")]

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

/// Where the built programs lie.
pub(crate) struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// The folder of this program, where cargo puts the others too.
    pub(crate) fn beside_this() -> Self {
        let this = std::env::current_exe().unwrap_or_default();
        Self { folder: this.parent().unwrap_or(Path::new(".")).to_owned() }
    }

    /// The program called `name`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Starts the simulator as a process of its own, and returns its base URL.
    pub(crate) fn simulator(&self) -> Result<(Running, String), String> {
        let mut command = Command::new(self.path("atelier-simulator"));
        let mut child = command
            // It ends when its input does.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the simulator does not start: {error}"))?;
        let stdout = child.stdout.take().ok_or("the simulator has no output")?;
        let running = Running(child);
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).map_err(|error| error.to_string())?;
        let url = line.split_whitespace().find(|word| word.starts_with("http://"));
        let url = url.ok_or_else(|| format!("the simulator said `{line}`"))?.to_owned();
        Ok((running, url))
    }
}

/// A child that ends with the value.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Runs a program to its end, and returns what it printed and how long it took.
pub(crate) fn run(
    program: impl AsRef<std::ffi::OsStr>,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Result<(String, Duration), String> {
    let program = program.as_ref();
    let begun = Instant::now();
    let output: Output = Command::new(program)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{} does not start: {error}", program.display()))?;
    let took = begun.elapsed();
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} failed: {}", program.display(), words.trim()));
    }
    Ok((String::from_utf8_lossy(&output.stdout).into_owned(), took))
}

/// Runs one of our own inner measures in a session with an unlocked keychain, and returns the JSON it
/// printed.
pub(crate) fn with_keychain(programs: &Programs, inner: &str) -> Result<serde_json::Value, String> {
    let this = programs.path("atelier-bench");
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let home = home.path().to_str().ok_or("the path is not text")?;
    let line = format!(
        "printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null; \
         exec '{}' {inner}",
        this.display()
    );
    let environment = [("HOME", home), ("XDG_DATA_HOME", home), ("XDG_RUNTIME_DIR", home)];
    let (text, _) = run("dbus-run-session", &["--", "bash", "-c", &line], &environment)?;
    let last = text.lines().last().unwrap_or_default();
    serde_json::from_str(last).map_err(|error| format!("{error}: {text}"))
}

/// Runs a script of `bench/anchors` with Node, and returns the JSON it printed.
pub(crate) fn script(name: &str, arguments: &[&str]) -> Result<serde_json::Value, String> {
    let path = root().join("bench/anchors").join(name);
    let mut all = vec![path.to_str().ok_or("the path is not text")?];
    all.extend(arguments);
    let (text, _) = run("node", &all, &[])?;
    serde_json::from_str(&text).map_err(|error| format!("{name} printed no JSON: {error}: {text}"))
}

/// The processor time of this process so far, of all its threads together, those among them that
/// have ended.
pub(crate) fn cpu() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}

/// The value below which `share` of the samples lie.
pub(crate) fn quantile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index into a few thousand samples"
    )]
    let at = ((samples.len().saturating_sub(1)) as f64 * share).round() as usize;
    samples.get(at).copied().unwrap_or(f64::NAN)
}
