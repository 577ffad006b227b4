//! The edit engine, on a thread of its own.

use std::time::Duration;

use atelier_agent_booster::{Booster, Config, EditOutcome, Language, NativeGrammars, Refusal};
use atelier_rpc::{Code, Error, Result};
use tokio::sync::oneshot;

use crate::{Workspace, error};

/// How long an edit may take. The engine has limits of its own, far below.
const LIMIT: Duration = Duration::from_secs(10);
/// Room for the deepest trees that grammars make; it is memory only as far as it is used.
const STACK: usize = 16 << 20;

impl Workspace {
    /// Works out what an edit makes of a text. What it needs is given back when it is done.
    pub(crate) async fn work_out(
        &self,
        text: String,
        snippet: String,
        language: Language,
    ) -> Result<(String, Result<EditOutcome, Refusal>)> {
        let turn = std::sync::Arc::clone(&self.engines).acquire_owned().await;
        let turn = turn.map_err(|_| error::lost())?;
        let (reply, answer) = oneshot::channel();
        let run = move || {
            let mut booster = Booster::new(Box::<NativeGrammars>::default(), Config::default());
            let outcome = booster.apply_edit(&text, &snippet, language);
            drop((booster, turn));
            // The caller may have stopped waiting.
            let _gone = reply.send((text, outcome)).is_err();
        };
        std::thread::Builder::new()
            .name("edit".to_owned())
            .stack_size(STACK)
            .spawn(run)
            .map_err(|_| Error::new(Code::Unavailable, "the system has no thread left for it"))?;
        match tokio::time::timeout(LIMIT, answer).await {
            Ok(answer) => answer.map_err(|_| error::lost()),
            Err(_) => Err(Error::timed_out(LIMIT)),
        }
    }
}
