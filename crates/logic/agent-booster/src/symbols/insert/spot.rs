//! Where a new symbol goes that the edit shows beside nothing the file has.

use super::super::Work;
use super::super::piece::children;
use super::is_import;
use crate::Language;
use crate::identity::{self, Standing};
use crate::list::picked;
use crate::outcome::{Refusal, Refused};
use crate::outline::Symbol;
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::write::joined;

/// Where new symbols go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    After(usize),
    Before(usize),
    /// Into a body that has nothing in it yet, or at the end of a file without symbols.
    Into(usize),
}

/// After the last symbol of its kind in `parent`, or in the only thing it can be part of.
pub(super) fn end_of_kind(
    work: &Work,
    group: &[usize],
    parent: Option<usize>,
) -> Result<Spot, Refused> {
    let first = group.first().and_then(|place| work.symbol(*place));
    let first = first.ok_or_else(|| Refusal::not_found("a place for it"))?;
    let parent = match parent {
        Some(parent) => Some(parent),
        None if is_part(work, first) => Some(only_owner(work, first)?),
        None => None,
    };
    let siblings = picked(&mut children(&work.parsed.outline, parent).into_iter(), &|place| {
        !is_import(work, *place) && !is_tail(work, *place)
    });
    let group_of = |kind: SymbolKind| match kind {
        SymbolKind::Impl | SymbolKind::Macro | SymbolKind::Type | SymbolKind::Module => 0,
        SymbolKind::Function if parent.is_none() => 0,
        SymbolKind::Function => 1,
        _ => 2,
    };
    let of_kind = |place: &&usize| {
        work.found(**place).is_some_and(|one| {
            one.kind == first.kind
                || (group_of(one.kind) == group_of(first.kind) && group_of(one.kind) == 0)
        })
    };
    // A method stands with the methods of its type.
    if let Some((owner, _)) = first.name.cut(".")
        && work.file.language == Language::Go
    {
        let mine = |place: &&usize| {
            work.found(**place).is_some_and(|one| {
                one.name == owner || one.name.past(owner).is_some_and(|rest| rest.opens("."))
            })
        };
        if let Some(last) = siblings.iter().rev().find(mine) {
            return Ok(Spot::After(*last));
        }
    }
    if let Some(last) = siblings.iter().rev().find(of_kind) {
        return Ok(Spot::After(*last));
    }
    // Among parts of another kind it still belongs to the same owner: at the end.
    if let Some(last) = siblings.last()
        && (parent.is_some() || group_of(first.kind) == 0)
        && first.kind != SymbolKind::Element
    {
        return Ok(Spot::After(*last));
    }
    match parent {
        Some(parent) => Ok(Spot::Into(parent)),
        None => Err(Refusal::ambiguous("where what is new belongs", Vec::new())),
    }
}

/// What stands at the end of a file by custom stays there.
fn is_tail(work: &Work, place: usize) -> bool {
    work.found(place).is_some_and(|one| {
        (one.kind == SymbolKind::Module && "tests test".lists(&one.name))
            || "module.exports __all__".lists(&one.name)
            || one.name.opens("exports")
    })
}

fn is_part(work: &Work, symbol: &Symbol) -> bool {
    work.piece.standing == Standing::Inner && work.file.language != Language::Json
        || symbol.kind == SymbolKind::Function && identity_takes_self(symbol, &work.piece.text)
}

fn identity_takes_self(symbol: &Symbol, text: &str) -> bool {
    identity::parameters(symbol, text).is_some_and(|parameters| {
        let first = parameters.bare_start("(&");
        let first = first.past("mut").unwrap_or(first);
        first.opens("self,") || first.opens("self)")
    })
}

/// The one thing in the file that can have such a part.
fn only_owner(work: &Work, symbol: &Symbol) -> Result<usize, Refused> {
    let wanted = |one: &Symbol| match symbol.kind {
        SymbolKind::Function => match work.file.language {
            Language::Rust => one.kind == SymbolKind::Impl,
            _ => one.kind == SymbolKind::Type && one.body.is_some(),
        },
        _ => one.kind == SymbolKind::Type,
    };
    let owners = work.parsed.outline.places(&wanted);
    if let [one] = owners.as_slice() {
        return Ok(*one);
    }
    let what = joined(&["the owner of ", symbol.kind.word(), " ", &symbol.name]);
    let candidates = identity::candidates(&work.parsed.outline, &owners, &work.file.lines);
    Err(Refusal::ambiguous(what, candidates))
}
