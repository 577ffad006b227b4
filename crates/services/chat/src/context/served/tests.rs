//! Calls that the endpoint served: with their results, or not at all.

use std::collections::{HashMap, HashSet};

use atelier_vocabulary::{ContentBlock, ConversationId, Message, MessageId, MessageState, Role};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::context::{Wanted, go_on, request};

fn message(role: Role, blocks: Value) -> Message {
    Message {
        blocks: serde_json::from_value(blocks).unwrap(),
        state: MessageState::Complete,
        ..Message::empty(MessageId::from(Uuid::nil()), ConversationId::from(Uuid::nil()), role, 0)
    }
}

fn said(text: &str) -> Message {
    message(Role::User, json!([{ "type": "text", "text": text }]))
}

fn answered(blocks: Value) -> Message {
    message(Role::Assistant, blocks)
}

fn searched(id: &str) -> Value {
    json!({ "type": "server_tool_use", "id": id, "name": "web_search",
        "input": { "query": "towers" }, "caller": { "type": "direct" } })
}

fn found(id: &str, url: &str) -> Value {
    json!({ "type": "web_search_tool_result", "tool_use_id": id, "caller": { "type": "direct" },
        "content": [{ "type": "web_search_result", "title": "Towers", "url": url,
            "page_age": null, "encrypted_content": "AAECAwQ=" }] })
}

fn read(id: &str) -> [Value; 2] {
    [
        json!({ "type": "server_tool_use", "id": id, "name": "web_fetch",
            "input": { "url": "https://a.example/" } }),
        json!({ "type": "web_fetch_tool_result", "tool_use_id": id, "content": {
            "type": "web_fetch_result", "url": "https://a.example/", "content": {} } }),
    ]
}

fn cites(url: &str) -> Value {
    json!({ "type": "text", "text": "A tower.", "citations": [{ "type": "web_search_result_location",
        "url": url, "title": "Towers", "encrypted_index": "BQ==", "cited_text": "tower" }] })
}

const URL: &str = "https://a.example/";

/// What is sent of the branch, as one message of the API each, with the web tools on or off.
fn sent(branch: &[Message], offered: bool) -> Vec<Vec<Value>> {
    let tools = [("web_search_20260318", "web_search"), ("web_fetch_20260318", "web_fetch")];
    let tools = tools.map(|(kind, name)| json!({ "type": kind, "name": name }));
    let wanted = Wanted {
        model: "claude-opus-5-5",
        facts: None,
        effort: None,
        instructions: "",
        tools: if offered { tools.to_vec() } else { Vec::new() },
    };
    let messages = request(branch, &wanted).messages;
    messages.into_iter().map(|it| it.content.into_iter().map(Value::from).collect()).collect()
}

#[test]
fn a_search_goes_back_as_it_came() {
    let blocks = json!([searched("s"), found("s", URL), cites(URL)]);
    let branch = [said("which?"), answered(blocks.clone()), said("and?")];
    assert_eq!(Value::from(sent(&branch, true)[1].clone()), blocks, "what is encrypted included");
}

#[test]
fn what_a_kill_left_without_a_result_stays_at_home() {
    let cut = json!([{ "type": "text", "text": "Let me look." }, searched("s")]);
    let branch = [said("which?"), answered(cut), said("and?")];
    assert_eq!(sent(&branch, true)[1], [json!({ "type": "text", "text": "Let me look." })]);
    let mut half = searched("s");
    half["input"] = json!("{\"que");
    let branch =
        [said("which?"), answered(json!([half, found("s", URL), cites(URL)])), said("and?")];
    assert_eq!(
        sent(&branch, true)[1],
        [json!({ "type": "text", "text": "A tower." })],
        "a result of half a call goes, and what cites it does not cite it any more"
    );
}

/// A paused answer and what it went on with are one message of the API; nobody said anything between.
#[test]
fn a_paused_answer_is_one_with_what_it_went_on_with() {
    let pause = || answered(json!([{ "type": "text", "text": "I look." }, searched("s")]));
    let rest = || answered(json!([found("s", URL), cites(URL)]));
    let nothing = || message(Role::User, json!([]));
    let sent_of = sent(&[said("which?"), pause(), nothing(), rest(), said("and?")], true);
    assert_eq!(sent_of.len(), 3);
    assert_eq!(sent_of[1].len(), 4);
    let kinds: Vec<&Value> = sent_of[1].iter().map(|block| &block["type"]).collect();
    assert_eq!(kinds, ["text", "server_tool_use", "web_search_tool_result", "text"]);
    let alone = sent(&[said("which?"), pause(), nothing(), said("and?")], true);
    assert_eq!(alone[1].len(), 1, "where it never went on, its call goes nowhere");
    let late = sent(&[said("which?"), pause(), said("stop"), rest(), said("and?")], true);
    assert_eq!(late[1].len() + late[3].len(), 2, "nor does a result after words of the person");
    let mut live = Vec::new();
    go_on(&mut live, &pause().blocks, &[]);
    assert_eq!((live.len(), live[0].content.len()), (1, 2), "within the turn it goes as it is");
    go_on(&mut live, &rest().blocks, &[]);
    assert_eq!((live.len(), live[0].content.len()), (1, 4));
}

