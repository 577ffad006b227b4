//! Taking a long history in: an export of ChatGPT of 500 MB, in a process of its own whose memory
//! at its highest is what counts, and the same broken off.

use std::{fs::File, io::BufWriter, path::Path, time::Instant};

use atelier_app::{
    App, Launch, Paths, VaultChoice,
    rpc::{Call, CallId, Code, Origin},
};
use atelier_testkit::{Exported, Lexicon, write_chatgpt};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{
    child::{Programs, run},
    fill,
    long::Long,
    row::Row,
    store::call,
};

/// How long the export is, in bytes.
const BYTES: u64 = 500_000_000;
/// The same in MB.
const BYTES_IN_MB: f64 = 500.0;
const PASSPHRASE: &str = "correct horse battery staple";
/// After how many words of progress the import is broken off.
const ENOUGH: &str = "20";

pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let export = home.path().join("conversations.json");
    let written = write(&export, BYTES)?;
    let each = written.messages / written.conversations.max(1);
    let take = |folder: &str, enough: &str| {
        let folder = home.path().join(folder);
        let (folder, export) = (folder.to_str(), export.to_str());
        let (folder, export) = folder.zip(export).ok_or("the path is not text")?;
        fill::fill(folder, Long { conversations: 0, messages: 0 }, PASSPHRASE)?;
        let program = programs.path("atelier-bench");
        let (text, _) = run(program, &["inner-import", folder, export, PASSPHRASE, enough], &[])?;
        serde_json::from_str::<Value>(&text).map_err(|error| format!("{error}: {text}"))
    };
    let whole = take("whole", "all")?;
    let broken = take("broken", ENOUGH)?;
    let at = |told: &Value, name: &str| told[name].as_f64().ok_or(format!("no `{name}`: {told}"));
    if whole["messages"].as_u64() != Some(written.messages) {
        return Err(format!("not all of {written:?} was taken in: {whole}"));
    }
    let kept = |name: &str| broken[name].as_u64().unwrap_or(0);
    if broken["cancelled"] != true || kept("messages") == 0 {
        return Err(format!("the import was not broken off: {broken}"));
    }
    if kept("messages") != kept("conversations") * each {
        return Err(format!("what was broken off left half a conversation: {broken}"));
    }
    Ok(vec![
        Row::at_most(
            "importing 500 MB of ChatGPT, memory at its highest",
            at(&whole, "peak_mb")?,
            "MB",
            200.0,
        )
        .beside("that process before the import", at(&whole, "idle_mb")?),
        Row::informs("importing 500 MB of ChatGPT", BYTES_IN_MB / at(&whole, "seconds")?, "MB/s"),
        Row::at_most(
            "between two words of its progress, longest",
            at(&whole, "longest_ms")?,
            "ms",
            2_000.0,
        ),
        Row::at_most("breaking it off", at(&broken, "ending_ms")?, "ms", 2_000.0),
    ])
}

/// Writes an export, and returns what is in it.
fn write(path: &Path, bytes: u64) -> Result<Exported, String> {
    let text = |error: std::io::Error| error.to_string();
    let mut file = BufWriter::new(File::create(path).map_err(text)?);
    let written = write_chatgpt(&mut file, bytes, &Lexicon::new(30_000)).map_err(text)?;
    std::io::Write::flush(&mut file).map_err(text)?;
    Ok(written)
}

/// The inner half: takes `export` into the store of `folder`, or breaks off after `enough` words of
/// progress, and says what that took.
pub(crate) fn take(folder: &str, export: &str, pass: &str, enough: &str) -> Result<Value, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let paths = Paths::new(Path::new(folder).to_owned(), Path::new(folder).join("logs"));
        let launch = Launch { vault: VaultChoice::System, ..Launch::new(paths) };
        let app = App::open(launch).await.map_err(|error| error.to_string())?;
        call(&app, "secret.unlock", json!({ "passphrase": pass })).await?;
        let idle = memory("VmRSS:")?;
        let mut told = import(&app, export, enough.parse().unwrap_or(usize::MAX)).await?;
        told["idle_mb"] = json!(idle);
        told["peak_mb"] = json!(memory("VmHWM:")?);
        app.shutdown().await;
        Ok(told)
    })
}

async fn import(app: &App, path: &str, enough: usize) -> Result<Value, String> {
    let stop = CancellationToken::new();
    let origin = Origin::Window(atelier_app::MAIN_WINDOW.to_owned());
    let asked = Call::new(CallId::new("bench"), origin, stop.clone());
    let (outlet, mut inlet) = mpsc::channel::<Value>(16);
    let router = app.router();
    let begun = Instant::now();
    let work = router.call(asked, "import.run", json!({ "path": path }), outlet);
    let read = async {
        let (mut last, mut longest, mut words) = (Instant::now(), 0.0_f64, 0);
        let (mut stopped, mut messages) = (None, Value::Null);
        while let Some(event) = inlet.recv().await {
            longest = longest.max(last.elapsed().as_secs_f64() * 1e3);
            last = Instant::now();
            words += 1;
            if event["type"] == "finished" {
                messages = event["report"]["new_messages"].clone();
            } else if words == enough {
                stop.cancel();
                stopped = Some(last);
            }
        }
        (longest, words, stopped, messages)
    };
    let (outcome, (longest, words, stopped, messages)) = tokio::join!(work, read);
    let seconds = begun.elapsed().as_secs_f64();
    let ending = stopped.map(|at| at.elapsed().as_secs_f64() * 1e3);
    let cancelled = match outcome {
        Ok(_) => false,
        Err(error) if error.code == Code::Cancelled => true,
        Err(error) => return Err(error.to_string()),
    };
    // What an import that broke off has left here.
    let kept = call(app, "import.list", json!({})).await?[0].clone();
    let messages = if cancelled { kept["messages"].clone() } else { messages };
    Ok(json!({
        "seconds": seconds, "longest_ms": longest, "words": words, "ending_ms": ending,
        "cancelled": cancelled, "messages": messages, "conversations": kept["conversations"],
    }))
}

/// A line of the kernel's account of this process, in MB.
#[expect(clippy::disallowed_methods, reason = "the kernel's own accounts")]
fn memory(line: &str) -> Result<f64, String> {
    let status = std::fs::read_to_string("/proc/self/status").map_err(|error| error.to_string())?;
    let kib = status.lines().find_map(|it| it.strip_prefix(line)?.trim().strip_suffix(" kB"));
    let kib = kib.and_then(|kib| kib.trim().parse::<f64>().ok());
    kib.map(|kib| kib * 1024.0 / 1e6).ok_or_else(|| format!("there is no {line}"))
}
