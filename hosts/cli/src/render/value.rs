//! Single values for people: money, sizes and times, by what their names say they are.

use atelier_vocabulary::Message;
use serde_json::{Map, Value};

/// What stands for nothing.
const NOTHING: &str = "-";
/// What stands for a price that nobody knows. It is not nothing.
const UNKNOWN: &str = "unknown";

/// Returns a value as text; its field's name says what it measures. `now` is in ms since 1970.
pub(crate) fn cell(name: &str, value: &Value, now: i64) -> String {
    let number = value.as_i64();
    match (value, number) {
        (Value::Null, _) if name.ends_with("_nano_usd") || name == "price" => UNKNOWN.to_owned(),
        (Value::Null, _) => NOTHING.to_owned(),
        (_, Some(nanos)) if name.ends_with("_nano_usd") => dollars(nanos),
        (_, Some(when)) if name.ends_with("_at") => ago(when, now),
        (_, Some(bytes)) if name.ends_with("_bytes") => size(bytes),
        (_, Some(ms)) if name.ends_with("_ms") => duration(ms),
        (Value::Bool(truth), _) => if *truth { "yes" } else { "no" }.to_owned(),
        (Value::String(text), _) if text.is_empty() => NOTHING.to_owned(),
        (Value::String(text), _) => text.clone(),
        (Value::Array(items), _) if items.is_empty() => NOTHING.to_owned(),
        (Value::Array(items), _) => {
            items.iter().map(|item| cell("", item, now)).collect::<Vec<_>>().join(", ")
        }
        (Value::Object(_), _) if name == "price" => price(value),
        (other, _) => other.to_string(),
    }
}

/// The cell of a row of a table.
pub(super) fn in_row(name: &str, row: &Value, now: i64) -> String {
    let fields = row.as_object();
    let value = row.get(name).unwrap_or(&Value::Null);
    fields.map_or_else(|| cell(name, value, now), |fields| in_record(name, value, fields, now))
}

/// A value beside the other `fields` of its record, which may say more of it.
pub(super) fn in_record(
    name: &str,
    value: &Value,
    fields: &Map<String, Value>,
    now: i64,
) -> String {
    let text = cell(name, value, now);
    let partial = fields.get("cost_is_partial") == Some(&Value::Bool(true));
    if name == "cost_nano_usd" && partial { format!("at least {text}") } else { text }
}

/// The heading of a column.
pub(super) fn heading(name: &str) -> String {
    let name = match name {
        "message_count" => "messages",
        "display_name" => "name",
        "price" => "in/out per million",
        "updated_at" => "changed",
        other => other.strip_suffix("_nano_usd").or(other.strip_suffix("_at")).unwrap_or(other),
    };
    name.replace('_', " ").to_uppercase()
}

/// What there is to say of an answer besides its text, on one line.
pub(crate) fn footer(message: &Message) -> String {
    let mut parts: Vec<String> = message.model.iter().cloned().collect();
    if message.from_cache.is_some() {
        parts.push("from the cache, nothing was spent".to_owned());
    } else if let Some(usage) = message.usage {
        let sent = usage.input_tokens
            + usage.cache_read_tokens
            + usage.cache_write_5m_tokens
            + usage.cache_write_1h_tokens;
        parts.push(format!("{sent} tokens in, {} out", usage.output_tokens));
    }
    if message.from_cache.is_none() {
        parts.push(message.cost_nano_usd.map_or_else(|| format!("cost {UNKNOWN}"), dollars));
    }
    if let Some(completed_at) = message.completed_at {
        parts.push(duration(completed_at - message.created_at));
    }
    parts.join(" · ")
}

/// Billionths of a US dollar, exact to four digits that count where they are few.
fn dollars(nanos: i64) -> String {
    let (sign, nanos) =
        if nanos < 0 { ("-", nanos.unsigned_abs()) } else { ("", nanos.unsigned_abs()) };
    if nanos >= 1_000_000_000 || nanos == 0 {
        let cents = (nanos + 5_000_000) / 10_000_000;
        return format!("{sign}${}.{:02}", cents / 100, cents % 100);
    }
    let text = format!("{nanos:09}");
    let zeros = text.len() - text.trim_start_matches('0').len();
    let kept = text.get(..(zeros + 3).min(9)).unwrap_or(&text).trim_end_matches('0');
    format!("{sign}$0.{kept}")
}

/// The first tier's prices, a million tokens.
fn price(price: &Value) -> String {
    let tier = price.pointer("/tiers/0");
    let of = |name: &str| tier.and_then(|tier| tier.get(name)).and_then(Value::as_i64);
    match (of("input"), of("output")) {
        (Some(input), Some(output)) => {
            format!("{} / {}", dollars(input * 1_000_000), dollars(output * 1_000_000))
        }
        _ => UNKNOWN.to_owned(),
    }
}

/// How long ago something was, or how far off it is.
fn ago(when: i64, now: i64) -> String {
    let span = long((now - when).abs() / 1000);
    match (span, now >= when) {
        (None, _) => "just now".to_owned(),
        (Some(span), true) => format!("{span} ago"),
        (Some(span), false) => format!("in {span}"),
    }
}

/// A span of seconds in its largest unit; none where it is shorter than a minute.
fn long(seconds: i64) -> Option<String> {
    let units = [
        ("year", 31_557_600),
        ("month", 2_629_800),
        ("day", 86_400),
        ("hour", 3600),
        ("minute", 60),
    ];
    let (unit, length) = units.into_iter().find(|(_, length)| seconds >= *length)?;
    let count = seconds / length;
    Some(format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
}

fn duration(ms: i64) -> String {
    match ms {
        ..1000 => format!("{ms} ms"),
        1000..60_000 => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
        _ => long(ms / 1000).unwrap_or_default(),
    }
}

fn size(bytes: i64) -> String {
    let units = [("GiB", 1_i64 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match units.into_iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} B"),
    }
}
