//! Changes: what became stale, whoever did it.

use atelier_api::change::ChangeApi;
use atelier_rpc::{Call, Change, Error, Events, NoInput, Result};
use tokio::sync::broadcast::{Sender, error::RecvError};

/// Every tag there is: what a watcher that fell behind must take as stale.
const ALL_TAGS: &[&str] = &[
    "Attachments",
    "Backups",
    "Budgets",
    "Cache",
    "Context",
    "Conversations",
    "Desktop",
    "Edits",
    "Files",
    "Folders",
    "Imports",
    "Links",
    "Messages",
    "Mirror",
    "Models",
    "Patterns",
    "Projects",
    "Queue",
    "Secrets",
    "Server",
    "Settings",
    "Store",
    "Templates",
    "Themes",
    "Usage",
];

/// Streams the router's announcements.
pub struct Changes(
    /// The router's outlet of changes.
    pub Sender<Change>,
);

impl ChangeApi for Changes {
    async fn watch(&self, call: Call, _input: NoInput, events: Events<Change>) -> Result<()> {
        let mut changes = self.0.subscribe();
        loop {
            let change = tokio::select! {
                change = changes.recv() => change,
                () = call.cancelled() => return Err(Error::cancelled()),
                () = events.closed() => return Err(Error::cancelled()),
            };
            match change {
                Ok(change) => events.send(change).await?,
                Err(RecvError::Lagged(_)) => events.send(everything()).await?,
                Err(RecvError::Closed) => return Ok(()),
            }
        }
    }
}

fn everything() -> Change {
    Change {
        tags: ALL_TAGS.iter().map(|tag| (*tag).to_owned()).collect(),
        operation: "change.watch".to_owned(),
        origin: "missed changes".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    /// A tag that is missing here would stay stale after a burst.
    #[test]
    fn all_tags_are_listed() {
        let mut declared: Vec<&str> = atelier_api::operations()
            .flat_map(|operation| operation.provides.iter().chain(operation.invalidates))
            .copied()
            .collect();
        declared.sort_unstable();
        declared.dedup();
        assert_eq!(declared, super::ALL_TAGS);
    }
}
