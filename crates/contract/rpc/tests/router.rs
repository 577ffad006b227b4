//! The router through its one door: admission, checks, queues, cancellation, panics, changes.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use atelier_rpc::{
    Annex, BoxFuture, Call, CallId, Code, Error, Events, Guard, NoInput, Operation, Origin, Result,
    Router, api,
};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

api! {
    /// Shelves.
    pub trait ShelfApi in shelf {
        /// Counts.
        query count(NoInput) -> u32, provides [Shelves];
        /// Labels a shelf.
        command label(Label) -> Label, invalidates [Shelves], requires [ShelvesWrite], scope(shelf = id);
        /// Says a word after another.
        stream recite(Label) -> String, invalidates [Shelves];
        /// Falls over.
        command topple(NoInput) -> u32, invalidates [Shelves];
        /// Waits until it is told to stop.
        command wait(NoInput) -> u32;
        /// Never ends, and does not listen either.
        command hang(Hang) -> u32, invalidates [Shelves], scope(shelf = id);
        /// Takes its time.
        query ponder(NoInput) -> u32, limit(300);
        /// Drives nails in.
        command nail(Nails) -> u32;
    }
}

/// A label.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The shelf.
    #[garde(skip)]
    pub id: String,
    /// The text.
    #[garde(length(min = 1, max = 20))]
    pub text: String,
}

/// A shelf to hang on.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct Hang {
    /// The shelf.
    #[garde(skip)]
    pub id: String,
}

/// Nails to drive in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Nails {
    /// Where.
    #[serde(default)]
    pub side: Option<Side>,
    /// How many of each kind.
    #[serde(default)]
    pub by: BTreeMap<String, u32>,
}

/// A side of a shelf.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The one.
    Left,
    /// The other.
    Right,
}

#[derive(Default)]
struct Shelves {
    inside: AtomicUsize,
    most: AtomicUsize,
    stopped: AtomicUsize,
}

impl ShelfApi for Shelves {
    async fn count(&self, _call: Call, _input: NoInput) -> Result<u32> {
        Ok(3)
    }

    async fn label(&self, _call: Call, input: Label) -> Result<Label> {
        let inside = self.inside.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(inside, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(10)).await;
        self.inside.fetch_sub(1, Ordering::SeqCst);
        Ok(input)
    }

    async fn recite(&self, call: Call, input: Label, events: Events<String>) -> Result<()> {
        for word in input.text.split_whitespace().cycle() {
            if call.is_cancelled() {
                self.stopped.fetch_add(1, Ordering::SeqCst);
                return Err(Error::cancelled());
            }
            if let Err(error) = events.send(word.to_owned()).await {
                self.stopped.fetch_add(1, Ordering::SeqCst);
                return Err(error);
            }
        }
        Ok(())
    }

    #[expect(clippy::panic, reason = "the router must survive it")]
    async fn topple(&self, _call: Call, _input: NoInput) -> Result<u32> {
        panic!("toppled");
    }

    async fn wait(&self, call: Call, _input: NoInput) -> Result<u32> {
        call.within(Duration::from_mins(1), std::future::pending()).await
    }

    async fn hang(&self, _call: Call, _input: Hang) -> Result<u32> {
        std::future::pending().await
    }

    async fn nail(&self, _call: Call, _input: Nails) -> Result<u32> {
        Ok(0)
    }

    async fn ponder(&self, _call: Call, _input: NoInput) -> Result<u32> {
        tokio::time::sleep(Duration::from_mins(4)).await;
        Ok(42)
    }
}

fn router() -> (Router, Arc<Shelves>) {
    let shelves = Arc::new(Shelves::default());
    let mut router = Router::default();
    shelf::register(&mut router, Arc::clone(&shelves));
    (router, shelves)
}

fn caller() -> Call {
    Call::new(CallId::new("t"), Origin::Cli, CancellationToken::new())
}

async fn call(router: &Router, name: &str, input: Value) -> Result<Value> {
    router.call(caller(), name, input, mpsc::channel(1).0).await
}

