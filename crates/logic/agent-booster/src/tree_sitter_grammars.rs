//! The grammars as crates, for what is not the page.

use std::any::Any;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::ControlFlow;

use tree_sitter::{InputEdit, ParseOptions, Parser, Point};

use crate::Language;
use crate::syntax::{Change, Cursor, Grammars, Node, Place, Syntax, Tree};

/// Progress is asked for every so many steps of a parser; a text that takes more is given up.
const MOST_STEPS: u32 = 400_000;

/// Every grammar that this build holds, each made ready when it is first needed.
#[derive(Default)]
pub struct NativeGrammars {
    ready: BTreeMap<Language, NativeSyntax>,
}

impl Grammars for NativeGrammars {
    fn syntax(&mut self, language: Language) -> Option<&mut dyn Syntax> {
        let syntax = match self.ready.entry(language) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let grammar = grammar(language)?;
                let mut parser = Parser::new();
                parser.set_language(&grammar).ok()?;
                place.insert(NativeSyntax { grammar, parser, rules: rules(language) })
            }
        };
        Some(syntax)
    }
}

fn grammar(language: Language) -> Option<tree_sitter::Language> {
    Some(match language {
        #[cfg(feature = "javascript")]
        Language::JavaScript | Language::Jsx => tree_sitter_javascript::LANGUAGE.into(),
        #[cfg(feature = "typescript")]
        Language::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
        #[cfg(feature = "typescript")]
        Language::Tsx => tree_sitter_typescript::LANGUAGE_TSX.into(),
        #[cfg(feature = "python")]
        Language::Python => tree_sitter_python::LANGUAGE.into(),
        #[cfg(feature = "rust")]
        Language::Rust => tree_sitter_rust::LANGUAGE.into(),
        #[cfg(feature = "go")]
        Language::Go => tree_sitter_go::LANGUAGE.into(),
        #[cfg(feature = "java")]
        Language::Java => tree_sitter_java::LANGUAGE.into(),
        #[cfg(feature = "c")]
        Language::C => tree_sitter_c::LANGUAGE.into(),
        #[cfg(feature = "cpp")]
        Language::Cpp => tree_sitter_cpp::LANGUAGE.into(),
        #[cfg(feature = "json")]
        Language::Json => tree_sitter_json::LANGUAGE.into(),
        #[cfg(feature = "yaml")]
        Language::Yaml => tree_sitter_yaml::LANGUAGE.into(),
        #[cfg(feature = "toml")]
        Language::Toml => tree_sitter_toml_ng::LANGUAGE.into(),
        #[cfg(feature = "markdown")]
        Language::Markdown => tree_sitter_md::LANGUAGE.into(),
        #[cfg(feature = "css")]
        Language::Css => tree_sitter_css::LANGUAGE.into(),
        #[cfg(feature = "html")]
        Language::Html => tree_sitter_html::LANGUAGE.into(),
        #[cfg(feature = "bash")]
        Language::Bash => tree_sitter_bash::LANGUAGE.into(),
        // Plain text, and what this build leaves out.
        _ => return None,
    })
}

/// The rules of a grammar, which in the page come with it.
fn rules(language: Language) -> &'static str {
    match language {
        Language::JavaScript | Language::Jsx | Language::TypeScript | Language::Tsx => {
            include_str!("../rules/ecmascript.txt")
        }
        Language::Python => include_str!("../rules/python.txt"),
        Language::Bash => include_str!("../rules/bash.txt"),
        Language::Rust => include_str!("../rules/rust.txt"),
        Language::Go => include_str!("../rules/go.txt"),
        Language::Java => include_str!("../rules/java.txt"),
        Language::C | Language::Cpp => include_str!("../rules/c.txt"),
        Language::Json => include_str!("../rules/json.txt"),
        Language::Yaml => include_str!("../rules/yaml.txt"),
        Language::Toml => include_str!("../rules/toml.txt"),
        Language::Markdown => include_str!("../rules/markdown.txt"),
        Language::Css => include_str!("../rules/css.txt"),
        Language::Html => include_str!("../rules/html.txt"),
        Language::Text => "",
    }
}

struct NativeSyntax {
    grammar: tree_sitter::Language,
    parser: Parser,
    rules: &'static str,
}

impl NativeSyntax {
    fn run(&mut self, text: &str, old: Option<&tree_sitter::Tree>) -> Option<Box<dyn Tree>> {
        let bytes = text.as_bytes();
        let mut steps = 0_u32;
        let mut count = |_: &tree_sitter::ParseState| {
            steps += 1;
            if steps > MOST_STEPS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut count);
        let mut read = |at: usize, _: Point| bytes.get(at..).unwrap_or(&[]);
        let tree = self.parser.parse_with_options(&mut read, old, Some(options));
        if tree.is_none() {
            self.parser.reset();
        }
        tree.map(|tree| Box::new(NativeTree(tree)) as Box<dyn Tree>)
    }
}

impl Syntax for NativeSyntax {
    fn parse(&mut self, text: &str) -> Option<Box<dyn Tree>> {
        self.run(text, None)
    }

    fn reparse(&mut self, text: &str, old: &dyn Tree, changes: &[Change]) -> Option<Box<dyn Tree>> {
        let Some(NativeTree(old)) = old.as_any().downcast_ref::<NativeTree>() else {
            return self.run(text, None);
        };
        let mut old = old.clone();
        for change in changes {
            let point = |place: Place| Point { row: place.row, column: place.column };
            old.edit(&InputEdit {
                start_byte: change.start.byte,
                old_end_byte: change.old_end.byte,
                new_end_byte: change.new_end.byte,
                start_position: point(change.start),
                old_end_position: point(change.old_end),
                new_end_position: point(change.new_end),
            });
        }
        self.run(text, Some(&old))
    }

    fn kinds(&self) -> Vec<&str> {
        let count = u16::try_from(self.grammar.node_kind_count()).unwrap_or(u16::MAX);
        (0..count).map(|kind| self.grammar.node_kind_for_id(kind).unwrap_or("")).collect()
    }

    fn fields(&self) -> Vec<&str> {
        let count = u16::try_from(self.grammar.field_count()).unwrap_or(u16::MAX);
        (0..=count).map(|field| self.grammar.field_name_for_id(field).unwrap_or("")).collect()
    }

    fn rules(&self) -> &str {
        self.rules
    }
}

struct NativeTree(tree_sitter::Tree);

impl Tree for NativeTree {
    fn has_error(&self) -> bool {
        self.0.root_node().has_error()
    }

    fn walk(&self) -> Box<dyn Cursor + '_> {
        Box::new(NativeCursor(self.0.walk()))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The kind of what is not understood, in every grammar.
const NOT_UNDERSTOOD: u16 = u16::MAX;

struct NativeCursor<'a>(tree_sitter::TreeCursor<'a>);

impl Cursor for NativeCursor<'_> {
    fn down(&mut self) -> bool {
        self.0.goto_first_child()
    }

    fn next(&mut self) -> bool {
        self.0.goto_next_sibling()
    }

    fn up(&mut self) -> bool {
        self.0.goto_parent()
    }

    fn node(&self) -> Node {
        let node = self.0.node();
        let (kind, has_error) = (node.kind_id(), node.has_error());
        Node {
            kind,
            field: self.0.field_id().map_or(0, std::num::NonZero::get),
            range: node.byte_range(),
            // Most nodes are right: what is not understood has a kind of its own, and what is missing
            // counts as an error.
            is_error: kind == NOT_UNDERSTOOD || has_error && node.is_missing(),
            has_error,
        }
    }
}
