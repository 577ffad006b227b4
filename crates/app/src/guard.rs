//! Who may do what: the one table of permissions by origin, and the guard that reads it.

use atelier_rpc::{BoxFuture, Call, Code, Error, Guard, Operation, Origin, Result};
use atelier_vocabulary::ConversationId;

/// The window that may call every operation.
pub const MAIN_WINDOW: &str = "main";
/// The small window that begins a conversation.
pub const QUICK_WINDOW: &str = "quick";
/// How the label of a window begins that shows one conversation; its id follows.
pub const CONVERSATION_WINDOW: &str = "conversation-";

/// All that the small window may do: begin a conversation and be gone.
const QUICK_MAY: &[&str] = &[
    "change.watch",
    "conversation.create",
    "desktop.leave",
    "desktop.show",
    "log.write",
    "queue.add",
    "settings.get",
    "store.status",
    "theme.list",
];

/// What a window with one conversation may not do: touch secrets, or what everything is kept in.
const NOT_IN_A_CONVERSATION: &[&str] = &["SecretsWrite", "BackupsWrite"];

/// What needs the desktop around the window, which a page in a browser has not.
const DESKTOP: &str = "DesktopUse";

/// What programs that use the local API may not do: touch secrets, redirect model calls, choose a
/// folder, change a file, spend more than a person allowed, or speak in the log, where only pages of
/// Atelier have something to say.
/// Nor may they have a file read or written wherever they say.
/// What lies in a folder that a person opened, they may read.
const NOT_OVER_HTTP: &[&str] = &[
    "SecretsWrite",
    "SettingsWrite",
    "FoldersWrite",
    "FilesWrite",
    "LogWrite",
    "BudgetsWrite",
    "FilesAnywhere",
    "BackupsWrite",
    DESKTOP,
];

/// Returns whether `origin` may run `operation`.
pub fn allowed(origin: &Origin, operation: &Operation) -> bool {
    let requires_any_of =
        |of: &[&str]| operation.requires.iter().any(|permission| of.contains(permission));
    match origin {
        Origin::Window(label) if label == MAIN_WINDOW => true,
        Origin::Window(label) if label == QUICK_WINDOW => QUICK_MAY.contains(&operation.name),
        Origin::Window(label) => {
            shows_a_conversation(label) && !requires_any_of(NOT_IN_A_CONVERSATION)
        }
        Origin::Page => !requires_any_of(&[DESKTOP]),
        Origin::Cli => true,
        Origin::Http => !requires_any_of(NOT_OVER_HTTP),
    }
}

fn shows_a_conversation(label: &str) -> bool {
    let id = label.strip_prefix(CONVERSATION_WINDOW);
    // Only as it is written by us: one conversation has one label.
    id.is_some_and(|id| id.parse::<ConversationId>().is_ok_and(|read| read.to_string() == id))
}

/// Refuses what the table does not allow.
pub(crate) struct Table;

impl Guard for Table {
    fn admit<'a>(
        &'a self,
        call: &'a Call,
        operation: &'static Operation,
    ) -> BoxFuture<'a, Result<()>> {
        let verdict = if allowed(&call.origin, operation) {
            Ok(())
        } else {
            tracing::warn!(operation = operation.name, origin = %call.origin, "refused");
            let message = format!("`{}` is not open to this caller", operation.name);
            Err(Error::new(Code::PermissionDenied, message)
                .with_hint("use the window or the command line for this"))
        };
        Box::pin(std::future::ready(verdict))
    }
}

#[cfg(test)]
mod tests;
