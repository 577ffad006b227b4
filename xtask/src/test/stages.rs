//! What each stage runs, in the order that shows a mistake soonest.

use std::path::PathBuf;

use serde_json::Value;

use super::Tally;
use crate::{
    codegen,
    error::{Result, check},
    files, setup, tidy, wasm,
    workplace::Workplace,
};

/// The most bytes that the built page may have (seed 003: < 2 MB), without engines, grammars,
/// what draws diagrams and the languages but English, which come when they are needed and have
/// budgets of their own.
const PAGE_BUDGET: u64 = 2_000_000;
/// An address at which no bus answers: a test that needs one starts its own, and none may reach
/// the keychain of the person who runs the tests.
const NO_BUS: &str = "unix:path=/nonexistent/tests-start-their-own-bus";

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Generated files, rules of the house, format.
    Checks,
    /// The page: types, lint, build, budget, unit tests, dead exports.
    Ui,
    /// Rust: lint and tests.
    Rust,
    /// The official SDKs against the simulator and the HTTP door.
    Sdk,
    /// The page in Chromium.
    Page,
    /// The window through `WebDriver`, on a display of its own.
    Window,
}

impl Stage {
    /// All, in order.
    pub(super) const ALL: [Self; 6] =
        [Self::Checks, Self::Ui, Self::Rust, Self::Sdk, Self::Page, Self::Window];

    /// Its word on the command line.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Checks => "checks",
            Self::Ui => "ui",
            Self::Rust => "rust",
            Self::Sdk => "sdk",
            Self::Page => "page",
            Self::Window => "window",
        }
    }

    /// Whether it compiles or runs programs that carry the built page.
    pub(super) fn needs_programs(self) -> bool {
        !matches!(self, Self::Checks | Self::Ui)
    }

    /// Runs it.
    pub(super) fn run(self, workplace: &Workplace, tally: &mut Tally) {
        match self {
            Self::Checks => checks(workplace, tally),
            Self::Ui => ui(workplace, tally),
            Self::Rust => rust(workplace, tally),
            Self::Sdk => end_to_end(workplace, "test:sdk", tally),
            Self::Page => end_to_end(workplace, "test:page", tally),
            Self::Window => end_to_end(workplace, "test:window", tally),
        }
    }
}

/// Builds the debug programs that the end-to-end stages run; returns whether they are built.
pub(super) fn programs(workplace: &Workplace, tally: &mut Tally) -> bool {
    let build = ["build", "--workspace", "--bins", "--exclude", "xtask"];
    tally.step(&workplace.cargo("builds the programs", build).minutes(60))
}

// rows: 2.01, 2.02, 2.51, 2.57
fn checks(workplace: &Workplace, tally: &mut Tally) {
    tally.check("generated files", || fresh(workplace));
    tally.check("rules of the house", || tidy::run(workplace, &[]));
    tally.step(&workplace.cargo("Rust format", ["fmt", "--all", "--check"]));
}

fn fresh(workplace: &Workplace) -> Result<()> {
    let stale = codegen::stale(&workplace.root);
    if stale.is_empty() {
        return Ok(());
    }
    Err(check(format!("{stale:?} are out of date; run `cargo xtask codegen`")))
}

fn ui(workplace: &Workplace, tally: &mut Tally) {
    // The page's types are those of the engines' bindings, which are built.
    tally.check("engines for the page", || wasm::fresh(workplace));
    tally.step(&workplace.npm("TypeScript: types, format, lint", ["run", "check"]));
    tally.step(&workplace.npm("catalogues of the page", ["run", "check:catalogue"]));
    tally.step(&workplace.npm("TypeScript: tests", ["test"]));
    tally.step(&workplace.npm("TypeScript: dead exports", ["run", "knip"]));
    if tally.step(&workplace.npm("builds the page", ["run", "build"])) {
        tally.check("weight of the page", || weigh_page(workplace));
    }
}

// rows: 3.137, 3.186
fn weigh_page(workplace: &Workplace) -> Result<()> {
    let all = files::below(&workplace.root.join("ui/dist"))?;
    let is_first = |path: &&PathBuf| {
        let name = path.to_string_lossy();
        !name.contains(".wasm") && !name.ends_with(".gz") && !name.contains("/language-")
    };
    let bytes = all.iter().filter(is_first).map(|path| files::size(path)).sum::<Result<u64>>()?;
    println!("ui/dist holds {bytes} of {PAGE_BUDGET} bytes");
    if bytes >= PAGE_BUDGET {
        return Err(check(format!(
            "the page weighs {bytes} bytes; less than {PAGE_BUDGET} may be"
        )));
    }
    Ok(())
}

// rows: 1.41, 1.43, 1.44, 1.64, 2.05, 2.14, 2.51, 2.56, 2.57, 2.61
fn rust(workplace: &Workplace, tally: &mut Tally) {
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    tally.step(&workplace.cargo("Rust: lint", clippy).minutes(60));
    let nextest = workplace.cargo("nextest", ["nextest", "--version"]).succeeds();
    let runs: &[&[&str]] = if nextest {
        &[&["nextest", "run", "--workspace", "--no-fail-fast"], &["test", "--workspace", "--doc"]]
    } else {
        &[&["test", "--workspace", "--no-fail-fast"]]
    };
    for run in runs {
        let step = workplace.cargo("Rust: tests", []).args(run.iter().copied());
        tally.step(&step.env("DBUS_SESSION_BUS_ADDRESS", NO_BUS).minutes(60));
    }
}

// rows: 2.56, 3.191
/// Runs a script of `e2e/package.json`. It opens the display and the bus that it needs itself.
fn end_to_end(workplace: &Workplace, script: &'static str, tally: &mut Tally) {
    let package = files::read(&workplace.root.join("e2e/package.json")).unwrap_or_default();
    if !has_script(&package, script) {
        return tally.skip(&format!("`{script}`: e2e/package.json has no such script"));
    }
    let step = workplace.npm(script, ["run", script, "--workspace", "e2e"]);
    let step = step.env("DBUS_SESSION_BUS_ADDRESS", NO_BUS);
    let python = setup::python(workplace);
    let step = step.env("CARGO_TARGET_DIR", &workplace.target).env("ATELIER_TEST_PYTHON", python);
    tally.step(&step.minutes(30));
}

fn has_script(package: &str, script: &str) -> bool {
    let package: Value = serde_json::from_str(package).unwrap_or_default();
    package.get("scripts").and_then(|scripts| scripts.get(script)).is_some()
}

#[cfg(test)]
mod tests {
    //! A missing end-to-end script is noticed.

    use super::has_script;

    #[test]
    fn only_declared_scripts_are_run() {
        let package = r#"{ "scripts": { "test:page": "vitest run" } }"#;
        assert!(has_script(package, "test:page"));
        assert!(!has_script(package, "test:window"));
        assert!(!has_script("", "test:page"), "there is no such file");
    }
}
