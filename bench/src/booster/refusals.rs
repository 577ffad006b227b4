//! Cases that must be refused: nobody can tell what is meant, or it would do harm.

use atelier_agent_booster::{Grammars, NativeGrammars};

use super::blocks::{Block, indent};
use super::cases::{block_of, is_named, joined, times};
use super::corpus::{Case, Expected, Kind};
use super::mutate::change;
use super::rng::Rng;
use super::sources::Source;

/// Every such case that `source` lends itself to.
pub(crate) fn make(source: &Source, lines: &[&str], blocks: &[Block], rng: &mut Rng) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut push = |detail: &str, edit: String| {
        cases.push(Case {
            kind: Kind::Refuse,
            detail: detail.to_owned(),
            language: source.language,
            original: source.text.clone(),
            plain: edit.clone(),
            edit,
            expected: Expected::Refusal,
            path: source.path.clone(),
        });
    };
    let own = |range: std::ops::Range<usize>| {
        lines[range].iter().map(|line| (*line).to_owned()).collect::<Vec<String>>()
    };
    // Two symbols of one name, and no word which.
    let doubled = blocks.iter().enumerate().find(|(_, block)| {
        let same: Vec<&Block> =
            blocks.iter().filter(|other| other.name == block.name && other.is_function).collect();
        let heads: Vec<&str> = same.iter().map(|one| lines[one.lines.start].trim()).collect();
        block.is_function
            && block.indent > 0
            && same.len() > 1
            && heads.iter().all(|head| *head == heads[0])
            && block.lines.len() < 30
    });
    if let Some((_, block)) = doubled {
        let mut shown = own(block.lines.clone());
        if let Some(at) =
            (1..shown.len() - 1).find(|at| change(&shown[*at], source.language, rng).is_some())
        {
            shown[at] = change(&shown[at], source.language, rng).unwrap_or_default();
            push("two symbols of one name", joined(&shown));
        }
    }
    // The same lines twice.
    let repeated = (0..lines.len().saturating_sub(1)).find(|at| {
        let part = own(*at..at + 1);
        part[0].trim().len() > 12 && times(lines, &part, false) > 1
    });
    if let Some(at) = repeated {
        let old = own(at..at + 1);
        let new: Vec<String> = old.iter().map(|line| format!("{line} // anew")).collect();
        push("the same lines twice", block_of(&old, &new, rng));
    }
    // Lines that are not there.
    let stranger = vec![
        format!("{}entirely_different_statement(with, arguments_42);", " ".repeat(4)),
        "another_stranger = 77;".to_owned(),
    ];
    push("lines that are not there", block_of(&stranger, &["nothing".to_owned()], rng));
    // A change that breaks the syntax.
    let opens = blocks.iter().find(|block| {
        block.is_function
            && is_named(lines, blocks, block)
            && lines[block.lines.start].trim().ends_with('{')
    });
    if let Some(block) = opens {
        let old = own(block.lines.start..block.lines.start + 2);
        if times(lines, &old, true) == 1 {
            let new = vec![
                old[0].clone(),
                format!("{}((([[[ {{", " ".repeat(indent(&old[1]))),
                old[1].clone(),
            ];
            let broken = source.text.replacen(&joined(&old), &joined(&new), 1);
            let mut grammars = NativeGrammars::default();
            let tree = grammars.syntax(source.language).and_then(|syntax| syntax.parse(&broken));
            if tree.is_some_and(|tree| tree.has_error()) {
                push("breaks the syntax", block_of(&old, &new, rng));
            }
        }
    }
    // A type with all but one of its members left out, and no mark for them.
    let has_parts = blocks.iter().enumerate().find_map(|(place, block)| {
        let parts: Vec<&Block> =
            blocks.iter().filter(|one| one.parent == Some(place) && one.is_function).collect();
        let named = parts.len() == 2
            && is_named(lines, blocks, block)
            && parts.iter().all(|part| is_named(lines, blocks, part));
        let within: usize = parts.iter().map(|part| part.lines.len()).sum();
        let named = named && within + 4 >= block.lines.len();
        let is_brace = lines[block.lines.end - 1].trim().starts_with('}');
        (named && is_brace && block.parent.is_none() && block.lines.len() < 120)
            .then(|| (block.clone(), parts[0].clone()))
    });
    if let Some((block, part)) = has_parts
        && !block.is_function
    {
        let mut shown = own(block.lines.start..block.lines.start + 1);
        let mut inner = own(part.lines.clone());
        if let Some(at) =
            (1..inner.len() - 1).find(|at| change(&inner[*at], source.language, rng).is_some())
        {
            inner[at] = change(&inner[at], source.language, rng).unwrap_or_default();
            shown.extend(inner);
            shown.extend(own(block.lines.end - 1..block.lines.end));
            push("parts left out without a mark", joined(&shown));
        }
    }
    cases
}
