//! Replaces and inserts whole symbols, each at the place its name has in the file.

mod container;
mod import;
mod insert;
mod piece;
mod place;
mod replace;
mod trivia;
mod whole;

use crate::file::{File, Splice};
use crate::grammar::{Parsed, Shelf};
use crate::identity::{self, Match, Side};
use crate::list::Longer;
use crate::outcome::{Reason, Refusal, Refused};
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::strategy::Strategy;
use crate::write::{joined, shortened};

use self::piece::Piece;
pub(crate) use self::piece::trimmed;
pub(crate) use self::trivia::above;

/// What an edit by symbols comes to.
#[derive(Debug)]
pub(crate) struct Changed {
    pub(crate) splices: Vec<Splice>,
    pub(crate) strategy: Strategy,
    pub(crate) confidence: f64,
}

/// What is edited, and with what.
pub(crate) struct Work<'a> {
    file: &'a File<'a>,
    parsed: &'a Parsed,
    piece: &'a Piece,
    /// For each symbol of the piece, what it is in the file.
    matches: Vec<Match>,
}

/// Puts the symbols of `snippet` into `file`; at most `limit` of them.
pub(crate) fn apply(
    snippet: &str,
    file: &File,
    parsed: &Parsed,
    shelf: &mut Shelf,
    limit: usize,
) -> Result<Changed, Refused> {
    let pieces = piece::split(snippet, file.language, shelf)?;
    let mut changed: Option<Changed> = None;
    for piece in &pieces {
        let one = apply_one(piece, file, parsed, limit)?;
        changed = Some(match changed {
            None => one,
            Some(mut all) => {
                all.splices.add(one.splices);
                all.strategy = Strategy::ReplaceSymbol;
                all.confidence = all.confidence.min(one.confidence);
                all
            }
        });
    }
    changed.ok_or_else(|| Refusal::not_found("a symbol in the edit that could be put anywhere"))
}

fn apply_one(
    piece: &Piece,
    file: &File,
    parsed: &Parsed,
    limit: usize,
) -> Result<Changed, Refused> {
    let matches = identity::resolve(piece.side(), theirs(file, parsed), piece.standing);
    let work = Work { file, parsed, piece, matches };
    let tops = work.tops();
    if tops.is_empty() {
        return Err(Refusal::not_found("a symbol in the edit that could be put anywhere"));
    }
    if tops.len() > limit {
        return Err(Refusal::because(Reason::TooManyParts { parts: tops.len(), limit }));
    }
    work.refuse_strays()?;
    if let Some(changed) = work.whole_file() {
        return Ok(changed);
    }
    let mut splices = Vec::new();
    let mut confidence = 0.98_f64;
    let mut has_replaced = false;
    for place in &tops {
        let Some(symbol) = work.symbol(*place) else { continue };
        match work.matches.get(*place) {
            Some(Match::Found(found)) if symbol.kind == SymbolKind::Import => {
                splices.add(import::replace(&work, *place, *found)?);
            }
            Some(Match::Found(found)) => {
                work.refuse_hidden(*place, *found)?;
                let (some, sure) = container::replace(&work, *place, *found)?;
                splices.add(some);
                confidence = confidence.min(sure);
                has_replaced = true;
            }
            Some(Match::Several(places)) => {
                if symbol.kind == SymbolKind::Import && import::is_there(&work, *place, places) {
                    continue;
                }
                return Err(work.ambiguous(*place, places));
            }
            Some(Match::New) | None => {}
        }
    }
    let (some, sure) = insert::insert(&work, &tops, None)?;
    let has_inserted = !some.is_empty();
    splices.add(some);
    confidence = confidence.min(sure);
    let strategy =
        if has_inserted && !has_replaced { Strategy::Insert } else { Strategy::ReplaceSymbol };
    Ok(Changed { splices, strategy, confidence })
}

fn theirs<'a>(file: &'a File, parsed: &'a Parsed) -> Side<'a> {
    Side { text: file.text, outline: &parsed.outline }
}

impl Work<'_> {
    /// The symbols of the piece that are in no other.
    fn tops(&self) -> Vec<usize> {
        self.piece.children(None)
    }

    fn symbol(&self, place: usize) -> Option<&crate::outline::Symbol> {
        self.piece.outline.symbols.get(place)
    }

    fn found(&self, place: usize) -> Option<&crate::outline::Symbol> {
        self.parsed.outline.symbols.get(place)
    }

    fn ambiguous(&self, place: usize, places: &[usize]) -> Refused {
        let what = identity::words(&self.piece.outline, place);
        Refusal::ambiguous(
            what,
            identity::candidates(&self.parsed.outline, places, &self.file.lines),
        )
    }

    /// A header that stands in the file more often than the syntax tree has such symbols stands in
    /// a macro or a string as well, and may be meant there.
    fn refuse_hidden(&self, place: usize, found: usize) -> Result<(), Refused> {
        let (Some(ours), Some(theirs)) = (self.symbol(place), self.found(found)) else {
            return Ok(());
        };
        if theirs.kind != SymbolKind::Function && theirs.kind != SymbolKind::Type {
            return Ok(());
        }
        let header = self
            .piece
            .text
            .get(ours.node.start..)
            .and_then(|text| text.rows().next())
            .unwrap_or("");
        let header = crate::line::Feature::of(header);
        let own = self.file.lines.at(theirs.node.start);
        let is_known = |line: usize| {
            let all = self.parsed.outline.symbols.iter();
            all.filter(|one| one.kind == theirs.kind)
                .any(|one| self.file.lines.at(one.node.start) == line)
        };
        let lines = self.file.features().iter().enumerate();
        let mut same = lines.filter(|(_, line)| line.loose == header.loose).map(|(line, _)| line);
        if same.any(|line| line != own && !is_known(line)) {
            return Err(self.ambiguous(place, &[found]));
        }
        Ok(())
    }

    /// Lines of the edit that belong to no symbol must be lines of the file: context.
    fn refuse_strays(&self) -> Result<(), Refused> {
        let known = || self.file.features().iter();
        let stray = self.piece.strays().into_iter().find(|line| {
            let ours = crate::line::Feature::of(line);
            !known().any(|theirs| theirs.loose == ours.loose)
        });
        match stray {
            Some(line) if !self.is_whole() => {
                let parts = ["a symbol for the line \"", shortened(line.trim()), "\" of the edit"];
                Err(Refusal::not_found(joined(&parts)))
            }
            _ => Ok(()),
        }
    }
}
