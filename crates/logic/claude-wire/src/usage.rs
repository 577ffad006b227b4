//! Token counts, as the API reports them.

use atelier_vocabulary::Usage;
use serde_json::{Map, Value};

/// Reads the API's `usage` object. What is missing, null or no count is zero.
///
/// Tokens written to the cache without a word on how long it lives count as living five minutes.
pub fn usage(raw: &Map<String, Value>) -> Usage {
    let count = |name: &str| raw.get(name).and_then(Value::as_u64);
    let inner = |object: &str, name: &str| raw.get(object)?.get(name)?.as_u64();
    let lasting = inner("cache_creation", "ephemeral_1h_input_tokens").unwrap_or_default();
    let brief = match count("cache_creation_input_tokens") {
        Some(written) => written.saturating_sub(lasting),
        None => inner("cache_creation", "ephemeral_5m_input_tokens").unwrap_or_default(),
    };
    Usage {
        input_tokens: count("input_tokens").unwrap_or_default(),
        output_tokens: count("output_tokens").unwrap_or_default(),
        thinking_tokens: inner("output_tokens_details", "thinking_tokens").unwrap_or_default(),
        cache_write_5m_tokens: brief,
        cache_write_1h_tokens: lasting,
        cache_read_tokens: count("cache_read_input_tokens").unwrap_or_default(),
        web_searches: inner("server_tool_use", "web_search_requests").unwrap_or_default(),
    }
}

/// Takes over the counts of a later report. They are totals, so they replace and are never added;
/// null means that the earlier count stands.
pub(crate) fn replace(raw: &mut Map<String, Value>, later: Map<String, Value>) {
    for (name, value) in later {
        if !value.is_null() {
            raw.insert(name, value);
        }
    }
}
