//! A round of tools: what an answer asks for is run, and each result is stored as it comes.
//!
//! The answer ends and the message of the results begins in one transaction, and so do the end of
//! the results and the next answer: at no moment is there an end without a beginning. A kill leaves
//! the results that had come, in a message that says it is incomplete.
//!
//! An answer in which the endpoint pauses goes on in the same way, with nothing to bring.

use atelier_rpc::{Call, Error, Result};
use atelier_store::{
    Transaction,
    tables::{conversations, messages},
};
use atelier_vocabulary::{Message, MessageFailure, MessageId, MessageState, Role, TurnEvent};
use uuid::Uuid;

use super::{
    begin::Begun,
    empty_message,
    end::{Ended, bind, finish, unstored},
    outlet::Outlet,
};
use crate::{Conversations, context::go_on, tools::asked};

/// How often in one turn Claude may ask for tools.
const ROUNDS: u32 = 16;

/// Whether the answer is whole so far and goes on: with what tools return, or as it is, where the
/// endpoint only took a pause among its own.
pub(super) fn goes_on(ended: &Ended) -> bool {
    let message = &ended.message;
    let waits = matches!(reason(message), "tool_use" | "pause_turn");
    waits && message.state == MessageState::Complete && message.failure.is_none()
}

fn reason(message: &Message) -> &str {
    message.stop_reason.as_ref().map_or("", |reason| reason.0.as_str())
}

/// Says why the tools are not run, where they are not.
pub(super) fn may_ask(message: &Message, round: u32) -> std::result::Result<(), MessageFailure> {
    let (class, text) = if round >= ROUNDS {
        let text = format!(
            "Claude asked for tools {ROUNDS} times in one turn, and was stopped there. What arrived is \
             kept: continue to let it go on."
        );
        ("tool_rounds", text)
    } else if reason(message) == "tool_use" && asked(&message.blocks).is_empty() {
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
        call: Option<&Call>,
        begun: &mut Begun,
        ended: Ended,
        events: &Outlet,
    ) -> Result<Option<TurnEvent>> {
        let results = self.results_of(&ended.message);
        let Ended { message, raw_usage, prefix, .. } = ended;
        let (answer, empty) = (message.clone(), results.clone());
        let hand_over = move |transaction: &Transaction<'_>| {
            bind(transaction, &answer, prefix)?;
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
        go_on(&mut begun.request.messages, &answer, &results.blocks);
        begun.assistant = assistant.clone();
        Ok(Some(TurnEvent::Resumed { results, assistant: Box::new(assistant) }))
    }

    /// The message that will bring the results of an answer's calls, still empty.
    fn results_of(&self, answer: &Message) -> Message {
        empty_message(answer.conversation_id, Role::User, Some(answer.id), (self.clock)())
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

/// Stores a message that has just begun, as the last of its conversation.
fn follow(
    transaction: &Transaction<'_>,
    message: &Message,
) -> std::result::Result<(), atelier_store::StoreError> {
    messages::insert(transaction, message)?;
    let (conversation, at) = (message.conversation_id, message.created_at);
    conversations::set_head(transaction, conversation, message.id, at).map(drop)
}
