//! Changes: what became stale, whoever did it.

use atelier_rpc::{Change, NoInput, api};

api! {
    /// Changes: what became stale, whoever did it.
    pub trait ChangeApi in change {
        /// Streams a notice for each success that made cached state stale, from any door.
        stream watch(NoInput) -> Change, requires [ChangesRead];
    }
}
