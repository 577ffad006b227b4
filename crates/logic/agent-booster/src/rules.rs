//! Which nodes of which grammar are symbols, and where their names stand.

mod c_family;
mod markup;
mod scripts;

use crate::Language;
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
    /// In this field.
    Field(&'static str),
    /// In the first node of one of these kinds, below the field if one is named.
    First(&'static str, &'static [&'static str]),
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

/// A kind of node that is a symbol.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    pub(crate) node: &'static str,
    pub(crate) kind: SymbolKind,
    pub(crate) name: Name,
    pub(crate) within: Within,
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

/// What the engine knows of one grammar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) symbols: &'static [Rule],
    /// Nodes that belong to the one symbol in them: `export`, decorators.
    pub(crate) wrappers: &'static [&'static str],
    /// Nodes that hold no symbols.
    pub(crate) opaque: &'static [&'static str],
    /// What a fragment is put between where it does not parse by itself.
    pub(crate) frames: &'static [(&'static str, &'static str)],
}

/// A rule for a node that may stand anywhere.
const fn rule(node: &'static str, kind: SymbolKind, name: Name) -> Rule {
    Rule { node, kind, name, within: Within::Anything }
}

/// A rule for a node that is a symbol only outside of functions.
const fn outside(node: &'static str, kind: SymbolKind, name: Name) -> Rule {
    Rule { node, kind, name, within: Within::NoFunction }
}

/// A rule for a node that is a symbol only with a body.
const fn bodied(node: &'static str, kind: SymbolKind, name: Name) -> Rule {
    Rule { node, kind, name, within: Within::WithBody }
}

/// What the engine knows of the grammar of `language`.
pub(crate) fn rules(language: Language) -> Option<&'static Rules> {
    Some(match language {
        Language::JavaScript | Language::Jsx | Language::TypeScript | Language::Tsx => {
            &scripts::ECMASCRIPT
        }
        Language::Python => &scripts::PYTHON,
        Language::Bash => &scripts::BASH,
        Language::Rust => &c_family::RUST,
        Language::Go => &c_family::GO,
        Language::Java => &c_family::JAVA,
        Language::C | Language::Cpp => &c_family::C,
        Language::Json => &markup::JSON,
        Language::Yaml => &markup::YAML,
        Language::Toml => &markup::TOML,
        Language::Markdown => &markup::MARKDOWN,
        Language::Css => &markup::CSS,
        Language::Html => &markup::HTML,
        Language::Text => return None,
    })
}
