//! The icon while it is there.

use ksni::{Handle, TrayMethods as _};
use tokio::sync::{mpsc, watch};

use super::{
    item::{Item, Look},
    press::Press,
};

/// How many presses may wait. Nobody means more, and what is flooded with them does not grow.
const BACKLOG: usize = 4;

/// The icon in the tray.
pub(super) struct Icon {
    handle: Handle<Item>,
    presses: mpsc::Receiver<Press>,
    /// Whether there is a tray that shows it.
    present: watch::Receiver<bool>,
}

impl Icon {
    /// Puts an icon into the tray, or has it wait for one.
    ///
    /// # Errors
    /// Fails where there is no session's bus, or it refuses.
    pub(super) async fn raise(look: Look) -> Result<Self, ksni::Error> {
        let (press, presses) = mpsc::channel(BACKLOG);
        let (tell, present) = watch::channel(true);
        let item = Item::new(look, press, tell);
        // Panels may come after the programs of a session.
        let handle = item.assume_sni_available(true).spawn().await?;
        Ok(Self { handle, presses, present })
    }

    /// Shows something else, and returns whether there is a tray that does.
    pub(super) async fn show(&self, look: Look) -> bool {
        if self.handle.is_closed() {
            return false;
        }
        let _ = self.handle.update(|item| item.show(look)).await;
        *self.present.borrow()
    }

    /// What was pressed next; none where instead the tray came or went.
    pub(super) async fn next(&mut self) -> Option<Press> {
        tokio::select! {
            Some(pressed) = self.presses.recv() => Some(pressed),
            Ok(()) = self.present.changed() => None,
            // The icon is gone for good.
            else => std::future::pending().await,
        }
    }

    /// Takes the icon out of the tray.
    pub(super) async fn lower(self) {
        self.handle.shutdown().await;
    }
}
