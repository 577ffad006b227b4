//! An estimate of tokens where nobody counts. There is no tokenizer for Claude outside the API.

use atelier_claude_wire::MessagesRequest;
use atelier_vocabulary::{ContentBlock, Usage};
use serde_json::{Map, Value};

/// How many tokens something may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Estimate {
    /// About as many as there are: text of 3.5 bytes a token.
    pub(crate) likely: u64,
    /// More than there will be: text of 2 bytes a token.
    pub(crate) most: u64,
}

/// What a message takes beside its blocks.
const AROUND: Estimate = Estimate { likely: 4, most: 8 };
/// A picture: the most is one of the largest that the API does not make smaller.
const IMAGE: Estimate = Estimate { likely: 1_600, most: 5_000 };
/// A document of which nobody knows how long it is.
const DOCUMENT: Estimate = Estimate { likely: 6_000, most: 30_000 };

impl Estimate {
    fn plus(self, other: Self) -> Self {
        Self {
            likely: self.likely.saturating_add(other.likely),
            most: self.most.saturating_add(other.most),
        }
    }

    /// The estimate of so many bytes of text.
    pub(crate) fn of_bytes(bytes: usize) -> Self {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX / 4);
        Self { likely: (bytes.saturating_mul(2)).div_ceil(7), most: bytes.div_ceil(2) }
    }
}

/// Estimates the tokens of a request.
pub(crate) fn estimate(request: &MessagesRequest) -> Estimate {
    let system = Estimate::of_bytes(request.system.as_ref().map_or(0, String::len));
    let tools = request.tools.iter().map(|tool| Estimate::of_bytes(tool.to_string().len()));
    let messages = request.messages.iter().map(|message| {
        message.content.iter().map(|block| of_block(block.raw())).fold(AROUND, Estimate::plus)
    });
    tools.chain(messages).fold(system, Estimate::plus)
}

/// What an answer that broke off took: the API says how long it is only at its end, so it is taken
/// to be at least as long as what arrived.
pub(crate) fn at_least(usage: Usage, blocks: &[ContentBlock]) -> Usage {
    let is_found = |block: &&ContentBlock| block.kind().ends_with("_tool_result");
    // What the endpoint found was not answered, but sent on to Claude.
    let arrived = blocks.iter().filter(|it| !is_found(it)).map(|block| of_block(block.raw()));
    let arrived = arrived.fold(Estimate::default(), Estimate::plus).likely;
    let searched = blocks
        .iter()
        .filter(|it| it.kind() == "web_search_tool_result")
        .filter(|it| found_some(it));
    let searched = u64::try_from(searched.count()).unwrap_or(u64::MAX);
    Usage {
        output_tokens: usage.output_tokens.max(arrived),
        web_searches: usage.web_searches.max(searched),
        ..usage
    }
}

/// Whether a search came to something: one that failed is not charged.
fn found_some(block: &ContentBlock) -> bool {
    block.raw().get("content").is_some_and(Value::is_array)
}

/// Estimates the tokens of a block.
pub(crate) fn of_block(block: &Map<String, Value>) -> Estimate {
    let source = |field: &str| block.get("source").and_then(|source| source.get(field)?.as_str());
    let number = |field: &str| {
        let number = block.get("source").and_then(|source| source.get(field)?.as_u64());
        number.and_then(|number| usize::try_from(number).ok())
    };
    match (block.get("type").and_then(Value::as_str), source("type")) {
        (Some("image"), Some("base64" | "url" | "file")) => IMAGE,
        (Some("document"), Some("attachment")) => match number("characters") {
            Some(characters) => Estimate::of_bytes(characters),
            None => of_pdf(number("bytes").unwrap_or_default()),
        },
        (Some("document"), Some("base64")) => of_pdf(source("data").map_or(0, str::len) / 4 * 3),
        (Some(_), Some("attachment")) => of_attachment(block),
        (Some("document"), Some("text" | "content")) => of_map(block),
        (Some("document"), _) => DOCUMENT,
        (Some(_) | None, _) => of_map(block),
    }
}

