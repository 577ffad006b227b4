//! What is asked of the index: groups of alternatives, all of which must be there.

use atelier_search::{Term, Wanted, is_unspaced};

/// What stands for one term of a query: any of its alternatives.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// As the person wrote it.
    pub(super) written: String,
    /// Whether nothing else may stand for it.
    pub(super) exact: bool,
    /// What is looked for.
    pub(super) alternatives: Vec<Wanted>,
}

impl Group {
    /// The group of a term as it is written.
    pub(super) fn of(term: &Term) -> Self {
        // A character alone is the beginning of the pairs that it stands in.
        let lone = matches!(term.words.as_slice(), [word] if term.exact
            && word.chars().next().is_some_and(is_unspaced) && word.chars().count() == 1);
        let wanted = Wanted { words: term.words.clone(), prefix: lone };
        Self { written: term.written.clone(), exact: term.exact, alternatives: vec![wanted] }
    }

    /// The same with the last word taken for the beginning of one, if that makes sense.
    pub(super) fn as_prefix(&self) -> Option<Self> {
        let [wanted] = self.alternatives.as_slice() else { return None };
        let word = wanted.words.last()?;
        if self.exact || wanted.prefix || word.chars().count() < SHORTEST_PREFIX {
            return None;
        }
        let wanted = Wanted { words: wanted.words.clone(), prefix: true };
        Some(Self { alternatives: vec![wanted], ..self.clone() })
    }

    /// The one word that it is, if it may be a slip of the pen.
    pub(super) fn word(&self) -> Option<&str> {
        match self.alternatives.as_slice() {
            [Wanted { words, .. }] if !self.exact => words.first().map(String::as_str),
            _ => None,
        }
    }

    pub(super) fn expression(&self) -> String {
        let any: Vec<String> = self.alternatives.iter().map(phrase).collect();
        format!("({})", any.join(" OR "))
    }
}

/// Shorter beginnings stand in too much.
const SHORTEST_PREFIX: usize = 3;

/// What is in all of `groups` and in none of `none`.
pub(super) fn expression(groups: &[&Group], none: &[Group]) -> String {
    let all: Vec<String> = groups.iter().map(|group| group.expression()).collect();
    let all = all.join(" AND ");
    if none.is_empty() {
        return all;
    }
    let none: Vec<String> = none.iter().map(Group::expression).collect();
    format!("({all}) NOT ({})", none.join(" OR "))
}

/// Words hold letters and digits alone, so that quotes are enough to take them literally.
fn phrase(wanted: &Wanted) -> String {
    let star = if wanted.prefix { " *" } else { "" };
    format!("\"{}\"{star}", wanted.words.join(" "))
}
