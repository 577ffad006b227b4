//! The tables, through the store: what goes in comes out, in order, page by page.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

#[path = "support/shared.rs"]
mod support;

use atelier_store::tables::conversations::{Listing, Shelf};
use atelier_store::tables::messages::MessageEnd;
use atelier_store::tables::{conversations, deltas, drafts, messages, models, settings};
use atelier_store::{Connection, Durability, Store, StoreError};
use atelier_vocabulary::{
    BlockPart, ContentBlock, ConversationState, Effort, Message, MessageState, Page, Role,
    StopReason, TitleSource, Usage,
};
use deltas::Delta;
use serde_json::{Value, json};
use support::{NOW, conversation, conversation_id, message, message_id};

/// Runs a closure in a transaction of a new store in memory.
async fn with(work: impl FnOnce(&Connection) -> Result<(), StoreError> + Send + 'static) {
    let store = Store::in_memory(NOW).await.unwrap();
    store.write(Durability::Normal, |tx| work(tx)).await.unwrap();
}

/// A block as the API has it.
fn block(json: Value) -> ContentBlock {
    serde_json::from_value(json).unwrap()
}

/// What ends a message.
fn end(blocks: &[ContentBlock], state: MessageState, cost: Option<i64>) -> MessageEnd<'_> {
    MessageEnd {
        from_cache: None,
        state,
        blocks,
        model: Some("claude-test"),
        stop_reason: None,
        usage: Some(Usage { input_tokens: 3, output_tokens: 5, ..Usage::default() }),
        raw_usage: Some(r#"{"input_tokens":3, "output_tokens":5,"new_kind":1.50}"#),
        cost_nano_usd: cost,
        request_id: Some("req_1"),
        failure: None,
        completed_at: NOW + 9,
    }
}

fn titles(page: &Page<atelier_vocabulary::Conversation>) -> Vec<&str> {
    page.items.iter().map(|item| item.title.as_str()).collect()
}

fn listing(shelf: Shelf) -> Listing<'static> {
    Listing { limit: 50, shelf, ..Listing::default() }
}

