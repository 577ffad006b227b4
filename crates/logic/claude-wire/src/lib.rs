//! The Messages API on the wire: requests, streams, errors, retries, models and prices.
//!
//! It opens no connection, starts no task, and gets no time and no random numbers but those it is
//! handed. Bytes go in, typed values come out; `atelier-claude` carries them. What the API sends
//! and this crate does not know is kept as it came.

mod accumulator;
mod error;
mod event;
mod exact;
mod model;
mod price;
mod request;
mod retry;
mod sse;
mod usage;

pub use accumulator::{Accumulator, Cut, Failure, Progress, State};
pub use error::{ApiError, FailureClass, ProtocolError, RateLimit, RateLimits};
pub use event::{Delta, StreamEvent};
pub use exact::json;
pub use model::{ModelPage, model, model_page};
pub use price::{PriceRow, PriceTable, cost, price, search_price};
pub use request::material::{
    KeptFile, MAX_IMAGES, MaterialSource, document_block, image_block, kept_file,
};
pub use request::{
    Auth, Caching, MAX_BODY_BYTES, MAX_MESSAGES, MAX_UNSTREAMED_TOKENS, MessagesRequest,
    ReplayThinking, RequestError, Thinking, ThinkingDisplay, WireMessage, auth, replay,
    version_header,
};
pub use retry::{RetryPolicy, Trouble};
pub use sse::{Decoder, EVENT_BYTES, SseError, SseEvent};
pub use usage::usage;
