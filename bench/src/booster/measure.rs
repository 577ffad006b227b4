//! Measures the engine on its corpus, beside npm's `agent-booster` on the same cases.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use atelier_agent_booster::{Booster, Config, Language, NativeGrammars};
use serde_json::{Value, json};

use super::corpus::{Case, Expected, Kind};
use super::score::{Verdict, judge};
use super::tables::{matrix, reliability};
use super::{cases, sources};
use crate::{
    child::{Programs, quantile, root, run, script},
    row::Row,
};

/// How many files of each language.
const FILES: usize = 10;
/// What decides which lines are changed.
const SEED: u64 = 2026;
/// How often each case is measured; the least counts, since whatever else happens only adds.
const ROUNDS: usize = 3;

/// What is demanded of each kind: so many of a hundred right.
pub(super) const DEMANDS: &[(Kind, f64)] = &[
    (Kind::Symbol, 95.0),
    (Kind::Lazy, 90.0),
    (Kind::Exact, 100.0),
    (Kind::Garbled, 90.0),
    (Kind::Patch, 95.0),
    (Kind::Refuse, 100.0),
];

/// One case, answered.
pub(super) struct Answer {
    pub(super) kind: Kind,
    pub(super) language: Language,
    pub(super) verdict: Verdict,
    milliseconds: f64,
    /// How sure the engine was, where it did not refuse.
    pub(super) confidence: Option<f64>,
}

pub(crate) fn measure(_: &Programs) -> Result<Vec<Row>, String> {
    let sources = sources::find(&roots(), FILES);
    let cases = cases::make(&sources, SEED);
    if cases.len() < 400 {
        return Err(format!("only {} cases could be made of what is installed", cases.len()));
    }
    let answers = ours(&cases);
    let theirs = theirs(&cases);
    if let Err(reason) = &theirs {
        eprintln!("npm's agent-booster is missing: {reason}");
    }
    let theirs = theirs.ok();
    let mut rows = vec![Row::informs("edits, cases made of real files", count(cases.len()), "")];
    for (kind, least) in DEMANDS {
        rows.push(correct(*kind, *least, &answers, theirs.as_ref()));
    }
    let wrong = |verdict: &&Answer| verdict.verdict == Verdict::Wrong;
    let row = Row::at_most(
        "edits, wrong and not refused",
        count(answers.iter().filter(wrong).count()),
        "",
        0.0,
    );
    rows.push(match &theirs {
        Some(theirs) => {
            row.beside("npm agent-booster 0.2.2", count(theirs.count(&cases, None, "wrong")))
        }
        None => row,
    });
    rows.extend(times(&answers, theirs.as_ref()));
    rows.extend(reliability(&answers));
    eprint!("{}", matrix(&answers));
    Ok(rows)
}

/// Where real files lie: what is installed, and our own.
fn roots() -> Vec<PathBuf> {
    let own = ["node_modules", "ui/src", "e2e", "crates", "hosts", "xtask", "docs", "target/xtask"];
    let mut roots: Vec<PathBuf> = own.iter().map(|folder| root().join(folder)).collect();
    let home = std::env::home_dir().unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or(home.join(".cargo"), PathBuf::from);
    roots.push(cargo.join("registry/src"));
    roots.push(PathBuf::from("/usr/lib/python3"));
    roots
}

fn ours(cases: &[Case]) -> Vec<Answer> {
    let mut booster = Booster::new(Box::new(NativeGrammars::default()), Config::default());
    let mut measured = |case: &Case| {
        let mut least = f64::INFINITY;
        let mut judged = None;
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            let answer = judge(&mut booster, case);
            least = least.min(begun.elapsed().as_secs_f64() * 1000.0);
            judged = Some(answer);
        }
        let (verdict, answer) = judged?;
        if verdict != Verdict::Right {
            let (place, kind) = (case.path.display(), case.kind.name());
            let why = answer.as_ref().err().map(ToString::to_string).unwrap_or_default();
            eprintln!("{verdict:?}: {kind} ({}) of {place} {why}", case.detail);
        }
        let confidence = answer.ok().map(|outcome| outcome.confidence);
        let (kind, language) = (case.kind, case.language);
        Some(Answer { kind, language, verdict, milliseconds: least, confidence })
    };
    cases.iter().filter_map(&mut measured).collect()
}

/// What npm's engine made of the cases.
struct Theirs {
    verdicts: Vec<String>,
    milliseconds: Vec<f64>,
}

