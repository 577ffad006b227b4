//! Who may do what: the one table of permissions by origin, and the guard that reads it.

use atelier_rpc::{BoxFuture, Call, Code, Error, Guard, Operation, Origin, Result};

/// The window that may call operations. Any other window may call none.
pub const MAIN_WINDOW: &str = "main";

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
];

/// Returns whether `origin` may run `operation`.
pub fn allowed(origin: &Origin, operation: &Operation) -> bool {
    match origin {
        Origin::Window(label) => label == MAIN_WINDOW,
        Origin::Page | Origin::Cli => true,
        Origin::Http => {
            !operation.requires.iter().any(|permission| NOT_OVER_HTTP.contains(permission))
        }
    }
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
