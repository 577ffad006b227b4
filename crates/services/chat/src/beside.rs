//! Requests beside the turns of a conversation: questions aside, and summaries. They are put together, held to
//! the budgets and filled like those of turns.

use std::collections::HashMap;

use atelier_claude_wire::MessagesRequest;
use atelier_rpc::{Code, Error, Result};
use atelier_vocabulary::{Conversation, Message, MessageId, Model};
use serde_json::json;

use crate::{
    Connection, Conversations,
    attachments::Target,
    budgets::{Admission, Leaving, Round},
    context::{Bindings, PrefixHash},
    counting::{Composition, estimate},
    tools::Offer,
    turn::answering,
};

/// What to ask.
pub(crate) struct Beside<'a> {
    /// The conversation that it is about.
    pub(crate) conversation: &'a Conversation,
    /// What was said and what is asked, oldest first.
    pub(crate) branch: &'a [Message],
    /// What the project says to Claude.
    pub(crate) told: &'a str,
    /// The tools that are named, none of which may be asked for.
    pub(crate) tools: &'a Offer,
    /// What stood before earlier answers; none sends no thinking back.
    pub(crate) prefixes: Option<HashMap<MessageId, PrefixHash>>,
    /// The longest answer, in tokens.
    pub(crate) longest: u32,
}

/// A request that may leave.
pub(crate) struct Leaves {
    pub(crate) connection: Connection,
    pub(crate) request: MessagesRequest,
    pub(crate) facts: Option<Model>,
    /// Held until what it took is written down.
    pub(crate) _admission: Admission,
}

impl Conversations {
    /// Makes a request, and asks the budgets whether it may leave.
    pub(crate) async fn beside(&self, asked: Beside<'_>) -> Result<Leaves> {
        let connection = self.connections.connect().await?;
        let known = self.models.known_or_fetched().await;
        let of_settings = self.settings.borrow().model.clone();
        let chosen = asked.conversation.model.as_ref().or(of_settings.as_ref());
        let (model, facts) = answering(chosen, &known)?;
        let bindings = match asked.prefixes {
            Some(prefixes) => Bindings { account: self.connections.account(&connection), prefixes },
            None => Bindings::default(),
        };
        let mut request = self.composed(&Composition {
            branch: asked.branch,
            model: &model,
            facts: facts.as_ref(),
            effort: asked.conversation.effort,
            told: asked.told,
            tools: asked.tools,
            bindings: &bindings,
        });
        if !request.tools.is_empty() {
            request.extra.insert("tool_choice".to_owned(), json!({ "type": "none" }));
        }
        request.max_tokens = request.max_tokens.min(asked.longest);
        let leaving = Leaving {
            conversation: Some(asked.conversation.id),
            round: Round::First,
            model: &model,
            price: facts.as_ref().and_then(|facts| facts.price.as_ref()),
            simulated: connection.simulated,
            input_tokens: estimate(&request).most,
            max_tokens: request.max_tokens,
            // No tool may be asked for.
            searches: None,
        };
        let admission = self.budgets.admit(&leaving).await;
        let admission = admission.map_err(|why| Error::new(Code::PermissionDenied, why.message))?;
        admission.shorten(&mut request);
        let endpoint = self.connections.endpoint_name();
        let target = Target { connection: &connection, endpoint: &endpoint, facts: facts.as_ref() };
        let filled = self.attachments.filled(&request, target).await;
        let request =
            filled.map_err(|why| Error::new(Code::Unavailable, why.message))?.into_owned();
        Ok(Leaves { connection, request, facts, _admission: admission })
    }
}
