//! The command line: how long it takes to say its version, and what `ask` adds to a bare request.

use std::{path::Path, time::Duration};

use crate::{
    child::{Programs, quantile, run},
    row::Row,
};

const RUNS: usize = 21;

pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let atelier = programs.path("atelier");
    let version = median(|| run(&atelier, &["--version"], &[]))?;
    let nothing = median(|| run("true", &[], &[]))?;
    let (_simulator, url) = programs.simulator()?;
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let ask = median(|| ask(&atelier, &url, home.path()))?;
    let curl = median(|| curl(&url))?;
    Ok(vec![
        Row::at_most("`atelier --version`, median", version, "ms", 15.0)
            .beside("starting `true`", nothing),
        Row::informs("`atelier ask`, a short answer, median", ask, "ms")
            .beside("the same with curl", curl),
        Row::at_most("`atelier ask` over curl", ask - curl, "ms", 100.0),
    ])
}

fn ask(atelier: &Path, url: &str, home: &Path) -> Result<(String, Duration), String> {
    let home = home.to_str().ok_or("the path is not text")?;
    let environment = [
        ("ATELIER_DATA", home),
        ("ATELIER_ENDPOINT", url),
        ("ANTHROPIC_API_KEY", "sk-ant-test-benchmark"),
    ];
    run(atelier, &["ask", "/simulate long 5"], &environment)
}

fn curl(url: &str) -> Result<(String, Duration), String> {
    let body = r#"{"model":"claude-haiku-5-5","max_tokens":64,"stream":true,"messages":[{"role":"user","content":"/simulate long 5"}]}"#;
    let url = format!("{url}/v1/messages");
    let arguments = [
        "-sN",
        &url,
        "-H",
        "content-type: application/json",
        "-H",
        "anthropic-version: 2026-10-21",
        "-H",
        "authorization: Bearer sk-ant-test-benchmark",
        "-d",
        body,
    ];
    run("curl", &arguments, &[])
}

/// The median of some runs, in ms.
fn median(mut once: impl FnMut() -> Result<(String, Duration), String>) -> Result<f64, String> {
    once()?;
    let mut samples = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        samples.push(once()?.1.as_secs_f64() * 1e3);
    }
    Ok(quantile(&mut samples, 0.5))
}
