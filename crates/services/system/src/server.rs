//! The local HTTP API, as the host that serves it reports it.

use atelier_api::server::ServerApi;
use atelier_rpc::{Call, NoInput, Result};
use atelier_vocabulary::ServerStatus;
use tokio::sync::watch;

/// Says what the host last reported.
pub struct ServerReport(
    /// What the host reports.
    pub watch::Receiver<ServerStatus>,
);

impl ServerApi for ServerReport {
    async fn status(&self, _call: Call, _input: NoInput) -> Result<ServerStatus> {
        Ok(self.0.borrow().clone())
    }
}
