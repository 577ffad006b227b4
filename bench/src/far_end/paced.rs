//! An answer of 100 KB that arrives as a model writes: so many tokens a second, an event each.

use std::{
    io::Write,
    time::{Duration, Instant},
};

use serde_json::json;

use super::{BEGINNING, END, HEAD, chunk, event};
use crate::long::answer_of;

/// How long it is, in bytes.
pub(crate) const BYTES: usize = 100_000;
/// How many letters a token has.
const TOKEN: usize = 4;

/// How many tokens a second a request asks for; none where it asks for something else.
pub(super) fn rate(body: &str) -> Option<u32> {
    let (_, number) = body.rsplit_once("/simulate paced ")?;
    let digits = number.find(|it: char| !it.is_ascii_digit()).unwrap_or(number.len());
    number.get(..digits)?.parse().ok().filter(|rate| *rate > 0)
}

/// How long the answer takes at a rate.
pub(crate) fn lasts(rate: u32) -> Duration {
    Duration::from_secs(1) * u32::try_from(answer_of(BYTES).len() / TOKEN).unwrap_or(0) / rate
}

/// Writes it. Each token leaves when its time has come, however late the one before was.
pub(super) fn write(to: &mut impl Write, rate: u32) -> std::io::Result<()> {
    let text: Vec<char> = answer_of(BYTES).chars().collect();
    to.write_all(HEAD.as_bytes())?;
    for data in BEGINNING {
        to.write_all(chunk(&event(data)).as_bytes())?;
    }
    let begun = Instant::now();
    for (number, token) in (0_u32..).zip(text.chunks(TOKEN)) {
        let due = begun + Duration::from_secs(1) * number / rate;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let delta = json!({ "type": "text_delta", "text": token.iter().collect::<String>() });
        let data = json!({ "type": "content_block_delta", "index": 0, "delta": delta });
        to.write_all(chunk(&event(&data.to_string())).as_bytes())?;
    }
    for data in END {
        to.write_all(chunk(&event(data)).as_bytes())?;
    }
    to.write_all(b"0\r\n\r\n")
}
