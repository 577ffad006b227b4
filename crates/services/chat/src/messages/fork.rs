//! Forks: the messages up to one of them, copied into a new conversation.

use atelier_rpc::Result;
use atelier_store::tables::{branches, conversations, messages};
use atelier_vocabulary::{Conversation, ConversationId, MessageId, TitleSource};
use uuid::Uuid;

use super::{kept, no_message};
use crate::{Conversations, error};

/// The longest title, in characters.
const LONGEST: usize = 200;

impl Conversations {
    /// Copies the messages of a conversation up to one of them into a new conversation, with its model
    /// and its effort. What the copies cost was paid for before.
    pub(crate) async fn copy_up_to(
        &self,
        id: ConversationId,
        message: MessageId,
    ) -> Result<Conversation> {
        let now = (self.clock)();
        let fork = move |transaction: &atelier_store::Transaction<'_>| {
            let Some(original) = conversations::get(transaction, id)? else {
                return Ok(Err(error::no_conversation(id)));
            };
            if kept(transaction, id, message)?.is_none() {
                return Ok(Err(no_message(message)));
            }
            let copy = Conversation {
                title: title(&original.title),
                title_source: TitleSource::Person,
                model: original.model,
                effort: original.effort,
                project_id: original.project_id,
                pinned_at: original.pinned_at,
                archived_at: original.archived_at,
                tags: original.tags,
                ..Conversation::empty(ConversationId::from(Uuid::now_v7()), now)
            };
            conversations::insert(transaction, &copy)?;
            let mut path = messages::path_to(transaction, message)?;
            // What still arrives there is not said yet.
            path.retain(|it| it.state != atelier_vocabulary::MessageState::Streaming);
            let ids = std::iter::repeat_with(|| MessageId::from(Uuid::now_v7()));
            let shown = branches::copy(transaction, &path, copy.id, ids, now)?;
            Ok(shown.ok_or_else(|| error::no_conversation(copy.id)))
        };
        self.write(fork).await?
    }
}

/// The title of a fork: that of the original, marked as such.
fn title(original: &str) -> String {
    const MARK: &str = " (fork)";
    let room = LONGEST - MARK.chars().count();
    let kept: String = original.trim_end_matches(MARK).chars().take(room).collect();
    if kept.is_empty() { "Fork".to_owned() } else { format!("{kept}{MARK}") }
}
