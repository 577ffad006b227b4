//! The end of a turn: the answer as far as it goes, its cost, and how it ended.

use atelier_claude_wire::cost;
use atelier_rpc::{Error, Result};
use atelier_store::{
    StoreError, Transaction,
    tables::{
        branches,
        messages::{self, MessageEnd},
    },
};
use atelier_vocabulary::{
    ContentBlock, Message, MessageFailure, MessageState, StopReason, TurnEvent, Usage,
};

use super::{
    begin::Begun,
    outlet::Outlet,
    stream::{Ending, Outcome},
};
use crate::{
    Conversations,
    context::{PrefixHash, prefix_of},
    counting::at_least,
    error,
};

/// What the stream said, apart from it.
#[derive(Default)]
struct Said {
    blocks: Vec<ContentBlock>,
    usage: Option<Usage>,
    raw_usage: Option<String>,
    stop_reason: Option<StopReason>,
    model: Option<String>,
    request_id: Option<String>,
}

/// An answer as it ended, not stored yet.
pub(super) struct Ended {
    pub(super) message: Message,
    /// The tokens it took, as the API has them.
    pub(super) raw_usage: Option<String>,
    /// Whether nobody wants more of it.
    pub(super) stopped: bool,
    /// What stood before it, where it holds thinking.
    pub(super) prefix: Option<PrefixHash>,
}

impl Conversations {
    /// What became of the answer.
    pub(super) fn ended(&self, begun: &Begun, outcome: &Outcome) -> Ended {
        let now = (self.clock)();
        let mut said = said(outcome);
        let state = state(&outcome.ending, &said);
        if state != MessageState::Complete {
            said.usage = said.usage.map(|usage| at_least(usage, &said.blocks));
        }
        let failure = failure(outcome, now);
        let message = Message {
            blocks: said.blocks,
            state,
            model: said.model.or_else(|| begun.assistant.model.clone()),
            stop_reason: said.stop_reason,
            usage: said.usage,
            cost_nano_usd: price(begun, said.usage),
            request_id: said.request_id,
            failure,
            completed_at: Some(now),
            ..begun.assistant.clone()
        };
        let stopped = matches!(outcome.ending, Ending::Stopped);
        let prefix = prefix_of(&begun.request, &begun.account, &message.blocks);
        Ended { message, raw_usage: said.raw_usage, stopped, prefix }
    }

    /// Stores the end of a turn, and says it.
    pub(super) async fn end(&self, ended: Ended, events: &Outlet) -> Result<()> {
        let stopped = ended.stopped;
        let message = Box::new(self.store_end(ended).await);
        self.budgets.announce();
        let lesson = self.patterns.lesson(&message);
        let event = match message.state {
            MessageState::Complete => TurnEvent::Completed { message },
            MessageState::Streaming | MessageState::Incomplete | MessageState::Failed => {
                TurnEvent::Ended { message }
            }
        };
        let sent = events.send(event).await;
        if let Some(lesson) = lesson {
            // After the answer is shown, and beside whatever is said next.
            let patterns = self.patterns.clone();
            self.tasks.spawn(async move { patterns.learn(lesson).await });
        }
        match sent {
            Ok(()) => Ok(()),
            Err(_) if stopped => Err(Error::cancelled()),
            Err(error) => Err(error),
        }
    }

    /// Stores the message, and returns it as it now stands; says so in it where it cannot be stored.
    async fn store_end(&self, ended: Ended) -> Message {
        let Ended { message, raw_usage, prefix, .. } = ended;
        let row = message.clone();
        let write = move |transaction: &Transaction<'_>| {
            bind(transaction, &row, prefix)?;
            finish(transaction, &row, raw_usage.as_deref())
        };
        match self.write(write).await {
            Ok(Some(stored)) => stored,
            Ok(None) => message,
            Err(error) => Message { failure: Some(unstored(&error.message)), ..message },
        }
    }
}

/// Writes how a message ended; returns it as it now stands, or none where there is none of its id.
pub(super) fn finish(
    transaction: &Transaction<'_>,
    message: &Message,
    raw_usage: Option<&str>,
) -> std::result::Result<Option<Message>, StoreError> {
    let end = MessageEnd {
        state: message.state,
        blocks: &message.blocks,
        model: message.model.as_deref(),
        usage: message.usage,
        raw_usage,
        cost_nano_usd: message.cost_nano_usd,
        stop_reason: message.stop_reason.as_ref(),
        failure: message.failure.as_ref(),
        from_cache: message.from_cache,
        request_id: message.request_id.as_deref(),
        completed_at: message.completed_at.unwrap_or(message.created_at),
    };
    messages::finish(transaction, message.id, &end)
}

/// Keeps what stood before an answer that holds thinking.
pub(super) fn bind(
    transaction: &Transaction<'_>,
    answer: &Message,
    prefix: Option<PrefixHash>,
) -> std::result::Result<(), StoreError> {
    prefix.map_or(Ok(()), |hash| {
        branches::set_prefix(transaction, answer.conversation_id, answer.id, &hash)
    })
}

/// What the answer cost; none where that is unknown. The simulator costs nothing.
fn price(begun: &Begun, usage: Option<Usage>) -> Option<i64> {
    let usage = usage?;
    if begun.connection.simulated {
        return Some(0);
    }
    let price = begun.facts.as_ref()?.price.as_ref()?;
    Some(cost(price, &usage))
}

fn said(outcome: &Outcome) -> Said {
    let Some(stream) = &outcome.stream else {
        let request_id = match &outcome.ending {
            Ending::Fault(error) => error.request_id().map(str::to_owned),
            Ending::Whole | Ending::Stopped | Ending::Withheld(_) => None,
        };
        return Said { request_id, ..Said::default() };
    };
    let raw = stream.accumulator().raw_usage();
    Said {
        blocks: stream.blocks(),
        usage: (!raw.is_empty()).then(|| stream.usage()),
        raw_usage: serde_json::to_string(raw).ok().filter(|_| !raw.is_empty()),
        stop_reason: stream.stop_reason().cloned(),
        model: stream.model().map(str::to_owned),
        request_id: stream.request_id().map(str::to_owned),
    }
}

/// A fault after something arrived leaves an incomplete message; before, a failed one.
fn state(ending: &Ending, said: &Said) -> MessageState {
    match ending {
        Ending::Whole => MessageState::Complete,
        Ending::Withheld(_) => MessageState::Failed,
        Ending::Fault(_) if said.blocks.is_empty() => MessageState::Failed,
        Ending::Stopped | Ending::Fault(_) => MessageState::Incomplete,
    }
}

fn failure(outcome: &Outcome, now: i64) -> Option<MessageFailure> {
    match (&outcome.ending, &outcome.unstored) {
        (Ending::Fault(error), _) => Some(error::failure(error, now)),
        (Ending::Withheld(why), _) => Some(why.clone()),
        (_, Some(error)) => Some(unstored(&error.to_string())),
        (Ending::Whole | Ending::Stopped, None) => None,
    }
}

pub(super) fn unstored(reason: &str) -> MessageFailure {
    MessageFailure {
        class: "not_stored".to_owned(),
        message: format!(
            "This answer could not be stored: {reason}. Copy it before you close the window."
        ),
        retryable: false,
        retry_at: None,
    }
}
