//! The application: opened once, served by a host, shut down in order.

use std::{path::Path, sync::Arc, time::Duration};

use atelier_archive::Archive;
use atelier_chat::Temporary;
use atelier_rpc::Router;
use atelier_store::Slot;
use atelier_system::Desktop;
use atelier_vocabulary::{ServerStatus, Settings};
use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    Blobs, Launch, Paths, Relay, compose, guest,
    owner::{self, Ownership},
};

/// How long a shutdown may take before what is left is abandoned.
const SHUTDOWN: Duration = Duration::from_secs(3);

/// How often, and how long apart, a guest tries to reach an owner that is still starting.
const GREETINGS: u32 = 40;
const BETWEEN_GREETINGS: Duration = Duration::from_millis(50);

/// The application. Clones are the same one.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    role: Role,
    router: Arc<Router>,
    relay: Relay,
    /// The bytes of attachments, for an owner.
    blobs: Option<Blobs>,
    /// What writes exports down, for an owner.
    archive: Option<Archive>,
    settings: watch::Receiver<Settings>,
    server: watch::Sender<ServerStatus>,
    desktop: Desktop,
    tasks: TaskTracker,
    stop: CancellationToken,
    /// The store, for an owner.
    slot: Option<Slot>,
    temporary: Option<Temporary>,
    socket: Option<std::path::PathBuf>,
    _ownership: Option<Ownership>,
}

/// What this process is to the data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It has the store open.
    Owner,
    /// Another process has, and this one asks it.
    Guest,
}

/// Why the application could not be opened. Each is a sentence for a person.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data folder cannot be made or written.
    #[error(
        "the data folder {path} cannot be used ({source}); nothing was changed. Make it writable, or choose another with ATELIER_DATA"
    )]
    Folder {
        /// The folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another process owns the data folder and does not answer.
    #[error(
        "another Atelier has the data folder {path} open and does not answer ({source}); nothing was changed. Close it and start again"
    )]
    Owner {
        /// The folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}

impl App {
    /// Opens the data folder as its owner, or as a guest of the process that owns it already.
    ///
    /// A store that cannot be opened is no failure: the application opens, and says so in
    /// `store.status`.
    ///
    /// # Errors
    /// Fails where the data folder cannot be used, or its owner does not answer.
    pub async fn open(launch: Launch) -> Result<Self, OpenError> {
        let paths = launch.paths.clone();
        let folder = |source| OpenError::Folder { path: paths.data.display().to_string(), source };
        private_folder(&paths.data).map_err(folder)?;
        match Ownership::take(&paths.owner_lock()).map_err(folder)? {
            Some(ownership) => Self::own(launch, ownership).await.map_err(folder),
            None => Self::visit(&paths).await,
        }
    }

    /// What this process is to the data folder.
    pub fn role(&self) -> Role {
        self.0.role
    }

    /// Every operation.
    pub fn router(&self) -> Arc<Router> {
        Arc::clone(&self.0.router)
    }

    /// What passes Messages API requests on.
    pub fn relay(&self) -> Relay {
        self.0.relay.clone()
    }

    /// The bytes of attachments; none for a guest, whose owner has them.
    pub fn blobs(&self) -> Option<Blobs> {
        self.0.blobs.clone()
    }

    /// What writes exports down for a browser; none for a guest, whose owner has the conversations.
    pub fn archive(&self) -> Option<Archive> {
        self.0.archive.clone()
    }

    /// The settings in force, now and later.
    pub fn settings(&self) -> watch::Receiver<Settings> {
        self.0.settings.clone()
    }

    /// Reports the local HTTP API as the host now serves it; `server.status` says so from then on.
    pub fn report_server(&self, status: ServerStatus) {
        self.0.server.send_replace(status);
    }

    /// The desktop around the window, for the host that has one.
    pub fn desktop(&self) -> Desktop {
        self.0.desktop.clone()
    }

    /// Where hosts spawn what must end with the application.
    pub fn tasks(&self) -> &TaskTracker {
        &self.0.tasks
    }

    /// Cancelled when shutdown begins.
    pub fn stopping(&self) -> CancellationToken {
        self.0.stop.clone()
    }

    /// Cancels everything that runs, waits for it at most three seconds, and closes the store.
    pub async fn shutdown(&self) {
        self.0.stop.cancel();
        self.0.tasks.close();
        if tokio::time::timeout(SHUTDOWN, self.0.tasks.wait()).await.is_err() {
            tracing::warn!("some work did not end in time and was abandoned");
        }
        if let Some(temporary) = &self.0.temporary {
            temporary.end_all().await;
        }
        if let Some(Ok(store)) = self.0.slot.as_ref().map(Slot::get)
            && let Err(error) = store.close().await
        {
            tracing::warn!(%error, "the store did not close cleanly; it recovers at the next start");
        }
        if let Some(socket) = &self.0.socket {
            // Gone already where another owner replaced it.
            drop(std::fs::remove_file(socket));
        }
    }

    async fn own(launch: Launch, ownership: Ownership) -> std::io::Result<Self> {
        let socket = launch.paths.socket();
        let listener = owner::listen(&socket)?;
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let desktop = Desktop::default();
        let composed = compose::compose(launch, &desktop, &tasks, &stop).await;
        let router = Arc::new(composed.router);
        let guests = owner::serve(listener, Arc::clone(&router), tasks.clone(), stop.clone());
        tasks.spawn(guests);
        Ok(Self(Arc::new(Inner {
            role: Role::Owner,
            router,
            relay: composed.relay,
            blobs: Some(composed.blobs),
            archive: Some(composed.archive),
            settings: composed.settings,
            server: composed.server,
            desktop,
            tasks,
            stop,
            slot: Some(composed.slot),
            temporary: Some(composed.temporary),
            socket: Some(socket),
            _ownership: Some(ownership),
        })))
    }

    async fn visit(paths: &Paths) -> Result<Self, OpenError> {
        let socket = paths.socket();
        let mut greeted = guest::greet(&socket).await;
        for _ in 0..GREETINGS {
            if greeted.is_ok() {
                break;
            }
            tokio::time::sleep(BETWEEN_GREETINGS).await;
            greeted = guest::greet(&socket).await;
        }
        let path = paths.data.display().to_string();
        greeted.map_err(|source| OpenError::Owner { path, source })?;
        let desktop = Desktop::default();
        let router = Arc::new(guest::router(socket, &desktop));
        Ok(Self(Arc::new(Inner {
            role: Role::Guest,
            relay: Relay::of_guest(),
            blobs: None,
            archive: None,
            settings: watch::Sender::new(Settings::default()).subscribe(),
            server: watch::Sender::new(ServerStatus::default()),
            desktop,
            router,
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            slot: None,
            temporary: None,
            socket: None,
            _ownership: None,
        })))
    }
}

/// Makes the folder, open to nobody else.
fn private_folder(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
