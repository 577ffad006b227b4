//! One conversation, and the file that it has.

use atelier_api::failed;
use atelier_chat_export::{is_as_written, mirror_name, mirror_name_in_full, mirrored, walk};
use atelier_files::{FilePath, FilesError, Folder, Kept};
use atelier_rpc::Error;
use atelier_store::{
    Connection, Durability, Store, StoreError, Transaction, tables::mirror, tables::projects,
};
use atelier_vocabulary::{Conversation, ConversationId, ExportBranches, Message};

use crate::export::read_whole;
use crate::failure;

/// The folder below that of the mirror for what is in the archive.
const ARCHIVE: &str = "Archive";

/// What became of the file of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// It is as it should be, and this was done for it.
    There(Kept),
    /// It is not there, as it should be, and this was done for it.
    Gone(Kept),
}

/// Why the file of a conversation is not as it should be.
pub(super) enum Undone {
    /// The disk or the folder says no.
    File(FilesError),
    /// Anything else.
    Other(Error),
}

impl From<FilesError> for Undone {
    fn from(error: FilesError) -> Self {
        Self::File(error)
    }
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        Self::Other(failed(error))
    }
}

/// What is read of a conversation.
struct Read {
    changes: Option<i64>,
    path: Option<String>,
    whole: Option<(Conversation, Vec<Message>, Option<String>)>,
}

/// Makes the file of a conversation as the conversation is now.
pub(super) async fn one(
    store: &Store,
    folder: &Folder,
    id: ConversationId,
    now: i64,
) -> Result<Done, Undone> {
    let Read { changes, path, whole } = store.read(move |c| read(c, id)).await?;
    let Some((conversation, messages, project)) = whole else {
        let kept = match &path {
            Some(path) => folder.withdraw(FilePath::parse(path)?, is_as_written).await?,
            None => Kept::AsItWas,
        };
        let at = (kept != Kept::AsItWas).then_some(now);
        let gone = move |c: &Transaction<'_>| {
            mirror::forget(c, id)?;
            mirror::done(c, id, changes, at)
        };
        store.write(Durability::Normal, gone).await?;
        return Ok(Done::Gone(kept));
    };
    let mut aside = Kept::AsItWas;
    let wanted = place(&conversation, path.as_deref());
    let named = if path.as_deref() == Some(wanted.as_str()) {
        wanted
    } else {
        if let Some(path) = &path {
            aside = folder.withdraw(FilePath::parse(path)?, is_as_written).await?;
        }
        let in_full = in_place(&conversation, &mirror_name_in_full(&conversation));
        let name = move |c: &Transaction<'_>| {
            if mirror::name(c, id, &wanted)? {
                return Ok(wanted);
            }
            mirror::name(c, id, &in_full).map(|_| in_full)
        };
        store.write(Durability::Normal, name).await?
    };
    let write = move || {
        let steps = walk(&messages, conversation.head_id, ExportBranches::Shown);
        mirrored(&conversation, project.as_deref(), &steps).into_bytes()
    };
    let text = tokio::task::spawn_blocking(write).await;
    let text = text.map_err(|_| Undone::Other(failure::lost()))?;
    let mut kept = folder.keep(FilePath::parse(&named)?, text, is_as_written).await?;
    if aside == Kept::PutAside {
        kept = aside;
    }
    let at = (kept != Kept::AsItWas).then_some(now);
    let done = move |c: &Transaction<'_>| mirror::done(c, id, changes, at);
    store.write(Durability::Normal, done).await?;
    Ok(Done::There(kept))
}

fn read(c: &Connection, id: ConversationId) -> Result<Read, StoreError> {
    let (changes, path) = (mirror::changes(c, id)?, mirror::path(c, id)?);
    let whole = match read_whole(c, id)? {
        Some((conversation, messages)) if conversation.trashed_at.is_none() => {
            let project = match conversation.project_id {
                Some(project) => projects::get(c, project)?.map(|it| it.name),
                None => None,
            };
            Some((conversation, messages, project))
        }
        Some(_) | None => None,
    };
    Ok(Read { changes, path, whole })
}

/// Where the file of a conversation belongs. It keeps the name that it has, whatever the title is now.
fn place(conversation: &Conversation, path: Option<&str>) -> String {
    match path.and_then(|it| it.rsplit('/').next()) {
        Some(name) => in_place(conversation, name),
        None => in_place(conversation, &mirror_name(conversation)),
    }
}

fn in_place(conversation: &Conversation, name: &str) -> String {
    match conversation.archived_at {
        Some(_) => format!("{ARCHIVE}/{name}"),
        None => name.to_owned(),
    }
}
