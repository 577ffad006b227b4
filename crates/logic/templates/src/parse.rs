//! Reading a text: what stands there, and where its variables are.

use crate::{Fault, MOST_VARIABLES, Part, Place, Template, Variable, tag};

/// The most faults that are told of one text.
const MOST_FAULTS: usize = 20;

/// What came of reading a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The text; where it has faults, as much as could be read.
    pub template: Template,
    /// What is wrong with it, first things first; none where it can be filled in.
    pub faults: Vec<Fault>,
}

/// Reads a text. It goes on after a fault, so that a person sees all of them at once.
pub fn read(text: &str) -> Reading {
    let mut reader = Reader {
        text,
        parts: Vec::new(),
        pending: String::new(),
        mentions: Vec::new(),
        faults: Vec::new(),
    };
    reader.run();
    reader.done()
}

struct Reader<'a> {
    text: &'a str,
    parts: Vec<Part>,
    /// What stands before the next variable.
    pending: String,
    mentions: Vec<Mention>,
    faults: Vec<Fault>,
}

/// A variable as it is known so far.
struct Mention {
    variable: Variable,
    /// Whether its type was written down, or only taken to be text.
    is_typed: bool,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(rest) = self.text.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some(after) = rest.strip_prefix("\\{{") {
                self.pending.push_str("{{");
                at = self.text.len() - after.len();
            } else if rest.starts_with("{{") {
                at = self.variable(at);
            } else {
                let next = next_mark(rest);
                self.pending.push_str(rest.get(..next).unwrap_or(rest));
                at += next;
            }
        }
    }

    /// Reads the variable that begins at `start`, and returns where the text goes on.
    fn variable(&mut self, start: usize) -> usize {
        let inside = self.text.get(start + 2..).unwrap_or_default();
        let Some(length) = tag::end(inside) else {
            self.fault(start, "these braces are not closed; write `}}` after the variable, or `\\{{` for the braces themselves");
            self.pending.push_str("{{");
            return start + 2;
        };
        match tag::read(inside.get(..length).unwrap_or_default()) {
            Ok(found) => self.mention(start, found),
            Err((offset, message)) => self.fault(start + 2 + offset, &message),
        }
        start + 2 + length + 2
    }

    fn mention(&mut self, at: usize, found: tag::Tag) {
        let known = self.mentions.iter().position(|it| it.variable.name == found.name);
        let index = match known {
            Some(index) => {
                self.meet(index, at, found);
                index
            }
            None if self.mentions.len() >= MOST_VARIABLES => {
                return self
                    .fault(at, &format!("a template has at most {MOST_VARIABLES} variables"));
            }
            None => {
                let is_typed = found.kind.is_some();
                let kind = found.kind.unwrap_or(crate::Kind::Text);
                let variable = Variable { name: found.name, kind, default: found.default };
                self.mentions.push(Mention { variable, is_typed });
                self.mentions.len() - 1
            }
        };
        let text = std::mem::take(&mut self.pending);
        if !text.is_empty() {
            self.parts.push(Part::Text(text));
        }
        self.parts.push(Part::Variable(index));
    }

    /// Meets a variable again, which may say what was left open and nothing else.
    fn meet(&mut self, index: usize, at: usize, found: tag::Tag) {
        let Some(known) = self.mentions.get_mut(index) else { return };
        let name = known.variable.name.clone();
        if let Some(kind) = found.kind {
            if known.is_typed && known.variable.kind != kind {
                return self.fault(
                    at,
                    &format!(
                        "`{name}` has another type above; give it one type only, or another name"
                    ),
                );
            }
            if !known.is_typed && known.variable.default.is_some() && kind != known.variable.kind {
                return self
                    .fault(at, &format!("the type of `{name}` belongs where its default is"));
            }
            known.variable.kind = kind;
            known.is_typed = true;
        }
        match (&known.variable.default, found.default) {
            (Some(one), Some(other)) if *one != other => {
                self.fault(
                    at,
                    &format!("`{name}` has another default above; give it one default only"),
                );
            }
            (None, Some(default)) => {
                if let Err(message) = tag::check_default(&known.variable.kind, &default) {
                    return self.fault(at, &message);
                }
                known.variable.default = Some(default);
            }
            _ => {}
        }
    }

    fn fault(&mut self, offset: usize, message: &str) {
        if self.faults.len() < MOST_FAULTS {
            let at = Place::of(self.text, offset);
            self.faults.push(Fault { at, message: message.to_owned() });
        }
    }

    fn done(mut self) -> Reading {
        if !self.pending.is_empty() {
            self.parts.push(Part::Text(self.pending));
        }
        self.faults.sort_by_key(|fault| fault.at);
        let variables = self.mentions.into_iter().map(|it| it.variable).collect();
        Reading { template: Template { parts: self.parts, variables }, faults: self.faults }
    }
}

/// How far it is to the next mark, at least one character.
fn next_mark(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let after = rest.get(first..).unwrap_or_default();
    let mark = [after.find("\\{{"), after.find("{{")].into_iter().flatten().min();
    mark.map_or(rest.len(), |at| first + at)
}
