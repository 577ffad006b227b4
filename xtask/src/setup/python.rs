//! A Python environment with the official `anthropic` package, for the SDK conformance test, and
//! the spell checker, which Python's registry carries ready-made.

use std::path::PathBuf;

use crate::{error::Result, files, process::Step, workplace::Workplace};

/// Every package it needs, each at one version.
const REQUIREMENTS: &str = "xtask/python-requirements.txt";
/// Copy of the list that was installed last.
const STAMP: &str = "installed.txt";

/// Returns the interpreter of the environment.
pub(super) fn interpreter(workplace: &Workplace) -> PathBuf {
    let place = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    workplace.keep("python").join(place)
}

/// Returns the spell checker of the environment.
pub(super) fn typos(workplace: &Workplace) -> PathBuf {
    let place = if cfg!(windows) { "Scripts/typos.exe" } else { "bin/typos" };
    workplace.keep("python").join(place)
}

/// Makes the environment unless it holds what the list says.
pub(super) fn install(workplace: &Workplace) -> Result<()> {
    let folder = workplace.keep("python");
    let wanted = files::read(&workplace.root.join(REQUIREMENTS))?;
    let stamp = folder.join(STAMP);
    let is_whole = interpreter(workplace).exists();
    if is_whole && files::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    Step::new("a Python environment for tests", "python3")
        .args(["-m", "venv", "--clear"])
        .args([&folder])
        .run()?;
    Step::new("the official anthropic package, and typos", interpreter(workplace))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(["--only-binary", ":all:", "--requirement", REQUIREMENTS])
        .within(&workplace.root)
        .run()?;
    files::write(&stamp, &wanted)
}
