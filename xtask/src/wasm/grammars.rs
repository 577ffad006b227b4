//! The grammars of the edit engine: the C source of the very crates that are used natively, each
//! made a module of its own that shares the parser's memory.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{PLACE, engine, rules, stamp};
use crate::{
    error::{Error, Result, check},
    files,
    process::Step,
    setup::{self, CTools},
    workplace::Workplace,
};

/// A grammar: its file and symbol, the crate that has its source, the folder there, and the file of
/// its rules.
struct Grammar {
    name: &'static str,
    package: &'static str,
    folder: &'static str,
    rules: &'static str,
}

const fn grammar(name: &'static str, package: &'static str, folder: &'static str) -> Grammar {
    Grammar { name, package, folder, rules: name }
}

/// A grammar that shares its rules with others.
const fn kin(
    name: &'static str,
    package: &'static str,
    folder: &'static str,
    rules: &'static str,
) -> Grammar {
    Grammar { name, package, folder, rules }
}

/// Where the rules lie: what the edit engine is told about each grammar.
const RULES: &str = "crates/logic/agent-booster/rules";

/// One file may do for two languages: that of JavaScript knows JSX.
const GRAMMARS: &[Grammar] = &[
    grammar("bash", "tree-sitter-bash", "src"),
    grammar("c", "tree-sitter-c", "src"),
    kin("cpp", "tree-sitter-cpp", "src", "c"),
    grammar("css", "tree-sitter-css", "src"),
    grammar("go", "tree-sitter-go", "src"),
    grammar("html", "tree-sitter-html", "src"),
    grammar("java", "tree-sitter-java", "src"),
    kin("javascript", "tree-sitter-javascript", "src", "ecmascript"),
    grammar("json", "tree-sitter-json", "src"),
    grammar("markdown", "tree-sitter-md", "tree-sitter-markdown/src"),
    grammar("python", "tree-sitter-python", "src"),
    grammar("rust", "tree-sitter-rust", "src"),
    grammar("toml", "tree-sitter-toml-ng", "src"),
    kin("tsx", "tree-sitter-typescript", "tsx/src", "ecmascript"),
    kin("typescript", "tree-sitter-typescript", "typescript/src", "ecmascript"),
    grammar("yaml", "tree-sitter-yaml", "src"),
];

/// What they parse with, which they share.
const CORE: &str = "core";
const FLAGS: &[&str] = &[
    "--target=wasm32-unknown-unknown",
    "-std=c11",
    "-Oz",
    "-w",
    "-mbulk-memory",
    "-fvisibility=hidden",
    "-ffunction-sections",
    "-fdata-sections",
    "-nostdlib",
    "-DNDEBUG",
];
/// Packs each file below the folder that is no other thing, and takes it away.
const PACK: &str = "const fs = require('fs'), zlib = require('zlib'); \
    for (const file of process.argv.slice(1)) { \
    fs.writeFileSync(file + '.gz', zlib.gzipSync(fs.readFileSync(file), { level: 9 })); \
    fs.unlinkSync(file); }";

/// A file that the page fetches when a language is first edited.
pub(super) struct Weight {
    /// The grammar, or what all share.
    pub(super) name: &'static str,
    /// Bytes, packed as they travel.
    pub(super) packed: u64,
}

/// Returns the stamp of what the grammars are built from.
pub(super) fn stamp(workplace: &Workplace) -> Result<String> {
    let mut packages: Vec<&str> = GRAMMARS.iter().map(|it| it.package).collect();
    packages.extend(["tree-sitter", "tree-sitter-language"]);
    let paths = ["wasm/grammars/core.c", "wasm/grammars/libc.c", "wasm/grammars/missing.h", RULES];
    let own = ["xtask/src/wasm/grammars.rs", "xtask/src/wasm/rules.rs", "xtask/src/wasm/engine.rs"];
    stamp::stamp(workplace, &[paths.as_slice(), own.as_slice()].concat(), &packages)
}

/// Returns where the grammars lie once they are built.
pub(super) fn place(workplace: &Workplace) -> PathBuf {
    workplace.root.join(PLACE).join("grammars")
}

/// Builds all.
pub(super) fn build(workplace: &Workplace, optimizer: &Path) -> Result<()> {
    let tools = setup::c_tools()?;
    let sources = Sources::find(workplace)?;
    let work = workplace.keep("grammars");
    make(&work)?;
    make(&place(workplace))?;
    let parser = core(workplace, &tools, &sources, &work)?;
    engine::shrink(optimizer, &parser, &["-Oz", "--converge"])?;
    let mut built = vec![parser];
    for grammar in GRAMMARS {
        built.push(one(workplace, &tools, &sources, &work, grammar)?);
    }
    Step::new("packs the grammars", "node").args(["-e", PACK]).args(built).run()
}

