//! Links into Atelier: read, and kept until a page goes where they lead.

mod read;
#[cfg(test)]
mod tests;

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use atelier_api::link::{LinkApi, OpenLink, TakeLink, TakenLink};
use atelier_rpc::{Call, NoInput, Origin, Result};
use atelier_vocabulary::{Link, LinkPlace};

/// How many links wait. Nobody can have wanted more of them, and the oldest give way.
const MOST: usize = 8;

/// The links that no page has gone to yet. They are kept in memory alone.
#[derive(Default)]
pub struct Links(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    links: VecDeque<Link>,
    last: u32,
}

impl Links {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LinkApi for Links {
    async fn open(&self, call: Call, input: OpenLink) -> Result<Link> {
        let leads = match read::place(&input.url) {
            // Nobody reads the answer to a link that somebody clicked on; a page tells them.
            Err(error) if matches!(call.origin, Origin::Window(_)) => {
                LinkPlace::Refused { why: error.message }
            }
            leads => leads?,
        };
        let mut waiting = self.waiting();
        waiting.last = waiting.last.wrapping_add(1);
        let link = Link { number: waiting.last, leads };
        if waiting.links.len() == MOST {
            waiting.links.pop_front();
        }
        waiting.links.push_back(link.clone());
        Ok(link)
    }

    async fn waiting(&self, _call: Call, _input: NoInput) -> Result<Vec<Link>> {
        Ok(self.waiting().links.iter().cloned().collect())
    }

    async fn take(&self, _call: Call, input: TakeLink) -> Result<TakenLink> {
        let mut waiting = self.waiting();
        let found = waiting.links.iter().position(|link| link.number == input.number);
        Ok(TakenLink { link: found.and_then(|at| waiting.links.remove(at)) })
    }
}
