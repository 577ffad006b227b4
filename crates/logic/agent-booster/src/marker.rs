//! The marks that stand for code that stays: "… existing code …" in any wording and any comment.

/// What a line of an edit is, as far as marks go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// An ordinary line.
    None,
    /// The whole line is a mark.
    Whole,
    /// A mark stands between what comes before and after it on the line.
    Within(String, String),
}

/// Reads `line` for a mark.
pub(crate) fn mark(line: &str) -> Mark {
    let trimmed = line.trim();
    if let Some(words) = comment(trimmed) {
        return if is_mark(words) { Mark::Whole } else { Mark::None };
    }
    if is_bare(trimmed) {
        return Mark::Whole;
    }
    for (open, close) in [("/*", "*/"), ("{/*", "*/}"), ("<!--", "-->")] {
        if let Some((before, rest)) = trimmed.split_once(open)
            && let Some((words, after)) = rest.split_once(close)
            && is_mark(words)
        {
            return Mark::Within(before.trim_end().to_owned(), after.trim_start().to_owned());
        }
    }
    for open in ["//", "#"] {
        if let Some((before, words)) = trimmed.rsplit_once(open)
            && before.ends_with(['{', ' ', ':', '('])
            && is_mark(words)
        {
            return Mark::Within(before.trim_end().to_owned(), String::new());
        }
    }
    if let Some((before, after)) = trimmed.split_once("{ ... }").or_else(|| trimmed.split_once("{...}")).or_else(|| trimmed.split_once("{ … }"))
        && before.trim_end().ends_with([')', '=', '>'])
    {
        return Mark::Within(format!("{before}{{"), format!("}}{after}"));
    }
    Mark::None
}

/// The words of a line that is nothing but a comment.
fn comment(line: &str) -> Option<&str> {
    const ROUND: &[(&str, &str)] = &[
        ("{/*", "*/}"), ("/**", "*/"), ("/*", "*/"), ("<!--", "-->"), ("\"\"\"", "\"\"\""), ("(*", "*)"), ("{#", "#}"), ("[//]: # (", ")"),
    ];
    for (open, close) in ROUND {
        if let Some(words) = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            return (!words.contains(close)).then_some(words);
        }
    }
    let line = line.strip_prefix("{").map_or(line, |rest| if rest.starts_with("//") { rest } else { line });
    ["//", "#", "--", ";", "%"].iter().find_map(|open| {
        let words = line.strip_prefix(open)?;
        Some(words.trim_start_matches(['/', '#', '-', ';', '!']))
    })
}

/// Dots alone, or in brackets, or round words that say what is left out.
fn is_bare(line: &str) -> bool {
    let inner = line.trim_matches(['[', ']', '(', ')', '<', '>', '{', '}', '"', ',', ' ']);
    let has_dots = |text: &str| text.starts_with("...") || text.starts_with('…');
    let dots_only = |text: &str| !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '…' | ' '));
    if dots_only(line) && (line.contains("...") || line.contains('…')) {
        return true;
    }
    // In brackets or after dots: words that leave no doubt.
    let ends = inner.ends_with("...") || inner.ends_with('…');
    has_dots(inner) && ends && says_stays(&inner.to_lowercase()) && inner.chars().all(|c| c.is_alphanumeric() || " .…-_'’/,".contains(c))
}

/// Whether the words of a comment stand for what stays.
fn is_mark(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    if words.is_empty() || words.len() > 160 {
        return false;
    }
    let has_dots = words.contains("...") || words.contains('…') || words.contains("..");
    let bare = words.trim_matches(['.', '…', ' ', '[', ']', '(', ')', '<', '>', '-', '=', '~', '*']);
    if bare.is_empty() {
        return has_dots;
    }
    let dotted = ["..", "…", "[..", "(..", "[…", "(…", "<..", "--- .."].iter().any(|open| words.starts_with(open));
    (dotted && says_stays(bare)) || is_plain(bare)
}

/// Words that, between dots, stand for what stays.
fn says_stays(words: &str) -> bool {
    const STAYS: &[&str] = &[
        "existing", "rest", "unchanged", "remain", "same", "other", "previous", "omitted", "omit", "keep", "snip", "as before", "original", "elided", "truncated", "no change", "not changed", "untouched", "above", "below", "more", "skip", "continue", "current", "code here", "code", "etc", "before", "after", "methods", "functions", "imports", "fields", "content", "lines", "props", "everything", "all", "unmodified", "stays", "implementation",
    ];
    STAYS.iter().any(|stays| words.contains(stays)) && words.split_whitespace().count() <= 16
}

/// Words that need no dots.
fn is_plain(words: &str) -> bool {
    let words = words.trim_matches(['.', ':', '!', ' ', '-', '*', '(', ')', '[', ']']);
    let starts = |heads: &[&str]| heads.iter().any(|head| words.starts_with(head));
    let ends = |tails: &[&str]| tails.iter().any(|tail| words.ends_with(tail));
    let count = words.split_whitespace().count();
    if count == 0 || count > 14 {
        return false;
    }
    if matches!(words, "existing code" | "unchanged" | "snip" | "existing code here" | "rest unchanged" | "no changes" | "no change" | "same as before" | "unchanged code" | "same" | "rest of code" | "remaining code" | "code unchanged" | "omitted" | "existing") {
        return true;
    }
    let says_same = ["unchanged", "same", "as before", "as is", "as-is", "untouched", "omitted", "not changed", "existing"].iter().any(|word| words.contains(word));
    (starts(&["rest of", "the rest of", "remainder of", "remaining ", "existing ", "keep existing", "keep the rest", "keep all", "other ", "all other ", "previous ", "unchanged ", "same as ", "leave ", "code omitted", "omitted ", "skipping "])
        && (says_same || starts(&["rest of the", "the rest of the", "rest of file", "rest of code", "rest of function", "rest of method", "rest of class", "existing code", "existing method", "existing import", "existing function", "existing implementation", "existing content", "existing field", "existing prop", "keep existing", "keep the rest", "remaining code", "remaining method", "remaining function", "remaining implementation", "previous code", "unchanged code", "code omitted"])))
        || (ends(&["unchanged", "remains the same", "remain the same", "stays the same", "remain unchanged", "remains unchanged", "same as before", "as before", "stay the same", "omitted for brevity", "unchanged here", "goes here unchanged"]) && count <= 10)
}

#[cfg(test)]
mod tests;
