//! Reading what a child prints, while it prints.

use std::{
    io::{BufRead, BufReader, Read},
    thread,
};

/// Prints each line as it comes and returns them all, colours removed.
pub(super) fn show(source: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut all = String::new();
        let Some(source) = source else { return all };
        let mut reader = BufReader::new(source);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
            let text = String::from_utf8_lossy(&line);
            eprint!("{text}");
            all.push_str(&without_colour(&text));
            line.clear();
        }
        all
    })
}

/// Returns all that is printed, unseen.
pub(super) fn collect(source: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut source) = source {
            // What could be read before a failure is still worth showing.
            drop(source.read_to_end(&mut bytes));
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Removes terminal escape sequences that set colours.
pub(super) fn without_colour(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        let end = after.find(|c: char| c.is_ascii_alphabetic()).map_or(after.len(), |at| at + 1);
        rest = after.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}
