//! A display and a session bus of our own, so that every start meets the same.

#![expect(clippy::disallowed_methods, reason = "starting programs is what a benchmark does")]

use std::{
    io::{BufRead as _, BufReader, Read},
    process::{Command, Stdio},
};

use crate::child::Running;

/// A display and a session bus that end with the value.
pub(crate) struct Desk {
    /// What `DISPLAY` names.
    pub(crate) display: String,
    /// What `DBUS_SESSION_BUS_ADDRESS` names.
    pub(crate) bus: String,
    _children: [Running; 2],
}

impl Desk {
    pub(crate) fn new() -> Result<Self, String> {
        let (x, number) = first_line(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
                .stderr(Stdio::null()),
        )?;
        let (bus, address) =
            first_line(Command::new("dbus-daemon").args(["--session", "--print-address=1"]))?;
        Ok(Self { display: format!(":{number}"), bus: address, _children: [x, bus] })
    }
}

fn first_line(command: &mut Command) -> Result<(Running, String), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{name} does not start: {error}"))?;
    let stdout = child.stdout.take().ok_or(format!("{name} has no output"))?;
    let running = Running(child);
    let mut reader = BufReader::new(stdout);
    let mut line = String::new();
    reader.read_line(&mut line).map_err(|error| error.to_string())?;
    // The rest is read away, so that the child never waits for room.
    std::thread::spawn(move || drop(reader.read_to_end(&mut Vec::new())));
    Ok((running, line.trim().to_owned()))
}
