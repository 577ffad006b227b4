//! Settings: everything a person can choose, secrets apart.

use std::collections::BTreeMap;

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{
    Appearance, Effort, Endpoint, Language, LogLevel, NotifySetting, SendKey, Settings,
    ToolSettings, TranscriptDetail, WebSettings,
};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

api! {
    /// Settings: everything a person can choose, secrets apart.
    pub trait SettingsApi in settings {
        /// Reads the settings in force.
        query get(NoInput) -> Settings, provides [Settings], requires [SettingsRead];

        /// Reads the settings that a new installation has.
        query defaults(NoInput) -> Settings, requires [SettingsRead];

        /// Changes what the patch names, at once, and returns the settings in force.
        command save(SettingsPatch) -> Settings, invalidates [Settings, Models, Secrets, Server], requires [SettingsWrite];
    }
}

/// What to change. What it does not name stays as it is; `null` clears what can be empty.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
#[garde(allow_unvalidated)]
pub struct SettingsPatch {
    /// Light, dark, or as the system is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appearance: Option<Appearance>,
    /// The language of what the page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The theme that is shown where it is light.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<String>", optional = nullable)]
    #[garde(inner(inner(length(min = 1, max = 100))))]
    pub light_theme: Option<Option<String>>,
    /// The theme that is shown where it is dark.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<String>", optional = nullable)]
    #[garde(inner(inner(length(min = 1, max = 100))))]
    pub dark_theme: Option<Option<String>>,
    /// How large the text of messages is, in per cent of the usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(range(min = 75, max = 200))]
    pub message_scale: Option<u16>,
    /// The keys of shortcuts that a person chose, all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(custom(chords))]
    pub shortcuts: Option<BTreeMap<String, Vec<String>>>,
    /// When to notify of an answer that ended while nobody looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify: Option<NotifySetting>,
    /// Whether notices say which conversation they are about, and how its answer begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_details: Option<bool>,
    /// The keys that open quick entry from anywhere, such as `Ctrl+Alt+Space`.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<String>", optional = nullable)]
    #[garde(inner(inner(length(min = 1, max = 40), ascii)))]
    pub quick_keys: Option<Option<String>>,
    /// Whether the tray shows what Atelier is doing, where the desktop has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tray: Option<bool>,
    /// Whether Atelier keeps running in the tray when its window is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_to_tray: Option<bool>,
    /// Whether the person was told that Atelier keeps running in the tray.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tray_told: Option<bool>,
    /// Whether the first-run steps are done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onboarded: Option<bool>,
    /// Where model calls go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<Endpoint>,
    /// The model for new conversations.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<String>", optional = nullable)]
    #[garde(inner(inner(length(min = 1, max = 200))))]
    pub model: Option<Option<String>>,
    /// The effort for new conversations.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<Effort>", optional = nullable)]
    pub effort: Option<Option<Effort>>,
    /// What Claude is told before every conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(length(bytes, max = 65_536))]
    pub instructions: Option<String>,
    /// The most characters a message may hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(range(min = 1, max = 250_000))]
    pub message_limit: Option<u32>,
    /// What sends a message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_key: Option<SendKey>,
    /// How much of an answer is shown beside its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<TranscriptDetail>,
    /// Whether what was asked and answered is learned, to find similar conversations by. Switching
    /// it off forgets nothing: `pattern.forget_all` does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learning: Option<bool>,
    /// The tools that Claude is told of, all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tools: Option<ToolSettings>,
    /// How far Claude may go on the web, all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(custom(reach))]
    pub web: Option<WebSettings>,
    /// Whether HTML, SVG and Mermaid of answers are offered as what they show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub artifacts: Option<bool>,
    /// Whether answers are kept in memory, and given again to exactly the same request. Switching it
    /// off forgets them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_cache: Option<bool>,
    /// Whether Claude is asked to name the places in attached documents that it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite_documents: Option<bool>,
    /// Whether other programs on this machine may use the HTTP API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_enabled: Option<bool>,
    /// The port of the HTTP API.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(range(min = 1024, max = 65_535))]
    pub http_port: Option<u16>,
    /// Public keys of which the endpoint must present one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(length(max = 8), inner(length(equal = 44)))]
    pub spki_pins: Option<Vec<String>>,
    /// How much the log files keep.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<LogLevel>", optional = nullable)]
    pub log_level: Option<Option<LogLevel>>,
}

/// Tells a field that is `null` from one that is absent.
#[expect(clippy::option_option, reason = "absent, null and a value are three different wishes")]
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Refuses names and chords that no window has.
#[expect(clippy::ref_option, reason = "the shape that the validation calls")]
fn chords<C>(found: &Option<BTreeMap<String, Vec<String>>>, _context: &C) -> garde::Result {
    let Some(found) = found else { return Ok(()) };
    let is_name = |name: &str| {
        name.len() <= 64 && name.bytes().all(|it| it.is_ascii_lowercase() || b"._".contains(&it))
    };
    let is_chord = |chord: &String| {
        (1..=40).contains(&chord.len()) && !chord.contains(|it: char| it.is_control() || it == ' ')
    };
    if found.len() > 200 {
        return Err(garde::Error::new("at most 200 shortcuts can be changed"));
    }
    for (name, chords) in found {
        if !is_name(name) || chords.len() > 4 || !chords.iter().all(is_chord) {
            return Err(garde::Error::new("a shortcut has a name and at most four chords"));
        }
    }
    Ok(())
}

/// Refuses limits and domains that the API would refuse.
#[expect(clippy::ref_option, reason = "the shape that the validation calls")]
fn reach<C>(found: &Option<WebSettings>, _context: &C) -> garde::Result {
    let Some(WebSettings { max_uses, allowed_domains, blocked_domains }) = found else {
        return Ok(());
    };
    let refuse = |why: &str| Err(garde::Error::new(why));
    if !(1..=20).contains(max_uses) {
        return refuse("an answer may go to the web 1 to 20 times");
    }
    if !allowed_domains.is_empty() && !blocked_domains.is_empty() {
        return refuse("domains are either allowed or blocked: one of the two lists must be empty");
    }
    if allowed_domains.len().max(blocked_domains.len()) > 100 {
        return refuse("at most 100 domains can be named");
    }
    if !allowed_domains.iter().chain(blocked_domains).all(|domain| is_domain(domain)) {
        return refuse(
            "a domain is written like example.com or example.com/docs, in small letters",
        );
    }
    Ok(())
}

/// Whether it is a host with a dot in ASCII, with or without a path; such as the API takes.
fn is_domain(domain: &str) -> bool {
    let (host, path) = domain.split_at(domain.find('/').unwrap_or(domain.len()));
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
    };
    let is_path = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%+*".contains(&byte);
    domain.len() <= 253
        && host.contains('.')
        && host.split('.').all(is_label)
        && path.bytes().all(is_path)
        && path.matches('*').count() <= 1
}
