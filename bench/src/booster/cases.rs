//! Makes cases out of real files.

mod dress;
mod hunks;
mod symbols;

use atelier_agent_booster::{Grammars, Language, NativeGrammars};

use self::dress::dress;

use super::blocks::{self, Block};
use super::corpus::{Case, Expected, Kind};
use super::lazy::shorten;
use super::mutate::{After, Deed, mutate};
use super::refusals;
use super::rng::Rng;
use super::sources::Source;

/// Every case that `sources` lend themselves to; `seed` decides what is changed.
pub(crate) fn make(sources: &[Source], seed: u64) -> Vec<Case> {
    let mut grammars = NativeGrammars::default();
    let mut cases = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        let mut rng = Rng::of(seed.wrapping_mul(1000) + u64::try_from(number).unwrap_or(0));
        let mut maker = Maker::of(source, &mut grammars);
        // What few packages carry is gone over more often.
        let alike = sources.iter().filter(|other| other.language == source.language).count();
        for _ in 0..(MOST_ROUNDS / alike.max(1)).max(1) {
            // Text without a grammar has lines, and no symbols.
            if source.language != Language::Text {
                maker.symbols(&mut rng);
                maker.lazies(&mut rng);
            }
            maker.replaces(&mut rng);
            maker.patches(&mut rng);
        }
        let refused = refusals::make(source, &maker.lines, &maker.blocks, &mut rng);
        for case in maker.cases.into_iter().chain(refused) {
            let is_same = |other: &Case| other.edit == case.edit && other.original == case.original;
            if !cases.iter().any(is_same) {
                cases.push(dress(case, &mut rng));
            }
        }
    }
    cases
}

/// How often the one file of a language is gone over.
const MOST_ROUNDS: usize = 10;

struct Maker<'a> {
    source: &'a Source,
    lines: Vec<&'a str>,
    blocks: Vec<Block>,
    grammars: &'a mut NativeGrammars,
    cases: Vec<Case>,
}

impl<'a> Maker<'a> {
    fn of(source: &'a Source, grammars: &'a mut NativeGrammars) -> Self {
        let lines: Vec<&str> = source.text.lines().collect();
        let blocks = blocks::find(&lines, source.language);
        Self { source, lines, blocks, grammars, cases: Vec::new() }
    }

    fn push(&mut self, kind: Kind, detail: &str, edit: String, plain: &str, expected: &str) {
        let expected = finished(&self.source.text, expected);
        self.cases.push(Case {
            kind,
            detail: detail.to_owned(),
            language: self.source.language,
            original: self.source.text.clone(),
            edit,
            plain: plain.to_owned(),
            expected: Expected::Text(expected),
            path: self.source.path.clone(),
        });
    }

    /// Whether `text` parses: a change that breaks the file is nobody's wish.
    fn parses(&mut self, text: &str) -> bool {
        match self.grammars.syntax(self.source.language) {
            Some(syntax) => syntax.parse(text).is_some_and(|tree| !tree.has_error()),
            None => true,
        }
    }

    /// A block that can be told by its name, of a fitting size.
    fn block(&self, rng: &mut Rng, least: usize, most: usize) -> Option<usize> {
        let fits = |place: &usize| {
            let block = &self.blocks[*place];
            (least..=most).contains(&block.lines.len())
                && self.is_named(block)
                && (block.is_function || self.blocks.iter().all(|one| one.parent != Some(*place)))
        };
        let places: Vec<usize> = (0..self.blocks.len()).filter(fits).collect();
        rng.pick(&places).copied()
    }

    /// Whether nothing else in the file has the name of `block`, or looks like it.
    pub(super) fn is_named(&self, block: &Block) -> bool {
        is_named(&self.lines, &self.blocks, block)
    }

    fn mutated(&mut self, place: usize, deeds: &[Deed], rng: &mut Rng) -> Option<After> {
        for _ in 0..4 {
            let mut after = After::of(&self.lines);
            let block = self.blocks.get(place)?.clone();
            let done = deeds
                .iter()
                .try_for_each(|deed| mutate(&mut after, &block, *deed, self.source.language, rng));
            if done.is_some() && after.text() != self.source.text && self.parses(&after.text()) {
                return Some(after);
            }
        }
        None
    }

    fn lazies(&mut self, rng: &mut Rng) {
        let plans: &[&[Deed]] =
            &[&[Deed::Change], &[Deed::Add], &[Deed::Take], &[Deed::Change, Deed::Change]];
        for deeds in plans {
            let Some(place) = self.block(rng, 10, 150) else { return };
            let Some(after) = self.mutated(place, deeds, rng) else { continue };
            let edit = shorten(&self.lines, &after, &self.blocks, place, self.source.language, rng);
            let Some(edit) = edit else { continue };
            let name = deeds
                .iter()
                .map(|deed| format!("{deed:?}").to_lowercase())
                .collect::<Vec<_>>()
                .join("+");
            self.push(Kind::Lazy, &name, edit.clone(), &edit, &after.text());
        }
    }
}

/// Whether nothing else in the file begins like `block`, or has its name.
pub(super) fn is_named(lines: &[&str], blocks: &[Block], block: &Block) -> bool {
    let others = blocks.iter().filter(|other| other.name == block.name).count();
    let head = lines[block.lines.start].trim();
    let head = head.split(['(', ':', '{']).next().unwrap_or(head);
    let alike =
        lines.iter().filter(|line| line.trim().split(['(', ':', '{']).next() == Some(head)).count();
    others == 1 && alike == 1
}

/// How often the lines `part` stand in `lines`.
pub(super) fn times(lines: &[&str], part: &[String], loosely: bool) -> usize {
    let squeeze = |line: &str| {
        if loosely { line.split_whitespace().collect::<String>() } else { line.to_owned() }
    };
    let keep = |line: &String| !loosely || !line.is_empty();
    let all: Vec<String> = lines.iter().map(|line| squeeze(line)).filter(keep).collect();
    let part: Vec<String> = part.iter().map(|line| squeeze(line)).filter(keep).collect();
    all.windows(part.len().max(1)).filter(|window| *window == part.as_slice()).count()
}

pub(super) fn joined(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// A block of search and replace, in one of the usual ways to write it.
pub(super) fn block_of(old: &[String], new: &[String], rng: &mut Rng) -> String {
    let (old, new) = (joined(old), joined(new));
    match rng.below(3) {
        0 => format!("------- SEARCH\n{old}=======\n{new}+++++++ REPLACE\n"),
        _ => format!("<<<<<<< SEARCH\n{old}=======\n{new}>>>>>>> REPLACE\n"),
    }
}

/// `text`, ending as `original` ends.
fn finished(original: &str, text: &str) -> String {
    if original.ends_with('\n') { text.to_owned() } else { text.trim_end_matches('\n').to_owned() }
}

/// The lines of `after` that were those of `block`, and what came between them.
fn shown_of(after: &After, block: &Block) -> Vec<String> {
    let is_it =
        |line: &(Option<usize>, String)| line.0.is_some_and(|from| block.lines.contains(&from));
    let first = after.lines.iter().position(is_it).unwrap_or(0);
    let last = after.lines.iter().rposition(is_it).map_or(0, |last| last + 1);
    after.lines[first..last].iter().map(|line| line.1.clone()).collect()
}
