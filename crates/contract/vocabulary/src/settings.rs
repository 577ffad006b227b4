//! Settings: everything a person can choose, secrets apart.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Effort, Endpoint, LogLevel, WebSettings};

/// Everything a person can choose, secrets apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// Light, dark, or as the system is.
    pub appearance: Appearance,
    /// The language of what the page says.
    pub language: Language,
    /// The theme that is shown where it is light; none is the usual one.
    pub light_theme: Option<String>,
    /// The theme that is shown where it is dark; none is the usual one.
    pub dark_theme: Option<String>,
    /// How large the text of messages is, in per cent of the usual.
    pub message_scale: u16,
    /// The keys of shortcuts that a person chose, by the shortcut's name; none at all switches one off.
    pub shortcuts: BTreeMap<String, Vec<String>>,
    /// When to notify of an answer that ended while nobody looked.
    pub notify: NotifySetting,
    /// Whether notices say which conversation they are about, and how its answer begins.
    pub notice_details: bool,
    /// The keys that open quick entry from anywhere; none is off.
    pub quick_keys: Option<String>,
    /// Whether the tray shows what Atelier is doing, where the desktop has one.
    pub tray: bool,
    /// Whether Atelier keeps running in the tray when its window is closed.
    pub close_to_tray: bool,
    /// Whether the person was told that Atelier keeps running in the tray.
    pub tray_told: bool,
    /// Whether the first-run steps are done.
    pub onboarded: bool,
    /// Where model calls go.
    pub endpoint: Endpoint,
    /// The model for new conversations; none takes the first that the endpoint lists.
    pub model: Option<String>,
    /// The effort for new conversations; none takes the model's own default.
    pub effort: Option<Effort>,
    /// What Claude is told before every conversation.
    pub instructions: String,
    /// The most characters (Unicode scalar values) a message may hold.
    pub message_limit: u32,
    /// What sends a message.
    pub send_key: SendKey,
    /// How much of an answer is shown beside its text.
    pub transcript: TranscriptDetail,
    /// Whether what was asked and answered is learned, to find similar conversations by.
    pub learning: bool,
    /// The tools that Claude is told of.
    pub tools: ToolSettings,
    /// How far Claude may go on the web.
    pub web: WebSettings,
    /// Whether HTML, SVG and Mermaid of answers are offered as what they show.
    pub artifacts: bool,
    /// Whether answers are kept in memory, and given again to exactly the same request.
    pub answer_cache: bool,
    /// Whether Claude is asked to name the places in attached documents that it speaks of.
    pub cite_documents: bool,
    /// Whether other programs on this machine may use the HTTP API.
    pub http_enabled: bool,
    /// The port of the HTTP API.
    pub http_port: u16,
    /// Public keys (SHA-256 of the SPKI, base64) of which the endpoint must present one; none pins nothing.
    pub spki_pins: Vec<String>,
    /// How much the log files keep; none keeps what the program was started with, warnings unless told.
    pub log_level: Option<LogLevel>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            appearance: Appearance::System,
            language: Language::System,
            light_theme: None,
            dark_theme: None,
            message_scale: 100,
            shortcuts: BTreeMap::new(),
            notify: NotifySetting::Never,
            notice_details: false,
            quick_keys: None,
            tray: true,
            close_to_tray: false,
            tray_told: false,
            onboarded: false,
            endpoint: Endpoint::default(),
            model: None,
            effort: None,
            instructions: String::new(),
            message_limit: 9_999,
            send_key: SendKey::Enter,
            transcript: TranscriptDetail::Normal,
            learning: true,
            tools: ToolSettings::default(),
            web: WebSettings::default(),
            artifacts: false,
            answer_cache: false,
            cite_documents: true,
            http_enabled: false,
            http_port: 7878,
            spki_pins: Vec::new(),
            log_level: None,
        }
    }
}

/// Which tools Claude is told of. What it is not told of it cannot ask for, and costs nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct ToolSettings {
    /// The math notebook: exact sequences, games, distances between distributions.
    pub math_notebook: bool,
    /// Search of the web, by the endpoint.
    pub web_search: bool,
    /// Reading of web pages, by the endpoint.
    pub web_fetch: bool,
}

/// Light, dark, or as the system is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the system is.
    System,
    /// Warm paper.
    Light,
    /// Ink blue-black.
    Dark,
}

/// The language of what the page says, by its tag (BCP 47).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub enum Language {
    /// The first that the system asks for and the page speaks; English where there is none.
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
}

/// When to notify of an answer that ended while nobody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotifySetting {
    /// Never.
    Never,
    /// When an answer failed.
    Failures,
    /// When an answer ended or failed.
    Always,
}

/// How much of an answer is shown beside its text. Nothing of it is lost: what is folded can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TranscriptDetail {
    /// The answer; thinking and tools are one line.
    Summary,
    /// Thinking and tools too, each folded.
    Normal,
    /// All of it, opened.
    Everything,
}

/// What sends a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SendKey {
    /// Enter; Shift+Enter starts a line.
    Enter,
    /// Mod+Enter; Enter starts a line.
    ModEnter,
}
