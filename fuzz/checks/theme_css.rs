//! Theme files: of whatever comes in, only opaque colours of known roles come out.

use atelier_themes::{Reading, is_role, read_css, read_pack, roles, weak_pairs, write_pack};

/// Reads `data` as a style sheet and as a pack.
pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    sound(&read_css(&text));
    if let Ok(reading) = read_pack(&text) {
        sound(&reading);
    }
}

fn sound(reading: &Reading) {
    for theme in &reading.themes {
        for (role, color) in &theme.tokens {
            assert!(is_role(role), "{role} is no role");
            let written = color.to_string();
            let plain = written.len() == 7
                && written.starts_with('#')
                && written.bytes().skip(1).all(|it| it.is_ascii_hexdigit());
            assert!(plain, "{written} is no colour");
        }
        assert!(weak_pairs(theme.base, &theme.tokens).len() <= roles(theme.base).len() * 20);
        assert!(theme.name.len() <= 100, "the name is too long");
    }
    for why in &reading.left_out {
        assert!(why.chars().count() < 200 && !why.contains(char::is_control), "{why:?}");
    }
    let Ok(text) = write_pack(&reading.themes) else { return };
    if let Ok(again) = read_pack(&text) {
        let same = again.themes.iter().zip(&reading.themes).all(|(a, b)| a.tokens == b.tokens);
        assert!(same && again.left_out.is_empty(), "a journey through a file changes something");
    }
}
