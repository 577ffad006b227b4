//! What stands between the braces: a name, a type, a default.

use crate::{Kind, MOST_OPTIONS, NAME_CHARS, day::is_day};

/// A variable as it is written at one place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) kind: Option<Kind>,
    pub(crate) default: Option<String>,
}

/// Where in the tag something is wrong, in bytes, and what.
type Wrong = (usize, String);

/// The longest tag, in bytes.
const TAG_BYTES: usize = 4_096;

/// Returns where `}}` ends a tag; what stands in quotes does not. A tag ends on its line, and before
/// another begins.
pub(crate) fn end(inside: &str) -> Option<usize> {
    let near = inside.get(..inside.floor_char_boundary(TAG_BYTES)).unwrap_or(inside);
    let line = near.split('\n').next().unwrap_or_default();
    let mut quoted = false;
    let mut escaped = false;
    for (at, sign) in line.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '}' if !quoted && line.get(at..).is_some_and(|rest| rest.starts_with("}}")) => {
                return Some(at);
            }
            '{' if !quoted && line.get(at..).is_some_and(|rest| rest.starts_with("{{")) => {
                return None;
            }
            _ => {}
        }
    }
    // A lone quotation mark shall not swallow the end.
    line.find("}}")
}

/// Reads what stands between the braces.
pub(crate) fn read(inside: &str) -> Result<Tag, Wrong> {
    let (head, default) = match split_unquoted(inside, '=') {
        Some((head, rest)) => (head, Some((head.len() + 1, rest))),
        None => (inside, None),
    };
    let (name, kind) = match head.split_once(':') {
        Some((name, kind)) => (name, Some((name.len() + 1, kind))),
        None => (head, None),
    };
    let name = check_name(name)?;
    let kind = kind.map(|(at, kind)| read_kind(kind).map_err(|it| (at + lead(kind), it)));
    let kind = kind.transpose()?;
    let default = match default {
        None => None,
        Some((at, written)) => {
            let at = at + lead(written);
            let default = unquote(written.trim()).map_err(|it| (at, it))?;
            check_default(kind.as_ref().unwrap_or(&Kind::Text), &default).map_err(|it| (at, it))?;
            Some(default)
        }
    };
    Ok(Tag { name, kind, default })
}

/// How many bytes of space a text begins with.
fn lead(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn check_name(written: &str) -> Result<String, Wrong> {
    let name = written.trim();
    let at = lead(written);
    if name.is_empty() {
        return Err((0, "a variable needs a name, such as `{{subject}}`".to_owned()));
    }
    if name.chars().count() > NAME_CHARS {
        return Err((at, format!("a variable's name has at most {NAME_CHARS} characters")));
    }
    let fits = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | ' ');
    match name.char_indices().find(|(_, sign)| !fits(*sign)) {
        Some((wrong, sign)) => Err((
            at + wrong,
            format!(
                "`{}` cannot stand in a variable's name; letters, digits, `_`, `-` and spaces can",
                sign.escape_debug()
            ),
        )),
        None => Ok(name.to_owned()),
    }
}

fn read_kind(written: &str) -> Result<Kind, String> {
    let word = written.trim();
    if let Some(list) = word.strip_prefix("choice") {
        return read_choice(list.trim());
    }
    match word {
        "text" => Ok(Kind::Text),
        "multiline" => Ok(Kind::Multiline),
        "number" => Ok(Kind::Number),
        "date" => Ok(Kind::Date),
        "boolean" => Ok(Kind::Boolean),
        _ => Err("the type is not known; there are text, multiline, number, date, boolean and choice(one, two)".to_owned()),
    }
}

fn read_choice(list: &str) -> Result<Kind, String> {
    let inner = list.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let Some(mut rest) = inner else {
        return Err(
            "a choice names its options in brackets, such as `choice(short, long)`".to_owned()
        );
    };
    let mut options: Vec<String> = Vec::new();
    loop {
        let (one, left) =
            split_unquoted(rest, ',').map_or((rest, None), |(one, left)| (one, Some(left)));
        let option = unquote(one.trim())?;
        if option.is_empty() {
            return Err("an option of a choice is empty".to_owned());
        }
        if options.contains(&option) {
            return Err(format!("the option `{option}` stands there twice"));
        }
        options.push(option);
        if options.len() > MOST_OPTIONS {
            return Err(format!("a choice has at most {MOST_OPTIONS} options"));
        }
        match left {
            Some(left) => rest = left,
            None => return Ok(Kind::Choice(options)),
        }
    }
}

/// Says what is wrong with a default, if anything is.
pub(crate) fn check_default(kind: &Kind, default: &str) -> Result<(), String> {
    match kind {
        Kind::Text if default.contains(['\n', '\r']) => {
            Err("the default has several lines; that takes the type `multiline`".to_owned())
        }
        Kind::Text | Kind::Multiline => Ok(()),
        Kind::Number if is_number(default) => Ok(()),
        Kind::Number => Err("the default is not a number".to_owned()),
        Kind::Choice(options) if options.iter().any(|it| it == default) => Ok(()),
        Kind::Choice(_) => Err("the default is none of the options".to_owned()),
        Kind::Date if default == "today" || is_day(default) => Ok(()),
        Kind::Date => Err("the default is no day; write one as 2026-11-21, or `today`".to_owned()),
        Kind::Boolean if matches!(default, "true" | "false") => Ok(()),
        Kind::Boolean => Err("the default of a boolean is `true` or `false`".to_owned()),
    }
}

/// Whether a text is a number as people write one: digits, one point, perhaps a sign.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let shape = digits.bytes().all(|it| it.is_ascii_digit() || it == b'.')
        && digits.bytes().any(|it| it.is_ascii_digit());
    shape && text.len() <= 100 && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Splits at the first `mark` that stands in no quotes.
fn split_unquoted(text: &str, mark: char) -> Option<(&str, &str)> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if sign == mark && !quoted => {
                return Some((text.get(..at)?, text.get(at + sign.len_utf8()..)?));
            }
            _ => {}
        }
    }
    None
}

/// Takes the quotes off, in which `\"`, `\\` and `\n` mean what they mean elsewhere.
fn unquote(text: &str) -> Result<String, String> {
    let Some(rest) = text.strip_prefix('"') else { return Ok(text.to_owned()) };
    let unclosed = || "the quotation mark is not closed".to_owned();
    let mut plain = String::new();
    let mut signs = rest.chars();
    loop {
        match signs.next().ok_or_else(unclosed)? {
            '"' => break,
            '\\' => match signs.next().ok_or_else(unclosed)? {
                'n' => plain.push('\n'),
                sign => plain.push(sign),
            },
            sign => plain.push(sign),
        }
    }
    if signs.as_str().trim().is_empty() {
        Ok(plain)
    } else {
        Err("something stands after the closing quotation mark".to_owned())
    }
}
