//! Sets up what is logged where.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tracing::Subscriber;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{Registry, reload};

use crate::rolling::{self, Rolling};
use crate::{Level, redact};

/// What is logged where.
#[derive(Clone, Debug)]
pub struct TelemetryOptions {
    /// The folder of the log files; none writes no file.
    pub log_dir: Option<PathBuf>,
    /// What the console (standard error) shows.
    pub console: Level,
    /// What the files keep.
    pub file: Level,
}

impl Default for TelemetryOptions {
    fn default() -> Self {
        Self { log_dir: None, console: Level::CONSOLE, file: Level::FILE }
    }
}

/// What went wrong with the logs. The program can go on without them.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The log file cannot be written.
    #[error("the log in `{}` cannot be written", folder.display())]
    File {
        /// The folder of the logs.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Logs were set up before.
    #[error("the logs are set up already")]
    AlreadyRunning,
    /// The level cannot be changed, because the logs are gone.
    #[error("the logs are gone")]
    Gone,
}

/// The running logs. Every line is written when it is logged; nothing waits to be flushed.
pub struct Telemetry {
    console: reload::Handle<Targets, Registry>,
    file: Option<FileLog>,
    levels: Mutex<Levels>,
}

/// How much is logged where.
#[derive(Clone, Copy)]
struct Levels {
    console: Level,
    file: Level,
}

/// The log that is kept in files. Its layer stands upon the console's.
struct FileLog {
    path: PathBuf,
    /// What it keeps unless told otherwise.
    usual: Level,
    set: Box<dyn Fn(Targets) -> Result<(), TelemetryError> + Send + Sync>,
}

/// Starts logging for the whole process.
///
/// Errors: [`TelemetryError::File`], and [`TelemetryError::AlreadyRunning`] the second time.
pub fn init(options: TelemetryOptions) -> Result<Telemetry, TelemetryError> {
    let (subscriber, telemetry) = subscriber(options)?;
    tracing::subscriber::set_global_default(subscriber)
        .map_err(|_| TelemetryError::AlreadyRunning)?;
    Ok(telemetry)
}

/// Returns what takes the log records, for a part of the program, and the handle to its levels.
///
/// Errors: [`TelemetryError::File`].
pub fn subscriber(
    options: TelemetryOptions,
) -> Result<(impl Subscriber + Send + Sync, Telemetry), TelemetryError> {
    let (console_filter, console) = reload::Layer::new(options.console.filter());
    let console_layer = lines(Gate(io::stderr)).with_filter(console_filter);
    let registry = tracing_subscriber::registry().with(console_layer);
    let (file_layer, file) = match options.log_dir {
        None => (None, None),
        Some(folder) => {
            let rolling = Rolling::open(&folder, rolling::FULL)
                .map_err(|source| TelemetryError::File { folder: folder.clone(), source })?;
            let (filter, handle) = reload::Layer::new(options.file.filter());
            let layer = lines(Gate(Mutex::new(rolling))).with_filter(filter);
            let set = move |targets| handle.reload(targets).map_err(|_| TelemetryError::Gone);
            let path = rolling::path(&folder, 0);
            (Some(layer), Some(FileLog { path, usual: options.file, set: Box::new(set) }))
        }
    };
    let levels = Mutex::new(Levels { console: options.console, file: options.file });
    Ok((registry.with(file_layer), Telemetry { console, file, levels }))
}

impl Telemetry {
    /// Logs this much from now on, on the console and in the files.
    ///
    /// Errors: [`TelemetryError::Gone`] where nothing is logged any more.
    pub fn set_level(&self, level: Level) -> Result<(), TelemetryError> {
        self.console.reload(level.filter()).map_err(|_| TelemetryError::Gone)?;
        if let Some(file) = &self.file {
            (file.set)(level.filter())?;
        }
        *self.levels.lock().unwrap_or_else(PoisonError::into_inner) =
            Levels { console: level, file: level };
        Ok(())
    }

    /// Keeps this much in the files from now on, or as much as at the start. The console, which
    /// belongs to whoever started the program, stays as it is.
    ///
    /// Errors: [`TelemetryError::Gone`] where nothing is logged any more.
    pub fn set_file_level(&self, level: Option<Level>) -> Result<(), TelemetryError> {
        let Some(file) = &self.file else { return Ok(()) };
        let level = level.unwrap_or(file.usual);
        (file.set)(level.filter())?;
        self.levels.lock().unwrap_or_else(PoisonError::into_inner).file = level;
        Ok(())
    }

    /// How much is logged: the more talkative of the console and the files.
    pub fn level(&self) -> Level {
        let levels = *self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        levels.console.max(levels.file)
    }

    /// How much the files keep; none where there are none.
    pub fn file_level(&self) -> Option<Level> {
        self.file.as_ref()?;
        Some(self.levels.lock().unwrap_or_else(PoisonError::into_inner).file)
    }

    /// The current log file; none where nothing is kept.
    pub fn log_file(&self) -> Option<&Path> {
        self.file.as_ref().map(|file| file.path.as_path())
    }
}

/// The layer that writes each record as one line, without colours.
fn lines<S, W>(gate: W) -> impl Layer<S>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    W: for<'writer> MakeWriter<'writer> + 'static,
{
    tracing_subscriber::fmt::layer().with_ansi(false).with_writer(gate)
}

/// Lets lines through to a writer without their secrets.
struct Gate<W>(W);

impl<'a, W: MakeWriter<'a>> MakeWriter<'a> for Gate<W> {
    type Writer = Redacting<W::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        Redacting(self.0.make_writer())
    }
}

/// A writer that is given a record at a time, whole.
struct Redacting<W>(W);

impl<W: Write> Write for Redacting<W> {
    fn write(&mut self, record: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(record);
        let (line, end) = text.strip_suffix('\n').map_or((&*text, ""), |line| (line, "\n"));
        // In one piece, so that lines of several threads do not mix.
        let safe = format!("{}{end}", redact(line));
        self.0.write_all(safe.as_bytes())?;
        Ok(record.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
