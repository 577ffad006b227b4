//! The words of the domain: ids and plain data, one meaning each.
//!
//! Nothing here reads a clock, draws a random number or touches the disk. What the
//! Messages API sends is kept losslessly: see [`ContentBlock`].

mod archive;
mod attachment;
mod backup;
mod block;
mod branch;
mod budget;
mod cache;
mod catalogue;
mod context;
mod conversation;
mod desktop;
mod endpoint;
mod failure;
mod file;
mod id;
mod library;
mod link;
mod log;
mod message;
mod mirror;
mod model;
mod page;
mod pattern;
mod project;
mod queue;
mod search;
mod secret;
mod sent;
mod server;
mod settings;
mod template;
mod theme;
mod tool;
mod turn;
mod usage;
mod web;

pub use archive::{
    ExportBranches, ExportEvent, ExportFormat, ExportedFile, Import, ImportEvent, ImportRemark,
    ImportReport, ImportSource, LibraryCounts,
};
pub use attachment::{Attachment, AttachmentKind};
pub use backup::{
    Backup, BackupReason, BackupStatus, Rehearsal, ResetOutcome, Restored, StoreContent,
};
pub use block::{Block, ContentBlock};
pub use branch::{BranchPage, BranchStretch, Fork};
pub use budget::{BudgetLevel, BudgetLine, BudgetScope, BudgetState, Budgets, UnknownPrice};
pub use cache::{CacheStatus, CachedAnswer, FromCache};
pub use catalogue::{CatalogueEvent, CatalogueNews, CatalogueStep, ThemeCatalogue};
pub use context::{
    Context, ContextBlock, ContextFate, ContextMark, ContextMeter, ContextPart, ContextPartKind,
    ContextSummary, CostEstimate, Counted,
};
pub use conversation::{Conversation, ConversationState, TitleSource};
pub use desktop::{
    Closing, ClosingDecision, ClosingReason, DesktopStatus, PathKind, TrayState, WindowKind,
};
pub use endpoint::{ApiVersion, Endpoint, EndpointKind};
pub use failure::{Failure, FailureKind};
pub use file::{EditState, FileEdit, Folder};
pub use id::{
    AttachmentId, ConversationId, EditId, FolderId, ImportId, MessageId, PatternId, ProjectId,
    QueuedId, TemplateId,
};
pub use library::LibraryItem;
pub use link::{Link, LinkPlace};
pub use log::LogLevel;
pub use message::{Message, MessageFailure, MessageState, Role, StopReason, Usage};
pub use mirror::{MirrorEvent, MirrorProblem, MirrorStatus};
pub use model::{Effort, Model, ModelPrice, PriceTier};
pub use page::Page;
pub use pattern::{
    MatchedWord, Pattern, PatternReview, PatternScope, PatternSource, ReviewReason, SimilarPattern,
};
pub use project::{Project, ProjectColor, Tag};
pub use queue::{HeldReason, QueuedMessage};
pub use search::{
    Correction, FoundConversation, FoundMessage, SearchResults, SimilarConversation,
    SimilarConversations, SnippetPart, TextMatch,
};
pub use secret::{KeyState, SecretPlace, SecretStatus, StoreState, VaultState};
pub use sent::{SentAttempt, SentCut, SentHeader, SentRequest, Unrecorded};
pub use server::ServerStatus;
pub use settings::{
    Appearance, Language, NotifySetting, SendKey, Settings, ToolSettings, TranscriptDetail,
};
pub use template::{Template, TemplateFault, TemplateVariable, TemplateVersion, VariableKind};
pub use theme::{ContrastWarning, Theme, ThemeBase};
pub use tool::{Tool, ToolPlace};
pub use turn::{BlockPart, TurnEvent};
pub use usage::{
    ConversationUsage, DayUsage, ModelUsage, ProjectUsage, Spending, UsageSummary, UsageTable,
};
pub use web::{SearchesOnTop, WebSettings, WebTools};
