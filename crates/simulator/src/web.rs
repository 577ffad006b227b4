//! Searches of the web and pages read, made up: nothing is searched for and nothing is fetched. Sites are
//! of `example.com`, which belongs to nobody.

use serde_json::{Value, json};

use crate::Scenario;
use crate::request::{Asked, role};

/// What the words do, and which others may follow them.
pub(crate) const SEARCH: &str = "makes up a search of the web, where the request offers it: pause, none, \
    limit, busy, down, newer, hostile, many";
pub(crate) const FETCH: &str =
    "makes up a page that was read, where the request offers it: closed, long, hostile";

/// A search, as the word has it; none where there is no such word.
pub(crate) fn search(asked: &Asked, word: &str) -> Option<Scenario> {
    if !offers(asked, "web_search") {
        return Some(not_offered("a web search"));
    }
    let id = id(asked);
    let call = call(&id, "web_search", &json!({ "query": "lighthouses of the North Sea" }));
    let cited = |content: &Value| {
        vec![text("The simulator searches."), call.clone(), found(&id, content), said(), quoted()]
    };
    let failed = |code: &str| {
        let content = json!({ "type": "web_search_tool_result_error", "error_code": code });
        let words = "**The simulator** (not a model) found nothing, for it was told to fail.";
        vec![text("The simulator searches."), call.clone(), found(&id, &content), text(words)]
    };
    Some(Scenario::Blocks(match word {
        "" => cited(&results()),
        "pause" => vec![text("The simulator searches, and takes a pause."), call],
        "none" => vec![
            call,
            found(&id, &json!([])),
            text("**The simulator** (not a model) found nothing."),
        ],
        "limit" => failed("max_uses_exceeded"),
        "busy" => failed("too_many_requests"),
        "down" => failed("unavailable"),
        "newer" => failed("moon_phase_unfavorable"),
        "hostile" => cited(&hostile()),
        "many" => cited(&many()),
        _ => return None,
    }))
}

/// A page that was read, as the word has it; none where there is no such word.
pub(crate) fn fetch(asked: &Asked, word: &str) -> Option<Scenario> {
    if !offers(asked, "web_fetch") {
        return Some(not_offered("a web page"));
    }
    let id = id(asked);
    let url = "https://lights.example.com/roter-sand";
    let read = |title: &str, words: &str| {
        json!({
            "type": "web_fetch_result", "url": url, "retrieved_at": "2026-11-20T08:00:00Z",
            "content": { "type": "document", "title": title, "citations": { "enabled": true },
                "source": { "type": "text", "media_type": "text/plain", "data": words } },
        })
    };
    let content = match word {
        "" => read("Roter Sand", "The tower stands in the sea since 1885."),
        "long" => read("Roter Sand", &"The tower stands in the sea since 1885. ".repeat(2_000)),
        "hostile" => read(HOSTILE, "<script>alert(1)</script>"),
        "closed" => {
            json!({ "type": "web_fetch_tool_result_error", "error_code": "url_not_accessible" })
        }
        _ => return None,
    };
    let result = json!({ "type": "web_fetch_tool_result", "tool_use_id": id,
        "caller": { "type": "direct" }, "content": content });
    Some(Scenario::Blocks(vec![
        text("The simulator reads a page."),
        call(&id, "web_fetch", &json!({ "url": url })),
        result,
        text("**The simulator** (not a model) made this page up. Nothing was fetched."),
    ]))
}

/// What follows a pause: the result that is owed, and the rest.
pub(crate) fn after_pause(asked: &Asked) -> Option<Scenario> {
    let last = asked.messages().last().filter(|message| role(message) == "assistant")?;
    let blocks = last.get("content")?.as_array()?;
    let owed = blocks.last().filter(|block| is_call(block))?;
    let id = owed.get("id")?.as_str()?;
    Some(Scenario::Blocks(vec![found(id, &results()), said(), quoted()]))
}

/// Whether a request may end with this answer: one that was paused.
pub(crate) fn is_paused(message: &Value) -> bool {
    let blocks = message.get("content").and_then(Value::as_array);
    blocks.and_then(|blocks| blocks.last()).is_some_and(|block| is_call(block) || is_result(block))
}

