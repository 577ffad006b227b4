//! A fetch: what is asked, in what order, and what comes of it.

use std::path::Path;

use tokio::sync::watch;

use crate::advert::Head;
use crate::answer::Answer;
use crate::harvest::{Wanted, harvest};
use crate::line::Line;
use crate::stop::blocking;
use crate::{Address, GitError, Limits, Snapshot, ask};

/// How a folder's name begins in which a pack lies while it is read. One that a killed process has left may
/// be removed.
pub const ARRIVING: &str = ".arriving-";

/// What to fetch, from where, with what.
#[derive(Clone, Copy, Debug)]
pub struct Fetch<'a> {
    /// The client to ask with: it follows no redirect.
    pub http: &'a reqwest::Client,
    /// The repository.
    pub address: &'a Address,
    /// The commit that is here already; where HEAD still is that one, nothing more is asked for.
    pub known: Option<&'a str>,
    /// Which files are wanted, by name.
    pub wanted: fn(&str) -> bool,
    /// A folder that is there, for what arrives.
    pub scratch: &'a Path,
    /// How much is taken.
    pub limits: Limits,
    /// Where it is told how far it is.
    pub progress: &'a watch::Sender<Progress>,
}

/// How far a fetch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// How many bytes have arrived.
    pub received: u64,
}

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// The server is asked what there is.
    #[default]
    Asking,
    /// The pack arrives.
    Receiving,
    /// It is looked through.
    Reading,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// HEAD is the commit that was here already.
    Unchanged,
    /// HEAD is another one.
    New(Snapshot),
}

impl Fetch<'_> {
    /// Asks, receives and reads. Dropping the future ends it; nothing is left behind.
    pub async fn run(&self) -> Result<Fetched, GitError> {
        let limit = self.limits.time;
        let fetched = tokio::time::timeout(limit, self.steps()).await;
        fetched.map_err(|_| GitError::TooSlow { limit })?
    }

    async fn steps(&self) -> Result<Fetched, GitError> {
        let mut line = Line::new(self.http, self.address.url(), self.limits, self.progress);
        let head = Head::read(&line.refs().await?)?;
        if self.known == Some(head.commit.as_str()) {
            return Ok(Fetched::Unchanged);
        }
        let mut answer = Answer::default();
        let ask = ask::body(&head, self.limits.file)?;
        line.pack(ask, |bytes| answer.take(bytes)).await?;
        let pack = answer.pack()?;
        self.progress.send_modify(|it| it.step = Step::Reading);
        let wanted = Wanted { commit: head.commit, file: self.wanted, limits: self.limits };
        let scratch = self.scratch.to_owned();
        let snapshot = blocking(move |stop| harvest(pack, &wanted, &scratch, stop)).await?;
        Ok(Fetched::New(snapshot))
    }
}
