//! What is pressed in the tray, and the operations that it asks for.

use atelier_app::App;
use atelier_rpc::Result;
use atelier_vocabulary::{ConversationId, Link};
use serde_json::{Value, json};

use crate::{asking::ask, work};

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    /// The icon itself, or the first item of its menu.
    Open,
    /// A conversation that is not begun yet.
    New,
    /// Quick entry.
    Quick,
    /// A conversation.
    Conversation(ConversationId),
    /// Every answer is to stop.
    StopAll,
    /// The settings.
    Settings,
    /// The end.
    Quit,
}

/// Does what was pressed.
pub(super) async fn run(app: &App, pressed: Press) {
    let done = match pressed {
        Press::Open => show(app, json!({ "window": "main" })).await,
        Press::New => lead(app, "atelier://new").await,
        Press::Quick => show(app, json!({ "window": "quick" })).await,
        Press::Conversation(id) => {
            show(app, json!({ "window": "main", "conversation_id": id })).await
        }
        Press::StopAll => {
            work::stop_all(app).await;
            Ok(())
        }
        Press::Settings => lead(app, "atelier://settings").await,
        Press::Quit => ask::<Value>(app, "desktop.quit", json!({})).await.map(drop),
    };
    if let Err(error) = done {
        tracing::warn!(?pressed, %error, "what was pressed in the tray was not done");
    }
}

async fn show(app: &App, window: Value) -> Result<()> {
    ask::<Value>(app, "desktop.show", window).await.map(drop)
}

/// Shows the main window at a place.
async fn lead(app: &App, link: &str) -> Result<()> {
    show(app, json!({ "window": "main" })).await?;
    ask::<Link>(app, "link.open", json!({ "url": link })).await.map(drop)
}
