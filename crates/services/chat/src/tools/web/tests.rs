//! What the endpoint is told of its web tools.

use atelier_claude_wire::model;
use atelier_vocabulary::{Settings, WebSettings};
use serde_json::{Value, json};

use super::{WebOffer, for_person, searches_of};

fn settings(search: bool, fetch: bool, web: WebSettings) -> Settings {
    let mut settings = Settings { web, ..Settings::default() };
    settings.tools.web_search = search;
    settings.tools.web_fetch = fetch;
    settings
}

fn told(settings: &Settings, capabilities: &Value) -> Vec<Value> {
    let facts = model(&json!({ "id": "claude-opus-5-5", "capabilities": capabilities }));
    WebOffer::of(settings).definitions(facts.as_ref())
}

#[test]
fn a_model_is_told_of_the_version_that_it_takes() {
    let on = settings(true, true, WebSettings::default());
    let can = |search: bool, code: bool| {
        json!({
            "server_tools": { "supported": true, "web_search": { "supported": search } },
            "code_execution": { "supported": code }, "citations": { "supported": code },
        })
    };
    assert_eq!(
        told(&on, &can(true, false)),
        [
            json!({ "type": "web_search_20250305", "name": "web_search", "max_uses": 5 }),
            json!({ "type": "web_fetch_20250910", "name": "web_fetch", "max_uses": 5,
                "max_content_tokens": 25_000 }),
        ]
    );
    assert_eq!(
        told(&on, &can(true, true)),
        [
            json!({ "type": "web_search_20260318", "name": "web_search", "max_uses": 5,
                "allowed_callers": ["direct"] }),
            json!({ "type": "web_fetch_20260318", "name": "web_fetch", "max_uses": 5,
                "allowed_callers": ["direct"], "max_content_tokens": 25_000,
                "citations": { "enabled": true } }),
        ]
    );
    assert!(told(&on, &can(false, true)).is_empty(), "a model that cannot search is not told");
    let silent = told(&on, &Value::Null);
    assert_eq!(silent[0]["type"], "web_search_20250305", "who says nothing rules nothing out");
    assert_eq!(WebOffer::of(&on).definitions(None).len(), 2);
    let off = settings(false, false, WebSettings::default());
    assert!(told(&off, &can(true, true)).is_empty(), "off until a person switches it on");
    assert!(told(&Settings::default(), &can(true, true)).is_empty(), "and off by default");
}

#[test]
fn one_list_of_domains_goes_along() {
    let domains = vec!["example.com".to_owned()];
    let allowed =
        WebSettings { max_uses: 2, allowed_domains: domains.clone(), ..WebSettings::default() };
    let told_of = told(&settings(true, false, allowed), &Value::Null);
    assert_eq!(
        told_of,
        [json!({ "type": "web_search_20250305", "name": "web_search", "max_uses": 2,
            "allowed_domains": ["example.com"] })]
    );
    let both = WebSettings {
        max_uses: 2,
        allowed_domains: domains.clone(),
        blocked_domains: domains.clone(),
    };
    let told_of = told(&settings(false, true, both), &Value::Null);
    assert_eq!(told_of[0]["allowed_domains"], json!(["example.com"]));
    assert_eq!(told_of[0].get("blocked_domains"), None, "the API refuses both");
    let blocked = WebSettings { max_uses: 1, blocked_domains: domains, ..WebSettings::default() };
    let told_of = told(&settings(true, false, blocked), &Value::Null);
    assert_eq!(told_of[0]["blocked_domains"], json!(["example.com"]));
}

#[test]
fn what_a_search_costs_is_known_before_it_is_made() {
    let on = settings(true, false, WebSettings { max_uses: 3, ..WebSettings::default() });
    let on_top = searches_of(&told(&on, &Value::Null)).unwrap();
    assert_eq!((on_top.most, on_top.each_nano_usd), (3, Some(10_000_000)));
    assert_eq!(searches_of(&[json!({ "name": "web_search", "input_schema": {} })]), None);
    let [search, fetch] = for_person(&on);
    assert_eq!((search.enabled, search.use_nano_usd), (true, Some(10_000_000)));
    assert_eq!((fetch.enabled, fetch.use_nano_usd), (false, Some(0)));
}
