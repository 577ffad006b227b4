//! The beginning of a turn: what was said is checked and stored, and the request is made.

use std::{collections::HashMap, sync::Arc};

use atelier_claude_wire::MessagesRequest;
use atelier_rpc::{Code, Error, Result};
use atelier_store::{
    StoreError, Transaction,
    tables::{self, branches, conversations, messages, queue},
};
use atelier_vocabulary::{
    ContentBlock, ConversationId, Effort, Message, MessageId, MessageState, Model, QueuedId, Role,
    TitleSource,
};

use super::{
    Ask,
    again::{Place, place},
    answering::answering,
    empty_message,
    next::nothing_waits,
};
use crate::{
    Connection, Conversations,
    attachments::{Drawer, Going},
    context::{Bindings, Choices, PrefixHash},
    counting::Composition,
    error,
    title::title,
    tools::ClientTool,
};

/// A turn whose messages are stored and whose request has not left yet.
pub(super) struct Begun {
    /// What the person said; none where an earlier message is answered again.
    pub(super) user: Option<Message>,
    /// The answer, still empty.
    pub(super) assistant: Message,
    /// The request.
    pub(super) request: MessagesRequest,
    /// The tools of this machine that it offers.
    pub(super) tools: Vec<ClientTool>,
    /// The facts about the model, for its price.
    pub(super) facts: Option<Model>,
    /// The way to the endpoint.
    pub(super) connection: Connection,
    /// Whose thinking the answer holds.
    pub(super) account: String,
    /// Whether a person wants another answer than the one that there may be.
    pub(super) asked_anew: bool,
}

impl Conversations {
    pub(super) async fn begin(&self, id: ConversationId, ask: Ask) -> Result<Begun> {
        let asked_anew = ask.is_anew();
        let (mut going, mut next) = (Going::default(), None);
        if let Ask::Say { text, attachments, .. } = &ask {
            if attachments.is_empty() {
                self.checked(text)?;
            }
            self.within_limit(text)?;
            going = self.attachments.ready(id, attachments).await?;
        } else if let Ask::Next = &ask {
            let (first, with) = self.next_in_queue(id).await?;
            (going, next) = (with, Some(first));
        }
        let connection = self.connections.connect().await?;
        let known = self.models.known_or_fetched().await;
        let settings = self.settings.borrow().clone();
        let plan = Plan {
            conversation: id,
            ask,
            going,
            next,
            default_model: settings.model,
            known,
            simulated: connection.simulated,
            now: (self.clock)(),
        };
        // One trip to the store: who waits for an answer waits for every trip.
        let stored = self.write(move |transaction| plan.store(transaction)).await??;
        let offer = self.tools.offered();
        let account = self.connections.account(&connection);
        let bindings = Bindings { account, prefixes: stored.prefixes };
        let request = self.composed(&Composition {
            branch: &stored.branch,
            model: &stored.model,
            facts: stored.facts.as_ref(),
            effort: stored.effort,
            told: &stored.told,
            tools: &offer,
            bindings: &bindings,
        });
        let account = bindings.account;
        let Stored { user, assistant, facts, .. } = stored;
        let tools = offer.here;
        Ok(Begun { user, assistant, request, tools, facts, connection, account, asked_anew })
    }

    /// Whether the text may be sent: not blank, and within the limit.
    fn checked(&self, text: &str) -> Result<()> {
        if text.trim().is_empty() {
            return Err(Error::new(Code::InvalidInput, "there is nothing to send"));
        }
        self.within_limit(text)
    }

    /// Whether a message may be as long as the text (in Unicode scalar values).
    pub(crate) fn within_limit(&self, text: &str) -> Result<()> {
        let limit = self.settings.borrow().message_limit as usize;
        let count = text.chars().count();
        if count > limit {
            let message = format!("the message has {count} characters; the limit is {limit}");
            return Err(Error::new(Code::InvalidInput, message)
                .with_hint("shorten it, or raise the limit in Settings, Chat"));
        }
        Ok(())
    }
}

/// What is to be stored in one transaction, and what decides it.
struct Plan {
    conversation: ConversationId,
    ask: Ask,
    /// What goes along with what is said.
    going: Going,
    /// Which message of the queue goes, where one does.
    next: Option<QueuedId>,
    default_model: Option<String>,
    known: Result<Arc<Vec<Model>>>,
    simulated: bool,
    now: i64,
}

