//! The marks of Markdown: characters that shape a text and that nobody sees once it is shown.
//!
//! It looks at the neighbors of one character, not at the document: a snippet begins and ends anywhere.

/// How far a link's address may reach, in bytes, before it is taken for text.
const ADDRESS: usize = 300;

/// Whether the character at `at` only shapes the text.
pub(crate) fn is_mark(text: &str, at: usize, letter: char) -> bool {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let after = rest.get(letter.len_utf8()..).unwrap_or_default();
    let (left, right) = (before.chars().next_back(), after.chars().next());
    match letter {
        '`' => true,
        '~' => left == Some('~') || right == Some('~'),
        '*' => {
            let runs = left == Some('*') || right == Some('*');
            runs || is_edge(left, right) || is_bullet(before, right)
        }
        // Within a word it is one of its letters.
        '_' => {
            (left == Some('_') || right == Some('_')) && !joins(before, after)
                || is_edge(left, right)
        }
        '#' => begins_line(before, "#> ") && matches!(right, Some('#' | ' ')),
        '>' => begins_line(before, "> "),
        '-' | '+' => is_bullet(before, right) || is_rule(before, rest),
        ':' => is_rule(before, rest),
        '!' => right == Some('[') && after.get(1..).is_some_and(leads),
        '[' => leads(after),
        _ => false,
    }
}

/// Where the address of a link ends whose text ends at `at`; none where no link does.
pub(crate) fn end_of_address(text: &str, at: usize) -> Option<usize> {
    let address = text.get(at..)?.strip_prefix("](")?;
    let line = address.lines().next()?;
    let end = line.find(')').filter(|end| *end <= ADDRESS)?;
    Some(at + "](".len() + end + ")".len())
}

/// Whether a table's bar stands at `at`: between two cells, or beside the first or last.
pub(crate) fn is_bar(text: &str, at: usize) -> bool {
    line_before(text.get(..at).unwrap_or_default()).trim_start().starts_with('|')
        || text.get(at..).is_some_and(|rest| rest.starts_with('|'))
            && line_before(text.get(..at).unwrap_or_default()).trim().is_empty()
}

/// Whether a link's text begins here: `](` follows in the same line.
fn leads(after: &str) -> bool {
    let line = after.lines().next().unwrap_or_default();
    line.find("](").is_some_and(|end| end <= ADDRESS)
}

/// Whether emphasis begins or ends here: words on one side only.
fn is_edge(left: Option<char>, right: Option<char>) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let is_blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let is_sign = |letter: Option<char>| letter.is_some_and(|it| it.is_ascii_punctuation());
    (is_word(left) || is_sign(left)) && (is_blank(right) || is_sign(right) && is_word(left))
        || (is_word(right) || is_sign(right)) && (is_blank(left) || is_sign(left) && is_word(right))
}

/// Whether a run of `_` joins two words.
fn joins(before: &str, after: &str) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    is_word(before.trim_end_matches('_').chars().next_back())
        && is_word(after.trim_start_matches('_').chars().next())
}

fn is_bullet(before: &str, right: Option<char>) -> bool {
    right == Some(' ') && begins_line(before, "> ")
}

/// Whether nothing but these stands before it in its line.
fn begins_line(before: &str, only: &str) -> bool {
    line_before(before).chars().all(|letter| only.contains(letter) || letter == '\t')
}

/// Whether it is part of a line that only rules: `---`, or the second of a table.
fn is_rule(before: &str, rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let rules = |part: &str| part.chars().all(|letter| "-:| ".contains(letter));
    let head = line_before(before);
    rules(head) && rules(line) && head.len() + line.trim_end().len() >= 3
}

fn line_before(before: &str) -> &str {
    before.rsplit_once('\n').map_or(before, |(_, line)| line)
}
