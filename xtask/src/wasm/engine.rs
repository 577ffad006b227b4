//! One engine: compiled, bound to JavaScript, made small.

use std::path::{Path, PathBuf};

use super::{PLACE, Tools};
use crate::{
    error::{Result, check},
    process::Step,
    setup::{Compiler, TARGET},
    workplace::Workplace,
};

/// What WebKitGTK and Chromium know and Rust makes use of.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Returns the package that is an engine's skin.
pub(super) fn package(name: &str) -> String {
    format!("atelier-{name}-wasm")
}

/// Returns where the module of an engine lies once it is built.
pub(super) fn module(workplace: &Workplace, name: &str) -> PathBuf {
    workplace.root.join(PLACE).join(name).join(format!("{name}_bg.wasm"))
}

/// Builds the engine `name`.
pub(super) fn build(workplace: &Workplace, tools: &Tools, name: &str) -> Result<()> {
    if !workplace.root.join("wasm").join(name).join("Cargo.toml").exists() {
        return Err(check(format!("wasm/{name} is missing")));
    }
    let package = package(name);
    let target = compile(workplace, tools.compiler, &package)?;
    let file = package.replace('-', "_");
    let compiled = target.join(TARGET).join("wasm").join(format!("{file}.wasm"));
    let place = workplace.root.join(PLACE).join(name);
    Step::new("binds it to JavaScript", &tools.bindgen)
        .args([compiled.as_os_str(), name.as_ref(), place.as_os_str()])
        .run()?;
    shrink(&tools.optimizer, &module(workplace, name))
}

/// Compiles, and returns the target folder.
fn compile(workplace: &Workplace, compiler: Compiler, package: &str) -> Result<PathBuf> {
    let build = ["build", "--locked", "--profile", "wasm", "--target", TARGET, "--package"];
    match compiler {
        Compiler::Usual => {
            let step = workplace.cargo("compiles for the page", build).args([package]);
            step.minutes(30).run()?;
            Ok(workplace.target.clone())
        }
        Compiler::Debian => {
            // Apart, for it is another compiler.
            let target = workplace.keep("wasm-debian");
            Step::new("compiles for the page, with its library", "/usr/bin/cargo")
                .args(build)
                .args([
                    package,
                    "-Zbuild-std=std,panic_abort",
                    "-Zbuild-std-features=optimize_for_size",
                ])
                .within(&workplace.root)
                .env("RUSTC", "/usr/bin/rustc")
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/bin/wasm-ld-22")
                .env("CARGO_TARGET_DIR", &target)
                .minutes(30)
                .run()?;
            Ok(target)
        }
    }
}

/// Makes a module small, in its place.
pub(super) fn shrink(optimizer: &Path, module: &Path) -> Result<()> {
    Step::new("makes it small", "node")
        .args([optimizer])
        .args(["-Oz", "--converge", "--strip-debug", "--strip-producers"])
        .args(FEATURES)
        .args(["--output".as_ref(), module, module])
        .run()
}
