//! Logs: on the console where they are asked for, in files only while serving.

use std::path::PathBuf;

use atelier_app::telemetry::{self, Level, TelemetryOptions};

use crate::terminal::{Style, Terminal};

/// Starts logging. A command that ends at once keeps no log, unless `folder` says where.
pub(crate) fn start(terminal: Terminal, asked: Option<Level>, folder: Option<PathBuf>) {
    let quiet = if folder.is_some() { Level::Warn } else { Level::Off };
    let options = TelemetryOptions {
        log_dir: folder,
        console: asked.unwrap_or(quiet),
        file: asked.unwrap_or(Level::FILE),
    };
    if let Err(error) = telemetry::init(options) {
        terminal.say(Style::Notice, &format!("note: {error}; it goes on without"));
    }
}
