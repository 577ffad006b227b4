//! How far apart symbols stand.

use super::super::piece::{children, trimmed};
use super::super::{Work, trivia};
use super::Spot;
use crate::Language;
use crate::identity::Match;
use crate::rules::SymbolKind;
use crate::text::{Lines, is_blank};

/// How many empty lines stand between what is new and its neighbor: as in the edit, or as between
/// the neighbor and those beside it.
pub(super) fn separation(work: &Work, group: &[usize], neighbor: usize, spot: &Spot) -> usize {
    let lines = Lines::of(&work.piece.text);
    let ours = |place: usize| {
        work.symbol(place).map(|one| lines.around(&trimmed(&work.piece.text, &one.outer)))
    };
    let shown = |place: usize| matches!(work.matches.get(place), Some(Match::Found(found)) if *found == neighbor);
    let beside = (0..work.piece.outline.symbols.len()).find(|place| shown(*place));
    if let (Some(beside), Some(first), Some(last)) = (
        beside.and_then(ours),
        group.first().and_then(|one| ours(*one)),
        group.last().and_then(|one| ours(*one)),
    ) {
        let between = match spot {
            Spot::Before(_) => last.end..beside.start,
            Spot::After(_) | Spot::Into(_) => beside.end..first.start,
        };
        return between.take_while(|line| is_blank(lines.get(*line))).count();
    }
    let file = work.file;
    let Some(there) = work.found(neighbor) else { return 1 };
    let siblings = children(&work.parsed.outline, there.parent);
    let mut last_gap = None;
    for pair in siblings.windows(2) {
        let [one, two] = pair else { continue };
        let (Some(one), Some(two)) = (work.found(*one), work.found(*two)) else { continue };
        if one.kind != there.kind || two.kind != there.kind {
            continue;
        }
        let end = file.lines.around(&trimmed(file.text, &one.outer)).end;
        let start = trivia::above(&file.lines, file.lines.at(two.outer.start), file.language).start;
        last_gap = Some((end..start).filter(|line| is_blank(file.lines.get(*line))).count());
    }
    last_gap.unwrap_or(match (there.kind, there.parent, file.language) {
        (SymbolKind::Function | SymbolKind::Type, None, Language::Python) => 2,
        (SymbolKind::Field | SymbolKind::Key | SymbolKind::Variable, ..) => 0,
        _ => 1,
    })
}
