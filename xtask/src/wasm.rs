//! `wasm`: builds the engines for the page and their grammars, and holds each engine against its
//! budget. What was built from the same sources is not built again.

mod compile;
mod engine;
mod grammars;
mod rules;
mod stamp;

use std::path::PathBuf;

use crate::{
    error::{Result, check},
    files,
    setup::{self, Compiler, Purpose},
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
/// What is not an engine, on the command line.
const GRAMMARS: &str = "grammars";
/// What every engine is built by.
const RULES: &[&str] = &[
    "Cargo.toml",
    "package.json",
    "xtask/src/wasm/compile.rs",
    "xtask/src/wasm/engine.rs",
    "xtask/src/setup/wasm.rs",
    "xtask/bindgen/src",
    "xtask/bindgen/Cargo.toml",
    "xtask/bindgen/Cargo.lock",
];

/// Builds the engines that are named, or all and the grammars, and weighs them.
pub(crate) fn run(workplace: &Workplace, names: &[String]) -> Result<()> {
    let known = |name: &String| name == GRAMMARS || ENGINES.iter().any(|it| it.name == name);
    if let Some(name) = names.iter().find(|name| !known(name)) {
        let all: Vec<&str> = ENGINES.iter().map(|engine| engine.name).collect();
        let message = format!("there is no engine `{name}`; there are {}", all.join(", "));
        return Err(crate::error::Error::Usage { message });
    }
    let wanted = |name: &str| names.is_empty() || names.iter().any(|it| it == name);
    build(workplace, &wanted)?;
    weigh(workplace, &wanted)
}

/// Builds what is not built from the sources that are there.
pub(crate) fn fresh(workplace: &Workplace) -> Result<()> {
    build(workplace, &|_| true)
}

/// The programs that take part.
struct Tools {
    compiler: Compiler,
    bindgen: PathBuf,
    optimizer: PathBuf,
}

impl Tools {
    fn find(workplace: &Workplace) -> Result<Self> {
        Ok(Self {
            compiler: setup::wasm_compiler(workplace)?,
            bindgen: setup::wasm_bindgen(workplace)?,
            optimizer: setup::wasm_optimizer(workplace)?,
        })
    }
}

fn build(workplace: &Workplace, wanted: &dyn Fn(&str) -> bool) -> Result<()> {
    let mut tools = None;
    for Engine { name, .. } in ENGINES.iter().filter(|engine| wanted(engine.name)) {
        let stamp = engine_stamp(workplace, name)?;
        let folder = workplace.root.join(PLACE).join(name);
        if stamp::is_fresh(&folder, &stamp) && engine::module(workplace, name).exists() {
            continue;
        }
        if tools.is_none() {
            setup::prepare(workplace, &[Purpose::Page])?;
            tools = Some(Tools::find(workplace)?);
        }
        if let Some(tools) = &tools {
            engine::build(workplace, tools, name)?;
            stamp::note(&folder, &stamp)?;
        }
    }
    let stamp = grammars::stamp(workplace)?;
    let is_fresh = stamp::is_fresh(&grammars::place(workplace), &stamp);
    if wanted(GRAMMARS) && !(is_fresh && grammars::weights(workplace).is_ok()) {
        setup::prepare(workplace, &[Purpose::Page])?;
        grammars::build(workplace, &setup::wasm_optimizer(workplace)?)?;
        stamp::note(&grammars::place(workplace), &stamp)?;
    }
    Ok(())
}

/// Returns the stamp of what an engine is built from.
fn engine_stamp(workplace: &Workplace, name: &str) -> Result<String> {
    let (skin, logic) = (format!("wasm/{name}/"), format!("crates/logic/{name}/"));
    let own = [&skin, &logic].map(|folder| [format!("{folder}src"), format!("{folder}Cargo.toml")]);
    let own: Vec<&str> = own.iter().flatten().map(String::as_str).collect();
    stamp::stamp(workplace, &[RULES, &own].concat(), &[&engine::package(name)])
}

fn weigh(workplace: &Workplace, wanted: &dyn Fn(&str) -> bool) -> Result<()> {
    let mut heavy = Vec::new();
    println!("\nEngines for the page, below {PLACE}:");
    for Engine { name, budget } in ENGINES.iter().filter(|it| wanted(it.name)) {
        let size = files::size(&engine::module(workplace, name))?;
        let verdict = if size > *budget { "  OVER ITS BUDGET" } else { "" };
        println!("  {name:<16} {size:>9} of {budget} bytes{verdict}");
        if size > *budget {
            heavy.push(*name);
        }
    }
    if wanted(GRAMMARS) {
        println!("Grammars of the agent booster, packed; each is fetched when it is first needed:");
        let weights = grammars::weights(workplace)?;
        for grammars::Weight { name, packed } in &weights {
            println!("  {name:<16} {packed:>9} bytes");
        }
        let total: u64 = weights.iter().map(|it| it.packed).sum();
        println!("  {:<16} {total:>9} bytes", "together");
    }
    if heavy.is_empty() {
        return Ok(());
    }
    Err(check(format!("heavier than they may be: {}", heavy.join(", "))))
}
