//! Where a turn begins: below which messages, by what the person asks.

use atelier_rpc::{Code, Error, Result};
use atelier_store::{StoreError, Transaction, tables::messages};
use atelier_vocabulary::{ContentBlock, Conversation, Message, MessageId, Role};

use super::Ask;
use crate::{
    context::brings_results,
    messages::{kept, no_message},
};

/// The place in a conversation that a turn begins at.
pub(super) struct Place {
    /// The messages before it, oldest first.
    pub(super) branch: Vec<Message>,
    /// What else the message holds whose place it takes, its text apart.
    pub(super) carried: Vec<ContentBlock>,
}

/// Finds the place where a turn begins. The inner error says why there is none.
pub(super) fn place(
    transaction: &Transaction<'_>,
    conversation: &Conversation,
    ask: &Ask,
) -> std::result::Result<Result<Place>, StoreError> {
    match ask {
        Ask::Say { instead_of: None, .. } | Ask::Next => {
            let branch = path_to(transaction, conversation.head_id)?;
            Ok(Ok(Place { branch, carried: Vec::new() }))
        }
        Ask::Say { instead_of: Some(id), .. } => {
            let Some(said) = kept(transaction, conversation.id, *id)? else {
                return Ok(Err(no_message(*id)));
            };
            if said.role != Role::User || brings_results(&said) {
                let reason = "only what a person said can be said otherwise";
                return Ok(Err(Error::new(Code::InvalidInput, reason)));
            }
            let branch = path_to(transaction, said.parent_id)?;
            let mut carried = said.blocks;
            carried.retain(|block| block.kind() != "text");
            Ok(Ok(Place { branch, carried }))
        }
        Ask::Again { of, .. } => {
            if let Some(id) = of
                && kept(transaction, conversation.id, *id)?.is_none()
            {
                return Ok(Err(no_message(*id)));
            }
            let mut branch = path_to(transaction, of.or(conversation.head_id))?;
            // The last answers go, and what tools brought them; what a person said stays.
            let is_answer =
                |message: &Message| message.role == Role::Assistant || brings_results(message);
            while branch.last().is_some_and(is_answer) {
                branch.pop();
            }
            Ok(Ok(Place { branch, carried: Vec::new() }))
        }
    }
}

fn path_to(
    transaction: &Transaction<'_>,
    last: Option<MessageId>,
) -> std::result::Result<Vec<Message>, StoreError> {
    last.map_or(Ok(Vec::new()), |last| messages::path_to(transaction, last))
}
