//! Contrast: which colours occur together, and how much they must differ (WCAG 2.2).
//!
//! The pairs are those that the page's own colours are held to.

use crate::{Base, Tokens, roles};

const SURFACES: &[&str] = &["surface", "surface-raised", "surface-sunken"];
const STATES: &[&str] = &["surface-hover", "surface-selected"];
const STATUS: &[&str] = &["success", "warning", "danger", "info"];
const TINTS: &[&str] =
    &["accent-subtle", "success-subtle", "warning-subtle", "danger-subtle", "info-subtle"];
const CODE: &[&str] = &[
    "code-keyword",
    "code-string",
    "code-number",
    "code-title",
    "code-type",
    "code-variable",
    "code-meta",
    "code-addition",
    "code-deletion",
];
const CHARTS: &[&str] = &["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"];

/// What is drawn, on what, and how much it must differ at least.
type Rule = (&'static [&'static str], &'static [&'static [&'static str]], f64);

const RULES: &[Rule] = &[
    (&["text", "code-text"], &[SURFACES, STATES, TINTS], 7.0),
    (&["text-subtle", "text-faint"], &[SURFACES, STATES, TINTS], 4.5),
    (&["accent"], &[&["surface", "surface-raised"]], 7.0),
    (&["accent"], &[&["surface-sunken", "accent-subtle"]], 4.5),
    (&["accent-text"], &[&["accent", "accent-hover"]], 7.0),
    (&["danger-text"], &[&["danger", "danger-hover"]], 7.0),
    (STATUS, &[&["surface", "surface-raised"]], 7.0),
    (STATUS, &[&["surface-sunken"], STATES], 4.5),
    (&["success"], &[&["success-subtle"]], 7.0),
    (&["warning"], &[&["warning-subtle"]], 7.0),
    (&["danger"], &[&["danger-subtle"]], 7.0),
    (&["info"], &[&["info-subtle"]], 7.0),
    (CODE, &[SURFACES], 7.0),
    (&["code-comment"], &[SURFACES], 4.5),
    (&["border", "border-focus"], &[SURFACES, &["surface-hover"]], 3.0),
    (CHARTS, &[SURFACES], 3.0),
];

/// Two roles that occur together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What is drawn.
    pub ink: &'static str,
    /// What it is drawn on.
    pub paper: &'static str,
}

/// A pair that is too hard to tell apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weak {
    /// The pair.
    pub pair: Pair,
    /// How much they differ: 4.5 is 4.5 to 1.
    pub ratio: f64,
    /// How much they should differ.
    pub least: f64,
}

/// Returns the pairs of a theme that are too hard to tell apart, in the order of the rules.
pub fn weak_pairs(base: Base, tokens: &Tokens) -> Vec<Weak> {
    let usual = roles(base);
    let color = |role: &str| tokens.get(role).or_else(|| usual.get(role)).copied();
    let mut weak = Vec::new();
    for (inks, papers, least) in RULES {
        let papers = papers.iter().copied().flatten();
        for (ink, paper) in inks.iter().flat_map(|ink| papers.clone().map(move |it| (ink, it))) {
            let (Some(one), Some(other)) = (color(ink), color(paper)) else { continue };
            let ratio = one.contrast(other);
            if ratio < *least {
                weak.push(Weak { pair: Pair { ink, paper }, ratio, least: *least });
            }
        }
    }
    weak
}
