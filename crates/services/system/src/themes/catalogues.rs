//! Catalogues: theme files that were fetched from git repositories, when a person pressed for it.

mod kept;
mod refused;
mod shelf;

use std::{path::Path, sync::Arc};

use atelier_api::theme::{
    CatalogueFiles, FetchCatalogue, MOST_CATALOGUES, NameCatalogue, RemovedCatalogue,
};
use atelier_git::{Address, Fetch, Fetched, Limits, Progress, Snapshot, Step};
use atelier_rpc::{Call, Code, Error, Events, Result};
use atelier_vocabulary::{CatalogueEvent, CatalogueStep, ThemeCatalogue};
use tokio::sync::{Semaphore, watch};

use self::{
    kept::Kept,
    shelf::{Shelf, id_of},
};
use super::gallery;
use crate::Clock;

/// Makes the client that catalogues are fetched with, when one is.
pub type Reach = Arc<dyn Fn() -> Result<reqwest::Client> + Send + Sync>;

/// Fetches catalogues and keeps what they hold.
#[derive(Clone)]
pub struct Catalogues {
    shelf: Shelf,
    clock: Clock,
    reach: Reach,
    /// One is fetched at a time.
    turn: Arc<Semaphore>,
}

impl Catalogues {
    /// Returns catalogues that are kept in a folder of their own in `data`. Nothing is read or asked yet.
    pub fn new(data: &Path, clock: Clock, reach: Reach) -> Self {
        Self { shelf: Shelf::in_folder(data), clock, reach, turn: Arc::new(Semaphore::new(1)) }
    }

    pub(super) async fn list(&self) -> Vec<ThemeCatalogue> {
        let mut all: Vec<ThemeCatalogue> =
            self.shelf.all().await.iter().map(Kept::as_word).collect();
        all.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.address.cmp(&b.address)));
        all
    }

    pub(super) async fn files(&self, input: &NameCatalogue) -> Result<CatalogueFiles> {
        let none = || Error::new(Code::NotFound, "there is no such catalogue");
        let kept = self.shelf.get(&input.id).await.ok_or_else(none)?;
        let mut files = Vec::new();
        for file in kept.files {
            // It was a theme when it was kept.
            files.extend(gallery::shown_file(file.path, file.text).ok());
            tokio::task::yield_now().await;
        }
        Ok(CatalogueFiles { files })
    }

    pub(super) async fn remove(&self, input: &NameCatalogue) -> Result<RemovedCatalogue> {
        Ok(RemovedCatalogue { was_there: self.shelf.remove(&input.id).await? })
    }

    pub(super) async fn fetch(
        &self,
        call: &Call,
        input: &FetchCatalogue,
        events: &Events<CatalogueEvent>,
    ) -> Result<()> {
        let address = Address::parse(&input.address).map_err(refused::because)?;
        let _turn = self.turn.try_acquire().map_err(|_| refused::busy())?;
        let before = self.shelf.get(&id_of(&address)).await;
        if before.is_none() && self.shelf.all().await.len() >= MOST_CATALOGUES {
            let message = format!("at most {MOST_CATALOGUES} catalogues are kept");
            return Err(Error::new(Code::InvalidInput, message).with_hint("remove one first"));
        }
        let fetched = self.ask(call, &address, before.as_ref(), events).await?;
        let now = (self.clock)();
        let (kept, news) = match (fetched, before) {
            (Fetched::Unchanged, Some(before)) => (before.seen_at(now), None),
            (Fetched::Unchanged, None) => return Err(refused::lost()),
            (Fetched::New(snapshot), before) => {
                let kept = sift(&address, snapshot, now).await;
                let news = kept.news_since(before.as_ref());
                (kept, Some(news))
            }
        };
        self.shelf.keep(&kept).await?;
        let catalogue = Box::new(kept.as_word());
        events.send(CatalogueEvent::Finished { catalogue, news }).await
    }

    async fn ask(
        &self,
        call: &Call,
        address: &Address,
        before: Option<&Kept>,
        events: &Events<CatalogueEvent>,
    ) -> Result<Fetched> {
        let http = (self.reach)()?;
        let scratch = self.shelf.make_room().await?;
        let (told, mut heard) = watch::channel(Progress::default());
        let fetch = Fetch {
            http: &http,
            address,
            known: before.map(|it| it.commit.as_str()),
            wanted: gallery::is_theme_name,
            scratch: &scratch,
            limits: Limits::default(),
            progress: &told,
        };
        events.send(word_of(Progress::default())).await?;
        let mut work = std::pin::pin!(fetch.run());
        loop {
            tokio::select! {
                fetched = &mut work => return fetched.map_err(refused::because),
                () = call.cancelled() => return Err(Error::cancelled()),
                () = events.closed() => return Err(Error::cancelled()),
                Ok(()) = heard.changed() => {
                    let progress = *heard.borrow_and_update();
                    events.send(word_of(progress)).await?;
                }
            }
        }
    }
}

fn word_of(progress: Progress) -> CatalogueEvent {
    let step = match progress.step {
        Step::Asking => CatalogueStep::Asking,
        Step::Receiving => CatalogueStep::Receiving,
        Step::Reading => CatalogueStep::Reading,
    };
    CatalogueEvent::Progress { step, received: progress.received }
}

/// Keeps of what was fetched the files that are themes.
async fn sift(address: &Address, snapshot: Snapshot, now: i64) -> Kept {
    let mut kept = Kept::of(address, &snapshot, now);
    for it in &snapshot.left_out {
        kept.leave_out(&it.path, refused::why(it.why));
    }
    for file in snapshot.files {
        match gallery::shown_file(file.path.clone(), file.text) {
            Ok(theme) => kept.take(theme.file_name, theme.text),
            Err(why) => kept.leave_out(&file.path, &why),
        }
        tokio::task::yield_now().await;
    }
    if let Some(what) = snapshot.cut {
        kept.say(format!("Not all of it was looked at: it holds too much ({what})."));
    }
    kept
}
