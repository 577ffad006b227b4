//! Compaction: a summary in place of the beginning of a conversation.
//!
//! The model makes it, a person reads it and may change it, and only then it is sent. Nothing that
//! was said goes: the summary can be taken back at any time.

use atelier_api::context::{AcceptSummary, ContextOf, MarkContext, SummarizeContext};
use atelier_claude_wire::cost;
use atelier_rpc::{Call, Code, Error, Result};
use atelier_store::{
    Transaction,
    tables::{
        context_marks,
        spending::{self, Purpose, Spent},
        summaries,
    },
};
use atelier_vocabulary::{
    ContentBlock, ContextMark, ContextSummary, ConversationId, Message, MessageId, Role, Usage,
};

use crate::{
    Conversations,
    beside::{Beside, Leaves},
    context::brings_results,
    counting::Past,
    error,
    tools::Offer,
    turn::spoken,
};

/// So many of the last turns are left as they are.
pub(crate) const KEEP_TURNS: u32 = 2;
/// The longest summary, in tokens.
const LONGEST: u32 = 4_096;

/// What the model is asked for.
const ASK: &str = "Sum up our conversation so far, so that it can go on without the messages \
    themselves. Keep: what I want and why; what was decided, with reasons; names, numbers, paths, code \
    and wording that later turns depend on, exactly; what was tried and did not work; what is open, and \
    the next step. Leave out greetings and what was superseded. Write it as notes under short headings, \
    in the language that we have used. Write nothing but the summary.";

/// How many messages of a branch lie before its last turns; none where nothing would be left to sum
/// up.
pub(crate) fn cut(branch: &[Message], keep_turns: u32) -> Option<usize> {
    let said = |message: &Message| message.role == Role::User && !brings_results(message);
    let turns: Vec<usize> = branch
        .iter()
        .enumerate()
        .filter(|(_, message)| said(message))
        .map(|(place, _)| place)
        .collect();
    let keep = usize::try_from(keep_turns).unwrap_or(usize::MAX);
    let place = turns.len().checked_sub(keep).and_then(|at| turns.get(at)).copied()?;
    (place >= 2).then_some(place)
}

impl Conversations {
    pub(crate) async fn mark_part(&self, input: MarkContext) -> Result<MarkContext> {
        let MarkContext { conversation_id, message_id, block, mark } = input;
        if block.is_some() && mark == Some(ContextMark::Pin) {
            let message = "only a whole message can be pinned";
            return Err(Error::new(Code::InvalidInput, message));
        }
        let known = self
            .write(move |transaction| {
                context_marks::set(transaction, conversation_id, message_id, block, mark)
            })
            .await?;
        if known { Ok(input) } else { Err(crate::messages::no_message(message_id)) }
    }

    /// Has the beginning of a conversation summed up, and keeps the summary until it is read.
    pub(crate) async fn sum_up(
        &self,
        call: &Call,
        input: SummarizeContext,
    ) -> Result<ContextSummary> {
        let id = input.conversation_id;
        let Past { conversation, branch, told, choices, .. } = self.past(id).await?;
        let conversation = conversation.ok_or_else(|| error::no_conversation(id))?;
        let nothing = || {
            let message = "there is nothing to sum up before the last turns yet";
            Error::new(Code::InvalidInput, message)
        };
        let covered = cut(&branch, input.keep_turns.unwrap_or(KEEP_TURNS)).ok_or_else(nothing)?;
        let (up_to, asked) = before(branch, covered).ok_or_else(nothing)?;
        let leaves = self
            .beside(Beside {
                conversation: &conversation,
                branch: &choices.select(asked).messages,
                told: &told,
                tools: &Offer::default(),
                prefixes: None,
                longest: LONGEST,
            })
            .await?;
        let Leaves { connection, request, facts, _admission } = leaves;
        let created = tokio::select! {
            created = connection.client.create(connection.key(), &request, |_| ()) => created,
            () = call.cancelled() => return Err(Error::cancelled()),
        };
        let created = created.map_err(|error| error::of_claude(&error))?;
        if !connection.simulated {
            let price = facts.as_ref().and_then(|facts| facts.price.as_ref());
            let cost = price.map(|price| cost(price, &created.usage));
            self.write_down(id, &request.model, created.usage, cost).await?;
        }
        let text: Vec<&str> = created.blocks.iter().filter_map(ContentBlock::as_text).collect();
        let text = text.join("").trim().to_owned();
        if text.is_empty() {
            let message = "the model gave no summary; nothing was changed";
            return Err(Error::new(Code::Unavailable, message));
        }
        let now = (self.clock)();
        let propose = move |transaction: &Transaction<'_>| {
            summaries::propose(transaction, id, up_to, &text, &request.model, now)?;
            summaries::proposed(transaction, id)
        };
        self.write(propose).await?.ok_or_else(|| error::no_conversation(id))
    }

    pub(crate) async fn accept(&self, input: AcceptSummary) -> Result<ContextSummary> {
        let AcceptSummary { conversation_id: id, text } = input;
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Err(Error::new(Code::InvalidInput, "a summary needs a word in it"));
        }
        let now = (self.clock)();
        let accept = move |transaction: &Transaction<'_>| {
            if !summaries::accept(transaction, id, &text, now)? {
                return Ok(None);
            }
            Ok(summaries::accepted(transaction, id)?.into_iter().next())
        };
        self.write(accept).await?.ok_or_else(|| no_summary("waits to be read"))
    }

    pub(crate) async fn discard(&self, input: ContextOf) -> Result<ContextOf> {
        let id = input.conversation_id;
        let gone = self.write(move |transaction| summaries::discard(transaction, id)).await?;
        if gone { Ok(input) } else { Err(no_summary("waits to be read")) }
    }

    pub(crate) async fn undo(&self, input: ContextOf) -> Result<ContextOf> {
        let id = input.conversation_id;
        let gone = self.write(move |transaction| summaries::undo(transaction, id)).await?;
        if gone { Ok(input) } else { Err(no_summary("counts")) }
    }

    pub(crate) async fn write_down(
        &self,
        id: ConversationId,
        model: &str,
        usage: Usage,
        cost_nano_usd: Option<i64>,
    ) -> Result<()> {
        let (at, model) = ((self.clock)(), model.to_owned());
        self.write(move |transaction| {
            let spent = Spent {
                message: None,
                conversation: Some(id),
                purpose: Purpose::Side,
                model: Some(&model),
                at,
                usage,
                cost_nano_usd,
                estimated: false,
                from_cache: None,
            };
            spending::insert(transaction, &spent)
        })
        .await
    }
}

/// The last of so many messages, and these with the question for a summary behind them.
fn before(mut branch: Vec<Message>, covered: usize) -> Option<(MessageId, Vec<Message>)> {
    branch.truncate(covered);
    let last = branch.last()?.id;
    branch.push(spoken(vec![ContentBlock::text(ASK)]));
    Some((last, branch))
}

fn no_summary(what: &str) -> Error {
    Error::new(Code::NotFound, format!("there is no summary of this conversation that {what}"))
}

#[cfg(test)]
mod tests;