/// What refuses an input names the field and says what was expected.
// rows: 1.02, 1.33, 2.34, 3.144, 3.148
#[tokio::test]
async fn bad_input_is_refused_at_the_door() {
    let (router, _) = router();
    let cases = [
        (json!({ "id": "a", "text": "" }), "`text`: length is lower than 1"),
        (json!({ "id": "a", "text": "x".repeat(21) }), "`text`: length is greater than 20"),
        (json!({ "id": 7, "text": "x" }), "`id`: invalid type: integer, expected a string"),
        (json!({ "id": "a", "text": "x", "more": 1 }), "unknown field `more`"),
        (json!({ "id": "a" }), "missing field `text`"),
        (json!(["a", "b"]), "the input is no object"),
        (json!("text"), "the input is no object"),
    ];
    for (input, expected) in cases {
        let error = call(&router, "shelf.label", input.clone()).await.unwrap_err();
        assert_eq!(error.code, Code::InvalidInput, "{input}");
        assert!(error.message.contains(expected), "{input}: {}", error.message);
        assert!(!error.message.contains("\"text\""), "no value is repeated: {}", error.message);
    }
    let unknown = call(&router, "shelf.nope", Value::Null).await.unwrap_err();
    assert_eq!(unknown.code, Code::NotFound, "an unknown name is not found");
    assert_eq!(call(&router, "shelf.count", Value::Null).await, Ok(json!(3)), "null is no input");
}

/// Nothing of what was refused is in the refusal, however it is written.
#[tokio::test]
async fn a_refusal_holds_nothing_of_what_was_refused() {
    const SECRET: &str = "sk-ant-test-Not-To-Be-Said";
    let (router, _) = router();
    let disguised = format!("x, expected {SECRET}");
    let field = format!("x`, there are no {SECRET} fields");
    let mut cases = Vec::new();
    for name in [SECRET, &disguised, &field, &"x".repeat(100_000)] {
        cases.push(("shelf.label", json!({ "id": "a", "text": "x", name: 1 })));
        cases.push(("shelf.count", json!({ name: 1 })));
        cases.push(("shelf.nail", json!({ "side": name })));
        cases.push(("shelf.nail", json!({ "side": { name: 1 } })));
        cases.push(("shelf.nail", json!({ "by": { name: "x" } })));
        cases.push(("shelf.nail", json!({ "by": { "nail": name } })));
        cases.push(("shelf.nail", json!({ "by": name })));
        cases.push(("shelf.nail", json!(name)));
        cases.push(("shelf.nail", json!([name])));
    }
    for (operation, input) in cases {
        let error = call(&router, operation, input.clone()).await.unwrap_err();
        assert_eq!(error.code, Code::InvalidInput, "{operation} {input}: {error}");
        assert!(!error.message.contains("Not-To-Be-Said"), "{operation}: {error}");
        assert!((10..400).contains(&error.message.len()), "{operation}: {error}");
    }
    let side = call(&router, "shelf.nail", json!({ "side": "top" })).await.unwrap_err();
    assert_eq!(side.message, "`side`: unknown variant, expected `left` or `right`");
}

/// A panic is an error of that one call; the router and its queues go on working.
// rows: 1.19
#[tokio::test]
async fn a_panic_becomes_an_error_and_nothing_is_poisoned() {
    let (router, _) = router();
    let mut changes = router.changes().subscribe();
    for _ in 0..80 {
        let error = call(&router, "shelf.topple", Value::Null).await.unwrap_err();
        assert_eq!(error.code, Code::Internal, "a panic is a defect");
        assert!(!error.message.contains("toppled"), "the panic's own words stay inside");
    }
    assert_eq!(call(&router, "shelf.count", Value::Null).await, Ok(json!(3)));
    assert!(changes.try_recv().is_err(), "a failed command announces nothing");
    let row =
        router.meter().read().into_iter().find(|row| row.operation == "shelf.topple").unwrap();
    assert_eq!((row.calls, row.failures), (80, 80), "each failure is counted");
}

// rows: 2.21
#[tokio::test]
async fn calls_of_one_scope_run_one_after_another() {
    let (router, shelves) = router();
    let label = |id: &str| json!({ "id": id, "text": "x" });
    let same = (0..5).map(|_| call(&router, "shelf.label", label("a")));
    futures_util::future::join_all(same).await;
    assert_eq!(shelves.most.load(Ordering::SeqCst), 1, "one key, one at a time");
    let others = ["a", "b", "c"].map(|id| call(&router, "shelf.label", label(id)));
    futures_util::future::join_all(others).await;
    assert_eq!(shelves.most.load(Ordering::SeqCst), 3, "different keys run side by side");
}

#[tokio::test]
async fn a_call_that_waits_for_its_turn_can_be_cancelled() {
    let (router, _) = router();
    let token = CancellationToken::new();
    token.cancel();
    let gone = Call::new(CallId::new("t"), Origin::Cli, token);
    let input = json!({ "id": "a", "text": "x" });
    let busy = call(&router, "shelf.label", input.clone());
    let queued = router.call(gone, "shelf.label", input, mpsc::channel(1).0);
    let (first, second) = tokio::join!(busy, queued);
    assert!(first.is_ok(), "the call that had its turn is not disturbed");
    assert_eq!(second.unwrap_err().code, Code::Cancelled);
}

