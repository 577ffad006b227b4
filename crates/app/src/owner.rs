//! The owner: the one process that has the store open, and what it serves to guests.

use std::{
    fs::{File, TryLockError},
    path::Path,
    sync::Arc,
    time::Duration,
};

use atelier_rpc::{Call, CallId, Code, Error, Router};
use interprocess::local_socket::{
    GenericFilePath, ListenerOptions, ToFsName,
    tokio::{Listener, Stream, prelude::*},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, BufReader},
    sync::mpsc,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    room::Room,
    wire::{Answer, write},
};

/// How many events may wait for a slow guest.
const BACKLOG: usize = 64;
/// How long a request may take to come in whole. Guests write it at once.
const ARRIVAL: Duration = Duration::from_secs(10);
/// How long a guest has to take in that it is turned away.
const FAREWELL: Duration = Duration::from_secs(1);
/// How long to wait where no connection can be accepted: most likely all file handles are in use.
const RESPITE: Duration = Duration::from_millis(100);

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

/// Listens on `socket`, which only this person can reach: the data folder is private, and where the
/// socket has to lie elsewhere, it is born private.
pub(crate) fn listen(socket: &Path) -> std::io::Result<Listener> {
    // What an owner that was killed has left behind; the lock says that none is alive.
    if cfg!(unix) && socket.exists() {
        std::fs::remove_file(socket)?;
    }
    let options = ListenerOptions::new().name(socket.to_fs_name::<GenericFilePath>()?);
    #[cfg(target_os = "linux")]
    let options = interprocess::os::unix::local_socket::ListenerOptionsExt::mode(options, 0o600);
    let listener = options.create_tokio()?;
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
    let room = Arc::new(Room::new(ARRIVAL));
    loop {
        let stream = tokio::select! {
            () = stop.cancelled() => return,
            stream = listener.accept() => stream,
        };
        let Ok(stream) = stream else {
            tokio::time::sleep(RESPITE).await;
            continue;
        };
        let (router, room, stop) = (Arc::clone(&router), Arc::clone(&room), stop.child_token());
        tasks.spawn(async move {
            let Some(_place) = room.enter() else {
                let full =
                    Error::new(Code::Unavailable, "too many calls at once; nothing was done");
                let (reader, writer) = tokio::io::split(stream);
                return turn_away(reader, writer, full.with_hint("try again in a moment")).await;
            };
            if let Err(error) = answer(stream, &router, &room, stop).await {
                tracing::debug!(%error, "a guest left");
            }
        });
    }
}

async fn answer(
    stream: Stream,
    router: &Router,
    room: &Room,
    stop: CancellationToken,
) -> std::io::Result<()> {
    let (reader, mut writer) = tokio::io::split(stream);
    let mut reader = BufReader::new(reader);
    let asked = tokio::select! {
        () = stop.cancelled() => return Ok(()),
        asked = room.ask(&mut reader) => asked,
    };
    let ask = match asked {
        Ok(Some(ask)) => ask,
        Ok(None) => return Ok(()),
        Err(error) => {
            let refusal =
                Error::new(Code::InvalidInput, "what this process asks is not understood");
            let refusal = refusal.with_hint("end every Atelier, then start the same version of it");
            turn_away(reader, writer, refusal).await;
            return Err(error);
        }
    };
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

/// Says why nothing is done, as far as the guest listens, and closes the connection.
///
/// What the guest still writes is read away until it closes, as it does once it has the answer:
/// closing on it could cost it the answer.
async fn turn_away(
    mut reader: impl AsyncRead + Unpin,
    mut writer: impl AsyncWrite + Unpin,
    why: Error,
) {
    let farewell = async {
        write(&mut writer, &Answer::Failed(why)).await?;
        tokio::io::copy(&mut reader, &mut tokio::io::sink()).await
    };
    let _heard = tokio::time::timeout(FAREWELL, farewell).await;
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
