//! An answer that arrives as it is made.

use std::collections::VecDeque;
use std::pin::Pin;
use std::time::Duration;

use atelier_claude_wire::{Accumulator, Cut, Failure, FailureClass, Progress, RateLimits, State};
use atelier_vocabulary::{ContentBlock, StopReason, Usage};
use bytes::Bytes;
use futures_util::FutureExt as _;
use reqwest::Response;
use tokio::time::{Instant, Sleep};

use crate::ClaudeError;
use crate::send::request_id;

/// How long the end of a body is waited for after the end of its message, so that the connection
/// can be used again.
const LINGER: Duration = Duration::from_millis(100);
/// The most chunks that are taken in at once.
const BATCH_CHUNKS: usize = 256;

/// An answer that arrives as it is made. Dropping it ends the request at once.
#[derive(Debug)]
pub struct MessageStream {
    /// The response; none once nothing more is to be read.
    response: Option<Response>,
    accumulator: Accumulator,
    /// What [`MessageStream::next`] has not handed out yet.
    queue: VecDeque<Progress>,
    /// Why the stream ended, until that is told.
    failure: Option<ClaudeError>,
    idle: Duration,
    timer: Pin<Box<Sleep>>,
    request_id: Option<String>,
    status: u16,
    limits: RateLimits,
}

impl MessageStream {
    pub(crate) fn new(response: Response, idle: Duration) -> Self {
        let header = |name: &str| response.headers().get(name)?.to_str().ok();
        let limits = RateLimits::from_headers(header);
        Self {
            request_id: request_id(&response),
            status: response.status().as_u16(),
            response: Some(response),
            accumulator: Accumulator::new(),
            queue: VecDeque::new(),
            failure: None,
            idle,
            timer: Box::pin(tokio::time::sleep(idle)),
            limits,
        }
    }

    /// Waits for the next thing to happen. None after the end, also after an error was returned.
    ///
    /// Nothing is lost if the future is dropped. Adjacent deltas that arrived together are one.
    pub async fn next(&mut self) -> Result<Option<Progress>, ClaudeError> {
        loop {
            if let Some(progress) = self.queue.pop_front() {
                return Ok(Some(progress));
            }
            if let Some(failure) = self.failure.take() {
                return Err(failure);
            }
            let mut batch = Vec::new();
            match self.next_batch(&mut batch).await {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(failure) => self.failure = Some(failure),
            }
            self.queue.extend(batch);
        }
    }

    /// Waits until something happens, then adds all that has arrived to `batch`, in order, with
    /// adjacent deltas of one block made one. False after the end.
    ///
    /// On an error too, what came before it has been added. Nothing is lost if the future is
    /// dropped. Not to be mixed with [`MessageStream::next`].
    pub async fn next_batch(&mut self, batch: &mut Vec<Progress>) -> Result<bool, ClaudeError> {
        let before = batch.len();
        loop {
            if self.accumulator.is_ended() {
                self.linger().await;
                return Ok(false);
            }
            let Some(response) = &mut self.response else { return Ok(false) };
            // Usually something is there already, and the timer need not be touched.
            let arrived = if let Some(arrived) = response.chunk().now_or_never() {
                arrived
            } else {
                self.timer.as_mut().reset(Instant::now() + self.idle);
                tokio::select! {
                    biased;
                    arrived = response.chunk() => arrived,
                    () = self.timer.as_mut() => {
                        let detail = format!("nothing arrived for {:?}", self.idle);
                        return Err(self.break_off(FailureClass::Timeout, detail));
                    }
                }
            };
            self.take_in(arrived, batch)?;
            // A flood is handed on in parts, so that others have their turn.
            let mut chunks = 1;
            while chunks < BATCH_CHUNKS
                && !self.accumulator.is_ended()
                && let Some(response) = &mut self.response
                && let Some(arrived) = response.chunk().now_or_never()
            {
                self.take_in(arrived, batch)?;
                chunks += 1;
            }
            if batch.len() > before || self.accumulator.is_ended() {
                return Ok(true);
            }
        }
    }

    /// What has arrived so far.
    pub fn accumulator(&self) -> &Accumulator {
        &self.accumulator
    }

    /// The content so far. See [`Accumulator::blocks`].
    pub fn blocks(&self) -> Vec<ContentBlock> {
        self.accumulator.blocks()
    }

    /// The tokens so far.
    pub fn usage(&self) -> Usage {
        self.accumulator.usage()
    }

    /// Why the model stopped.
    pub fn stop_reason(&self) -> Option<&StopReason> {
        self.accumulator.stop_reason()
    }

    /// The model that answers, as the API names it.
    pub fn model(&self) -> Option<&str> {
        self.accumulator.model()
    }

    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The API's id for the request, for support.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// What is left of the limits.
    pub fn limits(&self) -> &RateLimits {
        &self.limits
    }

    fn take_in(
        &mut self,
        arrived: reqwest::Result<Option<Bytes>>,
        batch: &mut Vec<Progress>,
    ) -> Result<(), ClaudeError> {
        match arrived {
            Ok(Some(chunk)) => self.accumulator.feed(&chunk, batch),
            Ok(None) => {
                self.response = None;
                self.accumulator.finish(batch);
            }
            Err(_) => {
                // What has arrived of an event that is not whole is not worth a word of its own.
                let detail = "the connection broke".to_owned();
                return Err(self.break_off(FailureClass::Truncated, detail));
            }
        }
        match self.accumulator.state() {
            State::Idle | State::Started | State::Block { .. } | State::Complete => Ok(()),
            State::Incomplete(cut) => {
                let detail = match cut {
                    Cut::Interrupted => "it was interrupted",
                    Cut::Truncated => "it ended without `message_stop`",
                    Cut::UnfinishedInput => "the arguments of a tool request broke off",
                    Cut::OpenBlock => "a block never ended",
                };
                Err(self.break_off(FailureClass::Truncated, detail.to_owned()))
            }
            State::Failed(Failure::Protocol(error)) => {
                let detail = error.to_string();
                Err(self.break_off(FailureClass::Protocol, detail))
            }
            State::Failed(Failure::Api(error)) => {
                let mut error = error.clone();
                if error.request_id.is_none() {
                    error.request_id.clone_from(&self.request_id);
                }
                self.response = None;
                Err(ClaudeError::Api { error })
            }
        }
    }

    /// Ends the request.
    fn break_off(&mut self, class: FailureClass, detail: String) -> ClaudeError {
        self.response = None;
        self.accumulator.interrupt();
        ClaudeError::Answer { class, detail, request_id: self.request_id.clone() }
    }

    /// Reads on to the end of the body, which is all but there, and lets go of the connection.
    async fn linger(&mut self) {
        if let Some(mut response) = self.response.take() {
            let end = async { while let Ok(Some(_)) = response.chunk().await {} };
            let _in_time = tokio::time::timeout(LINGER, end).await;
        }
    }
}
