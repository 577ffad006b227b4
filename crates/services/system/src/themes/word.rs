//! From the words of the logic and the store to those of the contract.

use std::collections::BTreeMap;

use atelier_store::tables::themes::StoredTheme;
use atelier_themes::{Base, Color, Draft, Tokens};
use atelier_vocabulary::{ContrastWarning, Theme, ThemeBase};

/// Themes as they can be looked at before they are installed.
pub(super) fn shown(drafts: &[Draft]) -> Vec<Theme> {
    drafts.iter().map(|draft| word(String::new(), draft, false)).collect()
}

/// A stored theme as callers see it.
pub(super) fn installed(theme: StoredTheme) -> Theme {
    let draft = drafted(&theme);
    word(theme.id, &draft, false)
}

/// A theme as callers see it, with the pairs that are hard to tell apart.
pub(super) fn word(id: String, draft: &Draft, is_built_in: bool) -> Theme {
    Theme {
        id,
        name: draft.name.clone(),
        author: draft.author.clone(),
        base: to_word(draft.base),
        tokens: texts(&draft.tokens),
        is_built_in,
        warnings: warnings(draft.base, &draft.tokens),
    }
}

/// A theme as it is stored.
pub(super) fn stored(id: String, draft: Draft) -> StoredTheme {
    let tokens = texts(&draft.tokens);
    StoredTheme { id, name: draft.name, author: draft.author, base: to_word(draft.base), tokens }
}

/// A stored theme as the logic has it.
pub(super) fn drafted(theme: &StoredTheme) -> Draft {
    let color = |(role, value): (&String, &String)| Some((role.clone(), Color::from_hex(value)?));
    Draft {
        name: theme.name.clone(),
        author: theme.author.clone(),
        base: of_word(theme.base),
        tokens: theme.tokens.iter().filter_map(color).collect(),
    }
}

/// Colours as they are written.
pub(super) fn texts(tokens: &Tokens) -> BTreeMap<String, String> {
    tokens.iter().map(|(role, color)| (role.clone(), color.to_string())).collect()
}

/// The pairs of colours that are hard to tell apart.
pub(super) fn warnings(base: Base, tokens: &Tokens) -> Vec<ContrastWarning> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a contrast is from 1 to 21"
    )]
    let hundredths = |ratio: f64| (ratio * 100.0).floor() as u32;
    let weak = atelier_themes::weak_pairs(base, tokens).into_iter();
    weak.map(|it| ContrastWarning {
        ink: it.pair.ink.to_owned(),
        paper: it.pair.paper.to_owned(),
        ratio: hundredths(it.ratio),
        least: hundredths(it.least),
    })
    .collect()
}

fn to_word(base: Base) -> ThemeBase {
    match base {
        Base::Light => ThemeBase::Light,
        Base::Dark => ThemeBase::Dark,
    }
}

/// What a theme stands on, as the logic has it.
pub(super) fn of_word(base: ThemeBase) -> Base {
    match base {
        ThemeBase::Light => Base::Light,
        ThemeBase::Dark => Base::Dark,
    }
}
