//! A round of tools: what an answer asks for is run, and each result is stored as it comes.
//!
//! The answer ends and the message of the results begins in one transaction, and so do the end of
//! the results and the next answer: at no moment is there an end without a beginning. A kill leaves
//! the results that had come, in a message that says it is incomplete.

use atelier_rpc::{Call, Error, Events, Result};
use atelier_store::{
    Durability, Transaction,
    tables::{conversations, deltas, deltas::Delta, messages},
};
use atelier_vocabulary::{
    ContentBlock, Message, MessageFailure, MessageId, MessageState, Role, TurnEvent,
};
use tokio::sync::mpsc;
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};
use uuid::Uuid;

use super::{
    begin::Begun,
    end::{Ended, finish, unstored},
};
use crate::{
    Conversations,
    context::exchange,
    tools::{Asked, asked, error_block},
};

/// How often in one turn Claude may ask for tools.
const ROUNDS: u32 = 16;
/// How many calls one answer may ask for; what is beyond is refused, not run.
const CALLS: usize = 16;

const STOPPED: &str = "There is no result: the person stopped the turn. What this call does may have \
                       been done.";
const BROKEN: &str = "The tool failed unexpectedly, which is a defect of Atelier.";

/// Whether the answer is whole and waits for tools.
pub(super) fn asks_for_tools(ended: &Ended) -> bool {
    let message = &ended.message;
    let waits = message.stop_reason.as_ref().is_some_and(|reason| reason.0 == "tool_use");
    waits && message.state == MessageState::Complete && message.failure.is_none()
}

/// Says why the tools are not run, where they are not.
pub(super) fn may_ask(message: &Message, round: u32) -> std::result::Result<(), MessageFailure> {
    let (class, text) = if round >= ROUNDS {
        let text = format!(
            "Claude asked for tools {ROUNDS} times in one turn, and was stopped there. What arrived is \
             kept: continue to let it go on."
        );
        ("tool_rounds", text)
    } else if asked(&message.blocks).is_empty() {
        let text = "Claude asked for a tool in a way that cannot be answered. What arrived is kept: \
                    ask again.";
        ("tool_request", text.to_owned())
    } else {
        return Ok(());
    };
    Err(MessageFailure { class: class.to_owned(), message: text, retryable: true, retry_at: None })
}