/// What was stored.
struct Stored {
    user: Option<Message>,
    assistant: Message,
    /// The messages up to the one that is answered, oldest first.
    branch: Vec<Message>,
    model: String,
    facts: Option<Model>,
    effort: Option<Effort>,
    /// What the project of the conversation says to Claude.
    told: String,
    /// What stood before earlier answers when they were made.
    prefixes: HashMap<MessageId, PrefixHash>,
}

impl Plan {
    /// The inner error says why nothing was written.
    fn store(&self, transaction: &Transaction<'_>) -> Result<Result<Stored>, StoreError> {
        let Some(conversation) = conversations::get(transaction, self.conversation)? else {
            return Ok(Err(error::no_conversation(self.conversation)));
        };
        if conversation.trashed_at.is_some() {
            return Ok(Err(
                refused("this conversation is in the trash").with_hint("restore it first")
            ));
        }
        let (model, effort) = match &self.ask {
            Ask::Say { .. } | Ask::Next => (None, None),
            Ask::Again { model, effort, .. } => (model.as_ref(), *effort),
        };
        let effort = effort.or(conversation.effort);
        let chosen = model.or(conversation.model.as_ref()).or(self.default_model.as_ref());
        let (model, facts) = match answering(chosen, &self.known) {
            Ok(answering) => answering,
            Err(error) => return Ok(Err(error)),
        };
        let drawer = self.next.map_or(Drawer::Draft(self.conversation), Drawer::Queue);
        if let Some(error) = self.going.refused(transaction, drawer, facts.as_ref())? {
            return Ok(Err(error));
        }
        let Place { mut branch, carried } = match place(transaction, &conversation, &self.ask)? {
            Ok(place) => place,
            Err(error) => return Ok(Err(error)),
        };
        let follows = branch.last().map(|message| message.id);
        let text = match &self.ask {
            Ask::Say { text, .. } => Some(text.clone()),
            Ask::Next => match self.next.map(|id| queue::take(transaction, id)).transpose()? {
                Some(Some(next)) => Some(next.text),
                Some(None) | None => return Ok(Err(nothing_waits())),
            },
            Ask::Again { .. } => None,
        };
        let user = text.as_deref().map(|text| self.said(text, carried, follows));
        if let Some(user) = &user {
            messages::insert(transaction, user)?;
            self.going.leave(transaction)?;
            branch.push(user.clone());
        }
        let Some(answered) = branch.last() else {
            return Ok(Err(refused("there is no message to answer again in this conversation")));
        };
        let assistant = self.empty_answer(answered.id, &model);
        messages::insert(transaction, &assistant)?;
        conversations::set_head(transaction, self.conversation, assistant.id, self.now)?;
        if let (Some(text), true) = (&text, conversation.title.is_empty()) {
            let title = title(self.going.about(text));
            conversations::rename(
                transaction,
                self.conversation,
                &title,
                TitleSource::Auto,
                self.now,
            )?;
        }
        let branch = Choices::read(transaction, self.conversation)?.select(branch).messages;
        let prefixes = branches::prefixes(transaction, self.conversation)?;
        let told = tables::projects::instructions(transaction, conversation.project_id)?;
        Ok(Ok(Stored { user, assistant, branch, model, facts, effort, told, prefixes }))
    }

    fn said(
        &self,
        text: &str,
        carried: Vec<ContentBlock>,
        parent_id: Option<MessageId>,
    ) -> Message {
        Message {
            blocks: self.going.with(carried, text),
            state: MessageState::Complete,
            completed_at: Some(self.now),
            ..self.message(Role::User, parent_id)
        }
    }

    fn empty_answer(&self, answered: MessageId, model: &str) -> Message {
        Message {
            model: Some(model.to_owned()),
            simulated: self.simulated,
            ..self.message(Role::Assistant, Some(answered))
        }
    }

    fn message(&self, role: Role, parent_id: Option<MessageId>) -> Message {
        empty_message(self.conversation, role, parent_id, self.now)
    }
}

fn refused(reason: &str) -> Error {
    Error::new(Code::InvalidInput, reason)
}
