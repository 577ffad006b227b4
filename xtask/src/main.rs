//! The project's own commands: `cargo xtask <command>`. Each is one small file that builds on
//! `process` (the only place that starts children) and `workplace` (where things lie). It must
//! compile before anything but Rust is installed, so it depends on the contract and little else.

#![expect(clippy::print_stderr, clippy::print_stdout, reason = "a command-line tool talks there")]

mod bench;
mod ci;
mod codegen;
mod dist;
mod error;
mod files;
mod process;
mod rows;
mod run;
mod setup;
mod test;
mod tidy;
mod wasm;
mod workplace;

use std::{fmt::Write as _, process::ExitCode};

use error::{Error, Result};
use workplace::Workplace;

/// One command: its name, what it takes, what it does in one line, and how.
struct Command {
    name: &'static str,
    takes: &'static str,
    about: &'static str,
    run: fn(&Workplace, &[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "run",
        takes: "[--headless] [--release] [-- …]",
        about: "installs what is missing, builds, and opens the window (or serves the page)",
        run: run::run,
    },
    Command {
        name: "test",
        takes: "[checks|ui|rust|sdk|page|window]…",
        about: "runs every check and every test, or the named stages only",
        run: test::run,
    },
    Command {
        name: "ci",
        takes: "",
        about: "everything `test` does, then rows, spelling, engines and the dependency audit",
        run: ci::run,
    },
    Command {
        name: "setup",
        takes: "[build|run|test|bench|wasm]…",
        about: "installs missing system, npm and Python packages; does nothing when none is missing",
        run: setup::run,
    },
    Command {
        name: "tidy",
        takes: "",
        about: "checks the rules of the house that no other tool can see",
        run: tidy::run,
    },
    Command {
        name: "rows",
        takes: "[--check]",
        about: "prints which tests prove which row of docs/acceptance.md",
        run: rows::run,
    },
    Command {
        name: "codegen",
        takes: "",
        about: "writes the files generated from the contract",
        run: codegen::run,
    },
    Command {
        name: "bench",
        takes: "[--json FILE] [--filter GROUP] [--soak [--minutes N]]",
        about: "measures the budgets on release builds, each beside its anchor",
        run: bench::run,
    },
    Command {
        name: "wasm",
        takes: "[ENGINE|grammars]…",
        about: "builds the engines for the page, and holds each against its budget",
        run: wasm::run,
    },
    Command {
        name: "dist",
        takes: "",
        about: "builds the .deb and prints what it weighs",
        run: dist::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", &[] as &[String]),
    };
    if matches!(name, "help" | "--help" | "-h") {
        print!("{}", help());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprint!("error: there is no command `{name}`\n\n{}", help());
        return ExitCode::from(2);
    };
    match Workplace::find().and_then(|workplace| (command.run)(&workplace, rest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error @ Error::Usage { .. }) => {
            eprint!("error: {error}\n\n{}", help());
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("error: {}", error::chain(&error));
            ExitCode::FAILURE
        }
    }
}

/// What each command takes and does, one line each.
fn help() -> String {
    let mut out = String::from("cargo xtask <command>\n\n");
    for Command { name, takes, about, .. } in COMMANDS {
        let call = format!("{name} {takes}");
        let _ = writeln!(out, "  {call:<45} {about}");
    }
    out
}
