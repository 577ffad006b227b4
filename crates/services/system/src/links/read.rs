//! Reading a link. It comes from anywhere: what is not known word for word is refused.

use atelier_rpc::{Code, Error, Result};
use atelier_vocabulary::LinkPlace;

/// The longest name of a project, in characters.
const PROJECT: usize = 200;
/// The longest name of a page of the settings, in bytes.
const SECTION: usize = 40;

/// Returns where a link leads.
///
/// # Errors
/// Each says what about the link is not as it should be. Nothing of the link is repeated.
pub(super) fn place(url: &str) -> Result<LinkPlace> {
    // In the address itself only what is printed belongs; the rest is written with %.
    if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refused("it holds characters that an address cannot have"));
    }
    let scheme = "atelier://";
    let Some(rest) = url
        .split_at_checked(scheme.len())
        .filter(|(start, _)| start.eq_ignore_ascii_case(scheme))
        .map(|(_, rest)| rest)
    else {
        return Err(refused("it does not begin with atelier://"));
    };
    if rest.contains('#') {
        return Err(refused("it goes on after a #"));
    }
    let (path, query) =
        rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
    let mut steps = path.strip_suffix('/').unwrap_or(path).split('/');
    let (verb, step, more) = (steps.next().unwrap_or_default(), steps.next(), steps.next());
    if more.is_some() {
        return Err(refused("it leads deeper than anything there is"));
    }
    match (verb.to_ascii_lowercase().as_str(), step) {
        ("new", None) => new(query.unwrap_or_default()),
        ("c", Some(id)) if query.is_none() => match id.parse() {
            Ok(id) => Ok(LinkPlace::Conversation { id }),
            Err(_) => Err(refused("it names no conversation")),
        },
        ("settings", section) if query.is_none() => {
            let named = |name: &str| {
                (1..=SECTION).contains(&name.len())
                    && name.bytes().all(|it| it.is_ascii_lowercase() || it == b'-')
            };
            match section {
                Some(section) if !named(section) => {
                    Err(refused("it names no page of the settings"))
                }
                section => Ok(LinkPlace::Settings { section: section.map(str::to_owned) }),
            }
        }
        _ => Err(refused("it leads to nothing that a link can open")),
    }
}

fn new(query: &str) -> Result<LinkPlace> {
    let (mut text, mut project) = (None, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let place = match name {
            "text" => &mut text,
            "project" => &mut project,
            _ => return Err(refused("it asks for something that a link cannot do")),
        };
        if place.replace(decoded(value)?).is_some() {
            return Err(refused("it says the same thing twice"));
        }
    }
    if project.as_ref().is_some_and(|name| {
        name.trim().is_empty() || name.chars().count() > PROJECT || name.contains(['\n', '\t'])
    }) {
        return Err(refused("it names no project"));
    }
    Ok(LinkPlace::New { text: text.unwrap_or_default(), project })
}

/// Decodes a value: `+` and `%20` are spaces, and what is left is text that a person can see.
fn decoded(value: &str) -> Result<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => match (rest.next().and_then(digit), rest.next().and_then(digit)) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return Err(refused("a % in it stands before no number")),
            },
            byte => byte,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| refused("what it says is no text"))?;
    let text = text.replace("\r\n", "\n");
    if text.chars().any(is_hidden) {
        return Err(refused("it holds characters that cannot be seen"));
    }
    Ok(text)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Whether a character shows nothing, or turns what is around it: a person could not read what
/// they send.
fn is_hidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        character if character.is_control() => true,
        // Soft hyphen, spaces without a width, marks of direction, joiners of words, and tags.
        // The joiner of emoji, U+200D, is none of them.
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

fn refused(why: &str) -> Error {
    Error::new(Code::InvalidInput, format!("the link was not opened: {why}"))
        .with_hint("links are atelier://new?text=…, atelier://c/ID and atelier://settings")
}
