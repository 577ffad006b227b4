//! Models, usage and prices: read what the API says, and never invent what it does not.

use atelier_claude_wire::{PriceTable, cost, model, model_page, price, usage};
use atelier_vocabulary::{Effort, Usage};
use serde_json::{Value, json};

#[expect(clippy::panic, reason = "what is written here is known to be good")]
fn fields(value: Value) -> serde_json::Map<String, Value> {
    let Value::Object(fields) = value else { panic!("an object") };
    fields
}

#[test]
fn a_model_is_read_with_all_it_can_do() {
    let yes = json!({"supported": true});
    let no = json!({"supported": false});
    let read = model(&json!({
        "type": "model", "id": "claude-opus-5-5", "display_name": "Claude Opus 5.5",
        "created_at": "2026-09-01T00:00:00Z", "line": "opus", "lifecycle": "active",
        "deprecated_at": null, "retires_at": null,
        "max_input_tokens": 1_000_000, "max_tokens": 128_000,
        "capabilities": {
            "effort": {"supported": true, "low": yes, "medium": yes, "high": yes, "max": yes, "xhigh": no},
            "image_input": yes, "pdf_input": no,
            "thinking": {"supported": true,
                "types": {"adaptive": yes, "between_tools": no, "disabled": no, "enabled": no}},
        },
    }))
    .unwrap();
    assert_eq!(read.efforts, [Effort::Low, Effort::Medium, Effort::High, Effort::Max]);
    assert_eq!(read.thinking, ["adaptive"]);
    assert!(read.takes_images && !read.takes_pdf);
    assert_eq!((read.max_input_tokens, read.max_output_tokens), (Some(1_000_000), Some(128_000)));
    assert_eq!(read.price.unwrap().tiers[0].input, 4_000);
}

#[test]
fn a_model_that_says_nothing_but_its_id_is_a_model_too() {
    for raw in
        [json!({"id": "local"}), json!({"id": "local", "capabilities": null, "display_name": 7})]
    {
        let read = model(&raw).unwrap();
        assert_eq!((read.id.as_str(), read.display_name.as_str()), ("local", "local"));
        assert!(read.efforts.is_empty() && read.thinking.is_empty() && read.price.is_none());
    }
    for raw in [json!({}), json!({"id": ""}), json!({"id": 1}), json!(null), json!([])] {
        assert!(model(&raw).is_none(), "{raw}");
    }
}

#[test]
fn pages_say_where_the_next_begins() {
    let page = |text: &str| model_page(text.as_bytes());
    let first =
        page(r#"{"data":[{"id":"a"},{},{"id":"b"}],"has_more":true,"last_id":"b"}"#).unwrap();
    assert_eq!((first.models.len(), first.next.as_deref()), (2, Some("b")));
    assert_eq!(
        page(r#"{"data":[{"id":"a"}],"has_more":true}"#).unwrap().next.as_deref(),
        Some("a")
    );
    assert_eq!(page(r#"{"data":[{"id":"a"}],"has_more":false,"last_id":"a"}"#).unwrap().next, None);
    assert!(page("{}").unwrap().models.is_empty());
    assert!(page("[]").is_err() && page("<html>").is_err());
}

#[test]
fn usage_is_read_and_what_is_missing_is_zero() {
    let read = usage(&fields(json!({
        "input_tokens": 10, "output_tokens": 20, "output_tokens_details": {"thinking_tokens": 5},
        "cache_creation_input_tokens": 30, "cache_read_input_tokens": 40,
        "cache_creation": {"ephemeral_5m_input_tokens": 10, "ephemeral_1h_input_tokens": 20},
        "server_tool_use": {"web_search_requests": 2},
    })));
    let expected = Usage {
        input_tokens: 10,
        output_tokens: 20,
        thinking_tokens: 5,
        cache_write_5m_tokens: 10,
        cache_write_1h_tokens: 20,
        cache_read_tokens: 40,
        web_searches: 2,
    };
    assert_eq!(read, expected);
    assert_eq!(usage(&fields(json!({"cache_creation_input_tokens": 7}))).cache_write_5m_tokens, 7);
    let odd = json!({"input_tokens": -1, "output_tokens": "3", "cache_creation": 7, "server_tool_use": null});
    assert_eq!(usage(&fields(odd)), Usage::default());
}

#[test]
fn every_listed_price_stands_in_the_table() {
    let table = PriceTable::built_in();
    assert_eq!(table.as_of.len(), "2026-11-19".len());
    let ids: Vec<&String> = table.rows.iter().flat_map(|row| &row.models).collect();
    assert_eq!(ids.len(), 18);
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "no model has two prices");
    for row in &table.rows {
        let last = row.tiers.last().unwrap();
        assert_eq!(last.up_to_prompt_tokens, None, "{:?} covers every prompt", row.models);
        assert!(row.tiers.iter().all(|tier| tier.input > 0 && tier.cache_read > 0));
    }
}

#[test]
fn a_dated_id_costs_what_its_model_costs_and_an_unknown_one_costs_nothing_known() {
    assert_eq!(price("claude-haiku-4-5-20251001"), price("claude-haiku-4-5"));
    assert!(price("claude-haiku-4-5").is_some());
    for unknown in
        ["", "claude", "claude-haiku-4-5-2025", "claude-haiku-9", "gpt", "claude-opus-5-5x"]
    {
        assert_eq!(price(unknown), None, "{unknown}");
    }
}

#[test]
fn cost_follows_the_tier_of_the_whole_prompt() {
    let haiku = price("claude-haiku-5-5").unwrap();
    let short = Usage { input_tokens: 100_000, output_tokens: 1_000, ..Usage::default() };
    assert_eq!(cost(&haiku, &short), 100_000 * 100 + 1_000 * 500);
    // One token read from the cache makes the prompt longer than the tier.
    let long = Usage { cache_read_tokens: 1, ..short };
    assert_eq!(cost(&haiku, &long), 100_000 * 500 + 1_000 * 2_500 + 50);
    let all = Usage {
        input_tokens: 1,
        output_tokens: 1,
        thinking_tokens: 1,
        cache_write_5m_tokens: 1,
        cache_write_1h_tokens: 1,
        cache_read_tokens: 1,
        web_searches: 1,
    };
    let opus = price("claude-opus-5-5").unwrap();
    assert_eq!(cost(&opus, &all), 4_000 + 20_000 + 5_000 + 8_000 + 200 + 10_000_000);
    let absurd = Usage { input_tokens: u64::MAX, output_tokens: u64::MAX, ..Usage::default() };
    assert_eq!(cost(&opus, &absurd), i64::MAX, "no overflow");
}
