//! Building the services over the world, and putting them behind the router.

use std::sync::{Arc, Mutex, OnceLock, PoisonError, atomic::AtomicU32};

use atelier_api::{
    aside, attachment, backup, booster, budget, change, context, conversation, diagnostics, draft, export,
    file, folder, health, import, log, message, model, operation, pattern, project, queue, search,
    secret, server, settings, store, template, theme, tool, usage,
};
use atelier_archive::{Archive, Backups, Premises, Reset};
use atelier_chat::{
    Blobs, BudgetKeeper, Connections, Conversations, Counts, Drafts, Ledger, Memory, Models,
    Patterns, Pending, Projects, Runs, Search, Templates, Tools,
};
use atelier_rpc::Router;
use atelier_secrets::{Keychain, SecretKey, Vault};
use atelier_simulator::{Simulator, SimulatorOptions};
use atelier_store::Slot;
use atelier_system::{
    Changes, Diagnostics, HealthReport, Log, Opening, Operations, Secrets, ServerReport,
    SettingsKeeper, StoreControl, Themes,
};
use atelier_vocabulary::{ServerStatus, Settings};
use atelier_workspace::{KeepOut, Workspace};
use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{Launch, Relay, guard, material::attachments};

/// What an owner is made of.
pub(crate) struct Composed {
    pub(crate) router: Router,
    pub(crate) relay: Relay,
    pub(crate) blobs: Blobs,
    pub(crate) settings: watch::Receiver<Settings>,
    pub(crate) slot: Slot,
    pub(crate) server: watch::Sender<ServerStatus>,
}

/// Tells the time, in ms since 1970.
type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

