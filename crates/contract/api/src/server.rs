//! The local HTTP API, as a person needs to know it.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::ServerStatus;

api! {
    /// The local HTTP API, as a person needs to know it.
    pub trait ServerApi in server {
        /// Says whether the local HTTP API answers, and with which address and token programs reach it.
        query status(NoInput) -> ServerStatus, provides [Server], requires [SettingsWrite];
    }
}
