//! The next request, made as the one that is sent: what a person is shown of it, and what is counted,
//! are made here too.

use std::collections::HashMap;

use atelier_api::context::MeterContext;
use atelier_claude_wire::MessagesRequest;
use atelier_rpc::Result;
use atelier_store::{
    Connection as StoreConnection,
    tables::{branches, conversations, messages, projects, summaries},
};
use atelier_vocabulary::{
    ContextSummary, Conversation, ConversationId, Effort, Message, MessageId, Model,
};

use crate::{
    Conversations,
    attachments::citing,
    context::{Bindings, Choices, PrefixHash, Selected, Wanted, request_keeping},
    error,
    projects::instructions,
    tools::Offer,
    turn::spoken,
};

/// A request that could be sent now.
pub(super) struct Next {
    pub(super) request: MessagesRequest,
    pub(super) model: Option<String>,
    pub(super) facts: Option<Model>,
    pub(super) branch: Vec<Message>,
    pub(super) selected: Selected,
    pub(super) choices: Choices,
    pub(super) proposed: Option<ContextSummary>,
}

/// What a request is made of, beside what the settings say.
pub(crate) struct Composition<'a> {
    /// The messages that are sent, oldest first.
    pub(crate) branch: &'a [Message],
    /// The model that answers.
    pub(crate) model: &'a str,
    /// The facts about it.
    pub(crate) facts: Option<&'a Model>,
    /// How hard it thinks; none is as the settings say.
    pub(crate) effort: Option<Effort>,
    /// What the project says to Claude.
    pub(crate) told: &'a str,
    /// The tools it may ask for.
    pub(crate) tools: &'a Offer,
    /// What is known of the thinking in the conversation.
    pub(crate) bindings: &'a Bindings,
}

impl Conversations {
    /// Makes the request that is sent. What a person is shown of it, and what is counted, are made
    /// here too.
    pub(crate) fn composed(&self, composition: &Composition<'_>) -> MessagesRequest {
        let Composition { branch, model, facts, effort, told, tools, bindings } = composition;
        let settings = self.settings.borrow();
        let wanted = Wanted {
            model,
            facts: *facts,
            effort: effort.or(settings.effort),
            instructions: &instructions(&settings.instructions, told),
            tools: tools.definitions(*facts),
        };
        let cites = settings.cite_documents && facts.is_some_and(|facts| facts.cites);
        if cites {
            return request_keeping(&citing(branch), &wanted, bindings);
        }
        request_keeping(branch, &wanted, bindings)
    }

    /// What would be sent if the person said the text now, without asking anybody. The thinking of
    /// earlier answers goes along where the account is known.
    pub(super) async fn next_request(
        &self,
        input: &MeterContext,
        account: Option<String>,
    ) -> Result<Next> {
        let Past { conversation, mut branch, told, choices, prefixes, proposed } =
            match input.conversation_id {
                Some(id) => self.past(id).await?,
                None => Past::default(),
            };
        let going = self.attachments.waiting(input.conversation_id).await?;
        let blocks = going.with(Vec::new(), &input.text);
        if !blocks.is_empty() {
            branch.push(Message { parent_id: branch.last().map(|last| last.id), ..spoken(blocks) });
        }
        let default = self.settings.borrow().model.clone();
        let of = |get: fn(&Conversation) -> Option<String>| conversation.as_ref().and_then(get);
        let known = self.models.known().await.unwrap_or_default();
        let chosen = of(|it| it.model.clone()).or_else(|| input.model.clone()).or(default);
        let facts = match &chosen {
            Some(id) => known.iter().find(|model| model.id == *id).cloned(),
            None => known.first().cloned(),
        };
        let model = chosen.or_else(|| facts.as_ref().map(|facts| facts.id.clone()));
        let bindings = match account {
            Some(account) => Bindings { account, prefixes },
            None => Bindings::default(),
        };
        let selected = choices.select(branch.clone());
        let request = self.composed(&Composition {
            branch: &selected.messages,
            model: model.as_deref().unwrap_or_default(),
            facts: facts.as_ref(),
            effort: conversation.as_ref().and_then(|it| it.effort).or(input.effort),
            told: &told,
            tools: &self.tools.offered(),
            bindings: &bindings,
        });
        Ok(Next { request, model, facts, branch, selected, choices, proposed })
    }

    /// What was said in a conversation, and what was chosen of it.
    pub(crate) async fn past(&self, id: ConversationId) -> Result<Past> {
        let read = move |connection: &StoreConnection| {
            let Some(conversation) = conversations::get(connection, id)? else { return Ok(None) };
            let branch = match conversation.head_id {
                Some(head) => messages::path_to(connection, head)?,
                None => Vec::new(),
            };
            Ok(Some(Past {
                branch,
                told: projects::instructions(connection, conversation.project_id)?,
                choices: Choices::read(connection, id)?,
                prefixes: branches::prefixes(connection, id)?,
                proposed: summaries::proposed(connection, id)?,
                conversation: Some(conversation),
            }))
        };
        self.read(read).await?.ok_or_else(|| error::no_conversation(id))
    }
}

/// What was said in a conversation, and what was chosen of it.
#[derive(Default)]
pub(crate) struct Past {
    pub(crate) conversation: Option<Conversation>,
    pub(crate) branch: Vec<Message>,
    /// What the project says to Claude.
    pub(crate) told: String,
    pub(crate) choices: Choices,
    pub(crate) prefixes: HashMap<MessageId, PrefixHash>,
    pub(crate) proposed: Option<ContextSummary>,
}
