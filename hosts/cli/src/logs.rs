//! Logs: on the console where they are asked for, in files only while serving.

use std::{path::PathBuf, sync::Arc};

use atelier_app::telemetry::{self, Level, Telemetry, TelemetryOptions};

use crate::terminal::{Style, Terminal};

/// Starts logging. A command that ends at once keeps no log, unless `folder` says where.
pub(crate) fn start(
    terminal: Terminal,
    asked: Option<Level>,
    folder: Option<PathBuf>,
) -> Option<Arc<Telemetry>> {
    let quiet = if folder.is_some() { Level::Warn } else { Level::Off };
    let options = TelemetryOptions {
        log_dir: folder,
        console: asked.unwrap_or(quiet),
        file: asked.unwrap_or(Level::FILE),
    };
    let started = telemetry::init(options);
    if let Err(error) = &started {
        terminal.say(Style::Notice, &format!("note: {error}; it goes on without"));
    }
    started.ok().map(Arc::new)
}
