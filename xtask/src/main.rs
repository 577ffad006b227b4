//! The project's own commands: `cargo xtask <command>`.

#![expect(clippy::print_stderr, reason = "a command-line tool talks on the terminal")]

mod codegen;

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    match std::env::args().nth(1).as_deref() {
        Some("codegen") => match codegen::write(root) {
            Ok(changed) => {
                eprintln!("{} generated files changed: {changed:?}", changed.len());
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("error: the generated files could not be written: {error}");
                ExitCode::FAILURE
            }
        },
        _ => ExitCode::from(2),
    }
}