// rows: 0.13, 2.11, 2.71
#[tokio::test]
async fn cancelling_ends_a_waiting_call() {
    let (router, _) = router();
    let token = CancellationToken::new();
    let waiting = Call::new(CallId::new("t"), Origin::Cli, token.clone());
    let work = router.call(waiting, "shelf.wait", Value::Null, mpsc::channel(1).0);
    let cancel = async { token.cancel() };
    let (outcome, ()) = tokio::join!(work, cancel);
    assert_eq!(outcome.unwrap_err().code, Code::Cancelled);
}

// rows: 2.16, 2.44
#[tokio::test(start_paused = true)]
async fn a_call_that_takes_too_long_ends() {
    let (router, _) = router();
    let error = call(&router, "shelf.wait", Value::Null).await.unwrap_err();
    assert_eq!(error.code, Code::TimedOut);
}

/// The limit is the router's own: the operation need not know of it, and the next call of its queue
/// gets its turn. What it may have changed before is announced.
// rows: 1.52, 2.16
#[tokio::test(start_paused = true)]
async fn a_command_ends_at_thirty_seconds_unless_it_declares_another_limit() {
    let (router, _) = router();
    let mut changes = router.changes().subscribe();
    let begun = tokio::time::Instant::now();
    let hang = || call(&router, "shelf.hang", json!({ "id": "a" }));
    let (first, second) = tokio::join!(hang(), hang());
    assert_eq!(begun.elapsed(), Duration::from_secs(30), "the wait for a turn counts too");
    for outcome in [first, second] {
        let error = outcome.unwrap_err();
        assert_eq!(error.code, Code::TimedOut, "typed, so that a client can branch on it");
        assert!(error.message.contains("30s") && error.hint.is_some(), "{error:?}");
        assert_eq!(changes.try_recv().unwrap().operation, "shelf.hang");
    }
    assert_eq!(router.meter().running(), 0, "nothing is left behind");
    let label = call(&router, "shelf.label", json!({ "id": "a", "text": "x" })).await;
    assert!(label.is_ok(), "the queue is free again: {label:?}");
    assert_eq!(call(&router, "shelf.ponder", Value::Null).await, Ok(json!(42)), "five minutes");
    let limits: Vec<_> = shelf::OPERATIONS.iter().map(|it| (it.name, it.limit)).collect();
    assert!(limits.contains(&("shelf.recite", None)), "a stream lasts as long as it lasts");
    assert!(limits.contains(&("shelf.count", Some(Operation::LIMIT))), "a query is limited");
}

/// The histogram grows with the calls: neither short nor long ones are told as what they were not.
// rows: 3.172
#[tokio::test]
async fn the_time_that_calls_took_is_told_as_it_was() {
    let (router, _) = router();
    for _ in 0..3 {
        let begun = std::time::Instant::now();
        call(&router, "shelf.label", json!({ "id": "a", "text": "x" })).await.unwrap();
        let most = u64::try_from(begun.elapsed().as_micros()).unwrap();
        let rows = router.meter().read();
        let row = rows.iter().find(|row| row.operation == "shelf.label").unwrap();
        assert!(row.p50_us >= 9_900, "it sleeps for 10 ms: {row:?}");
        assert!(row.p50_us <= row.p95_us && row.p95_us <= row.max_us, "{row:?}");
        assert!(row.calls > 1 || row.max_us <= most + most / 50, "{row:?} in {most} µs");
    }
}

/// A call that is dropped in the middle is no longer counted as running.
// rows: 1.14
#[tokio::test]
async fn calls_that_run_are_counted_however_they_end() {
    let (router, _) = router();
    let meter = router.meter();
    {
        let mut work = Box::pin(call(&router, "shelf.wait", Value::Null));
        assert!(futures_util::poll!(&mut work).is_pending());
        assert_eq!(meter.running(), 1);
    }
    assert_eq!(meter.running(), 0, "dropped");
    call(&router, "shelf.topple", Value::Null).await.unwrap_err();
    assert_eq!(meter.running(), 0, "panicked");
}

/// A slow reader holds the stream back, and a vanished one ends it.
// rows: 1.08, 2.17, 2.20
#[tokio::test]
async fn a_stream_waits_for_its_reader_and_ends_with_it() {
    let (router, shelves) = router();
    let (outlet, mut inlet) = mpsc::channel(2);
    let input = json!({ "id": "a", "text": "one two" });
    let work = router.call(caller(), "shelf.recite", input, outlet);
    let read = async move {
        let first = inlet.recv().await;
        let second = inlet.recv().await;
        assert_eq!((first, second), (Some(json!("one")), Some(json!("two"))), "in order");
    };
    let (outcome, ()) = tokio::join!(work, read);
    assert_eq!(outcome.unwrap_err().code, Code::Cancelled);
    assert_eq!(shelves.stopped.load(Ordering::SeqCst), 1, "the operation learned of it");
}

