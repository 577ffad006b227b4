//! Unified differences, whatever their line numbers say, and patches in an envelope.

use crate::Language;

use super::{Form, Hunk, Order, Step};
use crate::list::{Listed, Longer};
use crate::outcome::{Refusal, Refused};
use crate::parts::Parts;

/// Reads the one file of a patch in an envelope; nothing if there is no envelope.
pub(super) fn envelope(edit: &str) -> Result<Option<Vec<Hunk>>, Refused> {
    let mark = |line: &&str| line.trim_start().opens("*** ");
    let is_envelope = edit.rows().filter(mark).any(|line| {
        let line = line.trim();
        line == "*** Begin Patch" || line.opens("*** Update File:")
    });
    if !is_envelope {
        return Ok(None);
    }
    let mut files = 0;
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut open: Option<Hunk> = None;
    for line in edit.rows() {
        let word = line.trim_end();
        if word.opens("*** Update File:") {
            files += 1;
            hunks.add(open.take());
        } else if word.opens("*** Add File:") || word.opens("*** Delete File:") {
            return Err(Refusal::malformed(
                "a patch that adds or deletes a file is no edit of one",
            ));
        } else if word == "*** End of File" {
            if let Some(hunk) = open.as_mut() {
                hunk.is_last = true;
            }
        } else if word.opens("*** End Patch") {
            break;
        } else if word.opens("*** ") {
            // The beginning, and the new name of a file.
        } else if let Some(scope) = word.past("@@") {
            if open.as_ref().is_some_and(|hunk| !hunk.steps.is_empty()) {
                hunks.add(open.take());
            }
            let hunk = open.get_or_insert_default();
            let (line, scope) = numbers(scope);
            hunk.line = line.or(hunk.line);
            hunk.scope.add((!scope.is_empty()).then(|| scope.to_owned()));
        } else if files > 0 || open.is_some() {
            step(open.get_or_insert_default(), line);
        }
    }
    hunks.add(open);
    finish(hunks, files)
}

/// Reads the one file of a unified difference; nothing if it is none.
pub(super) fn unified(edit: &str, language: Language) -> Result<Option<Vec<Hunk>>, Refused> {
    let lines: Vec<&str> = edit.rows().list();
    let is_header = |at: usize| {
        let line = |at: usize| lines.get(at).copied().unwrap_or("");
        line(at).opens("--- ") && line(at + 1).opens("+++ ")
    };
    let headers = (0..lines.len()).filter(|at| is_header(*at)).count();
    let hunk_starts = lines.iter().filter(|line| is_hunk_start(line)).count();
    let first = lines.iter().find(|line| !line.trim().is_empty()).copied().unwrap_or("");
    let begins = ["--- ", "diff --git ", "index ", "Index: "].iter().any(|open| first.opens(open));
    let looks = (headers > 0 && begins) || is_hunk_start(first) || first.opens("diff --git ");
    // Words may stand before a difference; Markdown may hold one.
    let has_all = headers == 1 && hunk_starts > 0 && language != Language::Markdown;
    if !looks && !has_all {
        return Ok(None);
    }
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut open: Option<Hunk> = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if is_header(at) {
            hunks.add(open.take());
            if hunk_starts == 0 {
                open = Some(Hunk::default());
            }
            at += 2;
            continue;
        }
        if line.opens("diff --git ") {
            hunks.add(open.take());
        } else if is_hunk_start(line) {
            hunks.add(open.take());
            let (number, scope) = numbers(line.bare_start("@"));
            let scope = (!scope.is_empty()).then(|| scope.to_owned()).into_iter().list();
            open = Some(Hunk { line: number, scope, ..Hunk::default() });
        } else if let Some(hunk) = open.as_mut() {
            step(hunk, line);
        }
        at += 1;
    }
    hunks.add(open);
    finish(hunks, headers)
}

/// Reads a fence that says it is a difference and has no headers: one hunk.
pub(super) fn bare(edit: &str) -> Result<Form, Refused> {
    let mut hunk = Hunk::default();
    edit.rows().for_each(|line| step(&mut hunk, line));
    let hunks = finish(vec![hunk], 1)?.unwrap_or_default();
    Ok(Form::Hunks(hunks, Order::OfTheFile))
}

fn is_hunk_start(line: &str) -> bool {
    line.opens("@@")
}

/// The line of the old file, from 0, and the words after the numbers.
fn numbers(header: &str) -> (Option<usize>, &str) {
    let header = header.trim();
    let Some(rest) = header.past("-") else {
        return (None, header.bare("@").trim());
    };
    let digits = rest.len() - rest.bare_start("0123456789").len();
    let number = rest.get(..digits).and_then(|digits| digits.parse::<usize>().ok());
    let scope = rest.cut("@@").map_or("", |(_, scope)| scope.trim());
    (number.map(|number| number.saturating_sub(1)), scope)
}

fn step(hunk: &mut Hunk, line: &str) {
    let rest = || line.get(1..).unwrap_or("").to_owned();
    hunk.steps.push(match line.as_bytes().first() {
        Some(b'+') => Step::New(rest()),
        Some(b'-') => Step::Gone(rest()),
        Some(b' ') => Step::Keep(rest()),
        // "\ No newline at end of file": how a file ends is kept anyway.
        Some(b'\\') => return,
        // A line that stays and lost the space before it.
        _ => Step::Keep(line.to_owned()),
    });
}

fn finish(mut hunks: Vec<Hunk>, files: usize) -> Result<Option<Vec<Hunk>>, Refused> {
    if files > 1 {
        return Err(Refusal::malformed("the patch is for several files; send each its own"));
    }
    for hunk in &mut hunks {
        // Empty lines after a hunk belong to the letter, not to the file.
        while hunk.steps.last() == Some(&Step::Keep(String::new())) {
            hunk.steps.pop();
        }
        while hunk.steps.first() == Some(&Step::Keep(String::new())) {
            hunk.steps.remove(0);
        }
    }
    hunks.retain(|hunk| hunk.steps.iter().any(|step| !matches!(step, Step::Keep(_))));
    if hunks.is_empty() {
        return Err(Refusal::malformed("the patch changes nothing"));
    }
    Ok(Some(hunks))
}
