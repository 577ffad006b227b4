//! The words of the domain: ids and plain data, one meaning each.
//!
//! Nothing here reads a clock, draws a random number or touches the disk. What the
//! Messages API sends is kept losslessly: see [`ContentBlock`].

mod block;
mod conversation;
mod endpoint;
mod failure;
mod file;
mod id;
mod log;
mod message;
mod model;
mod page;
mod pattern;
mod secret;
mod server;
mod settings;
mod tool;
mod turn;

pub use block::{Block, ContentBlock};
pub use conversation::{Conversation, ConversationState, TitleSource};
pub use endpoint::{ApiVersion, Endpoint, EndpointKind};
pub use failure::{Failure, FailureKind};
pub use file::{EditState, FileEdit, Folder};
pub use id::{ConversationId, EditId, FolderId, MessageId, PatternId};
pub use log::LogLevel;
pub use message::{Message, MessageFailure, MessageState, Role, StopReason, Usage};
pub use model::{Effort, Model, ModelPrice, PriceTier};
pub use page::Page;
pub use pattern::{
    MatchedWord, Pattern, PatternReview, PatternScope, PatternSource, ReviewReason, SimilarPattern,
};
pub use secret::{KeyState, SecretPlace, SecretStatus, StoreState, VaultState};
pub use server::ServerStatus;
pub use settings::{Appearance, SendKey, Settings, ToolSettings};
pub use tool::Tool;
pub use turn::{BlockPart, TurnEvent};
