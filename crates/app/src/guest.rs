//! A guest: every operation is forwarded to the process that owns the data folder, but for what a
//! window of its own asks of the desktop around it.

use std::{path::PathBuf, sync::Arc};

use atelier_api::desktop::desktop as around;
use atelier_rpc::{Call, Code, Error, Operation, Origin, Result, Router};
use atelier_system::Desktop;
use interprocess::local_socket::{
    GenericFilePath, ToFsName,
    tokio::{Stream, prelude::*},
};
use serde_json::Value;
use tokio::{io::BufReader, sync::mpsc};

use crate::{
    guard,
    wire::{Answer, Ask, read, write},
};

/// Returns a router whose every operation asks the owner that listens on `socket`; only what a window
/// asks of its desktop is done here.
pub(crate) fn router(socket: PathBuf, desktop: &Desktop) -> Router {
    let socket = Arc::new(socket);
    let mut here = Router::default().guarded_by(guard::Table);
    around::register(&mut here, Arc::new(desktop.clone()));
    let here = Arc::new(here);
    let mut router = Router::default();
    for operation in atelier_api::operations() {
        let socket = Arc::clone(&socket);
        let here = Arc::clone(&here);
        router.route(
            operation,
            Box::new(move |call, input, events| {
                let (socket, here) = (Arc::clone(&socket), Arc::clone(&here));
                Box::pin(async move {
                    let from_a_window = matches!(call.origin, Origin::Window(_));
                    if from_a_window && here.operation(operation.name).is_ok() {
                        return here.call(call, operation.name, input, events).await;
                    }
                    forward(&socket, operation, call, input, events).await
                })
            }),
        );
    }
    router
}

/// Asks the owner for nothing, only to learn whether it answers.
pub(crate) async fn greet(socket: &std::path::Path) -> std::io::Result<()> {
    Stream::connect(socket.to_fs_name::<GenericFilePath>()?).await.map(drop)
}

async fn forward(
    socket: &std::path::Path,
    operation: &'static Operation,
    call: Call,
    input: Value,
    events: mpsc::Sender<Value>,
) -> Result<Value> {
    let ask = Ask { name: operation.name.to_owned(), input, door: (&call.origin).into() };
    tokio::select! {
        // Leaving closes the connection, which cancels the call at the owner's side.
        () = call.cancelled() => Err(Error::cancelled()),
        outcome = exchange(socket, &ask, &events) => outcome.unwrap_or_else(|error| Err(lost(&error))),
    }
}

async fn exchange(
    socket: &std::path::Path,
    ask: &Ask,
    events: &mpsc::Sender<Value>,
) -> std::io::Result<Result<Value>> {
    let stream = Stream::connect(socket.to_fs_name::<GenericFilePath>()?).await?;
    let (reader, mut writer) = tokio::io::split(stream);
    let mut reader = BufReader::new(reader);
    write(&mut writer, ask).await?;
    loop {
        match read::<Answer>(&mut reader).await? {
            Some(Answer::Event(event)) => {
                if events.send(event).await.is_err() {
                    return Ok(Err(Error::cancelled()));
                }
            }
            Some(Answer::Done(output)) => return Ok(Ok(output)),
            Some(Answer::Failed(error)) => return Ok(Err(error)),
            None => return Err(std::io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

fn lost(error: &std::io::Error) -> Error {
    tracing::warn!(%error, "the owner of the data folder was lost");
    Error::new(
        Code::Unavailable,
        "the Atelier that keeps the conversations has ended; what it had stored is safe",
    )
    .with_hint("start the command again")
}
