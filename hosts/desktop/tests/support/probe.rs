//! Operations of the tests' own, the same on the mock runtime and in a real window.

use std::sync::mpsc;

use atelier_rpc::{BoxFuture, Call, Code, Error, Kind, NoInput, Operation, Router, TypeRef};
use serde_json::{Value, json};

type Tell = mpsc::Sender<&'static str>;
type Events = tokio::sync::mpsc::Sender<Value>;
type Outcome = BoxFuture<'static, atelier_rpc::Result<Value>>;

/// Operations that do what tests need to see, and tell on `tell` how far they got.
pub(crate) fn router(tell: &Tell) -> Router {
    let mut router = Router::default();
    add(&mut router, "probe.echo", Kind::Query, tell, |_, input, _, _| {
        Box::pin(async { Ok(input) })
    });
    add(&mut router, "probe.fail", Kind::Command, tell, |_, _, _, _| {
        Box::pin(async { Err(Error::new(Code::Locked, "it is locked").with_hint("open it")) })
    });
    add(&mut router, "probe.panic", Kind::Command, tell, |_, _, _, _| {
        Box::pin(async { std::panic::panic_any("on purpose") })
    });
    add(&mut router, "probe.count", Kind::Stream, tell, |_, input, events, _| {
        Box::pin(async move {
            let text =
                input["size"].as_u64().map(|size| "x".repeat(usize::try_from(size).unwrap()));
            for number in 0..input["to"].as_u64().unwrap() {
                let event = match &text {
                    Some(text) => json!({ "type": "text_delta", "number": number, "text": text }),
                    None => json!({ "number": number }),
                };
                events.send(event).await.map_err(|_| Error::cancelled())?;
            }
            Ok(Value::Null)
        })
    });
    add(&mut router, "probe.wait", Kind::Stream, tell, |call, _, events, tell| {
        Box::pin(async move {
            events.send(json!("tick")).await.unwrap();
            tell.send("begun").unwrap();
            call.cancelled().await;
            tell.send("cancelled").unwrap();
            Err(Error::cancelled())
        })
    });
    router
}

fn add(
    router: &mut Router,
    name: &'static str,
    kind: Kind,
    tell: &Tell,
    body: fn(Call, Value, Events, Tell) -> Outcome,
) {
    let operation = Box::leak(Box::new(Operation {
        name,
        kind,
        doc: "",
        provides: &[],
        invalidates: &[],
        requires: &[],
        scope: None,
        limit: None,
        input: TypeRef::of::<NoInput>(),
        output: TypeRef::of::<NoInput>(),
    }));
    let tell = tell.clone();
    let handler = move |call, input, events| body(call, input, events, tell.clone());
    router.route(operation, Box::new(handler));
}
