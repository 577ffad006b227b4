//! A conversation of 10,000 messages in the real window: opening it, scrolling through it, and
//! writing beside it; what ten of them weigh; and a still page that a plain window of the same engine
//! scrolls.

use std::path::Path;

use serde_json::Value;

use super::desk::Desk;
use crate::{
    child::{Programs, quantile, script},
    fill,
    long::Long,
    row::Row,
};

/// Ten conversations, of which the first is opened again and again.
const LONG: Long = Long { conversations: 10, messages: 10_000 };
const PASSPHRASE: &str = "correct horse battery staple";
/// How far two frames may lie apart, in ms: 60 a second, and the jitter of a display's clock.
const FRAME: f64 = 20.0;
/// How much longer a frame may take than one of a still page, where that misses its time as well.
const SLOWER: f64 = 1.2;

pub(super) fn measure(desk: &Desk, programs: &Programs, floor: &Path) -> Result<Vec<Row>, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let filled = home.path().join("filled");
    let filled = filled.to_str().ok_or("the path is not text")?;
    fill::fill(filled, LONG, PASSPHRASE)?;
    let (_simulator, url) = programs.simulator()?;
    let program = programs.path("atelier-desktop");
    let program = program.to_str().ok_or("the path is not text")?;
    let floor = floor.to_str().ok_or("the path is not text")?;
    let arguments = [&desk.display, &desk.bus, program, &url, filled, PASSPHRASE, floor];
    let measured = script("long.mjs", &arguments)?;
    let at = |place: &str| {
        measured.pointer(place).and_then(Value::as_f64).ok_or(format!("no {place}: {measured}"))
    };
    let mut keys: Vec<f64> = measured["keys"]
        .as_array()
        .ok_or(format!("no keys: {measured}"))?
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    let rest = at("/plain/rest/p95")?;
    let scroll = |name: &str, way: &str| {
        frames(name, at(&format!("/{way}/p95"))?, at(&format!("/plain/{way}/p95"))?)
    };
    let weight = Row::informs("after ten of them were opened (PSS)", at("/weight/opened")?, "MiB");
    Ok(vec![
        weight.within_ratio("the same window, idle", at("/weight/idle")?, 1.25),
        Row::at_most("opening 10,000 messages, first time", at("/first")?, "ms", 300.0),
        Row::at_most("opening 10,000 messages, again", at("/again")?, "ms", 300.0),
        Row::informs("between two frames at rest, p95", at("/rest/p95")?, "ms")
            .beside("a plain WebKitGTK window, still page", rest),
        scroll("between two frames, scrolling 10,000 messages up, p95", "up")?,
        scroll("between two frames, scrolling them down, p95", "down")?,
        Row::at_most(
            "a key written beside them, to its paint, median",
            quantile(&mut keys, 0.5),
            "ms",
            16.0,
        ),
        Row::at_most(
            "a key written beside them, to its paint, p95",
            quantile(&mut keys, 0.95),
            "ms",
            33.0,
        ),
    ])
}

/// An absolute budget where a still page keeps it on this display, and otherwise the ratio to that.
fn frames(name: &str, ours: f64, still: f64) -> Result<Row, String> {
    if still <= 0.0 {
        return Err(format!("a still page gave no frames: {still} ms"));
    }
    let anchor = "a plain window, scrolling a still page";
    Ok(if still <= FRAME {
        Row::at_most(name, ours, "ms", FRAME).beside(anchor, still)
    } else {
        Row::informs(name, ours, "ms").within_ratio(anchor, still, SLOWER)
    })
}
