//! Reading a query.

use super::{Clock, Condition, Filter, Holds, Query, Role, Standing, Term};
use crate::{date, fold, is_unspaced, words};

/// How many terms and conditions are read; a query of more means none of them.
const MOST: usize = 24;

pub(super) fn read(text: &str, clock: Clock) -> Query {
    let mut query = Query::default();
    for piece in Pieces(text) {
        if query.all.len() + query.none.len() + query.conditions.len() >= MOST {
            query.notes.push(format!("Only the first {MOST} parts of the query were read."));
            break;
        }
        piece.add_to(&mut query, clock);
    }
    query
}

/// A piece between spaces: `-name:"value"`, with or without each of its parts.
struct Piece<'a> {
    negated: bool,
    name: Option<&'a str>,
    value: &'a str,
    quoted: bool,
}

impl Piece<'_> {
    fn add_to(&self, query: &mut Query, clock: Clock) {
        let Some(name) = self.name else { return self.add_term(query) };
        let name = name.to_lowercase();
        if !NAMES.contains(&name.as_str()) {
            return self.add_term(query);
        }
        match filter(&name, self.value, clock) {
            Ok(filter) => query.conditions.push(Condition { filter, negated: self.negated }),
            Err(takes) => {
                let left_out = match self.value.trim() {
                    "" => "it was left out".to_owned(),
                    value => format!("“{}” was left out", shortened(value)),
                };
                query.notes.push(format!("“{name}:” takes {takes}; {left_out}."));
            }
        }
    }

    fn add_term(&self, query: &mut Query) {
        // An unknown name belongs to the words, as in an address.
        let written = match self.name {
            Some(name) => format!("{name}:{}", self.value),
            None => self.value.to_owned(),
        };
        let mut found: Vec<String> = Vec::new();
        let mut letters = written.chars().filter(|letter| letter.is_alphanumeric());
        let unspaced = letters.any(is_unspaced);
        found.extend(words(&written).map(|word| word.folded));
        // The last character of a run is a word of its own in a text, and none of a phrase.
        if unspaced && found.len() > 1 && written.chars().next_back().is_some_and(is_unspaced) {
            found.pop();
        }
        if found.is_empty() {
            return;
        }
        let exact = self.quoted || unspaced || found.len() > 1;
        let term = Term { written, words: found, exact };
        if self.negated { query.none.push(term) } else { query.all.push(term) }
    }
}

/// The names of filters.
const NAMES: &[&str] =
    &["model", "tag", "project", "folder", "before", "after", "is", "has", "role"];

/// The filter, or what it takes.
fn filter(name: &str, value: &str, clock: Clock) -> Result<Filter, &'static str> {
    let folded = fold(value.trim());
    if folded.is_empty() && !matches!(name, "before" | "after" | "is" | "has" | "role") {
        return Err("a name");
    }
    let days =
        || date::parse(&folded, clock).ok_or("a date such as 2026-11-20, 2026-11, today or 7d");
    Ok(match name {
        "model" => Filter::Model(folded),
        "tag" => Filter::Tag(folded),
        "project" | "folder" => Filter::Project(folded),
        "before" => Filter::Before(days()?.begin),
        "after" => Filter::After(days()?.begin),
        "is" => Filter::Is(match folded.as_str() {
            "pinned" => Standing::Pinned,
            "archived" => Standing::Archived,
            "trashed" | "deleted" => Standing::Trashed,
            "streaming" | "answering" => Standing::Streaming,
            _ => return Err("pinned, archived, trashed or streaming"),
        }),
        "has" => Filter::Has(match folded.as_str() {
            "code" => Holds::Code,
            "image" | "picture" => Holds::Image,
            "document" | "file" => Holds::Document,
            "tool" => Holds::Tool,
            _ => return Err("code, image, document or tool"),
        }),
        // The only one left of the names.
        _ => Filter::Role(match folded.as_str() {
            "user" | "me" => Role::User,
            "assistant" | "claude" => Role::Assistant,
            _ => return Err("user or assistant"),
        }),
    })
}

fn shortened(value: &str) -> String {
    let mut short: String = value.chars().filter(|it| !it.is_control()).take(40).collect();
    if value.chars().count() > 40 {
        short.push('…');
    }
    short
}

/// The pieces of a query, from what is left of it.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let mut rest = self.0.trim_start();
        if rest.is_empty() {
            return None;
        }
        let negated = rest.len() > 1 && rest.starts_with('-');
        if negated {
            rest = rest.get(1..).unwrap_or_default();
        }
        let head_end = rest.find(|it: char| it.is_whitespace() || is_quote(it) || it == ':');
        let name = head_end
            .filter(|at| *at > 0 && rest.get(*at..).is_some_and(|tail| tail.starts_with(':')))
            .and_then(|at| rest.get(..at));
        let rest = name.map_or(rest, |name| rest.get(name.len() + 1..).unwrap_or_default());
        let (value, quoted, after) = value(rest);
        self.0 = after;
        Some(Piece { negated, name, value, quoted })
    }
}

/// The value at the beginning, whether it was quoted, and what follows. A quote that is not closed
/// goes on to the end.
fn value(rest: &str) -> (&str, bool, &str) {
    let mut letters = rest.chars();
    if letters.next().is_some_and(is_quote) {
        let inside = letters.as_str();
        return match inside.find(is_quote) {
            Some(end) => {
                let (inside, tail) = inside.split_at(end);
                let mut tail = tail.chars();
                tail.next();
                (inside, true, tail.as_str())
            }
            None => (inside, true, ""),
        };
    }
    let end = rest.find(|it: char| it.is_whitespace() || is_quote(it)).unwrap_or(rest.len());
    let (value, tail) = rest.split_at(end);
    (value, false, tail)
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„')
}
