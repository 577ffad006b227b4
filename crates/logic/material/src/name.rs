//! Names of files, as they are shown and sent.

/// The most characters of a name.
const MOST: usize = 120;

/// Returns a name without the folders before it, and without anything that steers what shows it:
/// control characters, marks that turn the direction of writing, and what has no width.
///
/// What is left of a long name is its beginning and its extension. A name of nothing is `file`.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    let kept: String = last.chars().filter(|it| !steers(*it)).collect();
    // Dots and spaces in turns: what follows the last of them may not begin with a dot either.
    let kept = kept.trim_start_matches(|it: char| it == '.' || it.is_whitespace()).trim_end();
    if kept.is_empty() {
        return "file".to_owned();
    }
    if kept.chars().count() <= MOST {
        return kept.to_owned();
    }
    let extension = kept.rsplit_once('.').map(|(_, it)| it).filter(|it| it.chars().count() <= 10);
    let tail = extension.map_or_else(|| "…".to_owned(), |it| format!("….{it}"));
    let head: String = kept.chars().take(MOST.saturating_sub(tail.chars().count())).collect();
    head + &tail
}

/// Whether a character does something to what shows it, rather than being seen.
fn steers(it: char) -> bool {
    it.is_control()
        || matches!(it,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}
