//! Notices of the system, over the session's bus.
//!
//! There is no connection before the first notice, and none of it exists but on Linux.

#[cfg(target_os = "linux")]
mod bus;

#[cfg(target_os = "linux")]
pub(crate) use bus::{are_possible, serve};
#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::{are_possible, serve};

/// Systems on which Atelier shows no notices.
#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use atelier_rpc::{Code, Error};
    use atelier_vocabulary::ConversationId;
    use tokio::sync::mpsc;
    use tokio_util::sync::CancellationToken;

    use crate::errands::Asked;

    /// They are not.
    pub(crate) fn are_possible() -> bool {
        false
    }

    /// Says so.
    pub(crate) async fn serve(
        mut asked: mpsc::Receiver<Asked>,
        _clicked: impl Fn(ConversationId),
        _stopping: CancellationToken,
    ) {
        while let Some((_, reply)) = asked.recv().await {
            let none = Error::new(Code::Unavailable, "Atelier shows no notices on this system");
            drop(reply.send(Err(none)));
        }
    }
}
