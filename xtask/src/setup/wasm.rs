//! What turns Rust into WebAssembly for the page: a standard library in source, `wasm-bindgen` of the
//! very version that the engines have, and `wasm-opt` from npm.

use std::path::{Path, PathBuf};

use super::packages;
use crate::{
    error::{Result, check},
    files,
    process::Step,
    workplace::Workplace,
};

/// What is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's compiler for building browsers, and its standard library in source.
const DEBIAN: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// Debian's compiler of C that goes with it; elsewhere the usual one does.
const DEBIAN_C: &[&str] = &["clang-22", "lld-22"];
const USUAL_C: &[&str] = &["clang", "lld"];

/// The compiler that compiles for the target, its library too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compiler {
    /// The usual one, with its library in source.
    Usual,
    /// Debian's.
    Debian,
}

/// Finds a compiler with its library in source, or installs one: through `rustup`, and where that
/// cannot, through Debian's packages.
pub(crate) fn compiler(workplace: &Workplace) -> Result<Compiler> {
    if has_source(workplace) {
        return Ok(Compiler::Usual);
    }
    let add = Step::new("adds the library", "rustup").args(["component", "add", "rust-src"]);
    if add.within(&workplace.root).watch().result.is_ok() && has_source(workplace) {
        return Ok(Compiler::Usual);
    }
    if !cfg!(target_os = "linux") {
        let message = "the compiler's library is not there: `rustup component add rust-src`";
        return Err(check(message.to_owned()));
    }
    packages::install_named(DEBIAN)?;
    Ok(Compiler::Debian)
}

/// Whether the usual compiler has the standard library in source.
fn has_source(workplace: &Workplace) -> bool {
    let ask = Step::new("asks for the library", "rustc").args(["--print", "sysroot"]);
    let answer = ask.within(&workplace.root).capture();
    let library = "lib/rustlib/src/rust/library/Cargo.lock";
    answer.is_ok_and(|folder| Path::new(folder.trim()).join(library).exists())
}

/// What turns C into WebAssembly.
pub(crate) struct CTools {
    /// Clang.
    pub(crate) compiler: &'static str,
    linker: &'static str,
}

impl CTools {
    /// A step that links modules.
    pub(crate) fn link(&self, title: &'static str) -> Step {
        Step::new(title, self.linker)
    }
}

/// Finds a compiler of C for the target, or installs one.
pub(crate) fn c_tools() -> Result<CTools> {
    if let Some(found) = find_c_tools() {
        return Ok(found);
    }
    if cfg!(target_os = "linux") {
        packages::install_named(DEBIAN_C).or_else(|_| packages::install_named(USUAL_C))?;
    }
    let missing = || check("no clang with wasm-ld that compiles for wasm32".to_owned());
    find_c_tools().ok_or_else(missing)
}

fn find_c_tools() -> Option<CTools> {
    let knows = |name: &&&str| {
        let ask = Step::new("asks for targets", **name).args(["--print-targets"]);
        ask.capture().is_ok_and(|targets| targets.contains("wasm32"))
    };
    let runs = |name: &&&str| Step::new("asks", **name).args(["--version"]).succeeds();
    Some(CTools {
        compiler: ["clang-22", "clang"].iter().find(knows)?,
        linker: ["wasm-ld-22", "wasm-ld"].iter().find(runs)?,
    })
}

/// Builds the program that binds modules to JavaScript, and returns where it lies.
pub(crate) fn bindgen(workplace: &Workplace) -> Result<PathBuf> {
    let folder = workplace.root.join("xtask/bindgen");
    let version = |lock: &str, package| -> Result<String> {
        locked(lock, package).ok_or_else(|| check(format!("a Cargo.lock holds no {package}")))
    };
    let ours = files::read(&workplace.root.join("Cargo.lock"))?;
    let its = files::read(&folder.join("Cargo.lock"))?;
    let ours = version(&ours, "wasm-bindgen")?;
    let its = version(&its, "wasm-bindgen-cli-support")?;
    if ours != its {
        return Err(check(format!(
            "the engines have wasm-bindgen {ours}, xtask/bindgen has {its}: they must be the same"
        )));
    }
    let target = workplace.keep("bindgen");
    workplace
        .cargo("wasm-bindgen, of the locked version", ["build", "--quiet", "--locked"])
        .within(&folder)
        .env("CARGO_TARGET_DIR", &target)
        .minutes(30)
        .run()?;
    Ok(target.join("debug").join(format!("atelier-bindgen{}", std::env::consts::EXE_SUFFIX)))
}

/// Returns `wasm-opt`, which npm installed with the other packages.
pub(crate) fn optimizer(workplace: &Workplace) -> Result<PathBuf> {
    let program = workplace.root.join("node_modules/binaryen/bin/wasm-opt");
    if program.exists() {
        return Ok(program);
    }
    Err(check("node_modules holds no binaryen, which has wasm-opt".to_owned()))
}

/// The version of a package that a lock file holds.
fn locked(lock: &str, package: &str) -> Option<String> {
    let entry = lock
        .split("[[package]]")
        .find(|entry| entry.lines().any(|line| line == format!("name = \"{package}\"")))?;
    let version = entry.lines().find_map(|line| line.strip_prefix("version = \""))?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    //! The locked version is read out, and no other package's.

    use super::locked;

    #[test]
    fn the_version_is_that_of_the_very_package() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
