//! What is about Atelier itself.

use std::sync::Arc;

use atelier_api::{
    change, diagnostics, health, log, operation, secret, server, settings, store, theme,
};
use atelier_chat::Models;
use atelier_claude::ClientOptions;
use atelier_rpc::{Code, Error, Router};
use atelier_system::{
    Activity, Catalogues, Changes, Diagnostics, HealthReport, Operations, Reach, Secrets,
    ServerReport, StoreControl, Themes,
};
use atelier_vocabulary::{Endpoint, ServerStatus};
use tokio::sync::watch;

use super::ground::Ground;
use crate::guard;

/// What a run was told to use instead of what is kept.
pub(super) struct Overrides {
    /// A base URL instead of the settings' endpoint.
    pub(super) endpoint: Option<String>,
    /// The end of a key that goes before any kept one.
    pub(super) last_four: Option<String>,
}

/// Registers it, and returns where the state of the local server is told.
pub(super) fn register(
    router: &mut Router,
    ground: &Ground,
    models: Models,
    activity: Activity,
    overrides: Overrides,
) -> watch::Sender<ServerStatus> {
    let report = HealthReport {
        opening: ground.opening.clone(),
        started_at: (ground.clock)(),
        ready_ms: atelier_system::process_age_ms(),
        clock: Arc::clone(&ground.clock),
        data_folder: ground.paths.data.clone(),
        activity,
        meter: router.meter(),
        changes: router.changes(),
        looked_at: Arc::default(),
    };
    ground.tasks.spawn(report.clone().watch(ground.stop.clone().cancelled_owned()));
    let diagnostics = Diagnostics {
        report: report.clone(),
        settings: ground.keeper.clone(),
        log: ground.log.clone(),
        home: ground.paths.home.clone(),
    };
    let secrets = Secrets {
        opening: ground.opening.clone(),
        settings: ground.keeper.clone(),
        in_force: ground.keeper.watch(),
        endpoint_override: overrides.endpoint,
        environment_key: overrides.last_four,
        verify: verify(models),
    };
    let themes = Themes {
        slot: ground.slot.clone(),
        clock: Arc::clone(&ground.clock),
        gallery: ground.paths.data.join("themes"),
        settings: ground.keeper.clone(),
        catalogues: Catalogues::new(&ground.paths.data, Arc::clone(&ground.clock), reach()),
    };
    let report = Arc::new(report);
    let reported = watch::Sender::new(ServerStatus::default());
    change::change::register(router, Arc::new(Changes(router.changes())));
    diagnostics::diagnostics::register(router, Arc::new(diagnostics));
    health::health::register(router, Arc::clone(&report));
    health::metrics::register(router, report);
    log::log::register(router, Arc::new(ground.log.clone()));
    operation::operation::register(router, Arc::new(Operations(guard::allowed)));
    secret::secret::register(router, Arc::new(secrets));
    server::server::register(router, Arc::new(ServerReport(reported.subscribe())));
    settings::settings::register(router, Arc::new(ground.keeper.clone()));
    store::store::register(router, Arc::new(StoreControl(ground.opening.clone())));
    theme::theme::register(router, Arc::new(themes));
    reported
}

/// Tries the kept key: whoever can list the models has a key that works.
fn verify(models: Models) -> atelier_system::VerifyKey {
    Arc::new(move || {
        let models = models.clone();
        Box::pin(async move { models.fetch().await.map(|models| models.to_vec()) })
    })
}

/// The client that catalogues are fetched with: it is made when one is, since it reads the system's certificates.
fn reach() -> Reach {
    Arc::new(|| {
        let options = ClientOptions::new(Endpoint::default());
        atelier_claude::elsewhere(&options)
            .map_err(|error| Error::new(Code::Unavailable, error.to_string()))
    })
}
