//! The simulator as a program: prints its URL on the first line and runs until it is ended.
//!
//! `atelier-simulator [--port PORT]`. It ends when its standard input is closed, so that it never
//! outlives a test that started it.

use std::io::Write;
use std::process::ExitCode;

use atelier_simulator::{Simulator, SimulatorOptions};

fn main() -> ExitCode {
    let mut options = SimulatorOptions::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), arguments.next().and_then(|port| port.parse().ok())) {
            ("--port", Some(port)) => options.port = port,
            _ => return complain("usage: atelier-simulator [--port PORT]"),
        }
    }
    let simulator = match Simulator::start(options) {
        Ok(simulator) => simulator,
        Err(error) => return complain(&format!("error: the simulator cannot listen: {error}")),
    };
    let mut output = std::io::stdout().lock();
    if writeln!(output, "{}", simulator.url()).and_then(|()| output.flush()).is_err() {
        return ExitCode::FAILURE;
    }
    // Whatever arrives is of no interest; its end is.
    let _read = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
    ExitCode::SUCCESS
}

fn complain(message: &str) -> ExitCode {
    // There is nobody left to tell where this fails.
    let _written = writeln!(std::io::stderr(), "{message}");
    ExitCode::from(2)
}
