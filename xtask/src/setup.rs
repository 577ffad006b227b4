//! `setup`: installs what is missing, and does nothing when nothing is.

mod npm;
mod packages;
mod python;
mod wasm;

pub(crate) use self::wasm::{
    CTools, Compiler, TARGET, bindgen as wasm_bindgen, c_tools, compiler as wasm_compiler,
    optimizer as wasm_optimizer,
};
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
    /// Measuring against other programs.
    Bench,
    /// Compiling for the page.
    Page,
}

impl Purpose {
    const ALL: [Self; 5] = [Self::Build, Self::Run, Self::Test, Self::Bench, Self::Page];
    /// What is prepared for when nothing is named.
    const USUAL: [Self; 3] = [Self::Build, Self::Run, Self::Test];

    /// The word for it on the command line.
    fn word(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Run => "run",
            Self::Test => "test",
            Self::Bench => "bench",
            Self::Page => "wasm",
        }
    }
}

/// Prepares the machine for the purposes named, or for what is usual.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    let mut purposes = Vec::new();
    for word in arguments {
        let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.word() == word);
        purposes.push(purpose.ok_or_else(|| Error::Usage {
            message: format!(
                "`setup` prepares for build, run, test, bench and wasm, not for `{word}`"
            ),
        })?);
    }
    if purposes.is_empty() {
        purposes.extend(Purpose::USUAL);
    }
    prepare(workplace, &purposes)
}

/// Installs what the purposes need and the machine lacks.
pub(crate) fn prepare(workplace: &Workplace, purposes: &[Purpose]) -> Result<()> {
    packages::install(purposes)?;
    npm::install(workplace)?;
    if purposes.contains(&Purpose::Test) {
        python::TESTS.install(workplace)?;
    }
    if purposes.contains(&Purpose::Bench) {
        python::ANCHORS.install(workplace)?;
    }
    if purposes.contains(&Purpose::Page) {
        wasm::compiler(workplace)?;
        wasm::c_tools()?;
        wasm::bindgen(workplace)?;
        wasm::optimizer(workplace)?;
    }
    Ok(())
}

/// Returns the Python that has the official `anthropic` package.
pub(crate) fn python(workplace: &Workplace) -> std::path::PathBuf {
    python::TESTS.interpreter(workplace)
}

/// Returns the Python that has what is measured against.
pub(crate) fn anchors_python(workplace: &Workplace) -> std::path::PathBuf {
    python::ANCHORS.interpreter(workplace)
}

/// Returns the spell checker.
pub(crate) fn typos(workplace: &Workplace) -> std::path::PathBuf {
    python::typos(workplace)
}
