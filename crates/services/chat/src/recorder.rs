//! What has arrived, on its way to the store and to the caller: merged, and in that order.

use atelier_claude_wire::Progress;
use atelier_store::tables::deltas::Delta;
use atelier_vocabulary::TurnEvent;

/// What arrived since the last flush.
#[derive(Default)]
pub(crate) struct Recorder {
    deltas: Vec<Delta>,
}

impl Recorder {
    /// Takes over what has arrived. Additions to the same part of the same block become one.
    pub(crate) fn take(&mut self, progress: &mut Vec<Progress>) {
        for step in progress.drain(..) {
            match step {
                Progress::BlockStarted { index, block } => {
                    self.deltas.push(Delta::Started { index, block });
                }
                Progress::BlockCompleted { index, block } => {
                    self.deltas.push(Delta::Completed { index, block });
                }
                Progress::Delta { index, part, text } => {
                    if let Some(Delta::Grew { index: last, part: same, text: so_far }) =
                        self.deltas.last_mut()
                        && (*last, *same) == (index, part)
                    {
                        so_far.push_str(&text);
                    } else {
                        self.deltas.push(Delta::Grew { index, part, text });
                    }
                }
                // The accumulator keeps these; they reach the store when the message ends.
                Progress::Started { .. } | Progress::Updated { .. } | Progress::Completed => {}
            }
        }
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.deltas.is_empty()
    }

    /// What waits, for the store; and the same as events, for the caller.
    pub(crate) fn flush(&mut self) -> (Vec<Delta>, Vec<TurnEvent>) {
        let deltas = std::mem::take(&mut self.deltas);
        let events = deltas.iter().cloned().map(event).collect();
        (deltas, events)
    }
}

fn event(delta: Delta) -> TurnEvent {
    match delta {
        Delta::Started { index, block } => TurnEvent::BlockStarted { index, block },
        Delta::Grew { index, part, text } => TurnEvent::BlockDelta { index, part, text },
        Delta::Completed { index, block } => TurnEvent::BlockCompleted { index, block },
    }
}
