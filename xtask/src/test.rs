//! `test`: every check and every test, stage by stage, and one line that sums them up.

mod counts;
mod named;
mod stages;
mod tally;

use self::stages::Stage;
pub(crate) use self::tally::Tally;
use crate::{
    error::{Error, Result},
    setup::{self, Purpose},
    workplace::Workplace,
};

/// Runs the named stages, or all.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    let mut tally = Tally::default();
    if arguments.is_empty() {
        every_stage(workplace, &mut tally)?;
        return tally.close();
    }
    let mut chosen = Vec::new();
    for word in arguments {
        let stage = Stage::ALL.into_iter().find(|stage| stage.word() == word);
        chosen.push(stage.ok_or_else(|| {
            let known = Stage::ALL.map(Stage::word).join(", ");
            Error::Usage { message: format!("`test` knows the stages {known}, not `{word}`") }
        })?);
    }
    run_stages(workplace, &chosen, &mut tally)?;
    tally.close()
}

/// Runs all stages.
pub(crate) fn every_stage(workplace: &Workplace, tally: &mut Tally) -> Result<()> {
    run_stages(workplace, &Stage::ALL, tally)
}

fn run_stages(workplace: &Workplace, stages: &[Stage], tally: &mut Tally) -> Result<()> {
    let programs = stages.iter().any(|stage| stage.needs_programs());
    let purposes: &[_] =
        if programs { &[Purpose::Build, Purpose::Run, Purpose::Test] } else { &[] };
    setup::prepare(workplace, purposes)?;
    if programs && !stages.contains(&Stage::Ui) {
        // The programs carry the page.
        crate::run::page(workplace)?;
    }
    let mut built = None;
    for stage in stages {
        let runs_programs = stage.needs_programs() && *stage != Stage::Rust;
        if runs_programs && !*built.get_or_insert_with(|| stages::programs(workplace, tally)) {
            tally.skip(&format!("{}: the programs do not build", stage.word()));
            continue;
        }
        stage.run(workplace, tally);
    }
    Ok(())
}
