//! `wasm`: builds the engines for the page, and holds each against its budget.

use std::path::{Path, PathBuf};

use crate::{
    error::{Result, check},
    files,
    process::Step,
    setup::{self, Compiler, Purpose, TARGET},
    workplace::Workplace,
};

/// An engine for the page: its folder in `wasm/`, and how many bytes it may have.
struct Engine {
    name: &'static str,
    budget: u64,
}

// rows: 3.060, 3.061, 3.062, 3.068
const ENGINES: &[Engine] = &[
    Engine { name: "reasoningbank", budget: 150_000 },
    // Without grammars, which are files of their own.
    Engine { name: "agent-booster", budget: 200_000 },
    Engine { name: "math-framework", budget: 80_000 },
];

/// Where the built modules lie, a folder each. They are not kept in git.
const PLACE: &str = "ui/src/wasm/generated";
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

/// Builds the engines that are named, or all.
pub(crate) fn run(workplace: &Workplace, names: &[String]) -> Result<()> {
    let known = |name: &String| ENGINES.iter().any(|engine| engine.name == name);
    if let Some(name) = names.iter().find(|name| !known(name)) {
        let all: Vec<&str> = ENGINES.iter().map(|engine| engine.name).collect();
        let message = format!("there is no engine `{name}`; there are {}", all.join(", "));
        return Err(crate::error::Error::Usage { message });
    }
    setup::prepare(workplace, &[Purpose::Page])?;
    let tools = Tools {
        compiler: setup::wasm_compiler(workplace)?,
        bindgen: setup::wasm_bindgen(workplace)?,
        optimizer: setup::wasm_optimizer(workplace)?,
    };
    let wanted = |engine: &&Engine| names.is_empty() || names.iter().any(|it| it == engine.name);
    let mut sizes = Vec::new();
    for engine in ENGINES.iter().filter(wanted) {
        let module = build(workplace, &tools, engine)?;
        sizes.push((engine, files::size(&module)?));
    }
    println!("\nEngines for the page, below {PLACE}:");
    for (engine, size) in &sizes {
        println!("  {:<16} {size:>8} of {} bytes", engine.name, engine.budget);
    }
    let heavy: Vec<&str> = sizes
        .iter()
        .filter(|(engine, size)| *size > engine.budget)
        .map(|(engine, _)| engine.name)
        .collect();
    if heavy.is_empty() {
        return Ok(());
    }
    Err(check(format!("above the budget: {}", heavy.join(", "))))
}

/// The programs that take part.
struct Tools {
    compiler: Compiler,
    bindgen: PathBuf,
    optimizer: PathBuf,
}

/// Builds one engine, and returns where the module lies.
fn build(workplace: &Workplace, tools: &Tools, engine: &Engine) -> Result<PathBuf> {
    if !workplace.root.join("wasm").join(engine.name).join("Cargo.toml").exists() {
        return Err(check(format!("wasm/{} is missing", engine.name)));
    }
    let package = format!("atelier-{}-wasm", engine.name);
    let target = compile(workplace, tools.compiler, &package)?;
    let file = package.replace('-', "_");
    let compiled = target.join(TARGET).join("wasm").join(format!("{file}.wasm"));
    let place = workplace.root.join(PLACE).join(engine.name);
    Step::new("binds it to JavaScript", &tools.bindgen)
        .args([compiled.as_os_str(), engine.name.as_ref(), place.as_os_str()])
        .run()?;
    let module = place.join(format!("{}_bg.wasm", engine.name));
    shrink(&tools.optimizer, &module)?;
    Ok(module)
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

fn shrink(optimizer: &Path, module: &Path) -> Result<()> {
    Step::new("makes it small", "node")
        .args([optimizer])
        .args(["-Oz", "--converge", "--strip-debug", "--strip-producers"])
        .args(FEATURES)
        .args(["--output".as_ref(), module, module])
        .run()
}