impl Theirs {
    fn count(&self, cases: &[Case], kind: Option<Kind>, wanted: &str) -> usize {
        let all = cases.iter().zip(&self.verdicts);
        let of_kind = all.filter(|(case, _)| kind.is_none_or(|kind| case.kind == kind));
        of_kind.filter(|(_, verdict)| *verdict == wanted).count()
    }
}

/// Fetches npm's engine, at one version, unless it is there; its module alone.
fn fetch() -> Result<PathBuf, String> {
    let folder = root().join("target/anchors/agent-booster-0.2.2");
    let module = folder.join("package/wasm/agent_booster_wasm.js");
    if !module.exists() {
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let place = folder.to_str().ok_or("the path is not text")?;
        run("npm", &["pack", "agent-booster@0.2.2", "--silent", "--pack-destination", place], &[])?;
        let packed = folder.join("agent-booster-0.2.2.tgz");
        let packed = packed.to_str().ok_or("the path is not text")?;
        run("tar", &["-xzf", packed, "-C", place], &[])?;
    }
    Ok(module)
}

fn theirs(cases: &[Case]) -> Result<Theirs, String> {
    let module = fetch()?;
    let written: Vec<Value> = cases.iter().map(written).collect();
    let mut file = tempfile::NamedTempFile::new().map_err(|error| error.to_string())?;
    let written = Value::from(written).to_string();
    file.write_all(written.as_bytes()).map_err(|error| error.to_string())?;
    let text = |path: &std::path::Path| path.to_str().map(str::to_owned).ok_or("not text");
    let (module, listed) = (text(&module)?, text(file.path())?);
    let found = script("booster.mjs", &[&module, &listed])?;
    let list = |name: &str| found[name].as_array().cloned().unwrap_or_default();
    let text = |one: &Value| one.as_str().map(str::to_owned);
    Ok(Theirs {
        verdicts: list("verdicts").iter().filter_map(text).collect(),
        milliseconds: list("milliseconds").iter().filter_map(Value::as_f64).collect(),
    })
}

fn written(case: &Case) -> Value {
    let expected = match &case.expected {
        Expected::Text(text) => Some(text.as_str()),
        Expected::Refusal => None,
    };
    json!({
        "original": case.original, "edit": case.plain, "language": case.language.name(),
        "expected": expected,
    })
}

/// How many of a kind are right, beside npm's on the same cases.
fn correct(kind: Kind, least: f64, answers: &[Answer], theirs: Option<&Theirs>) -> Row {
    let of_kind: Vec<&Answer> = answers.iter().filter(|answer| answer.kind == kind).collect();
    let right = of_kind.iter().filter(|answer| answer.verdict == Verdict::Right).count();
    let share = percent(right, of_kind.len());
    let name = format!("edits, right of {} {}", of_kind.len(), kind.name());
    let row = Row {
        limit: format!("≥ {least} %"),
        holds: Some(share >= least),
        ..Row::informs(&name, share, "%")
    };
    let Some(theirs) = theirs else { return row };
    let all = answers.iter().zip(&theirs.verdicts).filter(|(answer, _)| answer.kind == kind);
    let right = all.filter(|(_, verdict)| *verdict == "right").count();
    row.beside("npm agent-booster 0.2.2, white space forgiven", percent(right, of_kind.len()))
}

fn times(answers: &[Answer], theirs: Option<&Theirs>) -> Vec<Row> {
    let mut ours: Vec<f64> = answers.iter().map(|answer| answer.milliseconds).collect();
    let mut theirs = theirs.map(|theirs| theirs.milliseconds.clone()).unwrap_or_default();
    let mut rows = Vec::new();
    for (share, name, most, ratio) in [(0.5, "p50", 0.5, 1.0 / 3.0), (0.95, "p95", 5.0, 0.02)] {
        let value = quantile(&mut ours, share);
        rows.push(Row::at_most(&format!("edits, {name} with all checks"), value, "ms", most));
        if !theirs.is_empty() {
            let anchor = quantile(&mut theirs, share);
            let row = Row::informs(&format!("edits, {name}, beside"), value, "ms");
            rows.push(row.within_ratio("npm agent-booster 0.2.2, in its languages", anchor, ratio));
        }
    }
    rows
}

pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { f64::NAN } else { count(part) * 100.0 / count(whole) }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
