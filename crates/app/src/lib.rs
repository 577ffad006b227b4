//! The composition root: opens the world, builds the services, registers all, and shuts down.
//!
//! A host opens an [`App`] and serves its router. It decides where things lie and what the
//! environment says ([`Launch`]); nothing below it reads the home folder, the environment or the
//! clock.

mod app;
mod compose;
mod guard;
mod guest;
mod launch;
mod material;
mod owner;
mod paths;
mod relay;
mod room;
mod wire;

pub use app::{App, OpenError, Role};
pub use atelier_api::desktop::{
    ChoosePath, ChosenPath, DecideClosing, LabelDesktop, LabelTray, LabelUnresponsive, ShowNotice,
    ShowWindow,
};
pub use atelier_archive::{Archive, Wish};
pub use atelier_chat::{Blobs as PlaceOfBlobs, FILE_BYTES, Intake, StoredBlob};
pub use atelier_rpc as rpc;
pub use atelier_secrets::{ZeroingAllocator, harden_process, share_heap};
pub use atelier_system::{Desktop, Errand, VaultChoice};
pub use atelier_telemetry as telemetry;
pub use atelier_vocabulary::ExportBranches;
pub use guard::{CONVERSATION_WINDOW, MAIN_WINDOW, QUICK_WINDOW, allowed};
pub use launch::Launch;
pub use material::Blobs;
pub use paths::Paths;
pub use relay::{Relay, RelayResponse};
