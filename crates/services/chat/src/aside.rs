//! Questions aside: asked with a conversation in view, answered, and kept nowhere but in the sum of what
//! was spent.

use atelier_api::aside::{AsideApi, AsideExchange, AskAside};
use atelier_claude::{ClaudeError, MessageStream};
use atelier_claude_wire::cost;
use atelier_rpc::{Call, Code, Error, Events, Result};
use atelier_vocabulary::{ContentBlock, Message, MessageState, Role, TurnEvent};

use crate::{
    Conversations,
    beside::{Beside, Leaves},
    counting::{Past, at_least},
    error,
    recorder::Recorder,
    turn::spoken,
};

/// The longest answer aside, in tokens.
const LONGEST: u32 = 8_192;

/// What Claude is told with the first question aside.
const NOTE: &str = "This is a question aside: it is no part of our conversation, and what comes later will \
    not know of it. Answer it briefly, with our conversation in view.";

impl AsideApi for Conversations {
    async fn ask(&self, call: Call, input: AskAside, events: Events<TurnEvent>) -> Result<()> {
        if input.text.trim().is_empty() {
            return Err(Error::new(Code::InvalidInput, "there is nothing to ask"));
        }
        self.within_limit(&input.text)?;
        let id = input.conversation_id;
        let leaves = self.leaves(input).await?;
        let model = leaves.request.model.clone();
        let empty = Message {
            role: Role::Assistant,
            state: MessageState::Streaming,
            conversation_id: id,
            model: Some(model.clone()),
            simulated: leaves.connection.simulated,
            created_at: (self.clock)(),
            ..spoken(Vec::new())
        };
        events.send(TurnEvent::Started { user: None, assistant: Box::new(empty.clone()) }).await?;
        let Leaves { connection, request, facts, _admission } = leaves;
        let stopped = async {
            tokio::select! {
                () = call.cancelled() => {}
                () = events.closed() => {}
                () = self.stop.cancelled() => {}
            }
        };
        tokio::pin!(stopped);
        let mut stream = tokio::select! {
            opened = connection.client.stream(connection.key(), &request, |_| ()) => {
                opened.map_err(|error| error::of_claude(&error))?
            }
            () = &mut stopped => return Err(Error::cancelled()),
        };
        let came = tokio::select! {
            came = pass_on(&mut stream, &events) => Some(came),
            () = &mut stopped => None,
        };
        let whole = matches!(came, Some(Ok(())));
        let blocks = stream.blocks();
        let usage = if whole { stream.usage() } else { at_least(stream.usage(), &blocks) };
        let price = facts.as_ref().and_then(|facts| facts.price.as_ref());
        let cost = price.map(|price| cost(price, &usage));
        if !connection.simulated {
            self.write_down(id, &model, usage, cost).await?;
        }
        if let Some(Err(error)) = came {
            return Err(error::of_claude(&error));
        }
        let message = Box::new(Message {
            blocks,
            state: if whole { MessageState::Complete } else { MessageState::Incomplete },
            stop_reason: stream.stop_reason().cloned(),
            usage: Some(usage),
            cost_nano_usd: if connection.simulated { Some(0) } else { cost },
            completed_at: Some((self.clock)()),
            ..empty
        });
        events.send(TurnEvent::Completed { message }).await
    }
}

impl Conversations {
    /// Makes the request for a question aside, and asks the budgets whether it may leave.
    async fn leaves(&self, input: AskAside) -> Result<Leaves> {
        let id = input.conversation_id;
        let Past { conversation, mut branch, told, choices, prefixes, .. } = self.past(id).await?;
        // What still arrives is not said yet.
        branch.retain(|message| message.state != MessageState::Streaming);
        let conversation = conversation.ok_or_else(|| error::no_conversation(id))?;
        branch.extend(asked(input.text, input.earlier));
        self.beside(Beside {
            conversation: &conversation,
            branch: &choices.select(branch).messages,
            told: &told,
            // The same ones, so that the beginning of the request is the one that the API has cached.
            tools: &self.tools.offered(),
            prefixes: Some(prefixes),
            longest: LONGEST,
        })
        .await
    }
}

/// What was asked and answered aside before, and the question.
fn asked(text: String, earlier: Vec<AsideExchange>) -> Vec<Message> {
    let said = |text: String| spoken(vec![ContentBlock::text(text)]);
    let mut messages: Vec<Message> = Vec::new();
    for AsideExchange { question, answer } in earlier {
        messages.push(said(question));
        messages.push(Message { role: Role::Assistant, ..said(answer) });
    }
    messages.push(said(text));
    if let Some(first) = messages.first_mut() {
        first.blocks.push(ContentBlock::text(NOTE));
    }
    messages
}

/// Shows what arrives until the answer is whole.
async fn pass_on(
    stream: &mut MessageStream,
    events: &Events<TurnEvent>,
) -> std::result::Result<(), ClaudeError> {
    let (mut batch, mut recorder) = (Vec::new(), Recorder::default());
    loop {
        let more = stream.next_batch(&mut batch).await;
        recorder.take(&mut batch);
        let (_, shown) = recorder.flush();
        for event in shown {
            // A caller that is gone is noticed elsewhere.
            drop(events.send(event).await);
        }
        if !more? {
            return Ok(());
        }
    }
}
