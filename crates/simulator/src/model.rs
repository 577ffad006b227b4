//! The models that the simulator lists. Their names say that nobody is behind them.

use serde_json::{Value, json};

use crate::Failure;

/// A model: its id, name, line, longest prompt, longest answer and abilities.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model {
    pub(crate) id: &'static str,
    name: &'static str,
    line: &'static str,
    created: &'static str,
    prompt: u64,
    pub(crate) answer: u64,
    efforts: &'static [&'static str],
    pub(crate) thinking: &'static [&'static str],
    /// Whether its code may call tools, as the latest web tools want it.
    code: bool,
}

const ALL: &[&str] = &["low", "medium", "high", "xhigh", "max"];
const NO_XHIGH: &[&str] = &["low", "medium", "high", "max"];

/// The models, newest first.
pub(crate) const MODELS: [Model; 6] = [
    Model {
        id: "claude-opus-5-5",
        name: "Claude Opus 5.5",
        line: "opus",
        created: "2026-09-22T00:00:00Z",
        prompt: 1_000_000,
        answer: 128_000,
        efforts: ALL,
        thinking: &["adaptive"],
        code: true,
    },
    Model {
        id: "claude-sonnet-5-5",
        name: "Claude Sonnet 5.5",
        line: "sonnet",
        created: "2026-09-15T00:00:00Z",
        prompt: 1_000_000,
        answer: 128_000,
        efforts: ALL,
        thinking: &["adaptive", "between_tools"],
        code: true,
    },
    Model {
        id: "claude-haiku-5-5",
        name: "Claude Haiku 5.5",
        line: "haiku",
        created: "2026-09-08T00:00:00Z",
        prompt: 1_000_000,
        answer: 128_000,
        efforts: NO_XHIGH,
        thinking: &["adaptive"],
        code: true,
    },
    Model {
        id: "claude-fable-5-2",
        name: "Claude Fable 5.2",
        line: "fable",
        created: "2026-09-01T00:00:00Z",
        prompt: 1_000_000,
        answer: 128_000,
        efforts: ALL,
        thinking: &["adaptive"],
        code: true,
    },
    Model {
        id: "claude-sonnet-5",
        name: "Claude Sonnet 5",
        line: "sonnet",
        created: "2026-04-14T00:00:00Z",
        prompt: 1_000_000,
        answer: 128_000,
        efforts: NO_XHIGH,
        thinking: &["adaptive", "disabled"],
        code: true,
    },
    Model {
        id: "claude-haiku-4-5-20251001",
        name: "Claude Haiku 4.5",
        line: "haiku",
        created: "2025-10-01T00:00:00Z",
        prompt: 200_000,
        answer: 64_000,
        efforts: &[],
        thinking: &["disabled", "enabled"],
        code: false,
    },
];

/// The model of an id; the date at its end may be missing.
pub(crate) fn find(id: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| {
        model.id == id || model.id.strip_prefix(id).is_some_and(|rest| rest.starts_with("-2"))
    })
}

impl Model {
    pub(crate) fn json(&self) -> Value {
        let can = |whether: bool| json!({"supported": whether});
        let effort = |name: &str| can(self.efforts.contains(&name));
        let thinking = |name: &str| can(self.thinking.contains(&name));
        json!({
            "type": "model", "id": self.id, "display_name": format!("{} (simulated)", self.name),
            "created_at": self.created, "line": self.line, "lifecycle": "active",
            "deprecated_at": null, "retires_at": null,
            "max_input_tokens": self.prompt, "max_tokens": self.answer,
            "capabilities": {
                "batch": can(false), "citations": can(true),
                "code_execution": can(self.code),
                "context_management": {"supported": false, "clear_thinking_20251015": can(false),
                    "clear_tool_uses_20250919": can(false), "compact_20260112": can(false)},
                "effort": {"supported": !self.efforts.is_empty(), "low": effort("low"),
                    "medium": effort("medium"), "high": effort("high"), "max": effort("max"),
                    "xhigh": effort("xhigh")},
                "image_input": can(true), "pdf_input": can(true),
                "server_tools": {"supported": true, "code_execution": can(false), "web_search": can(true)},
                "structured_outputs": can(false),
                "thinking": {"supported": true, "types": {"adaptive": thinking("adaptive"),
                    "between_tools": thinking("between_tools"), "disabled": thinking("disabled"),
                    "enabled": thinking("enabled")}},
            },
        })
    }
}

/// A page of the list, as `GET /v1/models` gives it.
pub(crate) fn page(query: &str) -> Result<Value, Failure> {
    let (mut limit, mut after, mut before) = (20, None, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=').unwrap_or((pair, "")) {
            ("limit", value) => {
                limit = value.parse().ok().filter(|limit| (1..=1_000).contains(limit)).ok_or_else(
                    || Failure::new(400, "limit: Input should be between 1 and 1000"),
                )?;
            }
            ("after_id", value) => after = Some(place(value)?),
            ("before_id", value) => before = Some(place(value)?),
            // Filters and flags that come later change nothing here.
            _ => {}
        }
    }
    let (start, end) = match (after, before) {
        (Some(after), _) => (after + 1, MODELS.len().min(after + 1 + limit)),
        (None, Some(before)) => (before.saturating_sub(limit), before),
        (None, None) => (0, MODELS.len().min(limit)),
    };
    let listed = MODELS.get(start..end).unwrap_or_default();
    let more = if before.is_some() && after.is_none() { start > 0 } else { end < MODELS.len() };
    Ok(json!({
        "data": listed.iter().map(Model::json).collect::<Vec<_>>(),
        "has_more": more,
        "first_id": listed.first().map(|model| model.id),
        "last_id": listed.last().map(|model| model.id),
    }))
}

fn place(id: &str) -> Result<usize, Failure> {
    MODELS
        .iter()
        .position(|model| model.id == id)
        .ok_or_else(|| Failure::new(400, format!("no model `{id}` to count from")))
}
