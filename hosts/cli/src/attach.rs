//! `--attach`: files that go along with a question. The process that has the store reads them itself,
//! so that their bytes travel through no call, in a guest neither.

use std::path::{Path, PathBuf};

use atelier_rpc::{Code, Error, Result};
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde_json::{Value, json};

use crate::session::Session;

/// The flag that names a file.
const FLAG: &str = "attach";

/// What was attached, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attached(Vec<Value>);

/// The flag, as often as there are files.
pub(crate) fn flag() -> Arg {
    Arg::new(FLAG)
        .long(FLAG)
        .short('a')
        .action(ArgAction::Append)
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(
            "Sends a file along: a picture, a PDF, a text, an office document. Once for each file",
        )
}

/// Whether anything is to go along.
pub(crate) fn is_wanted(matches: &ArgMatches) -> bool {
    matches.try_contains_id(FLAG).unwrap_or_default() && matches.contains_id(FLAG)
}

impl Attached {
    /// Their ids, for the message.
    pub(crate) fn ids(&self) -> &[Value] {
        &self.0
    }

    /// Attaches the files that the arguments name to the draft of a conversation: all, or none.
    pub(crate) async fn to(
        session: &Session,
        matches: &ArgMatches,
        conversation: &str,
    ) -> Result<Self> {
        let mut attached = Self::default();
        for path in matches.get_many::<PathBuf>(FLAG).into_iter().flatten() {
            match attach(session, path, conversation).await {
                Ok(id) => attached.0.push(id),
                Err(error) => {
                    attached.take_away(session).await;
                    return Err(error);
                }
            }
        }
        Ok(attached)
    }

    /// Takes away what was attached and is not going to be sent.
    pub(crate) async fn take_away(self, session: &Session) {
        for id in self.0 {
            if let Err(error) = session.call("attachment.remove", json!({ "id": id })).await {
                tracing::debug!(%error, "something stays attached to the draft");
            }
        }
    }
}

async fn attach(session: &Session, path: &Path, conversation: &str) -> Result<Value> {
    let refused = |why: String| Error::new(Code::InvalidInput, why);
    // The process that reads it may stand in another folder.
    let whole = std::path::absolute(path)
        .map_err(|error| refused(format!("`{}` is no path: {error}", path.display())))?;
    let Some(whole) = whole.to_str() else {
        return Err(refused(format!("`{}` is not written in UTF-8", path.display()))
            .with_hint("give the file another name, or attach a copy"));
    };
    let input = json!({ "conversation_id": conversation, "path": whole });
    let attachment = session.call("attachment.add_file", input).await?;
    attachment
        .get("id")
        .cloned()
        .ok_or_else(|| Error::new(Code::Internal, "an attachment came without an id"))
}
