//! Requests of other programs that are passed on with the kept key: they keep the same budgets, and
//! what they take is read from their answers as these pass, without holding them up.

use atelier_claude_wire::{Accumulator, Progress, cost, price, usage};
use atelier_rpc::{Code, Error, Result};
use atelier_store::{
    Durability, Transaction,
    tables::spending::{self, Purpose, Spent},
};
use atelier_vocabulary::{ModelPrice, Usage};
use serde_json::{Map, Value};
use tokio_util::task::TaskTracker;

use super::{Admission, BudgetKeeper, Leaving, Round};
use crate::{
    counting::{at_least, estimate_value},
    tools::searches_of,
};

/// The longest answer without streaming that is read for what it took, in bytes.
const LONGEST: usize = 32 << 20;

/// A request of another program that may leave. Drop it when its answer has passed, or nobody wants
/// it any more: what it took is written down then.
pub struct Passing(Option<Watched>);

struct Watched {
    keeper: BudgetKeeper,
    tasks: TaskTracker,
    model: String,
    price: Option<ModelPrice>,
    /// Held until what it took is written down.
    admission: Admission,
    reading: Reading,
}

/// How an answer is read.
enum Reading {
    /// Nothing came that costs something.
    Nothing,
    Events(Box<Accumulator>, Vec<Progress>),
    Whole(Vec<u8>),
}

impl BudgetKeeper {
    /// Admits a request of another program.
    ///
    /// # Errors
    /// Fails as denied where the budgets do not pay for the longest answer that it asks for: it is
    /// not Atelier's to change.
    pub async fn program(
        &self,
        tasks: &TaskTracker,
        simulated: bool,
        path_and_query: &str,
        body: &[u8],
    ) -> Result<Passing> {
        let path = path_and_query.split('?').next().unwrap_or_default();
        let costs = path == "/v1/messages" || path == "/v1/messages/batches";
        if simulated || !costs || body.is_empty() {
            return Ok(Passing(None));
        }
        let asked: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
        let named = asked.get("model").and_then(Value::as_str);
        let model = named.unwrap_or("a batch of requests").to_owned();
        let price = price(&model);
        let max_tokens = asked.get("max_tokens").and_then(Value::as_u64).unwrap_or_default();
        let max_tokens = u32::try_from(max_tokens).unwrap_or(u32::MAX);
        let searches = asked.get("tools").and_then(Value::as_array);
        let searches = searches.and_then(|tools| searches_of(tools));
        let leaving = Leaving {
            conversation: None,
            round: Round::First,
            model: &model,
            price: price.as_ref(),
            simulated,
            input_tokens: estimate_value(&Value::Object(asked)).most,
            max_tokens,
            searches,
        };
        let refused = |message: String| {
            Error::new(Code::PermissionDenied, message)
                .with_hint("a person can raise the budget in Settings, Usage & budget")
        };
        let admission = self.admit(&leaving).await.map_err(|why| refused(why.message))?;
        if admission.max_tokens < max_tokens {
            let message = format!(
                "The budget pays for {} tokens of an answer, and {max_tokens} are asked for. Nothing \
                 was sent.",
                admission.max_tokens
            );
            return Err(refused(message));
        }
        let (keeper, tasks) = (self.clone(), tasks.clone());
        let reading = Reading::Nothing;
        Ok(Passing(Some(Watched { keeper, tasks, model, price, admission, reading })))
    }
}

impl Passing {
    /// Says that a success came: events, or a body that is whole at its end.
    pub fn answered(&mut self, content_type: &str) {
        if let Some(watched) = &mut self.0 {
            watched.reading = if content_type.starts_with("text/event-stream") {
                Reading::Events(Box::default(), Vec::new())
            } else {
                Reading::Whole(Vec::new())
            };
        }
    }

    /// Looks at a piece of the answer on its way.
    pub fn see(&mut self, chunk: &[u8]) {
        match self.0.as_mut().map(|watched| &mut watched.reading) {
            Some(Reading::Events(accumulator, progress)) => {
                accumulator.feed(chunk, progress);
                progress.clear();
            }
            Some(Reading::Whole(body)) if body.len() + chunk.len() <= LONGEST => {
                body.extend_from_slice(chunk);
            }
            Some(Reading::Whole(_) | Reading::Nothing) | None => {}
        }
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        if let Some(watched) = self.0.take()
            && let Some(took) = watched.took()
        {
            let tasks = watched.tasks.clone();
            tasks.spawn(watched.write_down(took));
        }
    }
}

/// What a request took, and whether that is an estimate.
struct Took {
    usage: Usage,
    estimated: bool,
}

impl Watched {
    fn took(&self) -> Option<Took> {
        match &self.reading {
            Reading::Nothing => None,
            Reading::Events(accumulator, _) => {
                let whole = accumulator.raw_usage().contains_key("output_tokens")
                    && *accumulator.state() == atelier_claude_wire::State::Complete;
                let usage = accumulator.usage();
                let began = !accumulator.raw_usage().is_empty();
                let usage = if whole { usage } else { at_least(usage, &accumulator.blocks()) };
                began.then_some(Took { usage, estimated: !whole })
            }
            Reading::Whole(body) => {
                let answer: Map<String, Value> = serde_json::from_slice(body).ok()?;
                let Value::Object(raw) = answer.get("usage")? else { return None };
                Some(Took { usage: usage(raw), estimated: false })
            }
        }
    }

    async fn write_down(self, took: Took) {
        let at = (self.keeper.clock)();
        let cost_nano_usd = self.price.as_ref().map(|price| cost(price, &took.usage));
        let model = self.model;
        let write = move |transaction: &Transaction<'_>| {
            let spent = Spent {
                message: None,
                conversation: None,
                purpose: Purpose::Program,
                model: Some(&model),
                at,
                usage: took.usage,
                cost_nano_usd,
                estimated: took.estimated,
                from_cache: None,
            };
            spending::insert(transaction, &spent)
        };
        let Ok(store) = self.keeper.slot.get() else { return };
        if let Err(error) = store.write(Durability::Full, write).await {
            tracing::error!(%error, "what another program's request took was not written down");
        }
        drop(self.admission);
        self.keeper.announce();
    }
}
