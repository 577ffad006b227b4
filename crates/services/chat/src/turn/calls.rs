//! The calls of one answer, beside each other: each result is stored and shown when it comes.

use std::sync::Arc;

use atelier_rpc::Call;
use atelier_store::{
    Durability,
    tables::deltas::{self, Delta},
};
use atelier_vocabulary::{ContentBlock, Message, MessageId, TurnEvent};
use tokio::sync::{Semaphore, mpsc};
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};

use super::{begin::Begun, outlet::Outlet};
use crate::{
    Conversations,
    tools::{Asked, error_block},
};

/// How many calls one answer may ask for; what is beyond is refused, not run.
const CALLS: usize = 16;

/// How many of them run at the same time.
const AT_ONCE: usize = 4;

const STOPPED: &str = "There is no result: the person stopped the turn. What this call does may have \
                       been done.";
const BROKEN: &str = "The tool failed unexpectedly, which is a defect of Atelier.";

/// What became of some calls.
pub(super) struct Ran {
    /// A result for each, in the order of the calls.
    pub(super) blocks: Vec<ContentBlock>,
    /// Whether nobody wanted to wait for all of them.
    pub(super) stopped: bool,
}

impl Conversations {
    /// Runs the calls beside each other. Each result is stored and shown when it comes.
    pub(super) async fn run_calls(
        &self,
        call: Option<&Call>,
        begun: &Begun,
        results: &Message,
        calls: Vec<Asked>,
        events: &Outlet,
    ) -> Ran {
        let ids: Vec<String> = calls.iter().map(|asked| asked.id.clone()).collect();
        let mut blocks: Vec<Option<ContentBlock>> = vec![None; ids.len()];
        let stop = CancellationToken::new();
        let _stops = stop.clone().drop_guard();
        let (outlet, mut inlet) = mpsc::channel(CALLS);
        let places = Arc::new(Semaphore::new(AT_ONCE));
        // Dropping these ends what still runs.
        let _running: Vec<AbortOnDropHandle<()>> = calls
            .into_iter()
            .enumerate()
            .map(|(place, asked)| {
                let (tools, stop, outlet) = (begun.tools.clone(), stop.clone(), outlet.clone());
                let places = Arc::clone(&places);
                let work = async move {
                    // It is never closed. The time that a call may take begins with its place.
                    let _place = places.acquire().await.ok();
                    let block = if place < CALLS {
                        asked.run(&tools, stop).await
                    } else {
                        let text =
                            format!("Up to {CALLS} calls run at once. Ask again for this one.");
                        error_block(&asked.id, &text)
                    };
                    // Where nobody takes it, the turn was stopped.
                    drop(outlet.send((place, block)).await);
                };
                AbortOnDropHandle::new(self.tasks.spawn(work))
            })
            .collect();
        drop(outlet);
        let stopped = self.stopped(call, events);
        tokio::pin!(stopped);
        let stopped = loop {
            let came = tokio::select! {
                biased;
                () = &mut stopped => break true,
                came = inlet.recv() => came,
            };
            let Some((place, block)) = came else { break false };
            if let Some(slot) = blocks.get_mut(place) {
                *slot = Some(block.clone());
            }
            let index = u32::try_from(place).unwrap_or(u32::MAX);
            self.keep_result(results.id, index, block.clone()).await;
            drop(events.send(TurnEvent::ToolCompleted { index, block }).await);
        };
        let missing = if stopped { STOPPED } else { BROKEN };
        let whole = blocks.into_iter().zip(&ids);
        let blocks = whole.map(|(block, id)| block.unwrap_or_else(|| error_block(id, missing)));
        Ran { blocks: blocks.collect(), stopped }
    }

    /// Stores a result on the way; the end stores all of them again.
    async fn keep_result(&self, results: MessageId, index: u32, block: ContentBlock) {
        let Ok(store) = self.slot.get() else { return };
        let delta = [Delta::Completed { index, block }];
        let append = store.write(Durability::Normal, move |transaction| {
            deltas::append(transaction, results, &delta)
        });
        if let Err(error) = append.await {
            tracing::warn!(%error, "a tool's result could not be stored on the way");
        }
    }
}
