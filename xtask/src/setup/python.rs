//! Python environments: one with the official `anthropic` package, for the SDK conformance test, and
//! the spell checker, which Python's registry carries ready-made; and one with what is measured
//! against.

use std::path::PathBuf;

use crate::{error::Result, files, process::Step, workplace::Workplace};

/// An environment: where it is kept, and the list of every package it needs, each at one version.
#[derive(Clone, Copy, Debug)]
pub(super) struct Environment {
    title: &'static str,
    folder: &'static str,
    requirements: &'static str,
}

/// What tests need.
pub(super) const TESTS: Environment = Environment {
    title: "the official anthropic package, and typos",
    folder: "python",
    requirements: "xtask/python-requirements.txt",
};

/// What benchmarks measure against.
pub(super) const ANCHORS: Environment = Environment {
    title: "what is measured against, in Python",
    folder: "python-anchors",
    requirements: "bench/anchors/python-requirements.txt",
};

/// Copy of the list that was installed last.
const STAMP: &str = "installed.txt";

impl Environment {
    /// Returns the interpreter of the environment.
    pub(super) fn interpreter(self, workplace: &Workplace) -> PathBuf {
        let place = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
        workplace.keep(self.folder).join(place)
    }

    /// Makes the environment unless it holds what the list says.
    pub(super) fn install(self, workplace: &Workplace) -> Result<()> {
        let folder = workplace.keep(self.folder);
        let wanted = files::read(&workplace.root.join(self.requirements))?;
        let stamp = folder.join(STAMP);
        let is_whole = self.interpreter(workplace).exists();
        if is_whole && files::read(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        Step::new("a Python environment", "python3")
            .args(["-m", "venv", "--clear"])
            .args([&folder])
            .run()?;
        Step::new(self.title, self.interpreter(workplace))
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--only-binary", ":all:", "--requirement", self.requirements])
            .within(&workplace.root)
            .run()?;
        files::write(&stamp, &wanted)
    }
}

/// Returns the spell checker of the environment for tests.
pub(super) fn typos(workplace: &Workplace) -> PathBuf {
    let place = if cfg!(windows) { "Scripts/typos.exe" } else { "bin/typos" };
    workplace.keep(TESTS.folder).join(place)
}
