//! The themes that come along: more contrast, on paper and on ink.

use std::sync::LazyLock;

use crate::{Draft, read_pack};

static ALL: LazyLock<Vec<(String, Draft)>> = LazyLock::new(|| {
    let pack = read_pack(include_str!("built_in.json"));
    let themes = pack.map(|pack| pack.themes).unwrap_or_default();
    let id = |name: &str| name.to_lowercase().replace([' ', ','], "-").replace("--", "-");
    themes.into_iter().map(|theme| (id(&theme.name), theme)).collect()
});

/// Returns the themes that come along, each with its id.
pub fn built_in() -> &'static [(String, Draft)] {
    &ALL
}
