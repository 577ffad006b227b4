//! Everything about Atelier itself: settings, secrets, the store's state, health, log,
//! changes.
//!
//! It implements the operations of those domains over the store and the place secrets are kept
//! in. It never sees a conversation and never speaks to an endpoint: what needs one is handed in.

mod changes;
mod desktop;
mod diagnostics;
mod health;
mod links;
mod log;
mod opening;
mod operations;
mod secrets;
mod server;
mod settings;
mod store;
mod themes;
mod vitals;
mod watch;

pub use changes::Changes;
pub use desktop::{Desktop, Errand, Reply};
pub use diagnostics::Diagnostics;
pub use health::{Activity, HealthReport, process_age_ms};
pub use links::Links;
pub use log::Log;
pub use opening::{Opening, VaultChoice};
pub use operations::Operations;
pub use secrets::{Secrets, VerifyKey};
pub use server::ServerReport;
pub use settings::SettingsKeeper;
pub use store::StoreControl;
pub use themes::{Catalogues, Reach, Themes};

/// Tells the time, in ms since 1970.
pub type Clock = std::sync::Arc<dyn Fn() -> i64 + Send + Sync>;
