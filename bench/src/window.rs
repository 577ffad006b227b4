//! The window: from process to first paint, and what it weighs idle, beside a plain WebKitGTK
//! window with an empty page in the same run.

pub(crate) mod desk;
mod long;
mod page;
mod tree;

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::{
    child::{Programs, Running, quantile, root, run, script},
    row::Row,
};
use desk::Desk;
use page::EmptyPage;

/// Starts measured, a warm-up apart.
const STARTS: usize = 8;
/// How long a window may take to paint.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a window is left alone before it is weighed.
const IDLE: Duration = Duration::from_secs(3);
/// What the desktop program logs when something could be seen in its page, before the time of it.
const PAINTED: &str = "watchdog: painted at=";
/// Puts the process that runs the page into a sandbox, as Atelier does.
const SANDBOXED: &[(&str, &str)] = &[("WEBKIT_FORCE_SANDBOX", "1")];

/// One start: time to first paint in ms, and proportional memory of all processes in MiB.
struct Start {
    paint_ms: f64,
    pss_mib: f64,
}

pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let desk = Desk::new()?;
    let floor = compile_floor()?;
    let page = EmptyPage::serve().map_err(|error| error.to_string())?;
    let desktop = programs.path("atelier-desktop");
    let (mut theirs, mut boxed, mut ours) = (Vec::new(), Vec::new(), Vec::new());
    // Taking turns, so that whatever else the machine does falls on both alike.
    for turn in 0..=STARTS {
        let plain = start_floor(&desk, &floor, &page, &[])?;
        let sandboxed = start_floor(&desk, &floor, &page, SANDBOXED)?;
        let atelier = start_desktop(&desk, &desktop)?;
        if turn > 0 {
            theirs.push(plain);
            boxed.push(sandboxed);
            ours.push(atelier);
        }
    }
    let middle = |starts: &[Start], read: fn(&Start) -> f64| {
        quantile(&mut starts.iter().map(read).collect::<Vec<_>>(), 0.5)
    };
    let paint = |starts: &[Start]| middle(starts, |start| start.paint_ms);
    let weight = |starts: &[Start]| middle(starts, |start| start.pss_mib);
    let plain = "a plain WebKitGTK window, empty page";
    let mut rows = vec![
        Row::informs("cold start to first paint, median", paint(&ours), "ms").within_ratio(
            plain,
            paint(&theirs),
            1.2,
        ),
        Row::informs("the same, its page sandboxed too", paint(&ours), "ms").within_ratio(
            "that window with the engine's sandbox",
            paint(&boxed),
            1.2,
        ),
        Row::informs("memory of all processes, idle (PSS)", weight(&ours), "MiB")
            .within_difference(plain, weight(&theirs), 25.0),
    ];
    rows.extend(inside(&desk, programs)?);
    rows.extend(long::measure(&desk, programs, &floor)?);
    Ok(rows)
}

/// What is measured from inside the window, through its own door.
fn inside(desk: &Desk, programs: &Programs) -> Result<Vec<Row>, String> {
    let (_simulator, url) = programs.simulator()?;
    let program = programs.path("atelier-desktop");
    let program = program.to_str().ok_or("the path is not text")?;
    let measured = script("window.mjs", &[&desk.display, &desk.bus, program, &url])?;
    let number = |name: &str| measured[name].as_f64().ok_or(format!("no `{name}`: {measured}"));
    Ok(vec![
        Row::at_most("IPC no-op, mean", number("noop_ms")?, "ms", 1.0),
        Row::at_most("10,000 tokens, store and channel", number("tokens_ms")?, "ms", 150.0),
        Row::informs("frames painted meanwhile", number("frames")?, "frames"),
        Row::at_most("our own heap, idle", number("heap_mb")?, "MB", 5.0),
    ])
}

fn compile_floor() -> Result<std::path::PathBuf, String> {
    let program = std::env::temp_dir().join("atelier-bench-floor");
    let source = root().join("bench/anchors/floor.c");
    let line = format!(
        "cc -O2 -o '{}' '{}' $(pkg-config --cflags --libs gtk+-3.0 webkit2gtk-4.1)",
        program.display(),
        source.display()
    );
    run("bash", &["-c", &line], &[])?;
    Ok(program)
}

fn start_floor(
    desk: &Desk,
    program: &Path,
    page: &EmptyPage,
    environment: &[(&str, &str)],
) -> Result<Start, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    page.forget();
    let begun = now_ms();
    let child = spawn(desk, program, home.path(), &[&page.url], environment)?;
    let painted = page.painted(PATIENCE).ok_or("the plain window did not paint")?;
    weigh(child, painted - begun)
}

fn start_desktop(desk: &Desk, program: &Path) -> Result<Start, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let begun = now_ms();
    let mut child = spawn(desk, program, home.path(), &[], &[])?;
    let stderr = child.0.stderr.take().ok_or("the window has no error output")?;
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            let at = line.split_once(PAINTED).and_then(|(_, at)| at.trim().parse::<f64>().ok());
            if let Some(at) = at {
                // Only the first matters, and nobody may be left to hear it.
                tell.send(at).unwrap_or_default();
            }
        }
    });
    let painted = told.recv_timeout(PATIENCE).map_err(|_| "the window did not paint")?;
    weigh(child, painted - begun)
}

#[expect(clippy::disallowed_methods, reason = "the page says on this clock when it painted")]
fn now_ms() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1e3
}

fn weigh(child: Running, paint_ms: f64) -> Result<Start, String> {
    std::thread::sleep(IDLE);
    let pss_mib = tree::pss_mib(child.0.id())?;
    tree::end(&child.0);
    drop(child);
    Ok(Start { paint_ms, pss_mib })
}

#[expect(clippy::disallowed_methods, reason = "starting windows is what is measured")]
fn spawn(
    desk: &Desk,
    program: &Path,
    home: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Result<Running, String> {
    let child: Child = Command::new(program)
        .args(arguments)
        .envs(environment.iter().copied())
        .env("DISPLAY", &desk.display)
        .env("DBUS_SESSION_BUS_ADDRESS", &desk.bus)
        .env("NO_AT_BRIDGE", "1")
        // As our window has it, so that both draw in the same way.
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("ATELIER_LOG", "info")
        .env("ATELIER_DATA", home.join("data"))
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("XDG_CACHE_HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{} does not start: {error}", program.display()))?;
    Ok(Running(child))
}