impl Conversations {
    /// Runs what the answer asks for. Returns what announces the next answer; none where the turn has
    /// ended here.
    pub(super) async fn run_tools(
        &self,
        call: &Call,
        begun: &mut Begun,
        ended: Ended,
        events: &Events<TurnEvent>,
    ) -> Result<Option<TurnEvent>> {
        let results = self.results_of(&ended.message);
        let Ended { message, raw_usage, .. } = ended;
        let (answer, empty) = (message.clone(), results.clone());
        let hand_over = move |transaction: &Transaction<'_>| {
            finish(transaction, &answer, raw_usage.as_deref())?;
            follow(transaction, &empty)
        };
        if let Err(error) = self.write(hand_over).await {
            let failure = Some(unstored(&error.message));
            let message = Box::new(Message { failure, ..message });
            events.send(TurnEvent::Ended { message }).await?;
            return Ok(None);
        }
        let calls = asked(&message.blocks);
        let answer = message.blocks.clone();
        let requested = TurnEvent::ToolsRequested {
            message: Box::new(message),
            results: Box::new(results.clone()),
        };
        // A caller that is gone is noticed by `stopped`.
        drop(events.send(requested).await);
        let ran = self.run_calls(call, begun, &results, calls, events).await;
        let results = Message {
            blocks: ran.blocks,
            state: if ran.stopped { MessageState::Incomplete } else { MessageState::Complete },
            completed_at: Some((self.clock)()),
            ..results
        };
        let next = (!ran.stopped).then(|| self.next_answer(begun, &results));
        let (row, follows) = (results.clone(), next.clone());
        let end = move |transaction: &Transaction<'_>| {
            finish(transaction, &row, None)?;
            follows.as_ref().map_or(Ok(()), |next| follow(transaction, next))
        };
        let stored = self.write(end).await;
        let results = Box::new(match &stored {
            Ok(()) => results,
            Err(error) => Message {
                state: MessageState::Incomplete,
                failure: Some(unstored(&error.message)),
                ..results
            },
        });
        let Some(assistant) = next.filter(|_| stored.is_ok()) else {
            let told = events.send(TurnEvent::Ended { message: results }).await;
            return told.map(|()| None).map_err(|_| Error::cancelled());
        };
        begun.request.messages.extend(exchange(&answer, &results.blocks));
        begun.assistant = assistant.clone();
        Ok(Some(TurnEvent::Resumed { results, assistant: Box::new(assistant) }))
    }

    /// Runs the calls beside each other. Each result is stored and shown when it comes.
    async fn run_calls(
        &self,
        call: &Call,
        begun: &Begun,
        results: &Message,
        calls: Vec<Asked>,
        events: &Events<TurnEvent>,
    ) -> Ran {
        let ids: Vec<String> = calls.iter().map(|asked| asked.id.clone()).collect();
        let mut blocks: Vec<Option<ContentBlock>> = vec![None; ids.len()];
        let stop = CancellationToken::new();
        let _stops = stop.clone().drop_guard();
        let (outlet, mut inlet) = mpsc::channel(CALLS);
        // Dropping these ends what still runs.
        let _running: Vec<AbortOnDropHandle<()>> = calls
            .into_iter()
            .enumerate()
            .map(|(place, asked)| {
                let (tools, stop, outlet) = (begun.tools.clone(), stop.clone(), outlet.clone());
                let work = async move {
                    let block = if place < CALLS {
                        asked.run(&tools, stop).await
                    } else {
                        let text =
                            format!("Up to {CALLS} calls run at once. Ask again for this one.");
                        error_block(&asked.id, &text)
                    };
                    // Where nobody takes it, the turn was stopped.
                    drop(outlet.send((place, block)).await);
                };
                AbortOnDropHandle::new(self.tasks.spawn(work))
            })
            .collect();
        drop(outlet);
        let stopped = self.stopped(call, events);
        tokio::pin!(stopped);
        let stopped = loop {
            let came = tokio::select! {
                biased;
                () = &mut stopped => break true,
                came = inlet.recv() => came,
            };
            let Some((place, block)) = came else { break false };
            if let Some(slot) = blocks.get_mut(place) {
                *slot = Some(block.clone());
            }
            let index = u32::try_from(place).unwrap_or(u32::MAX);
            self.keep_result(results.id, index, block.clone()).await;
            drop(events.send(TurnEvent::ToolCompleted { index, block }).await);
        };
        let missing = if stopped { STOPPED } else { BROKEN };
        let whole = blocks.into_iter().zip(&ids);
        let blocks = whole.map(|(block, id)| block.unwrap_or_else(|| error_block(id, missing)));
        Ran { blocks: blocks.collect(), stopped }
    }

    /// Stores a result on the way; the end stores all of them again.
    async fn keep_result(&self, results: MessageId, index: u32, block: ContentBlock) {
        let Ok(store) = self.slot.get() else { return };
        let delta = [Delta::Completed { index, block }];
        let append = store.write(Durability::Normal, move |transaction| {
            deltas::append(transaction, results, &delta)
        });
        if let Err(error) = append.await {
            tracing::warn!(%error, "a tool's result could not be stored on the way");
        }
    }

    /// The message that will bring the results of an answer's calls, still empty.
    fn results_of(&self, answer: &Message) -> Message {
        Message {
            id: MessageId::from(Uuid::now_v7()),
            parent_id: Some(answer.id),
            role: Role::User,
            blocks: Vec::new(),
            state: MessageState::Streaming,
            model: None,
            stop_reason: None,
            usage: None,
            cost_nano_usd: None,
            simulated: false,
            request_id: None,
            failure: None,
            created_at: (self.clock)(),
            completed_at: None,
            conversation_id: answer.conversation_id,
        }
    }

    /// The answer that follows the results, still empty.
    fn next_answer(&self, begun: &Begun, results: &Message) -> Message {
        Message {
            id: MessageId::from(Uuid::now_v7()),
            parent_id: Some(results.id),
            created_at: (self.clock)(),
            ..begun.assistant.clone()
        }
    }
}

/// What became of some calls.
struct Ran {
    /// A result for each, in the order of the calls.
    blocks: Vec<ContentBlock>,
    /// Whether nobody wanted to wait for all of them.
    stopped: bool,
}

/// Stores a message that has just begun, as the last of its conversation.
fn follow(
    transaction: &Transaction<'_>,
    message: &Message,
) -> std::result::Result<(), atelier_store::StoreError> {
    messages::insert(transaction, message)?;
    let (conversation, at) = (message.conversation_id, message.created_at);
    conversations::set_head(transaction, conversation, message.id, at).map(drop)
}
