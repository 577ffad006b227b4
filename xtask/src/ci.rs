//! `ci`: everything `test` does, then the acceptance rows, spelling, the engines for the page and the
//! dependency audit.

use crate::{
    error::{Error, Result},
    process::Step,
    rows, setup, test,
    test::Tally,
    wasm,
    workplace::Workplace,
};

/// Set to `1` to install cargo-deny where it is missing.
const INSTALL_DENY: &str = "ATELIER_CI_DENY";

/// Runs all, and fails at the end if any part failed.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    if let Some(other) = arguments.first() {
        return Err(Error::Usage { message: format!("`ci` takes nothing, not `{other}`") });
    }
    let mut tally = Tally::default();
    test::every_stage(workplace, &mut tally)?;
    tally.step(&Step::new("spelling", setup::typos(workplace)).within(&workplace.root));
    tally.check("acceptance rows", || rows::check(workplace));
    tally.check("engines for the page", || wasm::run(workplace, &[]));
    deny(workplace, &mut tally);
    tally.close()
}

/// Audits licences, bans and sources with cargo-deny, if it is there.
fn deny(workplace: &Workplace, tally: &mut Tally) {
    let is_there = || Step::new("cargo-deny", "cargo").args(["deny", "--version"]).succeeds();
    let may_install = std::env::var_os(INSTALL_DENY).is_some_and(|value| value == "1");
    if !is_there() && may_install {
        let install = ["install", "--locked", "cargo-deny"];
        tally.step(&workplace.cargo("installs cargo-deny", install).minutes(40));
    }
    if !is_there() {
        return tally.skip(&format!(
            "licences, bans and sources: cargo-deny is not installed ({INSTALL_DENY}=1 installs it)"
        ));
    }
    tally.step(&workplace.cargo("fetches crates of every platform", ["fetch", "--locked"]));
    let check = ["deny", "--offline", "check", "licenses", "bans", "sources"];
    tally.step(&workplace.cargo("licences, bans and sources", check));
}
