//! Writing conversations down.

use std::io::Write as _;

use atelier_api::export::{
    ExportApi, ExportConversation, ExportEverything, ExportText, SuggestExport, SuggestedPath,
};
use atelier_api::failed;
use atelier_chat_export::{
    archive_name, file_name, html, json, markdown, parents_first, plain_name, walk,
};
use atelier_files::{Existing, NewFile};
use atelier_rpc::{Call, Events, Result};
use atelier_store::{Connection, StoreError, tables::conversations, tables::whole};
use atelier_vocabulary::{
    Conversation, ConversationId, ExportBranches, ExportEvent, ExportFormat, ExportedFile, Message,
};
use uuid::Uuid;

use crate::{Archive, failure};

impl ExportApi for Archive {
    async fn suggest(&self, _call: Call, input: SuggestExport) -> Result<SuggestedPath> {
        let name = match (input.name, input.id) {
            (Some(name), _) => plain_name(&name),
            (None, None) => archive_name((self.clock)()),
            (None, Some(id)) => {
                let store = self.slot.get().map_err(failed)?;
                let found = store.read(move |c| conversations::get(c, id)).await.map_err(failed)?;
                let found = found.ok_or_else(|| failure::no_conversation(id))?;
                file_name(&found, input.format.unwrap_or(ExportFormat::Markdown))
            }
        };
        let archive = self.clone();
        let free = tokio::task::spawn_blocking(move || archive.free_name(&name));
        let path = free.await.map_err(|_| failure::lost())?;
        Ok(SuggestedPath { path: path.display().to_string() })
    }

    async fn conversation(&self, _call: Call, input: ExportConversation) -> Result<ExportedFile> {
        let store = self.slot.get().map_err(failed)?;
        let id = input.id;
        let found = store.read(move |c| read_whole(c, id)).await.map_err(failed)?;
        let (conversation, messages) = found.ok_or_else(|| failure::no_conversation(id))?;
        let make = move || {
            let (text, messages) = written(&conversation, &messages, input.format, input.branches)?;
            Ok(Written { text, conversations: 1, messages })
        };
        self.write_text(&input.path, input.replace, make).await
    }

    async fn text(&self, _call: Call, input: ExportText) -> Result<ExportedFile> {
        let make = move || Ok(Written { text: input.text, conversations: 0, messages: 0 });
        self.write_text(&input.path, input.replace, make).await
    }

    async fn everything(
        &self,
        call: Call,
        input: ExportEverything,
        events: Events<ExportEvent>,
    ) -> Result<()> {
        self.write_everything(call, input, events).await
    }
}

/// A text that becomes a file, and what is in it.
struct Written {
    text: String,
    conversations: u32,
    messages: u64,
}

impl Archive {
    /// Writes a new file with what `make` makes, once it is known that there may be one.
    async fn write_text(
        &self,
        path: &str,
        replace: bool,
        make: impl FnOnce() -> Result<Written> + Send + 'static,
    ) -> Result<ExportedFile> {
        let (path, keep_out) = (self.in_full(path), self.keep_out.clone());
        let write = move || {
            let file = NewFile::create(&path, existing(replace), &keep_out, &mark());
            let mut file = file.map_err(failure::of_file)?;
            let Written { text, conversations, messages } = make()?;
            let written = file.write_all(text.as_bytes());
            written.map_err(|error| failure::of_file(file.failed(error)))?;
            let (path, bytes) = file.finish().map_err(failure::of_file)?;
            let path = path.display().to_string();
            Ok(ExportedFile { path, bytes, conversations, messages })
        };
        tokio::task::spawn_blocking(write).await.map_err(|_| failure::lost())?
    }
}

/// A conversation as a text, and how many messages are in it.
pub(crate) fn written(
    conversation: &Conversation,
    messages: &[Message],
    format: ExportFormat,
    branches: ExportBranches,
) -> Result<(String, u64)> {
    let steps = walk(messages, conversation.head_id, branches);
    let text = match format {
        ExportFormat::Markdown => markdown(conversation, &steps),
        ExportFormat::Html => html(conversation, &steps),
        ExportFormat::Json => {
            let messages: Vec<&Message> = steps.iter().map(|it| it.message).collect();
            json(conversation, &messages).map_err(|it| failed(StoreError::from(it)))?
        }
    };
    Ok((text, steps.len() as u64))
}

/// Reads a conversation with all its messages, each after the one it follows.
pub(crate) fn read_whole(
    c: &Connection,
    id: ConversationId,
) -> Result<Option<(Conversation, Vec<Message>)>, StoreError> {
    let Some(conversation) = conversations::get(c, id)? else { return Ok(None) };
    let order = parents_first(&whole::tree(c, id)?);
    Ok(Some((conversation, whole::messages_of(c, &order)?)))
}

/// What becomes of a file that has the name already.
pub(crate) fn existing(replace: bool) -> Existing {
    if replace { Existing::Replace } else { Existing::Keep }
}

/// What tells a file that is being written from others.
pub(crate) fn mark() -> String {
    Uuid::now_v7().simple().to_string()
}
