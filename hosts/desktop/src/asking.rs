//! What the window itself asks of the application: operations, as the main window's page may.

use atelier_app::{App, MAIN_WINDOW};
use atelier_rpc::{Call, CallId, Code, Error, Origin, Result};
use atelier_vocabulary::DesktopStatus;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::mpsc;

/// Runs an operation in the name of the main window, and reads what it answers.
///
/// # Errors
/// Fails as the operation does, and where its answer is none of the kind that is expected.
pub(crate) async fn ask<T: DeserializeOwned>(app: &App, name: &str, input: Value) -> Result<T> {
    let (outlet, _inlet) = mpsc::channel(1);
    let answer = app.router().call(in_its_name(app), name, input, outlet).await?;
    serde_json::from_value(answer).map_err(|error| Error::new(Code::Internal, error.to_string()))
}

/// A call in the name of the main window, which ends with the application.
pub(crate) fn in_its_name(app: &App) -> Call {
    let origin = Origin::Window(MAIN_WINDOW.to_owned());
    Call::new(CallId::new("window"), origin, app.stopping().child_token())
}

/// Changes what `desktop.status` says, and has whoever shows it read it again.
pub(crate) fn report(app: &App, change: impl FnOnce(&mut DesktopStatus)) {
    if !app.desktop().report(change) {
        return;
    }
    // Nobody may be there.
    drop(app.router().changes().send(atelier_rpc::Change {
        tags: vec!["Desktop".to_owned()],
        operation: "desktop.status".to_owned(),
        origin: "desktop".to_owned(),
    }));
}