/// Refuses the HTTP door what changes shelves.
struct Reserved;

impl Guard for Reserved {
    fn admit<'a>(
        &'a self,
        call: &'a Call,
        operation: &'static Operation,
    ) -> BoxFuture<'a, Result<()>> {
        let refused = call.origin == Origin::Http && operation.requires.contains(&"ShelvesWrite");
        Box::pin(async move {
            if refused { Err(Error::new(Code::PermissionDenied, "no")) } else { Ok(()) }
        })
    }
}

// rows: 1.03
#[tokio::test]
async fn the_guard_sees_who_asks_and_what_is_required() {
    let (router, _) = router();
    let router = router.guarded_by(Reserved);
    let expected = [
        (Origin::Http, Err(Code::PermissionDenied)),
        (Origin::Cli, Ok(())),
        (Origin::Window("main".to_owned()), Ok(())),
    ];
    for (origin, expected) in expected {
        let call = Call::new(CallId::new("t"), origin, CancellationToken::new());
        let input = json!({ "id": "a", "text": "x" });
        let outcome = router.call(call, "shelf.label", input, mpsc::channel(1).0).await;
        assert_eq!(outcome.map(|_| ()).map_err(|error| error.code), expected);
    }
}

// rows: 2.18
#[tokio::test]
async fn a_success_announces_what_it_made_stale() {
    let (router, _) = router();
    let mut changes = router.changes().subscribe();
    call(&router, "shelf.label", json!({ "id": "a", "text": "x" })).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!(change.tags, ["Shelves"]);
    assert_eq!((change.operation.as_str(), change.origin.as_str()), ("shelf.label", "cli"));
    call(&router, "shelf.count", Value::Null).await.unwrap();
    assert!(changes.try_recv().is_err(), "a query changes nothing");
}

/// Any JSON at all is either taken or refused with a sentence; it never panics.
// rows: 1.33, 1.46
#[test]
fn any_json_is_taken_or_refused() {
    use proptest::prelude::*;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    let json = leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("id|text|.{0,4}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let (router, _) = router();
    proptest!(ProptestConfig::with_cases(2_000), |(input in json)| {
        if let Err(error) = runtime.block_on(call(&router, "shelf.count", input)) {
            prop_assert_eq!(error.code, Code::InvalidInput);
            prop_assert!(!error.message.is_empty());
        }
    });
}

/// Answers for shelves whose id begins with `far`, unless they are gone.
struct Far(Arc<Router>);

impl Annex for Far {
    fn answers<'a>(
        &'a self,
        _operation: &'static Operation,
        input: &'a Value,
    ) -> BoxFuture<'a, Result<Option<Arc<Router>>>> {
        Box::pin(async move {
            match input["id"].as_str() {
                Some("far gone") => Err(Error::new(Code::InvalidInput, "not there")),
                Some(id) if id.starts_with("far") => Ok(Some(Arc::clone(&self.0))),
                _ => Ok(None),
            }
        })
    }
}

/// What stands elsewhere is answered there, and admitted, announced and refused here.
#[tokio::test]
async fn another_place_answers_for_what_stands_there() {
    let (here, there) = (Arc::new(Shelves::default()), Arc::new(Shelves::default()));
    let mut far = Router::default();
    shelf::register(&mut far, Arc::clone(&there));
    let mut router = Router::default();
    shelf::register(&mut router, Arc::clone(&here));
    router.extend_by(Far(Arc::new(far)));
    let mut changes = router.changes().subscribe();
    let label = async |id: &str| {
        let (outlet, _inlet) = mpsc::channel(4);
        let input = json!({ "id": id, "text": "x" });
        router.call(caller(), "shelf.label", input, outlet).await
    };
    label("near").await.unwrap();
    assert_eq!((here.most.load(Ordering::SeqCst), there.most.load(Ordering::SeqCst)), (1, 0));
    label("far away").await.unwrap();
    assert_eq!(there.most.load(Ordering::SeqCst), 1);
    assert_eq!(label("far gone").await.unwrap_err().message, "not there");
    for _ in 0..2 {
        assert_eq!(changes.recv().await.unwrap().operation, "shelf.label");
    }
    assert!(changes.try_recv().is_err(), "what was refused changed nothing");
}
