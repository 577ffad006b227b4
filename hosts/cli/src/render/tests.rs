//! What people see of results.

use serde_json::json;

use super::{result, value::cell};

/// A fixed now, in ms since 1970.
const NOW: i64 = 1_800_000_000_000;

#[test]
fn values_read_as_what_they_measure() {
    for (name, value, expected) in [
        ("cost_nano_usd", json!(null), "unknown"),
        ("cost_nano_usd", json!(0), "$0.00"),
        ("cost_nano_usd", json!(1_234_567), "$0.00123"),
        ("cost_nano_usd", json!(42), "$0.000000042"),
        ("cost_nano_usd", json!(999_999_999), "$0.999"),
        ("cost_nano_usd", json!(12_345_678_901_i64), "$12.35"),
        ("updated_at", json!(NOW), "just now"),
        ("updated_at", json!(NOW - 61_000), "1 minute ago"),
        ("updated_at", json!(NOW - 3 * 86_400_000), "3 days ago"),
        ("retry_at", json!(NOW + 7_200_000), "in 2 hours"),
        ("trashed_at", json!(null), "-"),
        ("heap_bytes", json!(5_767_168), "5.5 MiB"),
        ("store_bytes", json!(12), "12 B"),
        ("uptime_ms", json!(2_345), "2.3 s"),
        ("trashed", json!(false), "no"),
        ("efforts", json!(["low", "high"]), "low, high"),
        ("title", json!(""), "-"),
        ("price", json!({"tiers": [{"input": 3000, "output": 15000}]}), "$3.00 / $15.00"),
        ("price", json!(null), "unknown"),
    ] {
        assert_eq!(cell(name, &value, NOW), expected, "{name} {value}");
    }
}

#[test]
fn conversations_are_a_table() {
    let row = |title: &str, cost, partial| {
        json!({"id": "0198", "title": title, "model": null, "message_count": 2,
            "cost_nano_usd": cost, "cost_is_partial": partial, "updated_at": NOW - 120_000})
    };
    let page = json!({"items": [row("Tides", 1_500_000, false), row("A\nB", 0, true)], "next_cursor": "abc"});
    let shown = result("conversation.list", &page, NOW);
    let expected = "\
ID    TITLE  MODEL  MESSAGES  COST            CHANGED
0198  Tides  -      2         $0.0015         2 minutes ago
0198  A B    -      2         at least $0.00  2 minutes ago
more: --cursor abc
";
    assert_eq!(shown, expected);
    assert_eq!(
        result("conversation.list", &json!({"items": [], "next_cursor": null}), NOW),
        "nothing\n"
    );
}

#[test]
fn an_object_is_a_record_and_nothing_is_silent() {
    let shown = result(
        "secret.status",
        &json!({"vault": {"state": "ready", "place": "keychain"}, "key": null}),
        NOW,
    );
    assert_eq!(shown, "vault.state  ready\nvault.place  keychain\nkey          -\n");
    assert_eq!(result("change.watch", &json!(null), NOW), "");
}

#[test]
fn messages_read_as_a_conversation() {
    let message = |role: &str, state: &str, text: &str| {
        json!({"id": "m1", "role": role, "state": state, "simulated": role == "assistant",
            "blocks": [{"type": "text", "text": text}], "failure": null, "created_at": NOW})
    };
    let page = json!({"items": [message("user", "complete", "Hi"), message("assistant", "incomplete", "Hel")],
        "next_cursor": null});
    let expected = "\
user · just now · m1
Hi

assistant · just now · m1 · incomplete · simulated
Hel

";
    assert_eq!(result("conversation.messages", &page, NOW), expected);
}

#[test]
fn tools_read_as_what_was_asked_and_what_came_back() {
    let message = |role: &str, block: serde_json::Value| {
        json!({"id": "m1", "role": role, "state": "complete", "simulated": false, "blocks": [block],
            "failure": null, "created_at": NOW})
    };
    let asks = json!({"type": "tool_use", "id": "t", "name": "clock", "input": {"zone": "UTC"}});
    let brings = json!({"type": "tool_result", "tool_use_id": "t", "content": "12:00"});
    let fails =
        json!({"type": "tool_result", "tool_use_id": "t", "content": "no", "is_error": true});
    let items = [message("assistant", asks), message("user", brings), message("user", fails)];
    let expected = "\
assistant · just now · m1
[tool clock: {\"zone\":\"UTC\"}]

user · just now · m1
[returned: 12:00]

user · just now · m1
[failed: no]

";
    let page = json!({"items": items, "next_cursor": null});
    assert_eq!(result("conversation.messages", &page, NOW), expected);
}
