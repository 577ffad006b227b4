//! Cases of symbols: replaced, inserted, removed, imported.

use atelier_agent_booster::Language;

use super::{Maker, joined, shown_of};
use crate::booster::blocks::indent;
use crate::booster::corpus::Kind;
use crate::booster::lazy::mark;
use crate::booster::mutate::{After, Deed, mutate};
use crate::booster::rng::Rng;

impl Maker<'_> {
    pub(super) fn symbols(&mut self, rng: &mut Rng) {
        let is_alone =
            !matches!(self.source.language, Language::Json | Language::Yaml | Language::Html);
        for variant in 0..3 {
            let Some(place) = self.block(rng, 3, 60) else { break };
            let deeds: &[Deed] =
                [&[Deed::Change][..], &[Deed::Change, Deed::Add], &[Deed::Take, Deed::Change]]
                    [rng.below(3)];
            let Some(after) = self.mutated(place, deeds, rng) else { continue };
            let block = self.blocks[place].clone();
            if block.parent.is_some()
                && matches!(self.source.language, Language::Json | Language::Yaml)
            {
                continue;
            }
            let mut shown = shown_of(&after, &block);
            let detail = match variant {
                0 => "as it stands",
                1 => {
                    let white = block.indent;
                    let common = self.lines[block.lines.start][..white].to_owned();
                    if !shown.iter().all(|line| line.trim().is_empty() || line.starts_with(&common))
                    {
                        continue;
                    }
                    for line in &mut shown {
                        *line = line.get(white.min(indent(line))..).unwrap_or("").to_owned();
                    }
                    "dedented"
                }
                _ => {
                    let first = shown[0].trim_start().to_owned();
                    shown[0] = first;
                    "first line dedented"
                }
            };
            if variant > 0
                && (block.indent == 0
                    || shown.iter().any(|line| {
                        line.contains('`') || line.contains("\"\"\"") || line.contains("r#\"")
                    }))
            {
                continue;
            }
            let edit = joined(&shown);
            self.push(
                Kind::Symbol,
                &format!("replace, {detail}"),
                edit.clone(),
                &edit,
                &after.text(),
            );
        }
        self.whole(rng);
        if is_alone {
            self.several(rng);
            self.insert(rng);
            self.remove(rng);
        }
        self.import(rng);
    }

    /// A type with all its members, or the file as it is to be, with one line changed.
    fn whole(&mut self, rng: &mut Rng) {
        let language = self.source.language;
        let has_parts = |place: &usize| {
            let block = &self.blocks[*place];
            let is_type = self.blocks.iter().any(|one| one.parent == Some(*place));
            is_type && !block.is_function && block.parent.is_none() && self.is_named(block)
        };
        let types: Vec<usize> = (0..self.blocks.len()).filter(has_parts).collect();
        let is_data = matches!(
            language,
            Language::Json | Language::Yaml | Language::Markdown | Language::Html
        );
        if let Some(place) = rng.pick(&types).copied().filter(|_| !is_data)
            && let Some(after) = self.mutated(place, &[Deed::Change], rng)
        {
            let edit = joined(&shown_of(&after, &self.blocks[place].clone()));
            self.push(Kind::Symbol, "replace a whole type", edit.clone(), &edit, &after.text());
        }
        let Some(place) = self.block(rng, 3, 200) else { return };
        if let Some(after) = self.mutated(place, &[Deed::Change], rng) {
            let edit = after.text();
            self.push(Kind::Symbol, "the whole file", edit.clone(), &edit, &after.text());
        }
    }

    /// Two symbols at once.
    fn several(&mut self, rng: &mut Rng) {
        let (Some(one), Some(two)) = (self.block(rng, 3, 40), self.block(rng, 3, 40)) else {
            return;
        };
        let (a, b) = (self.blocks[one].clone(), self.blocks[two].clone());
        let apart = a.lines.end <= b.lines.start || b.lines.end <= a.lines.start;
        if !apart || a.indent + b.indent > 0 {
            return;
        }
        let mut after = After::of(&self.lines);
        let language = self.source.language;
        if mutate(&mut after, &a, Deed::Change, language, rng).is_none()
            || mutate(&mut after, &b, Deed::Change, language, rng).is_none()
            || !self.parses(&after.text())
        {
            return;
        }
        let edit = format!("{}\n{}", joined(&shown_of(&after, &a)), joined(&shown_of(&after, &b)));
        self.push(Kind::Symbol, "replace two", edit.clone(), &edit, &after.text());
    }

    /// A new symbol beside one that is shown.
    fn insert(&mut self, rng: &mut Rng) {
        let Some(place) = self.block(rng, 3, 25) else { return };
        let block = self.blocks[place].clone();
        let language = self.source.language;
        let alone = block.parent.is_none() && block.indent == 0;
        if !alone
            || !self.blocks[place].is_function
            || matches!(language, Language::Toml | Language::Markdown)
        {
            return;
        }
        let old: Vec<String> =
            self.lines[block.lines.clone()].iter().map(|line| (*line).to_owned()).collect();
        let fresh = format!("{}Anew", block.name);
        if self.source.text.contains(&fresh)
            || block.name.contains(|c: char| !c.is_alphanumeric() && c != '_')
        {
            return;
        }
        let new: Vec<String> = old.iter().map(|line| line.replace(&block.name, &fresh)).collect();
        let gap = if language == Language::Python { 2 } else { 1 };
        let mut all = old.clone();
        all.extend(std::iter::repeat_n(String::new(), gap));
        all.extend(new);
        let mut lines: Vec<String> = self.lines.iter().map(|line| (*line).to_owned()).collect();
        lines.splice(block.lines.clone(), all.clone());
        let after = joined(&lines);
        if self.parses(&after) {
            let edit = joined(&all);
            self.push(Kind::Symbol, "insert beside", edit.clone(), &edit, &after);
        }
    }

    /// A symbol that goes, by name.
    fn remove(&mut self, rng: &mut Rng) {
        let Some(place) = self.block(rng, 3, 40) else { return };
        let block = self.blocks[place].clone();
        let lines = &self.lines;
        let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
        let alone = block.lines.start > 0
            && is_blank(block.lines.start - 1)
            && is_blank(block.lines.end)
            && block.lines.end < lines.len()
            && !is_blank(block.lines.end + 1);
        let is_plain = block.name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !alone
            || !is_plain
            || self.source.language == Language::Markdown
            || self.source.language == Language::Toml
        {
            return;
        }
        let mut left: Vec<String> =
            lines[..block.lines.start].iter().map(|line| (*line).to_owned()).collect();
        left.extend(lines[block.lines.end + 1..].iter().map(|line| (*line).to_owned()));
        let after = joined(&left);
        if self.parses(&after) && self.source.language != Language::Python {
            let comment = mark(self.source.language, "", &mut Rng::of(1));
            let edit = comment
                .replace("...", "")
                .split(|c: char| c.is_alphanumeric())
                .next()
                .unwrap_or("")
                .to_owned();
            let end = match self.source.language {
                Language::Css => " */",
                Language::Html => " -->",
                _ => "",
            };
            let edit = edit.replace(['.', '…', '[', '('], "");
            let edit = format!("{} Remove {}{end}\n", edit.trim(), block.name);
            self.push(Kind::Symbol, "remove by name", edit.clone(), &edit, &after);
        }
    }

    /// An import beside one that is there.
    fn import(&mut self, rng: &mut Rng) {
        let is_import = |line: &str| match self.source.language {
            Language::JavaScript | Language::Jsx | Language::TypeScript | Language::Tsx => {
                line.starts_with("import ") && line.ends_with(';') && line.contains(" from ")
            }
            Language::Python => {
                line.starts_with("import ") && !line.contains(" as ") && !line.contains(',')
            }
            Language::Rust => line.starts_with("use ") && line.ends_with(';'),
            Language::Java => line.starts_with("import ") && line.ends_with(';'),
            Language::C | Language::Cpp => line.starts_with("#include <"),
            _ => false,
        };
        let is_code = |at: usize| {
            let before = self.lines[..at].join("\n");
            before.matches("/*").count() == before.matches("*/").count()
                && before.matches("\"\"\"").count().is_multiple_of(2)
        };
        let places: Vec<usize> =
            (0..self.lines.len()).filter(|at| is_import(self.lines[*at]) && is_code(*at)).collect();
        let Some(at) = rng.pick(&places).copied() else { return };
        let new = match self.source.language {
            Language::Python => "import zipapp_extra",
            Language::Rust => "use extra_crate::Thing;",
            Language::Java => "import extra.thing.Part;",
            Language::C | Language::Cpp => "#include <extra_part.h>",
            _ => "import { part } from \"extra-package\";",
        };
        let mut lines = self.lines.clone();
        lines.insert(at + 1, new);
        let after = lines.join("\n") + "\n";
        if self.parses(&after) {
            let edit = format!("{}\n{new}\n", self.lines[at]);
            self.push(Kind::Symbol, "import", edit.clone(), &edit, &after);
        }
    }
}
