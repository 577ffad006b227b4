//! Removes symbols that an edit names as gone: "// delete function f".

use crate::file::{File, Splice};
use crate::grammar::Parsed;
use crate::identity;
use crate::list::picked;
use crate::outcome::{Refusal, Refused};
use crate::parts::Parts;
use crate::text::is_blank;

/// The names that `snippet` says are to go, if it says nothing else.
pub(crate) fn read(snippet: &str) -> Option<Vec<(Option<String>, String)>> {
    let mut names = Vec::new();
    for line in snippet.rows().filter(|line| !is_blank(line)) {
        names.push(directive(line)?);
    }
    (!names.is_empty()).then_some(names)
}

const KINDS: &str = "\
    function method class struct type interface enum variable const constant field key table \
    section rule impl trait module test property import element";

/// The kind, if it is told, and the name of what a line says is to go.
fn directive(line: &str) -> Option<(Option<String>, String)> {
    let words = line.trim().bare_start("/#*<!-{ ");
    let words = words.bare_end("/*>-} .!");
    let is_comment = words.len() < line.trim().len();
    let (verb, rest) = words.cut(" ")?;
    let verb = verb.bare_end(":").to_ascii_lowercase();
    if !is_comment || !"delete remove deleted removed".lists(&verb) {
        return None;
    }
    let rest = rest.trim();
    let rest = rest.past("the ").unwrap_or(rest);
    let rest = rest.past("entire ").unwrap_or(rest);
    let (kind, name) = match rest.cut(" ") {
        Some((kind, name)) if KINDS.lists(&kind.bare_end(":").to_ascii_lowercase()) => {
            (Some(kind.bare_end(":").to_ascii_lowercase()), name)
        }
        _ => (None, rest),
    };
    // "function f" and "f function" both.
    let name = name.until("()").unwrap_or(name).bare("`\"' ");
    let is_name = !name.is_empty()
        && (!name.has(" ")
            || kind.as_deref() == Some("section")
            || kind.as_deref() == Some("rule"));
    is_name.then(|| (kind, name.to_owned()))
}

/// Words that declare what follows them.
const DECLARING: &str = "\
    fn struct enum trait class def function func interface type const let var macro_rules! \
    namespace union";

/// Whether a line declares `name` that is the beginning of no symbol: in a macro, for one.
fn is_hidden(name: &str, file: &File, parsed: &Parsed) -> bool {
    let declares = |line: &str| {
        let mut words = line.split(|c: char| c.is_whitespace()).peekable();
        while let Some(word) = words.next() {
            let next = words.peek().map_or("", |next| {
                next.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")
            });
            if DECLARING.lists(word) && next == name {
                return true;
            }
        }
        false
    };
    let begins = |line: usize| {
        parsed
            .outline
            .symbols
            .iter()
            .any(|one| file.lines.around(&one.outer).contains(&line) && one.name.closes(name))
    };
    (0..file.lines.len()).any(|line| declares(file.lines.get(line)) && !begins(line))
}

/// Removes what is named, with what stands right above it and the empty lines that kept it apart.
pub(crate) fn apply(
    names: &[(Option<String>, String)],
    file: &File,
    parsed: &Parsed,
) -> Result<Vec<Splice>, Refused> {
    let outline = &parsed.outline;
    let mut splices = Vec::new();
    for (_, name) in names {
        let path = name.pieces(if name.has("::") { "::" } else { "." });
        let last = path.last().copied().unwrap_or(name);
        let fits = |place: &usize| {
            outline.symbols.get(*place).is_some_and(|one| {
                let owner = path.len().checked_sub(2).and_then(|owner| path.get(owner));
                let parent = one.parent.and_then(|parent| outline.symbols.get(parent));
                one.name == *name
                    || one.name == last
                        && owner.is_none_or(|owner| {
                            parent.is_some_and(|parent| parent.name.pieces(" ").contains(owner))
                        })
            })
        };
        let found = picked(&mut (0..outline.symbols.len()), &fits);
        let place = match found.as_slice() {
            [] => return Err(Refusal::not_found(name.clone())),
            [one] => *one,
            several => {
                return Err(Refusal::ambiguous(
                    name.clone(),
                    identity::candidates(outline, several, &file.lines),
                ));
            }
        };
        let Some(symbol) = outline.symbols.get(place) else { continue };
        if is_hidden(last, file, parsed) {
            let candidates = identity::candidates(outline, &[place], &file.lines);
            return Err(Refusal::ambiguous(name.clone(), candidates));
        }
        let outer = crate::symbols::trimmed(file.text, &symbol.outer);
        let own = file.lines.around(&outer);
        let start = crate::symbols::above(&file.lines, own.start, file.language).start;
        let before = file.text.get(file.lines.start(own.start)..outer.start).unwrap_or("");
        let after = file.text.get(outer.end..file.lines.end(own.end - 1)).unwrap_or("");
        if !is_blank(before) || !matches!(after.trim(), "" | ";" | ",") {
            return Err(Refusal::ambiguous(
                name.clone(),
                identity::candidates(outline, &[place], &file.lines),
            ));
        }
        let (mut first, mut end) = (start, own.end);
        let blank_after =
            (end..file.lines.len()).take_while(|line| is_blank(file.lines.get(*line))).count();
        let blank_before =
            (0..first).rev().take_while(|line| is_blank(file.lines.get(*line))).count();
        if end + blank_after >= file.lines.len() || blank_after == 0 {
            first -= blank_before.min(first);
            if blank_after == 0 && blank_before > 0 && end < file.lines.len() {
                // What follows closes what holds it: nothing needs to stay apart.
                let closes = file.lines.get(end).trim_start().opens_among("})]");
                first = if closes { first } else { start };
            }
        } else {
            end += blank_after;
        }
        splices.push(Splice {
            what: identity::words(outline, place),
            ..file.replace_lines(first..end, &[])
        });
    }
    Ok(splices)
}
