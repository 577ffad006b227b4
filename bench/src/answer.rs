//! A long answer while it arrives: what a frame costs at the pace of a model, in Chromium and in the
//! real window, and what all of it costs beside react-markdown drawing the same text.

use serde_json::Value;

use crate::{
    child::{Programs, script},
    far_end::{FarEnd, paced},
    row::Row,
    window::desk::Desk,
};

/// Tokens a second.
const RATE: u32 = 200;
/// How long a frame may take, in ms.
const WORK: f64 = 16.0;
/// How far two frames of the window may lie apart, in ms.
const APART: f64 = 20.0;
/// How much further than at rest, where the display keeps no better time.
const SLOWER: f64 = 1.2;
const ANCHOR: &str = "react-markdown 10.1.0 with remark-gfm";
/// What of the processor time of react-markdown ours may take.
const SHARE: f64 = 0.04;

pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let mut rows = growing(programs)?;
    match script("markdown.mjs", &[]) {
        Ok(told) => rows.extend(beside(&told)?),
        Err(reason) => eprintln!("react-markdown is missing: {reason}"),
    }
    Ok(rows)
}

fn growing(programs: &Programs) -> Result<Vec<Row>, String> {
    let far_end = FarEnd::start().map_err(|error| error.to_string())?;
    let (url, rate) = (&far_end.url, RATE.to_string());
    let millis = paced::lasts(RATE).as_millis().to_string();
    let desk = Desk::new()?;
    let run = |kind: &str, program: &str| {
        let program = programs.path(program);
        let program = program.to_str().ok_or("the path is not text")?;
        script("growing.mjs", &[kind, &desk.display, &desk.bus, program, url, &rate, &millis])
    };
    let (page, window) = (run("page", "atelier")?, run("window", "atelier-desktop")?);
    let at = |told: &Value, place: &str| {
        told.pointer(place).and_then(Value::as_f64).ok_or(format!("no {place}: {told}"))
    };
    let (apart, rest) = (at(&window, "/growing/apart")?, at(&window, "/rest/apart")?);
    let name = "100 KB at 200 tokens/s in the window, between two frames, p95";
    let kept = if rest <= APART {
        Row::at_most(name, apart, "ms", APART).beside("that window at rest", rest)
    } else {
        Row::informs(name, apart, "ms").within_ratio("that window at rest", rest, SLOWER)
    };
    Ok(vec![
        Row::at_most(
            "100 KB at 200 tokens/s in Chromium, work of a frame, p95",
            at(&page, "/growing/work")?,
            "ms",
            WORK,
        )
        .beside("that page at rest", at(&page, "/rest/work")?),
        Row::informs("the same, between two frames, p95", at(&page, "/growing/apart")?, "ms")
            .beside("that page at rest", at(&page, "/rest/apart")?),
        kept,
        Row::informs("the same, work of a frame, p95", at(&window, "/growing/work")?, "ms")
            .beside("that window at rest", at(&window, "/rest/work")?),
    ])
}

/// What the whole text costs, a step at a time.
fn beside(told: &Value) -> Result<Vec<Row>, String> {
    let at = |place: &str| {
        told.pointer(place).and_then(Value::as_f64).ok_or(format!("no {place}: {told}"))
    };
    if told["same"] != true {
        return Err(format!("what was drawn bit by bit is not what is drawn at once: {told}"));
    }
    let drawn = "a text of 98.9 KB drawn and laid out in 291 steps, processor time";
    let painted = "the same, each step painted as well";
    Ok(vec![
        Row::informs(drawn, at("/laidOut/ours")?, "ms").within_ratio(
            ANCHOR,
            at("/laidOut/theirs")?,
            SHARE,
        ),
        Row::informs(painted, at("/painted/ours")?, "ms").beside(ANCHOR, at("/painted/theirs")?),
        Row::informs("its last tenth, ms a step", at("/last")?, "ms").within_ratio(
            "its first tenth",
            at("/first")?,
            1.3,
        ),
    ])
}
