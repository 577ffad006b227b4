//! Reading single fields, whatever stands in them.

use atelier_vocabulary::ContentBlock;
use serde_json::{Map, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// 1990 and 2100, in ms since 1970: no history of ours is older or later.
const BELIEVABLE: std::ops::Range<i64> = 631_152_000_000..4_102_444_800_000;

/// The most characters of a title.
pub(crate) const TITLE_CHARS: usize = 200;
/// The longest name of a model, in bytes.
const MODEL_BYTES: usize = 200;

/// A time in ms since 1970, from seconds, milliseconds or RFC 3339; none where it is nonsense.
pub(crate) fn time(value: Option<&Value>) -> Option<i64> {
    let ms = match value? {
        Value::Number(number) => {
            let number = number.as_f64().filter(|it| it.is_finite())?;
            // Seconds of the years before 5138 are below this, milliseconds after 1973 above.
            let ms = if number.abs() < 1e11 { number * 1000.0 } else { number };
            #[expect(clippy::cast_possible_truncation, reason = "saturates; nonsense is left out")]
            let ms = ms as i64;
            ms
        }
        Value::String(text) => {
            let at = OffsetDateTime::parse(text.trim(), &Rfc3339).ok()?;
            i64::try_from(at.unix_timestamp_nanos() / 1_000_000).ok()?
        }
        _ => return None,
    };
    BELIEVABLE.contains(&ms).then_some(ms)
}

/// A title on one line, without signs that are none.
pub(crate) fn title(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let clean = words.join(" ");
    clean.chars().filter(|it| !it.is_control()).take(TITLE_CHARS).collect()
}

/// Whether a model could be called that.
pub(crate) fn is_model(name: &str) -> bool {
    (1..=MODEL_BYTES).contains(&name.len()) && !name.contains(char::is_control)
}

/// Text in a fence that it cannot close itself.
pub(crate) fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let language: String = language.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// A block of thinking, which is shown and never sent again: it has no signature.
pub(crate) fn thinking(text: &str) -> ContentBlock {
    let mut block = Map::new();
    block.insert("type".to_owned(), Value::from("thinking"));
    block.insert("thinking".to_owned(), Value::from(text));
    ContentBlock::from(block)
}

/// A document of text, as the Messages API has it.
pub(crate) fn document(name: &str, text: &str) -> ContentBlock {
    let mut source = Map::new();
    source.insert("type".to_owned(), Value::from("text"));
    source.insert("media_type".to_owned(), Value::from("text/plain"));
    source.insert("data".to_owned(), Value::from(text));
    let mut block = Map::new();
    block.insert("type".to_owned(), Value::from("document"));
    block.insert("source".to_owned(), Value::Object(source));
    if !name.is_empty() {
        block.insert("title".to_owned(), Value::from(title(name)));
    }
    ContentBlock::from(block)
}

/// A text, or nothing for one that is empty.
pub(crate) fn text(text: &str) -> Option<ContentBlock> {
    (!text.trim().is_empty()).then(|| ContentBlock::text(text))
}

/// A field of text.
pub(crate) fn str_of<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}
