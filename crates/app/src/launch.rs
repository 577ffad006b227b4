//! How to open the application.

use std::sync::Arc;

use atelier_system::VaultChoice;
use atelier_telemetry::Telemetry;

use crate::Paths;

/// How to open the application. Everything that differs between hosts and runs stands here.
pub struct Launch {
    /// Where things lie.
    pub paths: Paths,
    /// A base URL that this run uses instead of the settings' endpoint. It has a key of its own.
    pub endpoint: Option<String>,
    /// An API key that this run uses before any kept one, and never keeps.
    pub environment_key: Option<String>,
    /// Where secrets are kept.
    pub vault: VaultChoice,
    /// The running logs, whose level follows the settings; none leaves them alone.
    pub telemetry: Option<Arc<Telemetry>>,
}

impl Launch {
    /// Returns an ordinary run over `paths`.
    pub fn new(paths: Paths) -> Self {
        Self {
            paths,
            endpoint: None,
            environment_key: None,
            vault: VaultChoice::System,
            telemetry: None,
        }
    }
}