/// Returns what each file weighs.
pub(super) fn weights(workplace: &Workplace) -> Result<Vec<Weight>> {
    let names = std::iter::once(CORE).chain(GRAMMARS.iter().map(|it| it.name));
    names
        .map(|name| {
            let packed = files::size(&place(workplace).join(format!("{name}.wasm.gz")))?;
            Ok(Weight { name, packed })
        })
        .collect()
}

/// The parser, with the functions of C that are needed.
fn core(workplace: &Workplace, tools: &CTools, sources: &Sources, work: &Path) -> Result<PathBuf> {
    let parser = sources.of("tree-sitter")?;
    let own = workplace.root.join("wasm/grammars");
    let mut objects = Vec::new();
    let parts =
        [(parser.join("src/lib.c"), true), (own.join("core.c"), true), (own.join("libc.c"), false)];
    for (source, has_headers) in parts {
        let object = work.join(source.file_name().unwrap_or_default()).with_extension("o");
        let mut step = Step::new("compiles the parser", tools.compiler).args(FLAGS.iter().copied());
        step = if has_headers {
            let headers = [parser.join("include"), parser.join("src"), sources.headers()?];
            step.args(headers.iter().map(|folder| format!("-I{}", folder.display())))
        } else {
            // It is what would be called instead.
            step.args(["-fno-builtin"])
        };
        step.args(["-c".as_ref(), source.as_path(), "-o".as_ref(), object.as_path()]).run()?;
        objects.push(object);
    }
    let module = place(workplace).join(format!("{CORE}.wasm"));
    tools
        .link("links the parser")
        .args([
            "--no-entry",
            "--gc-sections",
            "--strip-all",
            "--stack-first",
            "-z",
            "stack-size=1048576",
        ])
        .args([
            "--export-memory",
            "--export-table",
            "--growable-table",
            "--export=__stack_pointer",
            "-o",
        ])
        .args([&module])
        .args(objects)
        .run()?;
    Ok(module)
}

fn one(
    workplace: &Workplace,
    tools: &CTools,
    sources: &Sources,
    work: &Path,
    grammar: &Grammar,
) -> Result<PathBuf> {
    let folder = sources.of(grammar.package)?.join(grammar.folder);
    let missing = workplace.root.join("wasm/grammars/missing.h");
    let mut objects = Vec::new();
    for part in ["parser", "scanner"] {
        let source = folder.join(format!("{part}.c"));
        if !source.exists() {
            continue;
        }
        let object = work.join(format!("{}-{part}.o", grammar.name));
        Step::new(grammar.name, tools.compiler)
            .args(FLAGS.iter().copied())
            .args(["-fPIC", "-include"])
            .args([&missing])
            .args([&folder, &sources.headers()?].map(|folder| format!("-I{}", folder.display())))
            .args(["-c".as_ref(), source.as_path(), "-o".as_ref(), object.as_path()])
            .minutes(15)
            .run()?;
        objects.push(object);
    }
    let module = place(workplace).join(format!("{}.wasm", grammar.name));
    tools
        .link("links it")
        .args(["-shared", "--experimental-pic", "--no-entry", "--allow-undefined", "--strip-all"])
        .args([format!("--export=tree_sitter_{}", grammar.name)])
        .args(["-o".as_ref(), module.as_path()])
        .args(objects)
        .run()?;
    rules::embed(&module, &workplace.root.join(RULES).join(format!("{}.txt", grammar.rules)))?;
    Ok(module)
}

/// Where cargo keeps the source of crates.
struct Sources(Value);

impl Sources {
    fn find(workplace: &Workplace) -> Result<Self> {
        let ask = ["metadata", "--format-version", "1", "--locked"];
        let answer = workplace.cargo("asks cargo where crates lie", ask).capture()?;
        let answer = serde_json::from_str(&answer);
        Ok(Self(answer.map_err(|source| Error::Answer { of: "`cargo metadata`", source })?))
    }

    /// The folder of a crate.
    fn of(&self, package: &str) -> Result<PathBuf> {
        let all = self.0.get("packages").and_then(Value::as_array).into_iter().flatten();
        let field = |it: &Value, name: &str| Some(it.get(name)?.as_str()?.to_owned());
        let found = all.into_iter().find(|it| field(it, "name").as_deref() == Some(package));
        let manifest = found.and_then(|it| field(it, "manifest_path")).map(PathBuf::from);
        let folder = manifest.as_deref().and_then(Path::parent).map(Path::to_owned);
        folder.ok_or_else(|| check(format!("cargo knows no crate {package}")))
    }

    /// The headers of C that scanners include.
    fn headers(&self) -> Result<PathBuf> {
        Ok(self.of("tree-sitter-language")?.join("wasm/include"))
    }
}

fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .map_err(|source| Error::File { path: folder.to_owned(), source })
}
