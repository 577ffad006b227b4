//! The web tools of the endpoint: it searches and reads for Claude, within its own answer.
//! Source: Messages API 2026-10-21, `WebSearchTool20260318`, `WebFetchTool20260318` and their first versions.
//!
//! The latest versions let Claude's code go through what was found, in a sandbox at the endpoint, before
//! Claude reads it. A person who allows a search has not allowed that: Claude calls them itself
//! (`allowed_callers`), so that every result is there to be shown and sent back.

use atelier_claude_wire::search_price;
use atelier_vocabulary::{
    Model, SearchesOnTop, Settings, Tool, ToolPlace, ToolSettings, WebSettings, WebTools,
};
use serde_json::{Map, Value, json};

use super::tokens_of;

/// The name of the search, for Claude and in the settings.
const SEARCH: &str = "web_search";
/// The name of the reader, likewise.
const FETCH: &str = "web_fetch";

/// The most of a page that is taken over, in tokens.
const PAGE_TOKENS: u32 = 25_000;

/// Which web tools Claude is told of, and how far they go.
#[derive(Clone, Debug, Default)]
pub(crate) struct WebOffer {
    search: bool,
    fetch: bool,
    limits: WebSettings,
}

impl WebOffer {
    /// As the settings have it.
    pub(super) fn of(settings: &Settings) -> Self {
        let ToolSettings { web_search, web_fetch, .. } = settings.tools;
        Self { search: web_search, fetch: web_fetch, limits: settings.web.clone() }
    }

    /// The definitions, in the version that the model takes; none where it takes none. Of a model that
    /// is not known nobody says that it cannot search.
    pub(super) fn definitions(&self, facts: Option<&Model>) -> Vec<Value> {
        let takes = facts.map_or(WebTools::First, |facts| facts.web_tools);
        let cites = facts.is_some_and(|facts| facts.cites);
        let mut definitions = Vec::new();
        let (search, fetch) = match takes {
            WebTools::None => return definitions,
            WebTools::First => ("web_search_20250305", "web_fetch_20250910"),
            WebTools::Latest => ("web_search_20260318", "web_fetch_20260318"),
        };
        if self.search {
            definitions.push(Value::Object(self.definition(SEARCH, search, takes)));
        }
        if self.fetch {
            let mut definition = self.definition(FETCH, fetch, takes);
            definition.insert("max_content_tokens".to_owned(), json!(PAGE_TOKENS));
            if cites {
                definition.insert("citations".to_owned(), json!({ "enabled": true }));
            }
            definitions.push(Value::Object(definition));
        }
        definitions
    }

    fn definition(&self, name: &str, version: &str, takes: WebTools) -> Map<String, Value> {
        let WebSettings { max_uses, allowed_domains, blocked_domains } = &self.limits;
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
        put("type", json!(version));
        put("name", json!(name));
        put("max_uses", json!(max_uses));
        // The API takes one of the two.
        if !allowed_domains.is_empty() {
            put("allowed_domains", json!(allowed_domains));
        } else if !blocked_domains.is_empty() {
            put("blocked_domains", json!(blocked_domains));
        }
        if takes == WebTools::Latest {
            put("allowed_callers", json!(["direct"]));
        }
        fields
    }
}

/// The web tools, for a person.
pub(super) fn for_person(settings: &Settings) -> [Tool; 2] {
    let all = WebOffer { search: true, fetch: true, limits: settings.web.clone() };
    let bytes = |name: &str, version| {
        Value::Object(all.definition(name, version, WebTools::First)).to_string().len()
    };
    let tool = |name: &str, title: &str, summary: &str, enabled, bytes, use_nano_usd| Tool {
        name: name.to_owned(),
        title: title.to_owned(),
        summary: summary.to_owned(),
        enabled,
        definition_tokens: tokens_of(bytes),
        runs_on: ToolPlace::Endpoint,
        use_nano_usd,
    };
    [
        tool(
            SEARCH,
            "Web search",
            "Searches the web and names its sources. What is searched for leaves this computer, to \
             Anthropic (or the endpoint that is set) and its search provider.",
            settings.tools.web_search,
            bytes(SEARCH, "web_search_20250305"),
            search_price(),
        ),
        tool(
            FETCH,
            "Web pages",
            "Reads pages whose addresses stand in the conversation. Anthropic (or the endpoint that is \
             set) fetches them, not this computer.",
            settings.tools.web_fetch,
            bytes(FETCH, "web_fetch_20250910"),
            Some(0),
        ),
    ]
}

/// The searches that a request with these tools may make on top of its tokens; none where it may make
/// none.
pub(crate) fn searches_of(tools: &[Value]) -> Option<SearchesOnTop> {
    let search = tools.iter().find(|tool| {
        let kind = tool.get("type").and_then(Value::as_str).unwrap_or_default();
        kind.starts_with("web_search_")
    })?;
    let most = search.get("max_uses").and_then(Value::as_u64).unwrap_or(u64::from(u16::MAX));
    let most = u16::try_from(most).unwrap_or(u16::MAX);
    Some(SearchesOnTop { most, each_nano_usd: search_price() })
}

#[cfg(test)]
mod tests;