pub(crate) async fn compose(
    launch: Launch,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Composed {
    let clock: Clock = Arc::new(system_time);
    let slot = Slot::empty("the store is not open yet");
    let vault = Vault::closed();
    let opening = Opening {
        vault: vault.clone(),
        slot: slot.clone(),
        keychain: Keychain::new(),
        sealed_file: launch.paths.sealed_secrets(),
        store_file: launch.paths.store(),
        choice: launch.vault,
        clock: Arc::clone(&clock),
    };
    let log_of_all = Log::new(launch.telemetry);
    let keeper = SettingsKeeper::new(slot.clone(), Arc::clone(&clock), log_of_all.clone());
    opening.start().await;
    keeper.reload().await;
    let environment_key = launch.environment_key.map(|key| Arc::new(SecretKey::new(key)));
    let connections = Connections {
        settings: keeper.watch(),
        vault,
        environment_key: environment_key.clone(),
        endpoint_override: launch.endpoint.clone(),
        simulator: simulator(),
        last: Arc::default(),
    };
    let models = Models {
        connections: connections.clone(),
        slot: slot.clone(),
        clock: Arc::clone(&clock),
        last: Arc::default(),
    };
    let activity = Arc::new(AtomicU32::new(0));
    let mut router = Router::default().guarded_by(guard::Table);
    let patterns = Patterns {
        slot: slot.clone(),
        clock: Arc::clone(&clock),
        settings: keeper.watch(),
        changes: router.changes(),
        memory: Memory::default(),
    };
    let tools = Tools::new(keeper.watch());
    let budgets = BudgetKeeper {
        slot: slot.clone(),
        clock: Arc::clone(&clock),
        changes: router.changes(),
        pending: Pending::default(),
    };
    let ledger = Ledger { slot: slot.clone(), clock: Arc::clone(&clock) };
    let own = vec![launch.paths.data.clone(), launch.paths.logs.clone()];
    let home = launch.paths.home;
    let keep_out = KeepOut { home: home.clone(), own };
    let reopening = (opening.clone(), keeper.clone());
    let backups = Backups::new(Premises {
        data: launch.paths.data.clone(),
        logs: launch.paths.logs.clone(),
        store_file: opening.store_file.clone(),
        slot: slot.clone(),
        vault: opening.vault.clone(),
        keep_out: keep_out.clone(),
        reopen: Arc::new(move || {
            let (opening, keeper) = reopening.clone();
            Box::pin(async move {
                opening.start().await;
                keeper.reload().await;
            })
        }),
        clock: Arc::clone(&clock),
        changes: router.changes(),
    });
    let ended = stop.clone();
    let daily = backups.clone().daily();
    tasks.spawn(async move { ended.run_until_cancelled(daily).await });
    let reset = Reset { backups: backups.clone(), settings: keeper.watch() };
    backup::backup::register(&mut router, Arc::new(backups));
    backup::reset::register(&mut router, Arc::new(reset));
    let archive = Arc::new(Archive::new(
        slot.clone(),
        Arc::clone(&clock),
        keep_out.clone(),
        keeper.watch(),
        router.changes(),
    ));
    let workspace = Workspace::new(slot.clone(), Arc::clone(&clock), keep_out, tasks.clone());
    let workspace = Arc::new(workspace);
    let attachments = attachments(&slot, &clock, &workspace, tasks, stop);
    let blobs = attachments.blobs.clone();
    let conversations = Conversations {
        attachments: attachments.clone(),
        slot: slot.clone(),
        clock: Arc::clone(&clock),
        settings: keeper.watch(),
        connections: connections.clone(),
        models: models.clone(),
        patterns: patterns.clone(),
        tools: tools.clone(),
        budgets: budgets.clone(),
        counts: Counts::default(),
        tasks: tasks.clone(),
        stop: stop.clone(),
        runs: Runs::default(),
        activity: Arc::clone(&activity),
    };
    let projects = Projects {
        slot: slot.clone(),
        clock: Arc::clone(&clock),
        tasks: tasks.clone(),
        stop: stop.clone(),
    };
    let search = Search {
        slot: slot.clone(),
        clock: Arc::clone(&clock),
        tasks: tasks.clone(),
        stop: stop.clone(),
        filling: Arc::default(),
    };
    tasks.spawn(search.clone().fill_later());
    let drafts = Drafts { slot: slot.clone(), clock: Arc::clone(&clock) };
    let secrets = Secrets {
        opening: opening.clone(),
        settings: keeper.clone(),
        in_force: keeper.watch(),
        endpoint_override: launch.endpoint,
        environment_key: environment_key.map(|key| key.last_four()),
        verify: verify(models.clone()),
    };
    let templates = Templates { slot: slot.clone(), clock: Arc::clone(&clock) };
    let themes = Themes {
        slot: slot.clone(),
        clock: Arc::clone(&clock),
        gallery: launch.paths.data.join("themes"),
        settings: keeper.clone(),
    };
    let report = HealthReport {
        opening: opening.clone(),
        started_at: clock(),
        clock,
        data_folder: launch.paths.data,
        activity,
        meter: router.meter(),
        changes: router.changes(),
        looked_at: Arc::default(),
    };
    tasks.spawn(report.clone().watch(stop.clone().cancelled_owned()));
    attachment::attachment::register(&mut router, Arc::new(attachments));
    booster::booster::register(&mut router, Arc::clone(&workspace));
    file::file::register(&mut router, Arc::clone(&workspace));
    folder::folder::register(&mut router, workspace);
    let conversations = Arc::new(conversations);
    context::context::register(&mut router, Arc::clone(&conversations));
    budget::budget::register(&mut router, Arc::new(budgets.clone()));
    usage::usage::register(&mut router, Arc::new(ledger));
    message::message::register(&mut router, Arc::clone(&conversations));
    queue::queue::register(&mut router, Arc::clone(&conversations));
    aside::aside::register(&mut router, Arc::clone(&conversations));
    conversation::conversation::register(&mut router, conversations);
    draft::draft::register(&mut router, Arc::new(drafts));
    export::export::register(&mut router, Arc::clone(&archive));
    import::import::register(&mut router, archive);
    log::log::register(&mut router, Arc::new(log_of_all.clone()));
    model::model::register(&mut router, Arc::new(models));
    pattern::pattern::register(&mut router, Arc::new(patterns));
    let projects = Arc::new(projects);
    project::project::register(&mut router, Arc::clone(&projects));
    project::shelf::register(&mut router, projects);
    search::search::register(&mut router, Arc::new(search));
    secret::secret::register(&mut router, Arc::new(secrets));
    let reported = watch::Sender::new(ServerStatus::default());
    server::server::register(&mut router, Arc::new(ServerReport(reported.subscribe())));
    settings::settings::register(&mut router, Arc::new(keeper.clone()));
    store::store::register(&mut router, Arc::new(StoreControl(opening)));
    template::template::register(&mut router, Arc::new(templates));
    theme::theme::register(&mut router, Arc::new(themes));
    tool::tool::register(&mut router, Arc::new(tools));
    let diagnostics =
        Diagnostics { report: report.clone(), settings: keeper.clone(), log: log_of_all, home };
    diagnostics::diagnostics::register(&mut router, Arc::new(diagnostics));
    let report = Arc::new(report);
    health::health::register(&mut router, Arc::clone(&report));
    health::metrics::register(&mut router, report);
    let changes = Changes(router.changes());
    change::change::register(&mut router, Arc::new(changes));
    operation::operation::register(&mut router, Arc::new(Operations(guard::allowed)));
    Composed {
        router,
        relay: Relay::new(connections, budgets.clone(), tasks.clone()),
        blobs,
        settings: keeper.watch(),
        slot,
        server: reported,
    }
}

/// Tries the kept key: whoever can list the models has a key that works.
fn verify(models: Models) -> atelier_system::VerifyKey {
    Arc::new(move || {
        let models = models.clone();
        Box::pin(async move { models.fetch().await.map(|models| models.to_vec()) })
    })
}

/// The simulator, started when it is first asked, under an address that cannot be guessed.
fn simulator() -> atelier_chat::SimulatorUrl {
    let running: Arc<Mutex<OnceLock<Simulator>>> = Arc::default();
    Arc::new(move || {
        let running = running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.get().is_none() {
            // Nobody else can have set it: the lock is held.
            drop(running.set(Simulator::start(SimulatorOptions::private())?));
        }
        running.get().map(|it| it.url().to_owned()).ok_or_else(|| std::io::Error::other("gone"))
    })
}

fn system_time() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "the one clock, handed to all who need it")]
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