#[test]
fn where_the_web_is_switched_off_a_line_says_what_was_found() {
    let [call, page] = read("r");
    let failed = json!({ "type": "web_search_tool_result", "tool_use_id": "f", "content": {
        "type": "web_search_tool_result_error", "error_code": "unavailable" } });
    let document = json!({ "type": "text", "text": "So.", "citations": [
        { "type": "char_location", "document_index": 0, "cited_text": "So" }] });
    let blocks = json!([
        searched("s"),
        found("s", URL),
        cites(URL),
        call,
        page,
        document,
        searched("f"),
        failed
    ]);
    let branch = [said("which?"), answered(blocks), said("and?")];
    let off = sent(&branch, false).remove(1);
    let texts: Vec<&str> = off.iter().map(|block| block["text"].as_str().unwrap()).collect();
    assert_eq!(
        texts,
        [
            "(The web was searched for “towers”. Found:\n- Towers: https://a.example/)",
            "A tower.",
            "(The web page https://a.example/ was read.)",
            "So.",
            "(“towers” was looked for on the web, without success: unavailable.)",
        ]
    );
    assert!(off.iter().all(|block| block.get("citations").is_none()), "{off:?}");
    assert!(!json!(off).to_string().contains("AAECAwQ="));
}

/// Calls of tools that Atelier never offers, such as those of an imported history, keep the same rule.
#[test]
fn calls_of_other_tools_of_the_endpoint_keep_the_rule() {
    let call =
        json!({ "type": "server_tool_use", "id": "c", "name": "bash_code_execution", "input": {} });
    let result =
        json!({ "type": "bash_code_execution_tool_result", "tool_use_id": "c", "content": {} });
    let whole = [said("run"), answered(json!([call, result])), said("and?")];
    assert_eq!(sent(&whole, false)[1].len(), 2);
    let mixed = [said("run"), answered(json!([call, found("c", URL)])), said("and?")];
    assert_eq!(sent(&mixed, true).len(), 2, "a result of another kind is none");
    let unknown = json!({ "type": "hologram", "depth": 3 });
    assert_eq!(sent(&[answered(json!([unknown]))], true)[0], [unknown]);
}

fn any_block() -> impl Strategy<Value = Value> {
    let ids = ["a", "b", "c"];
    let urls = [URL, "https://b.example/", "javascript:alert(1)"];
    (0..9_usize, 0..3_usize, 0..3_usize).prop_map(move |(kind, id, url)| {
        let (id, url) = (ids[id], urls[url]);
        match kind {
            0 => json!({ "type": "text", "text": "words" }),
            1 | 2 => searched(id),
            3 | 4 => found(id, url),
            5 => read(id)[0].clone(),
            6 => read(id)[1].clone(),
            7 => json!({ "type": "server_tool_use", "id": id, "name": "web_search", "input": "{\"q" }),
            _ => cites(url),
        }
    })
}

proptest! {
    /// Any history, however it came about, makes a request in which each call has its result after it,
    /// before the person speaks again, and nothing is cited that is not there.
    #[test]
    fn any_history_makes_sound_searches(
        history in prop::collection::vec((0..4_u8, prop::collection::vec(any_block(), 0..6)), 0..8),
        offered in any::<bool>(),
    ) {
        let branch: Vec<Message> = history.into_iter().map(|(who, blocks)| match who {
            0 => said("words"),
            1 => message(Role::User, json!([])),
            _ => answered(json!(blocks)),
        }).collect();
        let before: HashSet<String> = branch.iter().flat_map(|it| &it.blocks)
            .map(|block| Value::from(block.clone()).to_string()).collect();
        let tools = if offered {
            vec![json!({ "name": "web_search" }), json!({ "name": "web_fetch" })]
        } else {
            Vec::new()
        };
        let wanted = Wanted { model: "m", facts: None, effort: None, instructions: "", tools };
        let mut open: HashMap<String, String> = HashMap::new();
        let mut known = HashSet::new();
        let mut urls = HashSet::new();
        for sent in request(&branch, &wanted).messages {
            prop_assert!(!sent.content.is_empty());
            if sent.role == Role::User {
                prop_assert!(open.is_empty(), "a person speaks while a result is owed");
            }
            for block in &sent.content {
                let raw = Value::from(block.clone());
                let field = |name: &str| raw[name].as_str().unwrap_or_default().to_owned();
                if block.kind() == "server_tool_use" {
                    prop_assert!(offered && known.insert(field("id")));
                    open.insert(field("id"), field("name"));
                } else if block.kind().ends_with("_tool_result") {
                    let name = open.remove(&field("tool_use_id")).unwrap_or_default();
                    prop_assert_eq!(format!("{name}_tool_result"), block.kind());
                    prop_assert!(before.contains(&raw.to_string()), "it goes as it came");
                    urls.extend(raw["content"][0]["url"].as_str().map(str::to_owned));
                }
                if let Some(citation) = raw["citations"].get(0) {
                    prop_assert!(urls.contains(citation["url"].as_str().unwrap()));
                }
            }
        }
        prop_assert!(open.is_empty(), "a result is owed at the end");
    }
}

#[test]
fn a_thousand_results_are_named_by_the_first() {
    let one =
        json!({ "type": "web_search_result", "title": "T\u{1b}[2J".repeat(1_000), "url": URL });
    let result = json!({ "type": "web_search_tool_result", "tool_use_id": "s",
        "content": vec![one; 10_000] });
    let off = sent(&[said("?"), answered(json!([searched("s"), result])), said("and?")], false);
    let text = off[1][0]["text"].as_str().unwrap();
    assert!(text.len() < 20 * 700, "{}", text.len());
    assert!(!text.contains('\u{1b}'));
    assert_eq!(ContentBlock::text(text).kind(), "text");
}
