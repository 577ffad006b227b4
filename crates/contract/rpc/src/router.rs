//! The router: every operation the process offers, by name.

use std::{collections::BTreeMap, panic::AssertUnwindSafe, time::Instant};

use futures_util::{FutureExt, future::BoxFuture};
use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, broadcast, mpsc};
use tracing::Instrument;

use crate::{Annex, Call, Change, Code, Error, Kind, Meter, Operation, Result, queue::Queues};

/// How many changes a slow watcher may fall behind before it is told to refresh everything.
const CHANGES: usize = 256;

/// Decides whether a call may run. It may ask the person, so it may take a while.
pub trait Guard: Send + Sync + 'static {
    /// `Ok` lets the call run.
    fn admit<'a>(
        &'a self,
        call: &'a Call,
        operation: &'static Operation,
    ) -> BoxFuture<'a, Result<()>>;
}

/// A type-erased operation.
pub type Handler = Box<
    dyn Fn(Call, Value, mpsc::Sender<Value>) -> BoxFuture<'static, Result<Value>> + Send + Sync,
>;

/// Every operation the process offers, by name.
pub struct Router {
    routes: BTreeMap<&'static str, (&'static Operation, Handler)>,
    guard: Option<Box<dyn Guard>>,
    annex: Option<Box<dyn Annex>>,
    queues: Queues,
    meter: Meter,
    changes: broadcast::Sender<Change>,
}

impl Default for Router {
    fn default() -> Self {
        Self {
            routes: BTreeMap::new(),
            guard: None,
            annex: None,
            queues: Queues::default(),
            meter: Meter::default(),
            changes: broadcast::Sender::new(CHANGES),
        }
    }
}

impl Router {
    /// Puts `guard` in front of every operation.
    #[must_use]
    pub fn guarded_by(mut self, guard: impl Guard) -> Self {
        self.guard = Some(Box::new(guard));
        self
    }

    /// Lets another place answer the calls about what stands there. They are admitted, queued, measured
    /// and announced here like all others.
    pub fn extend_by(&mut self, annex: impl Annex) {
        self.annex = Some(Box::new(annex));
    }

    /// Adds one operation; [`api!`](crate::api) calls this.
    pub fn route(&mut self, operation: &'static Operation, handler: Handler) {
        let earlier = self.routes.insert(operation.name, (operation, handler));
        debug_assert!(earlier.is_none(), "operation names are unique");
    }

    /// All operations, sorted by name.
    pub fn operations(&self) -> impl Iterator<Item = &'static Operation> {
        self.routes.values().map(|(operation, _)| *operation)
    }

    /// The operation called `name`.
    pub fn operation(&self, name: &str) -> Result<&'static Operation> {
        self.find(name).map(|(operation, _)| *operation)
    }

    /// What measures how long calls take.
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// The outlet on which changes are announced; subscribe to it to learn of them.
    pub fn changes(&self) -> broadcast::Sender<Change> {
        self.changes.clone()
    }

    /// Runs an operation: admits the caller, waits for its queue, ends it at its limit, measures,
    /// turns a panic into an error, and announces what it made stale.
    pub async fn call(
        &self,
        call: Call,
        name: &str,
        input: Value,
        events: mpsc::Sender<Value>,
    ) -> Result<Value> {
        let (operation, handler) = self.find(name)?;
        let span = tracing::info_span!("call", operation = operation.name, origin = %call.origin);
        let origin = call.origin.to_string();
        let begun = Instant::now();
        let _open = self.meter.open();
        let work = async {
            let outcome = self.in_time(call, operation, handler, input, events).await;
            let took_us = begun.elapsed().as_micros();
            match &outcome {
                Ok(_) => tracing::debug!(took_us, "the call is done"),
                Err(error) => tracing::debug!(took_us, code = ?error.code, "the call failed"),
            }
            outcome
        };
        let outcome = work.instrument(span).await;
        self.meter.record(operation.name, begun.elapsed(), outcome.is_err());
        let changed = match &outcome {
            Ok(_) => true,
            // What was stopped half-way has still changed what it had stored.
            Err(error) => {
                operation.kind == Kind::Stream
                    || matches!(error.code, Code::TimedOut | Code::Cancelled)
            }
        };
        if changed && !operation.invalidates.is_empty() {
            let tags = operation.invalidates.iter().map(|tag| (*tag).to_owned()).collect();
            let change = Change { tags, operation: operation.name.to_owned(), origin };
            // An error only says that nobody is watching.
            drop(self.changes.send(change));
        }
        outcome
    }

    /// Runs an operation, and ends it where it takes longer than it may.
    async fn in_time(
        &self,
        call: Call,
        operation: &'static Operation,
        handler: &Handler,
        input: Value,
        events: mpsc::Sender<Value>,
    ) -> Result<Value> {
        // Admission is not limited: it may ask the person.
        if let Some(guard) = &self.guard {
            guard.admit(&call, operation).await?;
        }
        let work = self.run(call, operation, handler, input, events);
        let Some(limit) = operation.limit else { return work.await };
        tokio::time::timeout(limit, work).await.unwrap_or_else(|_| {
            tracing::warn!(
                operation = operation.name,
                ?limit,
                "a call took too long and was ended"
            );
            Err(Error::timed_out(limit))
        })
    }

    async fn run(
        &self,
        call: Call,
        operation: &'static Operation,
        handler: &Handler,
        input: Value,
        events: mpsc::Sender<Value>,
    ) -> Result<Value> {
        let _turn = tokio::select! {
            turn = self.queue_up(operation, &input) => turn,
            () = call.token().cancelled() => return Err(Error::cancelled()),
        };
        let work = AssertUnwindSafe(async {
            let elsewhere = match &self.annex {
                Some(annex) => annex.answers(operation, &input).await?,
                None => None,
            };
            match elsewhere {
                Some(place) => (place.find(operation.name)?.1)(call, input, events).await,
                None => handler(call, input, events).await,
            }
        })
        .catch_unwind();
        work.await.unwrap_or_else(|_| {
            tracing::error!(operation = operation.name, "an operation panicked");
            let message =
                format!("`{}` failed unexpectedly; nothing else was touched", operation.name);
            Err(Error::new(Code::Internal, message))
        })
    }

    async fn queue_up(&self, operation: &Operation, input: &Value) -> Option<OwnedSemaphorePermit> {
        let scope = operation.scope?;
        let key = input.get(scope.field)?;
        self.queues.turn(format!("{}:{key}", scope.queue)).await
    }

    fn find(&self, name: &str) -> Result<&(&'static Operation, Handler)> {
        self.routes
            .get(name)
            .ok_or_else(|| Error::new(Code::NotFound, format!("there is no operation `{name}`")))
    }
}
