//! Counting: how long the next request is and what it may cost, before it is sent.
//!
//! The endpoint counts what is asked of it, once for each exact request. What it has not counted is
//! estimated from the length of the text, and says so. Nothing is asked of it unless a caller wants
//! to know.

mod counts;
mod estimate;
mod next;
mod parts;

use std::time::Duration;

use atelier_api::context::{
    AcceptSummary, ContextApi, ContextOf, MarkContext, MeterContext, SummarizeContext,
};
use atelier_claude_wire::MessagesRequest;
use atelier_rpc::{Call, Code, Error, Result};
use atelier_vocabulary::{
    Context, ContextMeter, ContextSummary, CostEstimate, Counted, Message, MessageFailure, Model,
};

pub use self::counts::Counts;
pub(crate) use self::{
    counts::Key,
    estimate::{at_least, estimate, estimate_value},
    next::{Composition, Past},
};
use self::{next::Next, parts::parts};
use crate::{
    Connection, Conversations,
    attachments::Target,
    budgets::{Admission, Leaving, Round, most},
    compaction::{KEEP_TURNS, cut},
    error,
    tools::searches_of,
};

/// How long the endpoint may take to count.
const DEADLINE: Duration = Duration::from_secs(10);

impl ContextApi for Conversations {
    async fn meter(&self, call: Call, input: MeterContext) -> Result<ContextMeter> {
        let next = self.next_request(&input, None).await?;
        self.measured(&call, &input, &next).await
    }

    async fn parts(&self, call: Call, input: MeterContext) -> Result<Context> {
        // Whose thinking goes along depends on the key. Without one, none does.
        let account = match self.connections.connect().await {
            Ok(connection) => Some(self.connections.account(&connection)),
            Err(_) => None,
        };
        let next = self.next_request(&input, account).await?;
        let meter = self.measured(&call, &input, &next).await?;
        let counted = (meter.counted == Counted::Endpoint).then_some(meter.input_tokens);
        let parts = parts(&next.request, &next.branch, &next.selected, &next.choices, counted);
        Ok(Context {
            parts,
            meter,
            summary: next.selected.summary,
            proposed: next.proposed,
            can_compact: cut(&next.branch, KEEP_TURNS).is_some(),
        })
    }

    async fn mark(&self, _call: Call, input: MarkContext) -> Result<MarkContext> {
        self.mark_part(input).await
    }

    async fn summarize(&self, call: Call, input: SummarizeContext) -> Result<ContextSummary> {
        self.sum_up(&call, input).await
    }

    async fn accept_summary(&self, _call: Call, input: AcceptSummary) -> Result<ContextSummary> {
        self.accept(input).await
    }

    async fn discard_summary(&self, _call: Call, input: ContextOf) -> Result<ContextOf> {
        self.discard(input).await
    }

    async fn undo_summary(&self, _call: Call, input: ContextOf) -> Result<ContextOf> {
        self.undo(input).await
    }
}

impl Conversations {
    /// How long a request is, and what it may cost.
    async fn measured(
        &self,
        call: &Call,
        input: &MeterContext,
        next: &Next,
    ) -> Result<ContextMeter> {
        let (tokens, because) = if input.count {
            call.within(DEADLINE * 2, async { Ok(self.counted(&next.request).await) }).await?
        } else {
            (self.counted_before(&next.request), None)
        };
        let estimate = estimate(&next.request);
        let simulated = self.connections.is_simulated();
        let price = next.facts.as_ref().and_then(|facts| facts.price.as_ref());
        let input_tokens = tokens.unwrap_or(estimate.likely);
        let max_tokens = next.request.max_tokens;
        let searches = searches_of(&next.request.tools);
        let stopped_by = match &next.model {
            Some(model) => {
                let leaving = Leaving {
                    conversation: input.conversation_id,
                    round: Round::First,
                    model,
                    price,
                    simulated,
                    input_tokens: tokens.unwrap_or(estimate.most),
                    max_tokens,
                    searches,
                };
                self.budgets.would_stop(&leaving).await
            }
            None => None,
        };
        Ok(ContextMeter {
            input_tokens,
            counted: if tokens.is_some() { Counted::Endpoint } else { Counted::Estimate },
            uncounted_because: because,
            window_tokens: next.facts.as_ref().and_then(|facts| facts.max_input_tokens),
            max_answer_tokens: max_tokens,
            cost: price.map(|price| CostEstimate {
                input_nano_usd: most(price, input_tokens, 0),
                most_nano_usd: most(price, input_tokens, max_tokens),
            }),
            searches,
            model: next.model.clone(),
            simulated,
            stopped_by,
        })
    }

    /// Admits a request of a turn, or says why it may not leave. The admission is held until what
    /// the request took is written down.
    pub(crate) async fn admitted(
        &self,
        message: &Message,
        request: &mut MessagesRequest,
        facts: Option<&Model>,
        round: u32,
    ) -> std::result::Result<Admission, MessageFailure> {
        let tokens = self.counted_before(request);
        let model = request.model.clone();
        let leaving = Leaving {
            conversation: Some(message.conversation_id),
            round: if round == 0 { Round::First } else { Round::Later },
            model: &model,
            price: facts.and_then(|facts| facts.price.as_ref()),
            simulated: message.simulated,
            input_tokens: tokens.unwrap_or_else(|| estimate(request).most),
            max_tokens: request.max_tokens,
            searches: searches_of(&request.tools),
        };
        let admission = self.budgets.admit(&leaving).await?;
        admission.shorten(request);
        Ok(admission)
    }

    /// How many tokens a request holds, where the endpoint has said so before.
    pub(crate) fn counted_before(&self, request: &MessagesRequest) -> Option<u64> {
        self.counts.get(&self.key_of(request)?)
    }

    /// How many tokens a request holds; none, with the reason, where the endpoint does not say.
    async fn counted(&self, request: &MessagesRequest) -> (Option<u64>, Option<String>) {
        if request.model.is_empty() || request.messages.is_empty() {
            return (None, None);
        }
        let Some(key) = self.key_of(request) else { return (None, None) };
        if let Some(tokens) = self.counts.get(&key) {
            return (Some(tokens), None);
        }
        match self.ask_for_count(request).await {
            Ok(tokens) => {
                self.counts.put(key, tokens);
                (Some(tokens), None)
            }
            Err(error) => (None, Some(error.message)),
        }
    }

    async fn ask_for_count(&self, request: &MessagesRequest) -> Result<u64> {
        let connection: Connection = self.connections.connect().await?;
        let endpoint = self.connections.endpoint_name();
        let target = Target { connection: &connection, endpoint: &endpoint, facts: None };
        let filled = self.attachments.filled(request, target).await;
        let filled = filled.map_err(|why| Error::new(Code::Unavailable, why.message))?;
        let asked = connection.client.count_tokens(connection.key(), &filled);
        match tokio::time::timeout(DEADLINE, asked).await {
            Ok(counted) => counted.map_err(|error| error::of_claude(&error)),
            Err(_) => Err(Error::new(Code::TimedOut, "the endpoint took too long to count")),
        }
    }

    fn key_of(&self, request: &MessagesRequest) -> Option<Key> {
        let version = self.settings.borrow().endpoint.api_version;
        let body = request.count_tokens_body(version).ok()?;
        Some(Key::of(&self.connections.endpoint_name(), &body))
    }
}
