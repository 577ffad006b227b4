//! `bench`: builds what is measured, for use, and measures it.

use crate::{
    error::Result,
    process::Step,
    run,
    setup::{self, Purpose},
    workplace::{Profile, Workplace},
};

/// Builds release programs and hands the terminal to `atelier-bench`, arguments included.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    setup::prepare(workplace, &[Purpose::Build, Purpose::Run, Purpose::Test])?;
    run::page(workplace)?;
    let build = ["build", "--release", "--workspace", "--bins", "--exclude", "xtask"];
    workplace.cargo("builds what is measured", build).minutes(90).run()?;
    Step::new("measures", workplace.program(Profile::Release, "atelier-bench"))
        .args(arguments)
        .within(&workplace.root)
        .attend()
}
