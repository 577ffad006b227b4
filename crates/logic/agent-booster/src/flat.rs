//! A tree as a list of numbers: how a grammar hands over what it parsed where the grammar is not
//! Rust, as in the page.

use std::any::Any;

use crate::syntax::{Cursor, Node, Tree};

/// A tree as a list of nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlatTree {
    nodes: Vec<Flat>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Flat {
    node: Node,
    depth: u32,
    /// The next node that is no part of it.
    next: usize,
}

/// How many numbers stand for a node.
pub const FLAT_WORDS: usize = 5;

impl FlatTree {
    /// Reads the nodes of the tree of `text`, parents before their children, each as
    /// [`FLAT_WORDS`] numbers: kind, plus 65,536 times the field; first and last position in UTF-16
    /// units; depth; 1 for an error, 2 for an error within. A list that is no tree gives nothing.
    pub fn read(text: &str, words: &[u32]) -> Option<Self> {
        let places = Places::of(text);
        let mut nodes: Vec<Flat> = Vec::with_capacity(words.len() / FLAT_WORDS);
        // The last node at each depth, whose end is not known yet.
        let mut open: Vec<usize> = Vec::new();
        for chunk in words.chunks(FLAT_WORDS) {
            let [sort, start, end, depth, flags] = chunk else { return None };
            let at = nodes.len();
            let level = usize::try_from(*depth).ok()?;
            if level > open.len() || (at > 0 && level == 0) {
                return None;
            }
            for closed in open.drain(level..) {
                nodes.get_mut(closed)?.next = at;
            }
            open.push(at);
            let range = places.byte(*start)?..places.byte(*end)?;
            if range.start > range.end {
                return None;
            }
            let node = Node {
                kind: u16::try_from(sort & 0xffff).ok()?,
                field: u16::try_from(sort >> 16).ok()?,
                range,
                is_error: flags & 1 > 0,
                has_error: flags & 3 > 0,
            };
            nodes.push(Flat { node, depth: *depth, next: usize::MAX });
        }
        (!nodes.is_empty()).then_some(Self { nodes })
    }
}

impl Tree for FlatTree {
    fn has_error(&self) -> bool {
        self.nodes.first().is_some_and(|root| root.node.has_error)
    }

    fn walk(&self) -> Box<dyn Cursor + '_> {
        Box::new(FlatCursor { tree: self, path: vec![0] })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct FlatCursor<'a> {
    tree: &'a FlatTree,
    /// The nodes from the root to here.
    path: Vec<usize>,
}

impl FlatCursor<'_> {
    fn here(&self) -> usize {
        self.path.last().copied().unwrap_or(0)
    }

    fn depth(&self, at: usize) -> Option<u32> {
        self.tree.nodes.get(at).map(|node| node.depth)
    }
}

impl Cursor for FlatCursor<'_> {
    fn down(&mut self) -> bool {
        let here = self.here();
        let is_child = self.depth(here + 1) > self.depth(here);
        if is_child {
            self.path.push(here + 1);
        }
        is_child
    }

    fn next(&mut self) -> bool {
        let here = self.here();
        let next = self.tree.nodes.get(here).map_or(usize::MAX, |node| node.next);
        let is_sibling = self.depth(next).is_some() && self.depth(next) == self.depth(here);
        if is_sibling && let Some(last) = self.path.last_mut() {
            *last = next;
        }
        is_sibling
    }

    fn up(&mut self) -> bool {
        let is_below = self.path.len() > 1;
        if is_below {
            self.path.pop();
        }
        is_below
    }

    fn node(&self) -> Node {
        let known = self.tree.nodes.get(self.here()).map(|node| node.node.clone());
        let nothing = Node { kind: 0, field: 0, range: 0..0, is_error: true, has_error: true };
        known.unwrap_or(nothing)
    }
}

/// Where each UTF-16 unit of a text lies in bytes.
enum Places {
    /// Every unit is a byte.
    Ascii(usize),
    Mixed(Vec<u32>),
}

impl Places {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Ascii(text.len());
        }
        let mut places = Vec::with_capacity(text.len());
        for (byte, c) in text.char_indices() {
            let byte = u32::try_from(byte).unwrap_or(u32::MAX);
            places.extend(std::iter::repeat_n(byte, c.len_utf16()));
        }
        places.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self::Mixed(places)
    }

    fn byte(&self, unit: u32) -> Option<usize> {
        let unit = usize::try_from(unit).ok()?;
        match self {
            Self::Ascii(length) => (unit <= *length).then_some(unit),
            Self::Mixed(places) => places.get(unit).and_then(|byte| usize::try_from(*byte).ok()),
        }
    }
}
