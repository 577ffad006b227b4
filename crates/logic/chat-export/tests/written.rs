//! What is written down, for any conversation and for hostile ones.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use atelier_chat_export::{file_name, html, json, markdown, parents_first, plain_name, walk};
use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, ExportBranches, ExportFormat, Message, MessageId,
    MessageState, Role, TitleSource,
};
use proptest::prelude::*;
use uuid::Uuid;

fn id(number: u128) -> MessageId {
    MessageId::from(Uuid::from_u128(number + 1))
}

fn message(number: u128, parent: Option<u128>, text: &str) -> Message {
    let role = if number.is_multiple_of(2) { Role::User } else { Role::Assistant };
    Message {
        parent_id: parent.map(id),
        blocks: vec![ContentBlock::text(text)],
        state: MessageState::Complete,
        ..Message::empty(
            id(number),
            ConversationId::from(Uuid::nil()),
            role,
            1_700_000_000_000 + i64::try_from(number).unwrap(),
        )
    }
}

fn talk(title: &str) -> Conversation {
    Conversation {
        title: title.to_owned(),
        title_source: TitleSource::Person,
        ..Conversation::empty(ConversationId::from(Uuid::nil()), 1_700_000_000_000)
    }
}

/// Markup that only the page itself may hold.
fn assert_harmless(page: &str) {
    let lower = page.to_lowercase();
    let body = lower.split_once("</head>").unwrap().1;
    for tag in [
        "<script", "<img", "<iframe", "<link", "<style", "<svg", "<object", "<form", "<base",
        "<meta", "<video",
    ] {
        assert!(!body.contains(tag), "{tag} in {body}");
    }
    for (at, _) in body.match_indices("href=\"") {
        let address = body.get(at + 6..).unwrap();
        let leads =
            ["https://", "http://", "mailto:", "#"].iter().any(|it| address.starts_with(it));
        assert!(leads, "{}", address.chars().take(40).collect::<String>());
    }
}

#[test]
fn a_page_holds_no_script_no_picture_and_no_address_that_is_no_page() {
    let hostile = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://evil.test/beacon.png)",
        "[x](javascript:alert(1)) [y](JAVASCRIPT:alert(1)) [z](data:text/html,<script>) [f](file:///etc/passwd)",
        "</div></article></main><script src=//evil.test></script>",
        "<https://evil.test/\"onmouseover=alert(1)>",
        "```\"><script>\n</code></pre><script>\n```",
        "<svg/onload=alert(1)>\n\n<style>@import '//evil.test'</style>",
        "| a |\n|---|\n| <iframe src=//evil.test> |",
    ];
    for text in hostile {
        let messages = [message(0, None, text)];
        let steps = walk(&messages, Some(id(0)), ExportBranches::Shown);
        assert_harmless(&html(&talk("<script>alert(1)</script>"), &steps));
    }
    let whole = html(&talk("T"), &[]);
    assert!(whole.contains("default-src 'none'") && whole.contains("prefers-color-scheme: dark"));
}

#[test]
fn the_branch_that_is_shown_or_all_of_them_each_to_its_end() {
    let messages = [
        message(0, None, "a"),
        message(1, Some(0), "b"),
        message(2, Some(1), "c"),
        message(3, Some(0), "d"),
        message(4, Some(3), "e"),
    ];
    let said = |steps: &[atelier_chat_export::Step<'_>]| -> String {
        steps.iter().map(|it| it.message.blocks.first().unwrap().as_text().unwrap()).collect()
    };
    let shown = walk(&messages, Some(id(4)), ExportBranches::Shown);
    assert_eq!(said(&shown), "ade");
    let all = walk(&messages, Some(id(4)), ExportBranches::All);
    assert_eq!(said(&all), "abcde");
    let text = markdown(&talk("On  branches"), &all);
    assert!(text.starts_with("# On branches\n"), "{text}");
    assert!(text.contains("version 1 of 2") && text.contains("version 2 of 2"), "{text}");
    assert_eq!(walk(&messages, None, ExportBranches::Shown).len(), 0);
}

#[test]
fn a_fence_in_a_text_does_not_end_the_fence_around_it() {
    let mut message = message(1, None, "");
    let block =
        serde_json::json!({ "type": "tool_use", "id": "t", "name": "x", "input": "```\n# no" });
    message.blocks = vec![serde_json::from_value(block).unwrap()];
    let messages = [message];
    let text = markdown(&talk("T"), &walk(&messages, Some(id(1)), ExportBranches::Shown));
    assert!(text.contains("````json\n"), "{text}");
}

#[test]
fn a_wished_name_leads_nowhere_and_hides_nothing() {
    for (wish, name) in [
        ("diagram.svg", "diagram.svg"),
        ("../../etc/passwd", "passwd"),
        ("a\\b\\c.html", "c.html"),
        (".bashrc", "bashrc"),
        ("..", "text.txt"),
        ("/", "text.txt"),
        ("", "text.txt"),
        ("a\n\u{202e}b:*?.mmd", "a b .mmd"),
        ("  Tea   time .html. ", "Tea time .html"),
    ] {
        assert_eq!(plain_name(wish), name, "{wish:?}");
    }
    assert_eq!(plain_name(&"x".repeat(500)).len(), 60);
}

#[test]
fn names_of_files_are_taken_by_every_system() {
    let name = file_name(&talk("a/b\\c:*?\"<>|\n../..%00 é 語"), ExportFormat::Html);
    assert_eq!(name, "a b c 00 é 語 2023-11-14.html");
    assert_eq!(file_name(&talk("…"), ExportFormat::Json), "Conversation 2023-11-14.json");
}

proptest! {
    #[test]
    fn no_text_becomes_markup_of_the_page(text in ".{0,200}", title in ".{0,40}") {
        let messages = [message(0, None, &text)];
        let steps = walk(&messages, Some(id(0)), ExportBranches::Shown);
        assert_harmless(&html(&talk(&title), &steps));
    }

    #[test]
    fn whatever_follows_whatever_the_walk_ends_and_json_is_read_again(
        parents in prop::collection::vec(prop::option::of(0_u128..12), 1..12), head in 0_u128..14,
    ) {
        let messages: Vec<Message> = parents
            .iter()
            .zip(0..)
            .map(|(parent, number)| message(number, *parent, "x"))
            .collect();
        for branches in [ExportBranches::Shown, ExportBranches::All] {
            let steps = walk(&messages, Some(id(head)), branches);
            prop_assert!(steps.len() <= messages.len());
            let written: Vec<&Message> = steps.iter().map(|it| it.message).collect();
            let text = json(&talk("T"), &written).unwrap();
            let read: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(read["messages"].as_array().unwrap().len(), steps.len());
        }
        let pairs: Vec<_> = messages.iter().map(|it| (it.id, it.parent_id)).collect();
        let order = parents_first(&pairs);
        let place = |wanted: MessageId| order.iter().position(|it| *it == wanted);
        for (own, parent) in pairs {
            if let (Some(own), Some(parent)) = (place(own), parent.and_then(place)) {
                prop_assert!(parent < own);
            }
        }
    }
}
