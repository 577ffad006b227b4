//! The roles, and what they are unless a theme says otherwise.

use std::sync::LazyLock;

use crate::{Base, Reading, Tokens, css};

/// The window's own sheet: what stands in it is what there is.
const SHEET: &str = include_str!("../../../../ui/src/design/tokens.css");

static LIGHT: LazyLock<Tokens> = LazyLock::new(|| of(Base::Light));
static DARK: LazyLock<Tokens> = LazyLock::new(|| of(Base::Dark));

/// Returns every role with its value in a base.
pub fn roles(base: Base) -> &'static Tokens {
    match base {
        Base::Light => &LIGHT,
        Base::Dark => &DARK,
    }
}

/// Whether a theme may give this role a colour.
pub fn is_role(name: &str) -> bool {
    LIGHT.contains_key(name)
}

fn of(base: Base) -> Tokens {
    let found = css::declarations(SHEET, &mut Reading::default());
    found.into_iter().filter(|it| it.of == Some(base)).map(|it| (it.role, it.color)).collect()
}
