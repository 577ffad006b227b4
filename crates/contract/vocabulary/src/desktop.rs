//! What the desktop around the window can do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the desktop around the window can do now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DesktopStatus {
    /// Whether a window of Atelier is open that can do it.
    pub window: bool,
    /// Whether it shows notices.
    pub notices: bool,
    /// Whether it has dialogs to choose files and folders in.
    pub choosers: bool,
    /// Why the keys of quick entry do nothing, for a person; none while they work, or are off.
    pub quick_problem: Option<String>,
    /// Whether the tray of the desktop shows Atelier.
    pub tray: TrayState,
    /// What a person is asked before Atelier closes; none while nobody wants to close it.
    pub closing: Option<Closing>,
}

/// Whether the tray of the desktop shows Atelier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrayState {
    /// It was not asked to.
    #[default]
    Off,
    /// It was asked to, and there is none.
    Absent,
    /// It does.
    Shown,
}

/// What a person is asked before Atelier closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Closing {
    /// Tells this question from others.
    pub number: u32,
    /// Why it is asked.
    pub reason: ClosingReason,
    /// How many answers are arriving, which would be stopped.
    pub arriving: u32,
    /// How many messages wait behind them, which would stay in their queues.
    pub waiting: u32,
    /// Whether Atelier can keep running without its window, in the tray.
    pub can_stay: bool,
}

/// Why a person is asked before Atelier closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClosingReason {
    /// Something is under way that would end.
    Busy,
    /// The window goes into the tray for the first time.
    IntoTray,
}

/// What a page says to the question before Atelier closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClosingDecision {
    /// A person sees the question; from now on they may take their time.
    Asked,
    /// Nothing closes.
    Stay,
    /// The window goes, and Atelier keeps running in the tray.
    Hide,
    /// Atelier ends. What has arrived is kept.
    Quit,
}

/// What a person is asked to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PathKind {
    /// A folder that is there.
    Folder,
    /// A file that is there.
    File,
    /// A file to be written; the system asks before one that is there is chosen.
    NewFile,
}

/// A window of Atelier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// The main window.
    Main,
    /// The small one that begins a conversation.
    Quick,
    /// One conversation, in a window of its own.
    Conversation,
}
