//! A grammar's kinds and fields by number, and its rules, looked up once.

use crate::list::Listed;
use crate::parts::Parts;
use crate::rules::Rule;
use crate::syntax::Syntax;
use crate::write::{both, joined};

/// A grammar's kinds and fields by number, and its rules.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) rules: Vec<Rule>,
    /// What a fragment is put between where it does not parse by itself.
    frames: Vec<(String, String)>,
    /// For each kind: what it is.
    kinds: Vec<Sort>,
    pub(crate) kind_names: Vec<String>,
    pub(crate) field_names: Vec<String>,
    /// The field of bodies.
    pub(super) body: u16,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sort {
    /// The place of its rule, plus one.
    pub(super) rule: u8,
    pub(super) is_wrapper: bool,
    pub(super) is_opaque: bool,
    pub(super) is_verbatim: bool,
}

const VERBATIM: &str = "string template_string string_literal raw_string_literal heredoc_body \
    block_scalar raw_string comment block_comment fenced_code_block raw_text string_content \
    multiline_string";

impl Compiled {
    pub(crate) fn of(syntax: &dyn Syntax) -> Self {
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).list();
        let (kind_names, field_names) = (owned(syntax.kinds()), owned(syntax.fields()));
        let body = field_names.iter().position(|name| name == "body");
        let body = body.and_then(|body| u16::try_from(body).ok()).unwrap_or(u16::MAX);
        let kinds = vec![Sort::default(); kind_names.len()];
        let (rules, frames) = (Vec::new(), Vec::new());
        let mut compiled = Self { rules, frames, kinds, kind_names, field_names, body };
        syntax.rules().rows().for_each(|line| compiled.read(line));
        compiled.mark(VERBATIM, &|sort| sort.is_verbatim = true);
        compiled
    }

    /// Reads one line of the rules.
    fn read(&mut self, line: &str) {
        let Some((first, rest)) = line.cut(" ") else { return };
        match first {
            "+wrappers" => self.mark(rest, &|sort| sort.is_wrapper = true),
            "+opaque" => self.mark(rest, &|sort| sort.is_opaque = true),
            "+frame" => {
                let (open, close) = rest.cut("|").unwrap_or((rest, ""));
                let line_end = if close.is_empty() { "" } else { "\n" };
                self.frames.push((both(open, "\n"), both(line_end, close)));
            }
            node => {
                let Some(rule) = Rule::read(node, rest, &|names| self.numbers(names)) else {
                    return;
                };
                self.rules.push(rule);
                let place = u8::try_from(self.rules.len()).unwrap_or(0);
                self.mark(node, &|sort| {
                    if sort.rule == 0 {
                        sort.rule = place;
                    }
                });
            }
        }
    }

    /// The numbers of the kinds that are among `names`.
    fn numbers(&self, names: &str) -> Vec<u16> {
        let mut numbers = Vec::new();
        for (number, kind) in self.kind_names.iter().enumerate() {
            if names.pieces("|").contains(&kind.as_str()) {
                numbers.push(u16::try_from(number).unwrap_or(u16::MAX));
            }
        }
        numbers
    }

    /// Does to each kind that is among `names` what `mark` does.
    fn mark(&mut self, names: &str, mark: &dyn Fn(&mut Sort)) {
        for (kind, sort) in self.kind_names.iter().zip(&mut self.kinds) {
            if names.lists(kind) {
                mark(sort);
            }
        }
    }

    pub(super) fn sort(&self, kind: u16) -> Sort {
        self.kinds.get(usize::from(kind)).copied().unwrap_or_default()
    }

    /// `part` in the frame `at`, and where it begins there; nothing past the last.
    pub(crate) fn framed(&self, at: usize, part: &str) -> Option<(String, usize)> {
        let (open, close) = self.frames.get(at)?;
        Some((joined(&[open, part, close]), open.len()))
    }
}
