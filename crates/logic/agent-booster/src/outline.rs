//! The symbols of a text: what they are called, where they lie, and in what.

mod callable;
mod compiled;
mod name;
mod tables;

use std::ops::Range;

use crate::list::picked;
use crate::parts::Parts;
use crate::rules::{SymbolKind, Within};
use crate::syntax::{Cursor, Tree};

pub(crate) use self::callable::is_callable;
use self::callable::is_function;
pub(crate) use self::compiled::Compiled;
pub(crate) use self::name::Naming;
use self::tables::shorten_tables;

/// One symbol.
#[derive(Clone, Debug)]
pub(crate) struct Symbol {
    pub(crate) kind: SymbolKind,
    pub(crate) name: String,
    /// The symbol it is part of.
    pub(crate) parent: Option<usize>,
    /// Its bytes, without `export`, decorators and the like.
    pub(crate) node: Range<usize>,
    /// Its bytes with them.
    pub(crate) outer: Range<usize>,
    /// Which rule of the grammar found it: a method and a function are of one kind and two rules.
    pub(crate) rule: u8,
    /// Whether commas stand between such.
    pub(crate) is_listed: bool,
    /// Its body, brackets included.
    pub(crate) body: Option<Range<usize>>,
}

/// The symbols of a text in the order of their beginnings, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    pub(crate) symbols: Vec<Symbol>,
    /// Where the text is not understood.
    pub(crate) errors: Vec<Range<usize>>,
    /// Strings and the like that reach over several lines: their white space is content.
    pub(crate) verbatim: Vec<Range<usize>>,
}

impl Outline {
    /// The places of the symbols that are `wanted`.
    pub(crate) fn places(&self, wanted: &dyn Fn(&Symbol) -> bool) -> Vec<usize> {
        let is_it = |place: &usize| self.symbols.get(*place).is_some_and(wanted);
        picked(&mut (0..self.symbols.len()), &is_it)
    }
}

/// The outline of `text`, whose tree is `tree`.
pub(crate) fn outline(text: &str, tree: &dyn Tree, compiled: &Compiled) -> Outline {
    let mut walk = Walk { text, compiled, outline: Outline::default(), open: Vec::new() };
    let mut cursor = tree.walk();
    walk.visit(cursor.as_mut());
    let mut outline = walk.outline;
    shorten_tables(text, &mut outline.symbols);
    outline
}

/// How deep nodes may lie in one another to be looked at.
const DEEPEST: usize = 512;

struct Walk<'a> {
    text: &'a str,
    compiled: &'a Compiled,
    outline: Outline,
    /// What is being walked: a symbol's place, or none for a wrapper, with the symbols counted in it.
    open: Vec<Open>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    symbol: Option<usize>,
    depth: usize,
    /// How many symbols were found right in it, and the last of them.
    found: usize,
    last: usize,
    end: usize,
    start: usize,
}

impl Walk<'_> {
    /// Walks all below the cursor without recursion: hostile texts nest deep.
    fn visit(&mut self, cursor: &mut dyn Cursor) {
        let mut depth = 0_usize;
        loop {
            let enters = self.enter(cursor, depth) && depth < DEEPEST;
            if enters && cursor.down() {
                depth += 1;
                continue;
            }
            loop {
                self.leave(depth);
                if cursor.next() {
                    break;
                }
                if depth == 0 || !cursor.up() {
                    return;
                }
                depth -= 1;
            }
        }
    }

    /// Notes the node at the cursor; tells whether to look into it.
    fn enter(&mut self, cursor: &mut dyn Cursor, depth: usize) -> bool {
        let node = cursor.node();
        if node.is_error {
            self.outline.errors.push(node.range.clone());
        }
        let sort = self.compiled.sort(node.kind);
        if sort.is_verbatim && self.text.get(node.range.clone()).is_some_and(|text| text.has("\n"))
        {
            self.outline.verbatim.push(node.range.clone());
        }
        if node.field == self.compiled.body
            && let Some(Open { symbol: Some(symbol), depth: above, .. }) = self.open.last()
            && *above + 1 == depth
            && let Some(symbol) = self.outline.symbols.get_mut(*symbol)
        {
            symbol.body = Some(node.range.clone());
        }
        if let Some(rule) = usize::from(sort.rule).checked_sub(1)
            && let Some(rule) = self.compiled.rules.get(rule)
        {
            let parent = self.open.iter().rev().find_map(|open| open.symbol);
            let in_function = || {
                let mut above = self.open.iter().filter_map(|open| open.symbol);
                above.any(|symbol| {
                    let symbol = self.outline.symbols.get(symbol);
                    symbol.is_some_and(|symbol| symbol.kind == SymbolKind::Function)
                })
            };
            let is_named_function = || {
                rule.node == "variable_declarator"
                    && is_function(self.text.get(node.range.clone()).unwrap_or(""))
            };
            let stands = rule.within != Within::NoFunction || !in_function() || is_named_function();
            let naming = Naming { text: self.text, compiled: self.compiled };
            if stands && let Some(name) = naming.name(cursor, &node, rule) {
                let found = self.outline.symbols.len();
                self.outline.symbols.push(Symbol {
                    kind: naming.kind(rule, &node.range),
                    name,
                    parent,
                    node: node.range.clone(),
                    outer: node.range.clone(),
                    rule: sort.rule,
                    is_listed: rule.is_listed,
                    body: None,
                });
                if let Some(open) = self.open.last_mut() {
                    open.found += 1;
                    open.last = found;
                }
                let (start, end) = (node.range.start, node.range.end);
                let symbol = Some(found);
                self.open.push(Open { symbol, depth, found: 0, last: 0, end, start });
            }
        } else if sort.is_wrapper {
            let (start, end) = (node.range.start, node.range.end);
            self.open.push(Open { symbol: None, depth, found: 0, last: 0, end, start });
        }
        !sort.is_opaque || node.has_error
    }

    /// Closes what was opened at `depth`.
    fn leave(&mut self, depth: usize) {
        let Some(open) = self.open.pop_if(|open| open.depth == depth) else { return };
        if open.symbol.is_some() || open.found != 1 {
            return;
        }
        // A wrapper round one symbol belongs to it, and counts as it for a wrapper round that.
        if let Some(symbol) = self.outline.symbols.get_mut(open.last) {
            symbol.outer = open.start.min(symbol.outer.start)..open.end.max(symbol.outer.end);
        }
        if let Some(above) = self.open.last_mut()
            && above.symbol.is_none()
        {
            above.found += 1;
            above.last = open.last;
        }
    }
}
