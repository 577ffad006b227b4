//! Which nodes of which grammar are symbols, and where their names stand: told by a text that comes
//! with each grammar, since in the page every byte of the engine counts. The texts are in `rules`,
//! and are read so:
//!
//! - `NODE KIND NAME`: this kind of node is a symbol. Its name stands in the field `NAME`, in the
//!   first node of one of some kinds (`FIELD>ONE|OTHER`, of any field if none is named), or where
//!   one of [`Name`] says (`*head`). After it may follow `outside`, if it is a symbol only outside
//!   of functions; `bodied`, if only with a body; `listed`, if commas stand between such.
//! - `+wrappers`: nodes that belong to the one symbol in them, as `export` and decorators do.
//! - `+opaque`: nodes that hold no symbols.
//! - `+frame OPEN|CLOSE`: what a fragment is put between where it does not parse by itself.

use crate::parts::Parts as _;
use serde::{Deserialize, Serialize};

/// What sort of thing a symbol is. Two symbols are the same only if their kinds agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SymbolKind {
    /// A function, a method or its declaration.
    Function,
    /// A class, a struct, an interface, an enumeration, an alias.
    Type,
    /// A variable or a constant.
    Variable,
    /// A part of a type or of an object.
    Field,
    /// A module or a namespace.
    Module,
    /// An implementation.
    Impl,
    /// A key with its value.
    Key,
    /// A table of keys.
    Table,
    /// A section under a heading.
    Section,
    /// Rules for what a selector selects.
    Rule,
    /// An element of a page.
    Element,
    /// A call that is known by its first argument, like a test.
    Call,
    /// An import.
    Import,
    /// A macro.
    Macro,
}

use SymbolKind::{
    Call, Element, Field, Function, Impl, Import, Key, Macro, Module, Rule as Ruled, Section,
    Table, Type, Variable,
};

const KINDS: &[SymbolKind] = &[
    Function, Type, Variable, Field, Module, Impl, Key, Table, Section, Ruled, Element, Call,
    Import, Macro,
];

impl SymbolKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Type => "type",
            Self::Variable => "variable",
            Self::Field => "field",
            Self::Module => "module",
            Self::Impl => "implementation",
            Self::Key => "key",
            Self::Table => "table",
            Self::Section => "section",
            Self::Rule => "rule",
            Self::Element => "element",
            Self::Call => "call",
            Self::Import => "import",
            Self::Macro => "macro",
        }
    }

    /// Whether what it is made of are symbols of their own, rather than steps.
    pub(crate) fn is_container(self) -> bool {
        matches!(
            self,
            Self::Type | Self::Module | Self::Impl | Self::Table | Self::Section | Self::Rule
        ) || matches!(self, Self::Key | Self::Variable | Self::Field | Self::Element | Self::Call)
    }
}

/// Where a symbol's name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// In a field.
    Field,
    /// In the first node of one of some kinds, below a field if one is named.
    First,
    /// In what stands before the body.
    Head,
    /// In the whole text.
    Text,
    /// In the function called and its first argument, if that is a string.
    Call,
    /// In the receiver's type and the name.
    Receiver,
    /// In the tag and the `id`.
    Tag,
    /// In the heading.
    Heading,
}

const NAMES: &[(&str, Name)] = &[
    ("*head", Name::Head),
    ("*text", Name::Text),
    ("*call", Name::Call),
    ("*receiver", Name::Receiver),
    ("*tag", Name::Tag),
    ("*heading", Name::Heading),
];

/// A kind of node that is a symbol.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) node: String,
    pub(crate) kind: SymbolKind,
    pub(crate) name: Name,
    /// The field that the name is in; empty for any.
    pub(crate) field: String,
    /// The kinds of nodes that the name can be, by number.
    pub(crate) among: Vec<u16>,
    pub(crate) within: Within,
    /// Whether commas stand between such.
    pub(crate) is_listed: bool,
}

/// Where a node must stand to be a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    Anything,
    /// Not among the steps of a function.
    NoFunction,
    /// Only if it has a body: else it is merely mentioned.
    WithBody,
}

impl Rule {
    /// Reads what follows `node` on its line; `numbers` tells those of kinds by their names.
    pub(crate) fn read(node: &str, line: &str, numbers: &dyn Fn(&str) -> Vec<u16>) -> Option<Self> {
        let mut words = line.words();
        let word = words.next()?;
        let kind = *KINDS.iter().find(|kind| kind.word() == word)?;
        let place = words.next()?;
        let (field, kinds) = place.cut(">").unwrap_or((place, ""));
        let name = match NAMES.iter().find(|(name, _)| *name == place) {
            Some((_, name)) => *name,
            None if field == place => Name::Field,
            None => Name::First,
        };
        let within = if line.has(" outside") {
            Within::NoFunction
        } else if line.has(" bodied") {
            Within::WithBody
        } else {
            Within::Anything
        };
        Some(Self {
            node: node.to_owned(),
            kind,
            name,
            field: field.to_owned(),
            among: numbers(kinds),
            within,
            is_listed: line.has(" listed"),
        })
    }
}
