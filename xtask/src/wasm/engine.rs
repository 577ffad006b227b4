//! One engine: compiled, bound to JavaScript, made small.

use std::path::{Path, PathBuf};

use super::{PLACE, Tools, compile::compile};
use crate::{
    error::{Result, check},
    process::Step,
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

/// Passes that find more in what Rust compiles to. Nothing is kept in the first kilobyte of memory,
/// where the stack ends; so what is added to an address never leads past the last one.
const HARDER: &[&str] = &[
    "--low-memory-unused",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--optimize-added-constants-propagate",
    "-Oz",
    "--converge",
    "--const-hoisting",
    "--reorder-locals",
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
    let compiled = compile(workplace, tools.compiler, &package(name))?;
    let place = workplace.root.join(PLACE).join(name);
    Step::new("binds it to JavaScript", &tools.bindgen)
        .args([compiled.as_os_str(), name.as_ref(), place.as_os_str()])
        .run()?;
    shrink(&tools.optimizer, &module(workplace, name), HARDER)
}

/// Makes a module small by `passes`, in its place.
pub(super) fn shrink(optimizer: &Path, module: &Path, passes: &[&str]) -> Result<()> {
    Step::new("makes it small", "node")
        .args([optimizer])
        .args(passes)
        .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
        .args(FEATURES)
        .args(["--output".as_ref(), module, module])
        .run()
}
