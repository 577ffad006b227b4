//! Counting: how long the next request is and what it may cost, before it is sent.
//!
//! The endpoint counts what is asked of it, once for each exact request. What it has not counted is
//! estimated from the length of the text, and says so. Nothing is asked of it unless a caller wants
//! to know.

mod counts;
mod estimate;

use std::time::Duration;

use atelier_api::context::{ContextApi, MeterContext};
use atelier_claude_wire::MessagesRequest;
use atelier_rpc::{Call, Code, Error, Result};
use atelier_store::tables::{conversations, messages};
use atelier_vocabulary::{
    ContentBlock, ContextMeter, Conversation, CostEstimate, Counted, Message, MessageFailure,
    Model, Role,
};

pub use self::counts::Counts;
pub(crate) use self::{
    counts::Key,
    estimate::{at_least, estimate, estimate_value},
};
use crate::{
    Connection, Conversations,
    attachments::Target,
    budgets::{Admission, Leaving, Round, most},
    context::{Wanted, request},
    error,
    tools::ClientTool,
};

/// How long the endpoint may take to count.
const DEADLINE: Duration = Duration::from_secs(10);

/// A request that could be sent now.
struct Next {
    request: MessagesRequest,
    model: Option<String>,
    facts: Option<Model>,
}

impl ContextApi for Conversations {
    async fn meter(&self, call: Call, input: MeterContext) -> Result<ContextMeter> {
        let conversation = input.conversation_id;
        let next = self.next_request(&input).await?;
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
        let stopped_by = match &next.model {
            Some(model) => {
                let leaving = Leaving {
                    conversation,
                    round: Round::First,
                    model,
                    price,
                    simulated,
                    input_tokens: tokens.unwrap_or(estimate.most),
                    max_tokens,
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
            model: next.model,
            simulated,
            stopped_by,
        })
    }
}

impl Conversations {
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
        };
        let admission = self.budgets.admit(&leaving).await?;
        admission.shorten(request);
        Ok(admission)
    }

    /// What would be sent if the person said the text now, without asking anybody.
    async fn next_request(&self, input: &MeterContext) -> Result<Next> {
        let (conversation, mut branch) = match input.conversation_id {
            Some(id) => self
                .read(move |connection| {
                    let Some(conversation) = conversations::get(connection, id)? else {
                        return Ok(None);
                    };
                    let branch = match conversation.head_id {
                        Some(head) => messages::path_to(connection, head)?,
                        None => Vec::new(),
                    };
                    Ok(Some((Some(conversation), branch)))
                })
                .await?
                .ok_or_else(|| error::no_conversation(id))?,
            None => (None, Vec::new()),
        };
        let going = self.attachments.waiting(input.conversation_id).await?;
        let blocks = going.with(Vec::new(), &input.text);
        if !blocks.is_empty() {
            branch.extend(said(blocks, branch.last()));
        }
        let project = conversation.as_ref().and_then(|it| it.project_id);
        let told =
            self.read(move |c| atelier_store::tables::projects::instructions(c, project)).await?;
        let settings = self.settings.borrow().clone();
        let of = |get: fn(&Conversation) -> Option<String>| conversation.as_ref().and_then(get);
        let known = self.models.known().await.unwrap_or_default();
        let chosen = of(|it| it.model.clone()).or_else(|| input.model.clone()).or(settings.model);
        let facts = match &chosen {
            Some(id) => known.iter().find(|model| model.id == *id).cloned(),
            None => known.first().cloned(),
        };
        let model = chosen.or_else(|| facts.as_ref().map(|facts| facts.id.clone()));
        let effort = conversation.as_ref().and_then(|it| it.effort).or(input.effort);
        let wanted = Wanted {
            model: model.as_deref().unwrap_or_default(),
            facts: facts.as_ref(),
            effort: effort.or(settings.effort),
            instructions: &crate::projects::instructions(&settings.instructions, &told),
            tools: self.tools.enabled().iter().map(ClientTool::definition).collect(),
        };
        Ok(Next { request: request(&branch, &wanted), model, facts })
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

/// What the person is about to say, as the message that would be stored. It follows `last`; with
/// nothing before it, it has no place in the store and needs none.
fn said(blocks: Vec<ContentBlock>, last: Option<&Message>) -> Option<Message> {
    Some(match last {
        Some(last) => {
            Message { role: Role::User, blocks, parent_id: Some(last.id), ..last.clone() }
        }
        None => crate::turn::spoken(blocks),
    })
}
