//! The desktop around the window: notices, the system's choosers, windows, and the tray.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{ClosingDecision, ConversationId, DesktopStatus, PathKind, WindowKind};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// The desktop around the window: notices, the system's choosers, windows, and the tray. Where no window is open, none of it can be done.
    pub trait DesktopApi in desktop {
        /// Says what the desktop can do now.
        query status(NoInput) -> DesktopStatus, provides [Desktop], requires [HealthRead];

        /// Shows a notice of the system, without a sound. One about the same conversation takes the place of the last.
        command notify(ShowNotice) -> (), requires [DesktopUse];

        /// Lets a person choose a file or folder in the system's own dialog; none where they did not.
        command choose(ChoosePath) -> ChosenPath, requires [DesktopUse], limit(1800);

        /// Brings a window to the front, and opens it where it is not open.
        command show(ShowWindow) -> (), requires [DesktopUse];

        /// Closes the window that asks. The main window closes with its own button alone.
        command leave(NoInput) -> (), requires [DesktopUse];

        /// Says in the person's language what stands where no page can say it: in the tray, which shows nothing before that, and in the question that is asked when a page does not answer.
        command label(LabelDesktop) -> (), requires [DesktopUse];

        /// Ends Atelier. Where that would stop something that is under way, a person is asked first, in the main window.
        command quit(NoInput) -> (), requires [DesktopUse];

        /// Answers what is asked before Atelier closes (`desktop.status`). A page that asks a person says so first: without that it closes after three seconds.
        command decide(DecideClosing) -> (), invalidates [Desktop], requires [DesktopUse];
    }
}

/// A notice to show.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ShowNotice {
    /// Its title.
    #[garde(length(bytes, min = 1, max = 400))]
    pub title: String,
    /// What it says.
    #[garde(length(bytes, max = 1_000))]
    pub text: String,
    /// The conversation that it is about, to which a click leads.
    pub conversation_id: ConversationId,
}

/// What to let a person choose.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ChoosePath {
    /// A folder, a file, or a file to be written.
    pub kind: PathKind,
    /// What the dialog is called.
    #[garde(length(bytes, min = 1, max = 200))]
    pub title: String,
    /// Where the dialog begins: the whole path of a folder, or of a file to be written; none leaves it to the system.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(bytes, max = 4_096))]
    pub start: Option<String>,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChosenPath {
    /// The whole path; none where the person chose nothing.
    pub path: Option<String>,
}

/// A window to show.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ShowWindow {
    /// Which.
    pub window: WindowKind,
    /// The conversation that it is to show; a window of its own needs one.
    #[serde(default)]
    #[ts(optional)]
    pub conversation_id: Option<ConversationId>,
}

/// What the desktop around the page says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct LabelDesktop {
    /// What the tray says.
    #[garde(dive)]
    pub tray: LabelTray,
    /// What is asked when a page does not answer.
    #[garde(dive)]
    pub unresponsive: LabelUnresponsive,
}

/// What is asked when a page does not answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct LabelUnresponsive {
    /// What has happened.
    #[garde(length(bytes, min = 1, max = 200))]
    pub title: String,
    /// Why that may be, and what is kept.
    #[garde(length(bytes, min = 1, max = 1_000))]
    pub text: String,
    /// Leaves the page as it is.
    #[garde(length(bytes, min = 1, max = 200))]
    pub wait: String,
    /// Ends the page, and loads it anew.
    #[garde(length(bytes, min = 1, max = 200))]
    pub reload: String,
}

/// What stands in the menu of the tray, and what its icon says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct LabelTray {
    /// Brings the main window to the front.
    #[garde(length(bytes, min = 1, max = 200))]
    pub open: String,
    /// Begins a conversation.
    #[garde(length(bytes, min = 1, max = 200))]
    pub new_conversation: String,
    /// Opens quick entry.
    #[garde(length(bytes, min = 1, max = 200))]
    pub quick_entry: String,
    /// Stands above the conversations that changed last.
    #[garde(length(bytes, min = 1, max = 200))]
    pub recent: String,
    /// What a conversation without a title is called.
    #[garde(length(bytes, min = 1, max = 200))]
    pub untitled: String,
    /// Stops every answer that is arriving.
    #[garde(length(bytes, min = 1, max = 200))]
    pub stop_all: String,
    /// Opens the settings.
    #[garde(length(bytes, min = 1, max = 200))]
    pub settings: String,
    /// Ends Atelier.
    #[garde(length(bytes, min = 1, max = 200))]
    pub quit: String,
    /// What the icon says while nothing is under way.
    #[garde(length(bytes, min = 1, max = 200))]
    pub idle: String,
    /// What it says while answers are arriving; `#` stands for how many.
    #[garde(length(bytes, min = 1, max = 200))]
    pub working: String,
    /// What it says where answers failed while nobody looked; `#` stands for how many.
    #[garde(length(bytes, min = 1, max = 200))]
    pub needs_you: String,
}

/// What is said to the question before Atelier closes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DecideClosing {
    /// Which question.
    pub number: u32,
    /// What is said to it.
    pub decision: ClosingDecision,
}