/// A page of a scan is larger than one of text, and counts about as much.
fn of_pdf(bytes: usize) -> Estimate {
    let pages = |each: usize| u64::try_from(bytes.div_ceil(each)).unwrap_or(u64::MAX);
    Estimate { likely: pages(40).max(1_500), most: pages(10).max(3_000) }
}

/// An attachment says itself about how many tokens it takes, where anybody can tell.
fn of_attachment(block: &Map<String, Value>) -> Estimate {
    let said = block.get("source").and_then(|source| source.get("estimated_tokens")?.as_u64());
    said.map_or(DOCUMENT, |tokens| Estimate { likely: tokens, most: tokens.saturating_mul(2) })
}

fn of_map(map: &Map<String, Value>) -> Estimate {
    map.iter()
        .filter(|(name, _)| !["type", "cache_control"].contains(&name.as_str()))
        .map(|(name, value)| {
            let name = if ["text", "thinking", "content"].contains(&name.as_str()) {
                0
            } else {
                name.len()
            };
            Estimate::of_bytes(name).plus(of_value(value))
        })
        .fold(Estimate::default(), Estimate::plus)
}

/// Estimates the tokens of a request that somebody else has made.
pub(crate) fn estimate_value(value: &Value) -> Estimate {
    of_value(value)
}

fn of_value(value: &Value) -> Estimate {
    match value {
        Value::String(text) => Estimate::of_bytes(text.len()),
        Value::Array(items) => items.iter().map(of_value).fold(Estimate::default(), Estimate::plus),
        Value::Object(fields) => of_block(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            Estimate::of_bytes(value.to_string().len())
        }
    }
}

#[cfg(test)]
mod tests {
    use atelier_claude_wire::{MessagesRequest, WireMessage};
    use atelier_vocabulary::{ContentBlock, Role, Usage};
    use serde_json::json;

    use super::{IMAGE, at_least, estimate, of_block};

    #[test]
    fn text_counts_by_its_length_and_pictures_do_not() {
        let request = |text: &str| MessagesRequest {
            messages: vec![WireMessage::new(Role::User, vec![ContentBlock::text(text)])],
            ..MessagesRequest::default()
        };
        let short = estimate(&request("hello"));
        let long = estimate(&request(&"hello ".repeat(1_000)));
        assert!(short.likely >= 5 && short.likely <= 10, "{short:?}");
        assert!(long.likely > 1_500 && long.likely < 2_000, "{long:?}");
        assert!(long.most > 3_000, "{long:?}");
        let picture = json!({"type": "image", "source": {"type": "base64", "media_type": "image/png",
            "data": "A".repeat(4_000_000)}});
        assert_eq!(of_block(picture.as_object().unwrap()), IMAGE);
        let inside = json!({"type": "tool_result", "tool_use_id": "a", "content": [picture]});
        assert!(of_block(inside.as_object().unwrap()).most < 6_000);
    }

    #[test]
    fn an_answer_that_broke_off_counts_its_searches_and_not_what_they_found() {
        let found = |content: serde_json::Value| json!({"type": "web_search_tool_result", "content": content});
        let blocks = json!([
            {"type": "text", "text": "I look."},
            found(json!([{"encrypted_content": "A".repeat(100_000)}])),
            found(json!({"error_code": "unavailable"})),
        ]);
        let blocks: Vec<ContentBlock> = serde_json::from_value(blocks).unwrap();
        let usage = at_least(Usage::default(), &blocks);
        assert_eq!(usage.web_searches, 1, "one that failed is not charged");
        assert!(usage.output_tokens < 10, "{usage:?}");
        let said = Usage { web_searches: 3, ..Usage::default() };
        assert_eq!(at_least(said, &blocks).web_searches, 3, "what the endpoint counted stands");
    }

    #[test]
    fn the_estimate_never_overflows_and_never_is_more_than_the_most() {
        proptest::proptest!(|(text in "[\\s\\S]{0,300}")| {
            let block = json!({"type": "text", "text": text});
            let found = of_block(block.as_object().unwrap());
            proptest::prop_assert!(found.likely <= found.most.saturating_add(1));
        });
    }
}