/// How many searches and pages some blocks hold, as the API counts them; null where there are none.
pub(crate) fn used(blocks: &[Value]) -> Value {
    let of = |kind: &str| {
        let done = |block: &&Value| {
            block.get("type").and_then(Value::as_str) == Some(kind)
                && block.pointer("/content/error_code").is_none()
        };
        blocks.iter().filter(done).count()
    };
    let (searches, pages) = (of("web_search_tool_result"), of("web_fetch_tool_result"));
    if blocks.iter().any(|block| is_call(block) || is_result(block)) {
        return json!({ "web_search_requests": searches, "web_fetch_requests": pages });
    }
    Value::Null
}

pub(crate) fn is_call(block: &Value) -> bool {
    block.get("type").and_then(Value::as_str) == Some("server_tool_use")
}

pub(crate) fn is_result(block: &Value) -> bool {
    block.get("type").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("_tool_result"))
}

fn offers(asked: &Asked, name: &str) -> bool {
    asked.tools().iter().any(|tool| {
        let kind = tool.get("type").and_then(Value::as_str).unwrap_or_default();
        kind.strip_prefix(name).is_some_and(|rest| rest.starts_with("_20"))
    })
}

fn not_offered(what: &str) -> Scenario {
    Scenario::Say(format!(
        "**The simulator** (not a model) was told to make up {what}, but this request does not offer it. \
         Switch it on beside the message, or in *Settings*, *Chat*."
    ))
}

fn id(asked: &Asked) -> String {
    format!("srvtoolu_simulated_{}", asked.messages().len())
}

fn call(id: &str, name: &str, input: &Value) -> Value {
    json!({ "type": "server_tool_use", "id": id, "name": name, "input": input,
        "caller": { "type": "direct" } })
}

fn found(id: &str, content: &Value) -> Value {
    json!({ "type": "web_search_tool_result", "tool_use_id": id, "caller": { "type": "direct" },
        "content": content })
}

fn text(words: &str) -> Value {
    json!({ "type": "text", "text": words, "citations": null })
}

fn said() -> Value {
    text("**The simulator** (not a model) made these results up. Nothing was searched for. ")
}

fn quoted() -> Value {
    json!({ "type": "text", "text": "The tower stands in the sea since 1885.", "citations": [{
        "type": "web_search_result_location", "url": URL, "title": "Roter Sand, a lighthouse",
        "encrypted_index": "c2ltdWxhdGVkLWluZGV4",
        "cited_text": "The tower stands in the sea since 1885.",
    }] })
}

const URL: &str = "https://lights.example.com/roter-sand";

/// A title with markup, and an override of the reading direction.
const HOSTILE: &str = "<img src=x onerror=alert(1)> **bold** \u{202e}gnp.exe";

fn result(title: &str, url: &str, age: Option<&str>) -> Value {
    json!({ "type": "web_search_result", "title": title, "url": url, "page_age": age,
        "encrypted_content": format!("c2ltdWxhdGVk{}", "QUJD".repeat(40)) })
}

fn results() -> Value {
    json!([
        result("Roter Sand, a lighthouse", URL, Some("3 days ago")),
        result("Lighthouses of the North Sea", "https://example.com/lighthouses", None),
        result(
            "How to keep a light",
            "https://keepers.example.com/how-to?lamp=1",
            Some("May 4, 2026")
        ),
    ])
}

fn hostile() -> Value {
    json!([
        result("Roter Sand, a lighthouse", URL, None),
        result(HOSTILE, "javascript:alert(1)", Some(HOSTILE)),
        result("", "https://lights.example.com@evil.example/", None),
        result(&"long ".repeat(2_000), &format!("https://example.com/{}", "x".repeat(5_000)), None),
    ])
}

fn many() -> Value {
    let one = |number: u32| {
        result(&format!("Result {number}"), &format!("https://example.com/{number}"), None)
    };
    let mut all = vec![result("Roter Sand, a lighthouse", URL, None)];
    all.extend((1..2_000).map(one));
    Value::Array(all)
}
