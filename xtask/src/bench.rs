//! `bench`: builds what is measured, for use, and measures it.

use crate::{
    error::{self, Result},
    process::Step,
    run,
    setup::{self, Purpose},
    workplace::{Profile, Workplace},
};

/// Builds release programs and hands the terminal to `atelier-bench`, arguments included.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    setup::prepare(workplace, &[Purpose::Build, Purpose::Run, Purpose::Test])?;
    // Anchors that are missing are said to be, row by row.
    if let Err(error) = setup::prepare(workplace, &[Purpose::Bench]) {
        eprintln!("some of what is measured against is missing: {}", error::chain(&error));
    }
    run::page(workplace)?;
    let build = ["build", "--release", "--workspace", "--bins", "--exclude", "xtask"];
    workplace.cargo("builds what is measured", build).minutes(90).run()?;
    Step::new("measures", workplace.program(Profile::Release, "atelier-bench"))
        .args(arguments)
        .env("ATELIER_ANCHORS_PYTHON", setup::anchors_python(workplace))
        .within(&workplace.root)
        .attend()
}
