//! The owner: the one process that has the store open, and what it serves to guests.

use std::{
    fs::{File, TryLockError},
    path::Path,
    sync::Arc,
};

use atelier_rpc::{Call, CallId, Router};
use interprocess::local_socket::{
    GenericFilePath, ListenerOptions, ToFsName,
    tokio::{Listener, Stream, prelude::*},
};
use tokio::{
    io::{AsyncReadExt as _, BufReader},
    sync::mpsc,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::wire::{Answer, Ask, read, write};

/// How many events may wait for a slow guest.
const BACKLOG: usize = 64;

/// The lock on the data folder. It falls with the process, however that ends.
pub(crate) struct Ownership {
    _file: File,
}

impl Ownership {
    /// Takes the lock; `None` if another process has it.
    pub(crate) fn take(path: &Path) -> std::io::Result<Option<Self>> {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Listens on `socket`, which only this person can reach, since the data folder is private.
pub(crate) fn listen(socket: &Path) -> std::io::Result<Listener> {
    // What an owner that was killed has left behind; the lock says that none is alive.
    if cfg!(unix) && socket.exists() {
        std::fs::remove_file(socket)?;
    }
    let listener =
        ListenerOptions::new().name(socket.to_fs_name::<GenericFilePath>()?).create_tokio()?;
    private(socket)?;
    Ok(listener)
}

/// Serves guests until `stop`.
pub(crate) async fn serve(
    listener: Listener,
    router: Arc<Router>,
    tasks: TaskTracker,
    stop: CancellationToken,
) {
    loop {
        let stream = tokio::select! {
            () = stop.cancelled() => return,
            stream = listener.accept() => stream,
        };
        let Ok(stream) = stream else { continue };
        let (router, stop) = (Arc::clone(&router), stop.child_token());
        tasks.spawn(async move {
            if let Err(error) = answer(stream, &router, stop).await {
                tracing::debug!(%error, "a guest left");
            }
        });
    }
}

async fn answer(stream: Stream, router: &Router, stop: CancellationToken) -> std::io::Result<()> {
    let (reader, mut writer) = tokio::io::split(stream);
    let mut reader = BufReader::new(reader);
    let Some(ask) = read::<Ask>(&mut reader).await? else { return Ok(()) };
    let _cancel_with_connection = stop.clone().drop_guard();
    let call = Call::new(CallId::new("guest"), ask.door.into(), stop.clone());
    let (outlet, mut inlet) = mpsc::channel(BACKLOG);
    let work = router.call(call, &ask.name, ask.input, outlet);
    let gone = async {
        // A guest says nothing more; whatever is read here means that it left.
        drop(reader.read_u8().await);
        stop.cancel();
        std::future::pending::<()>().await;
    };
    let talk = async {
        let forward = async move {
            while let Some(event) = inlet.recv().await {
                // On failure the receiver goes, so that the operation learns that nobody listens.
                write(&mut writer, &Answer::Event(event)).await?;
            }
            Ok::<_, std::io::Error>(writer)
        };
        let (outcome, forwarded) = tokio::join!(work, forward);
        let mut writer = forwarded?;
        let last = outcome.map_or_else(Answer::Failed, Answer::Done);
        write(&mut writer, &last).await
    };
    tokio::select! {
        () = gone => Ok(()),
        outcome = talk => outcome,
    }
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn private(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
