//! What a symbol is called.

use std::ops::Range;

use super::Compiled;
use crate::list::Listed;
use crate::parts::Parts;
use crate::rules::{Name, Rule, SymbolKind, Within};
use crate::syntax::{Cursor, Node};
use crate::write::{joined, strung};

/// Finds names in a text.
#[derive(Clone, Copy)]
pub(crate) struct Naming<'a> {
    pub(crate) text: &'a str,
    pub(crate) compiled: &'a Compiled,
}

/// How much of a head or of a whole text makes a name.
const LONGEST: usize = 400;

impl Naming<'_> {
    /// The name of the node at the cursor, or nothing when it is no symbol after all.
    pub(super) fn name(&self, at: &mut dyn Cursor, node: &Node, rule: &Rule) -> Option<String> {
        if rule.within == Within::WithBody {
            self.child(at, "body")?;
        }
        let name = match rule.name {
            Name::Field => self.of_field(at, rule)?,
            Name::First => tidy(self.slice(&self.first(at, rule)?)),
            Name::Head => tidy(self.head(at, node)),
            Name::Text => tidy(self.slice(&node.range)),
            Name::Call => self.call(at)?,
            Name::Receiver => self.receiver(at)?,
            Name::Tag => self.tag(&node.range)?,
            Name::Heading => self.heading(&node.range)?,
        };
        (!name.is_empty() && name.len() <= LONGEST).then_some(name)
    }

    /// The kind of what `rule` found: in C a declaration may be that of a function.
    pub(super) fn kind(&self, rule: &Rule, range: &Range<usize>) -> SymbolKind {
        let declares = "declaration field_declaration".lists(&rule.node)
            && rule.name == Name::First
            && matches!(rule.kind, SymbolKind::Variable | SymbolKind::Field);
        let head = self.slice(range).before("=");
        if declares && head.has("(") && head.trim_end().closes_among(";)") {
            return SymbolKind::Function;
        }
        rule.kind
    }

    fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// The child of the node at the cursor that is `field`; the cursor stays.
    fn child(&self, at: &mut dyn Cursor, field: &str) -> Option<Node> {
        if !at.down() {
            return None;
        }
        let mut found = None;
        loop {
            let node = at.node();
            if node.field != 0 && self.field(node.field) == field {
                found = Some(node);
                break;
            }
            if !at.next() {
                break;
            }
        }
        at.up();
        found
    }

    fn field(&self, field: u16) -> &str {
        self.compiled.field_names.get(usize::from(field)).map_or("", String::as_str)
    }

    fn kind_name(&self, kind: u16) -> &str {
        self.compiled.kind_names.get(usize::from(kind)).map_or("", String::as_str)
    }

    fn of_field(&self, at: &mut dyn Cursor, rule: &Rule) -> Option<String> {
        let name = self.child(at, &rule.field)?;
        let plain = tidy(self.slice(&name.range));
        let start = at.node().range.start;
        let before = self.text.get(start..name.range.start).unwrap_or("");
        Some(match rule.node.as_str() {
            // A getter and a setter share a name and are two things.
            "method_definition" => {
                let mut words = before.words();
                match words.find(|word| "get set".lists(word)) {
                    Some(word) => joined(&[word, " ", &plain]),
                    None => plain,
                }
            }
            "function_definition" => match self.accessor(start, &plain) {
                Some(accessor) => joined(&[&plain, ".", accessor]),
                None => plain,
            },
            _ => plain,
        })
    }

    /// Of a Python function under `@name.setter`, `setter`.
    fn accessor(&self, start: usize, name: &str) -> Option<&'static str> {
        let above = self.text.get(..start)?.trim_end();
        let line = above.after_last("\n").trim();
        let rest = line.past("@")?.past(name)?.past(".")?;
        ["setter", "getter", "deleter"].into_iter().find(|accessor| rest.opens(accessor))
    }

    /// The first node that `rule` has for a name, in the order of the text.
    fn first(&self, at: &mut dyn Cursor, rule: &Rule) -> Option<Range<usize>> {
        if !at.down() {
            return None;
        }
        let mut found = None;
        loop {
            let node = at.node();
            if rule.field.is_empty() || (node.field != 0 && self.field(node.field) == rule.field) {
                found = self.below(at, &node, &rule.among, 0);
            }
            if found.is_some() || !at.next() {
                break;
            }
        }
        at.up();
        found
    }

    fn below(
        &self,
        at: &mut dyn Cursor,
        node: &Node,
        among: &[u16],
        depth: u8,
    ) -> Option<Range<usize>> {
        if among.contains(&node.kind) {
            return Some(node.range.clone());
        }
        if depth > 8 || !at.down() {
            return None;
        }
        let mut found = None;
        loop {
            let node = at.node();
            if !"parameter_list attribute_declaration".lists(self.kind_name(node.kind)) {
                found = self.below(at, &node, among, depth + 1);
            }
            if found.is_some() || !at.next() {
                break;
            }
        }
        at.up();
        found
    }

    /// What stands before the body.
    fn head(&self, at: &mut dyn Cursor, node: &Node) -> &str {
        let text = self.slice(&node.range);
        let end = match self.child(at, "body") {
            Some(body) => body.range.start - node.range.start,
            None => text.spot("{").or_else(|| text.spot(";")).unwrap_or(text.len()),
        };
        text.get(..end).unwrap_or("")
    }

    /// `describe "name"` of `describe("name", …)`.
    fn call(&self, at: &mut dyn Cursor) -> Option<String> {
        let function = self.child(at, "function")?;
        let arguments = self.child(at, "arguments")?;
        let function = self.slice(&function.range);
        let inside = self.slice(&arguments.range).past("(")?.trim_start();
        let quote = inside.get(..1).filter(|one| one.opens_among("\"'`"))?;
        let (name, rest) = inside.get(1..)?.cut(quote)?;
        // A call that does nothing more than name a thing is a step, not a thing.
        (rest.trim_start().opens(",") && function.len() < 40)
            .then(|| joined(&[function, " \"", name, "\""]))
    }

    /// `Type.Name` of a method in Go.
    fn receiver(&self, at: &mut dyn Cursor) -> Option<String> {
        let name = self.child(at, "name")?;
        let receiver = self.child(at, "receiver")?;
        let inside = self.slice(&receiver.range).bare("()");
        let of = inside.before("[");
        let of = of.bare_end(" *").after_last(" *");
        Some(joined(&[of, ".", self.slice(&name.range)]))
    }

    /// `tag#id`, or `tag`.
    fn tag(&self, range: &Range<usize>) -> Option<String> {
        let text = self.slice(range).past("<")?;
        let open = text.before(">");
        let tag = Some(open.before_among(" \t\n/")).filter(|tag| !tag.is_empty())?;
        let id = open.cut(" id=").map(|(_, rest)| rest);
        let id = id.map(|rest| match rest.get(..1).filter(|one| one.opens_among("\"'")) {
            Some(quote) => rest.slice(1..rest.len()).before(quote),
            None => rest.before_among(" \t\n"),
        });
        Some(id.map_or_else(|| tag.to_ascii_lowercase(), |id| joined(&[tag, "#", id])))
    }

    /// The words of a heading, without its number of signs.
    fn heading(&self, range: &Range<usize>) -> Option<String> {
        let line = self.slice(range).rows().next()?;
        line.opens("#").then(|| tidy(line.bare("# \t")))
    }
}

/// One space for any white space; no quotes round it.
fn tidy(name: &str) -> String {
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return name.to_owned();
    }
    let words: Vec<&str> = name.words().list();
    let name = strung(&words, " ");
    let is_quoted = name.len() > 1 && name.opens_among("\"'") && name.closes_among("\"'");
    if is_quoted { name.slice(1..name.len() - 1).to_owned() } else { name }
}
