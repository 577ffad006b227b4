//! `setup`: installs what is missing, and does nothing when nothing is.

mod npm;
mod packages;
mod python;

use crate::{
    error::{Error, Result},
    workplace::Workplace,
};

/// What a machine is prepared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Compiling the programs and the page.
    Build,
    /// Running them.
    Run,
    /// Running every test.
    Test,
}

impl Purpose {
    const ALL: [Self; 3] = [Self::Build, Self::Run, Self::Test];

    /// The word for it on the command line.
    fn word(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Run => "run",
            Self::Test => "test",
        }
    }
}

/// Prepares the machine for the purposes named, or for all.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    let mut purposes = Vec::new();
    for word in arguments {
        let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.word() == word);
        purposes.push(purpose.ok_or_else(|| Error::Usage {
            message: format!("`setup` prepares for build, run and test, not for `{word}`"),
        })?);
    }
    if purposes.is_empty() {
        purposes.extend(Purpose::ALL);
    }
    prepare(workplace, &purposes)
}

/// Installs what the purposes need and the machine lacks.
pub(crate) fn prepare(workplace: &Workplace, purposes: &[Purpose]) -> Result<()> {
    packages::install(purposes)?;
    npm::install(workplace)?;
    if purposes.contains(&Purpose::Test) {
        python::install(workplace)?;
    }
    Ok(())
}

/// Returns the Python that has the official `anthropic` package.
pub(crate) fn python(workplace: &Workplace) -> std::path::PathBuf {
    python::interpreter(workplace)
}

/// Returns the spell checker.
pub(crate) fn typos(workplace: &Workplace) -> std::path::PathBuf {
    python::typos(workplace)
}
