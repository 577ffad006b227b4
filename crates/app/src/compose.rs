//! Building the services over the world, and putting them behind the router.

mod archive;
mod chat;
mod ground;
mod system;
mod temporary;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use atelier_api::{booster, desktop, file, folder, link};
use atelier_archive::Archive;
use atelier_chat::{Connections, Temporary};
use atelier_rpc::Router;
use atelier_secrets::SecretKey;
use atelier_simulator::{Simulator, SimulatorOptions};
use atelier_store::Slot;
use atelier_system::{Desktop, Links};
use atelier_vocabulary::{ServerStatus, Settings};
use atelier_workspace::Workspace;
use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use self::{ground::Ground, system::Overrides};
use crate::{
    Launch, Relay, guard,
    material::{Blobs, attachments},
};

/// What an owner is made of.
pub(crate) struct Composed {
    pub(crate) router: Router,
    pub(crate) relay: Relay,
    pub(crate) archive: Archive,
    pub(crate) blobs: Blobs,
    pub(crate) settings: watch::Receiver<Settings>,
    pub(crate) slot: Slot,
    pub(crate) temporary: Temporary,
    pub(crate) server: watch::Sender<ServerStatus>,
}

pub(crate) async fn compose(
    launch: Launch,
    around: &Desktop,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Composed {
    let Launch { paths, endpoint, environment_key, vault, telemetry } = launch;
    let ground = Ground::open(paths, vault, telemetry, tasks, stop).await;
    let environment_key = environment_key.map(|key| Arc::new(SecretKey::new(key)));
    let connections = Connections {
        settings: ground.keeper.watch(),
        vault: ground.vault.clone(),
        environment_key: environment_key.clone(),
        endpoint_override: endpoint.clone(),
        simulator: simulator(),
        last: Arc::default(),
    };
    let mut router = Router::default().guarded_by(guard::Table);
    let (slot, clock) = (&ground.slot, &ground.clock);
    let workspace =
        Workspace::new(slot.clone(), Arc::clone(clock), ground.keep_out(), tasks.clone());
    let workspace = Arc::new(workspace);
    let attachments = attachments(slot, clock, &workspace, ground.keep_out(), tasks, stop);
    let kept = attachments.blobs.clone();
    booster::booster::register(&mut router, Arc::clone(&workspace));
    file::file::register(&mut router, Arc::clone(&workspace));
    folder::folder::register(&mut router, workspace);
    desktop::desktop::register(&mut router, Arc::new(around.clone()));
    link::link::register(&mut router, Arc::new(Links::default()));
    let chat = chat::register(&mut router, &ground, connections.clone(), attachments);
    let archive =
        archive::register(&mut router, &ground, chat.conversations.patterns.memory.clone());
    let temporary = temporary::extend(&mut router, &ground, &chat.conversations);
    let last_four = environment_key.map(|key| key.last_four());
    let overrides = Overrides { endpoint, last_four };
    let server = system::register(&mut router, &ground, chat.models, chat.activity, overrides);
    Composed {
        router,
        relay: Relay::new(connections, chat.budgets, tasks.clone()),
        archive,
        blobs: Blobs::new(kept, temporary.clone()),
        temporary,
        settings: ground.keeper.watch(),
        slot: ground.slot,
        server,
    }
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
