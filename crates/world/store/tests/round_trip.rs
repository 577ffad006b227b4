//! A message comes out of the store as it went in, whatever the API put into it.

#[path = "support/shared.rs"]
mod support;

use atelier_store::Durability;
use atelier_store::tables::{conversations, messages};
use atelier_vocabulary::{
    ContentBlock, FromCache, Message, MessageFailure, MessageState, Role, StopReason, Usage,
};
use proptest::prelude::*;
use serde_json::{Map, Value};
use support::{conversation, conversation_id, message_id};

/// Any JSON, nested a little, with every kind of number.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(Value::from),
        "(?s).{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            any_object(inner).prop_map(Value::Object),
        ]
    })
}

fn any_object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec(("(?s).{0,8}", value), 0..5)
        .prop_map(|fields| fields.into_iter().collect())
}

prop_compose! {
    fn any_usage()(n in prop::array::uniform7(any::<u64>())) -> Usage {
        Usage {
            input_tokens: n[0], output_tokens: n[1], thinking_tokens: n[2],
            cache_write_5m_tokens: n[3], cache_write_1h_tokens: n[4], cache_read_tokens: n[5],
            web_searches: n[6],
        }
    }
}

prop_compose! {
    fn any_failure()(
        class in "(?s).{0,12}", message in "(?s).{0,40}", retryable: bool, retry_at: Option<i64>,
    ) -> MessageFailure {
        MessageFailure { class, message, retryable, retry_at }
    }
}

fn any_state() -> impl Strategy<Value = MessageState> {
    prop::sample::select(vec![
        MessageState::Streaming,
        MessageState::Complete,
        MessageState::Incomplete,
        MessageState::Failed,
    ])
}

prop_compose! {
    fn any_message()(
        (number, user, simulated) in (any::<u64>(), any::<bool>(), any::<bool>()),
        blocks in prop::collection::vec(any_object(any_json()), 0..4),
        state in any_state(),
        model in prop::option::of("(?s).{0,12}"),
        stop_reason in prop::option::of("(?s).{0,12}"),
        request_id in prop::option::of("(?s).{0,12}"),
        usage in prop::option::of(any_usage()),
        failure in prop::option::of(any_failure()),
        from_cache in prop::option::of((any::<i64>(), any::<Option<i64>>())),
        cost_nano_usd in prop::option::of(-(1_i64 << 60)..1 << 60),
        (created_at, completed_at) in (any::<i64>(), any::<Option<i64>>()),
    ) -> Message {
        Message {
            id: message_id(u128::from(number)),
            conversation_id: conversation_id(1),
            parent_id: None,
            role: if user { Role::User } else { Role::Assistant },
            blocks: blocks.into_iter().map(ContentBlock::from).collect(),
            state, model, usage, cost_nano_usd, simulated, request_id, failure, created_at, completed_at,
            stop_reason: stop_reason.map(StopReason),
            from_cache: from_cache
                .map(|(answered_at, saved_nano_usd)| FromCache { answered_at, saved_nano_usd }),
        }
    }
}

// rows: 0.07
#[test]
fn a_message_comes_out_as_it_went_in() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = runtime.block_on(support::open(folder.path()));
    let insert = store.write(Durability::Normal, |tx| conversations::insert(tx, &conversation(1)));
    runtime.block_on(insert).unwrap();
    proptest!(ProptestConfig::with_cases(300), |(message in any_message())| {
        let (id, expected) = (message.id, message.clone());
        let back = runtime.block_on(async {
            store.write(Durability::Normal, move |tx| {
                tx.execute("DELETE FROM messages", [])?;
                tx.execute("UPDATE conversations SET cost_nano_usd = 0", [])?;
                messages::insert(tx, &message)
            }).await?;
            store.read(move |c| messages::get(c, id)).await
        }).unwrap().unwrap();
        prop_assert_eq!(serde_json::to_string(&back).unwrap(), serde_json::to_string(&expected).unwrap());
        prop_assert_eq!(back, expected);
    });
}