#[tokio::test]
async fn a_conversation_changes_and_is_returned_as_it_then_is() {
    with(|c| {
        let id = conversation_id(1);
        conversations::insert(c, &conversation(1))?;
        assert_eq!(conversations::get(c, id)?, Some(conversation(1)));

        let named = conversations::rename(c, id, "Auto", TitleSource::Auto, NOW + 5)?.unwrap();
        assert_eq!((named.title.as_str(), named.updated_at), ("Auto", NOW + 5));
        conversations::rename(c, id, "Mine", TitleSource::Person, NOW + 6)?;
        let kept = conversations::rename(c, id, "Auto 2", TitleSource::Auto, NOW + 7)?.unwrap();
        assert_eq!(kept.title, "Mine", "a person's title is never replaced by an automatic one");
        assert_eq!(kept.updated_at, NOW + 6, "and nothing else changes either");

        let set =
            conversations::configure(c, id, Some("m"), Some(Effort::XHigh), NOW + 8)?.unwrap();
        assert_eq!((set.model.as_deref(), set.effort), (Some("m"), Some(Effort::XHigh)));
        let unset = conversations::configure(c, id, None, None, NOW + 8)?.unwrap();
        assert_eq!((unset.model, unset.effort), (None, None));

        let back =
            conversations::touch(c, id, NOW - 99).and_then(|()| conversations::get(c, id))?;
        assert_eq!(back.unwrap().updated_at, NOW + 8, "a clock that was set back moves nothing");

        assert_eq!(conversations::trash(c, id, NOW + 9)?.unwrap().trashed_at, Some(NOW + 9));
        assert_eq!(conversations::trash(c, id, NOW + 10)?.unwrap().trashed_at, Some(NOW + 9));
        assert_eq!(conversations::list(c, &listing(Shelf::Listed))?.items, []);
        assert_eq!(conversations::list(c, &listing(Shelf::Trashed))?.items.len(), 1);
        assert_eq!(conversations::restore(c, id, NOW + 11)?.unwrap().trashed_at, None);

        let unknown = conversation_id(404);
        assert_eq!(conversations::rename(c, unknown, "x", TitleSource::Person, NOW)?, None);
        assert_eq!(conversations::trash(c, unknown, NOW)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn conversations_are_listed_page_by_page_without_gap_or_double() {
    with(|c| {
        for number in 0..25 {
            let mut item = conversation(number);
            // Every five share a time, so that the id decides.
            item.updated_at = NOW + i64::try_from(number / 5).unwrap();
            conversations::insert(c, &item)?;
        }
        let all = conversations::list(c, &listing(Shelf::Listed))?;
        assert_eq!(all.next_cursor, None);
        let mut paged = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let wanted = Listing { cursor: cursor.as_deref(), limit: 4, ..listing(Shelf::Listed) };
            let page = conversations::list(c, &wanted)?;
            assert!(page.items.len() <= 4);
            paged.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(paged, all.items);
        assert!(paged.windows(2).all(|pair| pair[0].updated_at >= pair[1].updated_at));
        for cursor in ["", ".", "x.y", "5", "5.not-an-id", "9999999999999999999999.", "' OR 1=1"] {
            let wanted = Listing { cursor: Some(cursor), ..listing(Shelf::Listed) };
            let error = conversations::list(c, &wanted).unwrap_err();
            assert!(matches!(error, StoreError::BadCursor), "{cursor:?}: {error}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn titles_are_found_whatever_their_case_in_any_script() {
    with(|c| {
        let titles_in = ["Straße im Äther", "ΟΔΟΣ προς", "Привет, МИР", "100% _sure_", "plain"];
        for (number, title) in (1..).zip(titles_in) {
            let item = atelier_vocabulary::Conversation {
                title: title.to_owned(),
                ..conversation(number)
            };
            conversations::insert(c, &item)?;
        }
        let cases = [
            ("STRASSE", "Straße im Äther"),
            ("äther", "Straße im Äther"),
            ("ÄTHER", "Straße im Äther"),
            ("οδος", "ΟΔΟΣ προς"),
            ("привет, мир", "Привет, МИР"),
            ("_SURE_", "100% _sure_"),
            ("100%", "100% _sure_"),
            ("LAI", "plain"),
        ];
        for (text, expected) in cases {
            let wanted = Listing { title: Some(text), ..listing(Shelf::Listed) };
            assert_eq!(titles(&conversations::list(c, &wanted)?), [expected], "for {text}");
        }
        let wanted = Listing { title: Some("%"), ..listing(Shelf::Listed) };
        assert_eq!(conversations::list(c, &wanted)?.items.len(), 1, "no wildcard");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_renamed_conversation_is_found_by_its_new_title() {
    with(|c| {
        conversations::insert(c, &conversation(1))?;
        conversations::rename(c, conversation_id(1), "NEU", TitleSource::Person, NOW)?;
        let wanted = Listing { title: Some("neu"), ..listing(Shelf::Listed) };
        assert_eq!(titles(&conversations::list(c, &wanted)?), ["NEU"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn counts_costs_and_states_follow_the_messages() {
    with(|c| {
        let id = conversation_id(1);
        conversations::insert(c, &conversation(1))?;
        messages::insert(c, &message(1, None, MessageState::Complete, "hello"))?;
        messages::insert(c, &message(2, Some(1), MessageState::Streaming, ""))?;
        conversations::set_head(c, id, message_id(2), NOW + 1)?;
        let streaming = conversations::get(c, id)?.unwrap();
        assert_eq!(streaming.state, ConversationState::Streaming);
        assert_eq!((streaming.message_count, streaming.head_id), (2, Some(message_id(2))));

        let blocks = [ContentBlock::text("hi")];
        let ended =
            messages::finish(c, message_id(2), &end(&blocks, MessageState::Complete, Some(700)))?;
        let ended = ended.unwrap();
        assert_eq!((ended.cost_nano_usd, ended.completed_at), (Some(700), Some(NOW + 9)));
        let idle = conversations::get(c, id)?.unwrap();
        assert_eq!(idle.state, ConversationState::Idle);
        assert_eq!((idle.cost_nano_usd, idle.cost_is_partial), (700, false));
        assert_eq!(idle.updated_at, NOW + 9);

        messages::finish(c, message_id(2), &end(&blocks, MessageState::Complete, Some(900)))?;
        let corrected = conversations::get(c, id)?.unwrap();
        assert_eq!(corrected.cost_nano_usd, 900, "ending twice counts once");
        messages::finish(c, message_id(2), &end(&blocks, MessageState::Complete, None))?;
        let unknown = conversations::get(c, id)?.unwrap();
        assert_eq!((unknown.cost_nano_usd, unknown.cost_is_partial), (0, true));

        let simulated =
            Message { simulated: true, ..message(4, Some(1), MessageState::Streaming, "") };
        messages::insert(c, &simulated)?;
        messages::finish(c, message_id(2), &end(&blocks, MessageState::Complete, Some(1)))?;
        messages::finish(c, message_id(4), &end(&blocks, MessageState::Complete, None))?;
        let last = conversations::get(c, id)?.unwrap();
        assert_eq!(
            (last.cost_nano_usd, last.cost_is_partial),
            (1, false),
            "a simulated one is free"
        );
        assert_eq!(
            messages::raw_usage(c, message_id(2))?.as_deref(),
            Some(r#"{"input_tokens":3, "output_tokens":5,"new_kind":1.50}"#),
            "to the byte as the API sent it"
        );
        assert_eq!(
            messages::finish(c, message_id(404), &end(&[], MessageState::Failed, None))?,
            None
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_message_cannot_hang_on_another_conversation() {
    with(|c| {
        conversations::insert(c, &conversation(1))?;
        conversations::insert(c, &conversation(2))?;
        messages::insert(c, &message(1, None, MessageState::Complete, "one"))?;
        let stray = Message {
            conversation_id: conversation_id(2),
            ..message(2, Some(1), MessageState::Complete, "two")
        };
        assert!(messages::insert(c, &stray).is_err(), "its parent is elsewhere");
        assert!(messages::insert(c, &message(3, Some(404), MessageState::Complete, "x")).is_err());
        let head = conversations::set_head(c, conversation_id(2), message_id(1), NOW);
        assert!(head.is_err(), "nor can a head");
        let page = messages::branch(c, conversation_id(2), Some(message_id(1)), 10)?;
        assert_eq!(page.items, [], "nor can a page begin there");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_branch_is_read_from_its_end_and_leaves_the_others_out() {
    with(|c| {
        conversations::insert(c, &conversation(1))?;
        // 1 - 2 - 3 - 4 - 5 - 6, and 12 - 13 beside 4.
        for number in 1..=6 {
            let parent = (number > 1).then(|| number - 1);
            messages::insert(c, &message(number, parent, MessageState::Complete, "x"))?;
        }
        messages::insert(c, &message(12, Some(3), MessageState::Complete, "other"))?;
        messages::insert(c, &message(13, Some(12), MessageState::Complete, "other"))?;
        let id = conversation_id(1);
        let numbers =
            |page: &Page<Message>| -> Vec<_> { page.items.iter().map(|m| m.id).collect() };
        let ids =
            |numbers: &[u128]| -> Vec<_> { numbers.iter().copied().map(message_id).collect() };

        assert_eq!(messages::branch(c, id, None, 10)?.items, [], "no head, no branch");
        conversations::set_head(c, id, message_id(6), NOW)?;
        let newest = messages::branch(c, id, None, 4)?;
        assert_eq!(numbers(&newest), ids(&[3, 4, 5, 6]));
        let cursor = newest.next_cursor.unwrap().parse().unwrap();
        let rest = messages::branch(c, id, Some(cursor), 4)?;
        assert_eq!((numbers(&rest), rest.next_cursor), (ids(&[1, 2]), None));
        let exact = messages::branch(c, id, None, 6)?;
        assert_eq!((exact.items.len(), exact.next_cursor), (6, None), "the root ends the branch");

        conversations::set_head(c, id, message_id(13), NOW)?;
        assert_eq!(numbers(&messages::branch(c, id, None, 10)?), ids(&[1, 2, 3, 12, 13]));
        assert_eq!(messages::path_to(c, message_id(5))?.len(), 5);
        assert_eq!(messages::path_to(c, message_id(404))?, []);
        assert_eq!(messages::branch(c, id, Some(message_id(1)), 10)?.items, []);
        assert_eq!(messages::branch(c, id, None, 0)?.items, []);
        assert_eq!(messages::branch(c, conversation_id(9), None, 5)?.items, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn deltas_fold_into_the_blocks_that_had_arrived() {
    with(|c| {
        conversations::insert(c, &conversation(1))?;
        messages::insert(c, &message(1, None, MessageState::Complete, "q"))?;
        messages::insert(c, &message(2, Some(1), MessageState::Streaming, ""))?;
        let id = message_id(2);
        let grew = |index, part, text: &str| Delta::Grew { index, part, text: text.to_owned() };
        let signed =
            block(json!({"type": "thinking", "thinking": "mm", "signature": "c2ln", "n": 1.10}));
        deltas::append(
            c,
            id,
            &[
                Delta::Started {
                    index: 0,
                    block: block(json!({"type": "thinking", "thinking": ""})),
                },
                grew(0, BlockPart::Thinking, "m"),
            ],
        )?;
        deltas::append(
            c,
            id,
            &[
                grew(0, BlockPart::Thinking, "m"),
                Delta::Completed { index: 0, block: signed.clone() },
                Delta::Started { index: 1, block: block(json!({"type": "text", "text": "A"})) },
                grew(1, BlockPart::Text, "b\u{0}c"),
                grew(1, BlockPart::Text, "漢"),
            ],
        )?;
        let tool = json!({"type": "tool_use", "id": "t", "name": "n", "input": {}});
        deltas::append(
            c,
            id,
            &[
                Delta::Started { index: 2, block: block(tool.clone()) },
                grew(2, BlockPart::Input, r#"{"a":"#),
            ],
        )?;
        let folded = deltas::fold(c, id)?;
        assert_eq!(folded[0], signed, "a whole block is kept exactly");
        assert_eq!(folded[1], ContentBlock::text("Ab\u{0}c漢"));
        assert_eq!(folded[2].raw().get("partial_input"), Some(&json!(r#"{"a":"#)));
        assert_eq!(folded[2].raw().get("input"), Some(&json!({})));
        deltas::append(c, id, &[grew(2, BlockPart::Input, "[1]}")])?;
        let folded = deltas::fold(c, id)?;
        assert_eq!(folded[2].raw().get("input"), Some(&json!({"a": [1]})));
        assert_eq!(folded[2].raw().get("partial_input"), None);

        let reason = StopReason("end_turn".to_owned());
        let whole =
            MessageEnd { stop_reason: Some(&reason), ..end(&folded, MessageState::Complete, None) };
        let ended = messages::finish(c, id, &whole)?.unwrap();
        assert_eq!((ended.blocks, ended.stop_reason), (folded, Some(reason)));
        assert_eq!(deltas::fold(c, id)?, [], "an ended message has no deltas");
        Ok(())
    })
    .await;
}

// rows: 4.030, 4.093
#[tokio::test]
async fn drafts_settings_and_models_are_kept_replaced_and_removed() {
    with(|c| {
        let one = Some(conversation_id(1));
        assert_eq!(drafts::get(c, one)?, "");
        drafts::save(c, one, "half a thought", NOW)?;
        drafts::save(c, None, "not created yet", NOW)?;
        drafts::save(c, one, "half a thought, and more", NOW)?;
        assert_eq!(drafts::get(c, one)?, "half a thought, and more");
        drafts::save(c, one, "", NOW)?;
        assert_eq!(
            (drafts::get(c, one)?, drafts::get(c, None)?),
            (String::new(), "not created yet".into())
        );

        assert_eq!(settings::get(c, "theme")?, None);
        settings::set(c, "theme", &json!({"name": "dark", "size": 1.1}), NOW)?;
        settings::set(c, "other", &Value::Null, NOW)?;
        assert_eq!(settings::get(c, "theme")?, Some(json!({"name": "dark", "size": 1.1})));
        assert_eq!(settings::get(c, "other")?, Some(Value::Null), "null is a value");
        assert_eq!(settings::all(c)?.len(), 2);
        settings::delete(c, "theme")?;
        settings::delete(c, "theme")?;
        assert_eq!(settings::all(c)?.into_keys().collect::<Vec<_>>(), ["other"]);

        models::set(c, "anthropic", &json!([{"id": "a"}]), NOW)?;
        models::set(c, "anthropic", &json!([{"id": "b"}]), NOW + 1)?;
        let cached = models::get(c, "anthropic")?.unwrap();
        assert_eq!((cached.models, cached.fetched_at), (json!([{"id": "b"}]), NOW + 1));
        models::delete(c, "anthropic")?;
        assert_eq!(models::get(c, "anthropic")?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_message_that_no_role_fits_is_refused() {
    let store = Store::in_memory(NOW).await.unwrap();
    let outcome = store
        .write(Durability::Normal, |tx| {
            conversations::insert(tx, &conversation(1))?;
            messages::insert(
                tx,
                &Message { role: Role::User, ..message(1, None, MessageState::Complete, "x") },
            )?;
            tx.execute("UPDATE messages SET role = 'system'", [])?;
            Ok(())
        })
        .await;
    assert!(matches!(outcome, Err(StoreError::Query(_))), "{outcome:?}");
    let left = store.read(|c| conversations::get(c, conversation_id(1))).await.unwrap();
    assert_eq!(left, None, "and the whole write is undone");
}
