//! Settings: everything a person can choose, secrets apart.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Effort, Endpoint, LogLevel};

/// Everything a person can choose, secrets apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system is.
    pub appearance: Appearance,
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
    /// Whether what was asked and answered is learned, to find similar conversations by.
    pub learning: bool,
    /// The tools that Claude is told of.
    pub tools: ToolSettings,
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
            light_theme: None,
            dark_theme: None,
            message_scale: 100,
            shortcuts: BTreeMap::new(),
            notify: NotifySetting::Never,
            onboarded: false,
            endpoint: Endpoint::default(),
            model: None,
            effort: None,
            instructions: String::new(),
            message_limit: 9_999,
            send_key: SendKey::Enter,
            learning: true,
            tools: ToolSettings::default(),
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

/// What sends a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SendKey {
    /// Enter; Shift+Enter starts a line.
    Enter,
    /// Mod+Enter; Enter starts a line.
    ModEnter,
}
