//! What the endpoint searched and read for an answer, as a person can read it. The encrypted parts, which the
//! endpoint alone can read, stay out.

use atelier_vocabulary::ContentBlock;
use serde_json::{Map, Value};

use crate::blocks::Part;

/// A block of a kind that has no view of its own.
pub(crate) fn served(block: &ContentBlock) -> Part {
    let raw = block.raw();
    let content = raw.get("content").unwrap_or(&Value::Null);
    let name = raw.get("name").and_then(Value::as_str).unwrap_or_default();
    match (block.kind(), name) {
        ("server_tool_use", "web_search") => {
            named("Searched the web for", &[asked(raw, "query").to_owned()])
        }
        ("server_tool_use", "web_fetch") => named("Read a page", &[asked(raw, "url").to_owned()]),
        ("web_search_tool_result" | "web_fetch_tool_result", _) => found(content),
        (kind, _) => {
            let text = serde_json::to_string_pretty(&legible(raw)).unwrap_or_default();
            Part::Named { name: kind.to_owned(), language: "json", text }
        }
    }
}

fn asked<'a>(raw: &'a Map<String, Value>, field: &str) -> &'a str {
    raw.get("input").and_then(|input| input.get(field)?.as_str()).unwrap_or_default()
}

fn found(content: &Value) -> Part {
    let text = |value: &Value, field: &str| {
        value.get(field).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
    };
    let Some(results) = content.as_array() else {
        let code = text(content, "error_code");
        if !code.is_empty() {
            return named("Nothing came of it", &[code]);
        }
        let title = content.get("content").map(|page| text(page, "title")).unwrap_or_default();
        let lines = [title, text(content, "url"), text(content, "retrieved_at")];
        return named("A page of the web", &lines);
    };
    let lines: Vec<String> = results
        .iter()
        .map(|result| {
            let of = |field| text(result, field);
            let parts = [of("title"), of("url"), of("page_age")];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(" · ")
        })
        .collect();
    named("Found on the web", &lines)
}

fn named(name: &str, lines: &[String]) -> Part {
    let lines: Vec<&str> = lines.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    Part::Named { name: name.to_owned(), language: "", text: lines.join("\n") }
}

/// A block without what is encrypted in it, however deep.
fn legible(raw: &Map<String, Value>) -> Value {
    let kept = raw.iter().filter(|(name, _)| !name.starts_with("encrypted_"));
    kept.map(|(name, value)| (name.clone(), inner(value))).collect()
}

fn inner(value: &Value) -> Value {
    match value {
        Value::Object(fields) => legible(fields),
        Value::Array(values) => values.iter().map(inner).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}
