//! The Models API, read into the vocabulary's [`Model`].

use atelier_vocabulary::{Effort, Model, WebTools};
use serde_json::{Map, Value};

use crate::price;

/// The efforts by the names the API gives them, weakest first.
pub(crate) const EFFORTS: [(&str, Effort); 5] = [
    ("low", Effort::Low),
    ("medium", Effort::Medium),
    ("high", Effort::High),
    ("xhigh", Effort::XHigh),
    ("max", Effort::Max),
];

/// A page of the list of models.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelPage {
    /// The models of the page. Entries without an id are left out.
    pub models: Vec<Model>,
    /// What to pass as `after_id` for the next page; none at the end.
    pub next: Option<String>,
}

/// Reads a page of `GET /v1/models`.
pub fn model_page(body: &[u8]) -> Result<ModelPage, serde_json::Error> {
    let page: Map<String, Value> = serde_json::from_slice(body)?;
    let models: Vec<Model> = page
        .get("data")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(model)
        .collect();
    let more = page.get("has_more").and_then(Value::as_bool).unwrap_or_default();
    let last = page.get("last_id").and_then(Value::as_str).map(str::to_owned);
    let next = more.then(|| last.or_else(|| models.last().map(|model| model.id.clone()))).flatten();
    Ok(ModelPage { models, next })
}

/// Reads a model of the Models API and adds what it costs. None where it has no id.
///
/// Everything but the id may be missing: other servers, and older versions, say less.
pub fn model(raw: &Value) -> Option<Model> {
    let id = raw.get("id")?.as_str().filter(|id| !id.is_empty())?;
    let text = |name: &str| raw.get(name).and_then(Value::as_str).map(str::to_owned);
    let capabilities = raw.get("capabilities").unwrap_or(&Value::Null);
    let efforts = capabilities.get("effort").unwrap_or(&Value::Null);
    let thinking = capabilities.get("thinking").unwrap_or(&Value::Null);
    Some(Model {
        id: id.to_owned(),
        display_name: text("display_name").unwrap_or_else(|| id.to_owned()),
        line: text("line"),
        lifecycle: text("lifecycle"),
        retires_at: text("retires_at"),
        max_input_tokens: raw.get("max_input_tokens").and_then(Value::as_u64),
        max_output_tokens: raw.get("max_tokens").and_then(Value::as_u64),
        efforts: EFFORTS
            .into_iter()
            .filter(|(name, _)| supported(efforts.get(name)))
            .map(|(_, effort)| effort)
            .collect(),
        thinking: thinking
            .get("types")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter(|(_, way)| supported(Some(way)))
            .map(|(name, _)| name.clone())
            .collect(),
        takes_images: not_ruled_out(capabilities.get("image_input")),
        takes_pdf: not_ruled_out(capabilities.get("pdf_input")),
        cites: supported(capabilities.get("citations")),
        web_tools: web_tools(capabilities),
        price: price(id),
    })
}

/// Which web tools a model takes. Those since 2026 are made for models whose code may call tools.
fn web_tools(capabilities: &Value) -> WebTools {
    let searches = capabilities.get("server_tools").and_then(|tools| tools.get("web_search"));
    if !not_ruled_out(searches) {
        return WebTools::None;
    }
    if supported(capabilities.get("code_execution")) { WebTools::Latest } else { WebTools::First }
}

/// Whether a capability is there: `{"supported": true}`, or plain `true`.
fn supported(capability: Option<&Value>) -> bool {
    match capability {
        Some(Value::Bool(supported)) => *supported,
        Some(Value::Object(object)) => {
            object.get("supported").and_then(Value::as_bool).unwrap_or_default()
        }
        Some(Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_)) | None => false,
    }
}

/// Whether a capability may be there: an endpoint that says nothing of it does not rule it out, and
/// says so itself where it is not.
fn not_ruled_out(capability: Option<&Value>) -> bool {
    capability.is_none_or(|_| supported(capability))
}
