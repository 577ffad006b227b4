//! A display of a test's own.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

/// Starts an X server on the first display number that is free.
pub(crate) fn display() -> (Child, String) {
    #[expect(clippy::disallowed_methods, reason = "the test is its own supervisor")]
    let mut command = Command::new("Xvfb");
    let mut display = command
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed (`cargo xtask test` sees to it)");
    let mut number = String::new();
    BufReader::new(display.stdout.take().unwrap()).read_line(&mut number).unwrap();
    (display, number.trim().to_owned())
}
