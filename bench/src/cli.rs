//! The command line: how long it takes to say its version, and what `ask` adds to a bare request.

use std::{path::Path, time::Duration};

use crate::{
    child::{Programs, Running, quantile, run},
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
    let serve = serve(&atelier)?;
    Ok(vec![
        Row::at_most("`atelier --version`, median", version, "ms", 15.0)
            .beside("starting `true`", nothing),
        Row::informs("`atelier ask`, a short answer, median", ask, "ms")
            .beside("the same with curl", curl),
        Row::at_most("`atelier ask` over curl", ask - curl, "ms", 100.0),
        Row::at_most("`atelier serve`, resident, idle", serve.resident, "MB", 12.0),
        Row::informs("of that its own, the rest being files in the page cache", serve.own, "MB"),
    ])
}

/// The memory of an idle server, in MB.
struct Idle {
    /// All that is in memory for it, files that could be read again among it.
    resident: f64,
    /// What only it has.
    own: f64,
}

/// Starts a server and looks at it once it is at rest.
#[expect(clippy::disallowed_methods, reason = "starting programs is what a benchmark does")]
fn serve(atelier: &Path) -> Result<Idle, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let child = std::process::Command::new(atelier)
        .args(["serve", "--port", "0"])
        .env("ATELIER_DATA", home.path().join("data"))
        .env("HOME", home.path())
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .spawn()
        .map_err(|error| format!("the server does not start: {error}"))?;
    let running = Running(child);
    std::thread::sleep(Duration::from_secs(2));
    let status = std::fs::read_to_string(format!("/proc/{}/status", running.0.id()));
    let status = status.map_err(|error| error.to_string())?;
    let account = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
        kib.map(|kib| kib * 1024.0 / 1e6).ok_or_else(|| format!("the server has no {name}"))
    };
    Ok(Idle { resident: account("VmRSS:")?, own: account("RssAnon:")? })
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
