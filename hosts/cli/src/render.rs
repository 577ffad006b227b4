//! Results for people: tables, records and transcripts. Programs take `--json`.

mod table;
pub(crate) mod value;

use serde_json::{Map, Value};

use self::table::table;
use crate::render::value::cell;

/// Which fields a table shows, by operation; others show all that are simple.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "conversation.list",
        &["id", "title", "model", "message_count", "cost_nano_usd", "updated_at"],
    ),
    (
        "model.list",
        &["id", "display_name", "max_input_tokens", "max_output_tokens", "efforts", "price"],
    ),
    ("secret.verify", &["id", "display_name"]),
    ("operation.list", &["name", "kind", "doc"]),
];

/// Returns the result of an operation as a person may read it, ending with a line break; empty
/// where there is nothing to say. `now` is in ms since 1970.
pub(crate) fn result(operation: &str, output: &Value, now: i64) -> String {
    if operation == "conversation.messages" {
        return transcript(output, now);
    }
    let (rows, cursor) = match output {
        Value::Null => return String::new(),
        Value::Array(rows) => (rows, None),
        Value::Object(page) => match list(page) {
            Some(rows) => (rows, page.get("next_cursor").and_then(Value::as_str)),
            None => return record(page, now),
        },
        simple => return format!("{}\n", cell("", simple, now)),
    };
    let columns = COLUMNS.iter().find(|(name, _)| *name == operation).map(|(_, columns)| *columns);
    let mut text = table(rows, columns, now);
    text.extend(cursor.map(|cursor| format!("more: --cursor {cursor}\n")));
    text
}

/// The rows of an object that is but a wrapping for them.
fn list(page: &Map<String, Value>) -> Option<&Vec<Value>> {
    let mut lists = page.iter().filter_map(|(_, value)| value.as_array());
    let only = lists.next().filter(|_| lists.next().is_none())?;
    let others = page.iter().filter(|(_, value)| !value.is_array());
    others.into_iter().all(|(name, _)| name == "next_cursor").then_some(only)
}

/// One line a field, names in a column.
fn record(fields: &Map<String, Value>, now: i64) -> String {
    let mut lines = Vec::new();
    flatten("", fields, now, &mut lines);
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let line = |(name, value): &(String, String)| format!("{name:width$}  {value}\n");
    lines.iter().map(line).collect::<Vec<_>>().concat()
}

fn flatten(prefix: &str, fields: &Map<String, Value>, now: i64, lines: &mut Vec<(String, String)>) {
    for (name, value) in fields {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            Value::Object(inner) if !inner.is_empty() => flatten(&path, inner, now, lines),
            _ => lines.push((path, value::in_record(name, value, fields, now))),
        }
    }
}

/// Messages as a conversation reads.
fn transcript(page: &Value, now: i64) -> String {
    let cursor = page.get("next_cursor").and_then(Value::as_str);
    let earlier = cursor.map(|cursor| format!("earlier: --before {cursor}\n\n"));
    let messages = page.get("items").and_then(Value::as_array).into_iter().flatten();
    earlier.into_iter().chain(messages.map(|message| said(message, now))).collect()
}

fn said(message: &Value, now: i64) -> String {
    let field = |name: &str| message.get(name).unwrap_or(&Value::Null);
    let word = |name: &str| field(name).as_str().unwrap_or_default();
    let when = cell("created_at", field("created_at"), now);
    let mut head = vec![word("role"), &when, word("id")];
    head.extend(Some(word("state")).filter(|state| *state != "complete"));
    head.extend((field("simulated") == true).then_some("simulated"));
    let blocks = field("blocks").as_array().into_iter().flatten().map(paragraph);
    let failure = field("failure").get("message").and_then(Value::as_str);
    let failure = failure.map(|failure| format!("[{failure}]\n"));
    let body: String = blocks.chain(failure).collect();
    format!("{}\n{body}\n", head.join(" · "))
}

fn paragraph(block: &Value) -> String {
    let kind = block.get("type").and_then(Value::as_str).unwrap_or("block");
    let field = |name: &str| block.get(name).unwrap_or(&Value::Null);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match kind {
        "text" if field("text").is_string() => format!("{}\n", text(field("text")).trim_end()),
        "tool_use" => format!("[tool {}: {}]\n", text(field("name")), field("input")),
        "tool_result" => {
            let verb = if field("is_error") == true { "failed" } else { "returned" };
            format!("[{verb}: {}]\n", text(field("content")))
        }
        _ => format!("[{kind}]\n"),
    }
}

#[cfg(test)]
mod tests;
