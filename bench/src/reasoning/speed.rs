//! Finding among 100,000 patterns, beside the same in JavaScript.

#![expect(clippy::cast_precision_loss, reason = "bytes and counts")]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use atelier_reasoningbank::{Limits, Pattern, Query, ReasoningBank, Table};

use super::{bank, text, texts, write};
use crate::{
    child::{cpu, quantile, root, script},
    row::Row,
};

const PATTERNS: usize = 100_000;
const QUESTIONS: usize = 200;
const ROUNDS: usize = 5;
/// How long a question is, in words.
const WORDS: usize = 12;
/// Where `cargo xtask wasm` puts what the page has.
const MODULE: &str = "ui/src/wasm/generated/reasoningbank";

pub(super) fn measure(table: &Table) -> Result<Vec<Row>, String> {
    let mut texts = texts::paragraphs(PATTERNS + QUESTIONS)?;
    let shorten = |text: String| text.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ");
    let questions: Vec<String> = texts.split_off(PATTERNS).into_iter().map(shorten).collect();
    let mut bank = bank(table, Limits::default())?;
    let before = cpu();
    for message in &texts {
        bank.store_pattern(message, "", 1.0, 0).map_err(|error| error.to_string())?;
    }
    let stored = (cpu().saturating_sub(before)).as_secs_f64() * 1e6 / PATTERNS as f64;
    let loaded = loading(&bank)?;
    let mut times = vec![Duration::MAX; questions.len()];
    for _ in 0..ROUNDS {
        for (text, least) in questions.iter().zip(&mut times) {
            let begun = Instant::now();
            let found = bank.find(&Query { text, ..Query::default() });
            std::hint::black_box(found.map_err(|error| error.to_string())?);
            // Whatever else happens on the machine only adds.
            *least = begun.elapsed().min(*least);
        }
    }
    let mut times: Vec<f64> = times.iter().map(|it| it.as_secs_f64() * 1e3).collect();
    let (p50, p95) = (quantile(&mut times, 0.5), quantile(&mut times, 0.95));
    let memory = bank.stats().memory_bytes as f64 / 1e6;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    hand_over(folder.path(), &texts, &questions, table)?;
    let twin = script("reasoning-twin.mjs", &[text(folder.path())?])?;
    let twin = |name: &str| twin[name].as_f64().ok_or("the twin's measure is missing");
    let beside = "a JavaScript twin";
    let mut rows = vec![
        Row::at_most("finding among 100,000 patterns, p95", p95, "ms", 2.0)
            .beside(beside, twin("p95")?),
        Row::informs("finding among 100,000 patterns, p50", p50, "ms").within_ratio(
            beside,
            twin("p50")?,
            0.1,
        ),
        Row::informs("learning a pattern, processor time", stored, "µs"),
        Row::informs("loading 100,000 patterns by words, processor time", loaded, "s"),
        Row::informs("memory for 100,000 patterns", memory, "MB"),
    ];
    rows.extend(in_page(folder.path(), table, twin("p50")?)?);
    Ok(rows)
}

/// How long the processor takes to make a bank without meaning of all that is stored.
fn loading(bank: &ReasoningBank) -> Result<f64, String> {
    let records: Vec<Pattern> = bank.patterns().cloned().collect();
    let mut loaded = ReasoningBank::new(Limits::default());
    let before = cpu();
    let report = loaded.load(records, 0);
    let taken = cpu().saturating_sub(before).as_secs_f64();
    if report.added == bank.len() { Ok(taken) } else { Err("not all was loaded".to_owned()) }
}

/// The same in the page's own form, where that was built.
fn in_page(folder: &Path, table: &Table, twin: f64) -> Result<Vec<Row>, String> {
    let module = root().join(MODULE);
    if !module.exists() {
        let name = "finding in the page (run `cargo xtask wasm` first)";
        return Ok(vec![Row::informs(name, f64::NAN, "ms")]);
    }
    let words = folder.join("table");
    write(&words, &table.to_bytes())?;
    let told = script("reasoning-page.mjs", &[text(&module)?, text(&words)?, text(folder)?])?;
    let told = |name: &str| told[name].as_f64().ok_or("the page's measure is missing");
    Ok(vec![
        Row::at_most("finding among 100,000 in the page, p95", told("p95")?, "ms", 10.0),
        Row::informs("finding among 100,000 in the page, p50", told("p50")?, "ms").within_ratio(
            "a JavaScript twin",
            twin,
            0.1,
        ),
        Row::informs("starting the module in the page", told("initialized")?, "ms"),
        Row::informs("filling the page's bank with 100,000", told("load")?, "ms"),
    ])
}

/// Writes what the scripts read.
fn hand_over(
    folder: &Path,
    texts: &[String],
    questions: &[String],
    table: &Table,
) -> Result<(), String> {
    for (name, texts) in [("patterns", texts), ("questions", questions)] {
        let json = serde_json::to_vec(texts).map_err(|error| error.to_string())?;
        write(&folder.join(format!("{name}.json")), &json)?;
        let numbers = texts.iter().flat_map(|text| table.embed(text));
        let bytes: Vec<u8> = numbers.flat_map(f32::to_le_bytes).collect();
        write(&folder.join(format!("{name}.f32")), &bytes)?;
    }
    Ok(())
}
