//! The daemon of the desktop that shows notices, as the freedesktop.org specification has it.

use std::{collections::HashMap, path::Path, time::Duration};

use atelier_app::ShowNotice;
use atelier_rpc::{Code, Error, Result};
use atelier_vocabulary::ConversationId;
use futures_util::StreamExt as _;
use tokio::{sync::mpsc, time::timeout};
use tokio_util::sync::CancellationToken;
use zbus::zvariant::Value;

use crate::errands::Asked;

/// How long the daemon may take; it answers at once where it is well.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many notices are remembered, so that a click on one finds its conversation.
const REMEMBERED: usize = 64;
/// The action that a click on the notice itself is.
const CLICK: &str = "default";

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
trait Daemon {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[expect(clippy::too_many_arguments, reason = "the specification has them")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;
}

/// Whether there is a session's bus, on which somebody may show notices.
pub(crate) fn are_possible() -> bool {
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty())
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| Path::new(&folder).join("bus").exists())
}

/// Shows the notices that are asked for, and tells `clicked` of each that was clicked.
pub(crate) async fn serve(
    mut asked: mpsc::Receiver<Asked>,
    clicked: impl Fn(ConversationId),
    stopping: CancellationToken,
) {
    let mut desk: Option<Desk> = None;
    loop {
        let click = async {
            match &mut desk {
                Some(desk) => desk.clicks.next().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            next = asked.recv() => {
                let Some((notice, reply)) = next else { return };
                drop(reply.send(show(&mut desk, &notice).await));
            }
            click = click => match (click, &desk) {
                (Some(click), Some(desk)) => {
                    let Ok(told) = click.args() else { continue };
                    let found = desk.shown.iter().find(|(_, id)| *id == told.id);
                    if let Some((about, _)) = found.filter(|_| told.action_key == CLICK) {
                        clicked(*about);
                    }
                }
                // The bus is gone; the next notice looks for it again.
                _ => desk = None,
            },
            () = stopping.cancelled() => return,
        }
    }
}

/// The daemon, once there was a notice to show.
struct Desk {
    daemon: DaemonProxy<'static>,
    clicks: ActionInvokedStream,
    /// Whether it reads markup in what a notice says.
    reads_markup: bool,
    /// Which notice is about which conversation, the last at the end.
    shown: Vec<(ConversationId, u32)>,
}

async fn show(desk: &mut Option<Desk>, notice: &ShowNotice) -> Result<()> {
    let shown = timeout(PATIENCE, async {
        if desk.is_none() {
            *desk = Some(Desk::find().await?);
        }
        match desk {
            Some(desk) => desk.show(notice).await,
            None => Ok(()),
        }
    });
    let failure = match shown.await {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "it does not answer".to_owned(),
    };
    *desk = None;
    tracing::warn!(error = failure, "a notice could not be shown");
    let none = Error::new(Code::Unavailable, "nothing on this desktop shows notices");
    Err(none.with_hint("start what shows notices on your desktop"))
}

impl Desk {
    async fn find() -> zbus::Result<Self> {
        let connection = zbus::Connection::session().await?;
        let daemon = DaemonProxy::new(&connection).await?;
        let capabilities = daemon.get_capabilities().await?;
        let clicks = daemon.receive_action_invoked().await?;
        let reads_markup = capabilities.iter().any(|it| it == "body-markup");
        Ok(Self { daemon, clicks, reads_markup, shown: Vec::new() })
    }

    async fn show(&mut self, notice: &ShowNotice) -> zbus::Result<()> {
        let about = notice.conversation_id;
        let before = self.shown.iter().position(|(known, _)| *known == about);
        let replaces = before.map_or(0, |at| self.shown.remove(at).1);
        let title = one_line(&notice.title);
        let text = if self.reads_markup { escaped(&notice.text) } else { notice.text.clone() };
        let hints = HashMap::from([
            ("suppress-sound", Value::from(true)),
            ("category", Value::from("im.received")),
            ("desktop-entry", Value::from("Atelier")),
        ]);
        let actions = [CLICK, "Open"];
        let id = self
            .daemon
            .notify("Atelier", replaces, "atelier-desktop", &title, &text, &actions, hints, -1)
            .await?;
        if self.shown.len() == REMEMBERED {
            self.shown.remove(0);
        }
        self.shown.push((about, id));
        Ok(())
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect()
}

/// What a conversation says is text, whatever a daemon would make of it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
