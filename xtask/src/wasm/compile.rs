//! Compiles a package for the page together with the standard library: both for size, and without the
//! messages of panics.

use std::path::PathBuf;

use crate::{
    error::Result,
    process::Step,
    setup::{Compiler, TARGET},
    workplace::Workplace,
};

/// A panic ends the module at once, for nobody reads in a page what it says. A signature that does not
/// fit its call is an error. And addresses behind a stack of less than a megabyte are a byte shorter.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort \
                     -Clink-arg=--fatal-warnings -Clink-arg=-zstack-size=983040";

/// Compiles `package`, and returns the module.
pub(super) fn compile(workplace: &Workplace, compiler: Compiler, package: &str) -> Result<PathBuf> {
    // Apart from what is built otherwise, and by another compiler.
    let target = workplace.keep(match compiler {
        Compiler::Usual => "wasm",
        Compiler::Debian => "wasm-debian",
    });
    let title = "compiles for the page, with its library";
    let step = match compiler {
        Compiler::Usual => workplace.cargo(title, []),
        Compiler::Debian => Step::new(title, "/usr/bin/cargo")
            .within(&workplace.root)
            .env("RUSTC", "/usr/bin/rustc")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/bin/wasm-ld-22"),
    };
    step.args(["build", "--locked", "--profile", "wasm", "--target", TARGET])
        .args(["--package", package])
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
        // A released compiler builds its library only so.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", FLAGS)
        .env("CARGO_TARGET_DIR", &target)
        .minutes(30)
        .run()?;
    let file = package.replace('-', "_");
    Ok(target.join(TARGET).join("wasm").join(format!("{file}.wasm")))
}
