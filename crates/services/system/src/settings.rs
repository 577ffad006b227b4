//! Settings: one value, read at once by all, written through to the store.

use atelier_api::{
    failed,
    settings::{SettingsApi, SettingsPatch},
};
use atelier_rpc::{Call, Code, Error, NoInput, Result};
use atelier_store::{Durability, Slot, tables};
use atelier_vocabulary::{EndpointKind, Settings};
use tokio::sync::watch;

use crate::{Clock, Log};

/// The key under which the store keeps them.
const KEY: &str = "settings";

/// Keeps the settings in force, and tells everyone who watches when they change.
#[derive(Clone)]
pub struct SettingsKeeper {
    slot: Slot,
    clock: Clock,
    log: Log,
    in_force: watch::Sender<Settings>,
}

impl SettingsKeeper {
    /// Returns the keeper with the settings of a new installation in force.
    /// The level of `log` follows them.
    pub fn new(slot: Slot, clock: Clock, log: Log) -> Self {
        Self { slot, clock, log, in_force: watch::Sender::new(Settings::default()) }
    }

    /// The settings in force, now and later.
    pub fn watch(&self) -> watch::Receiver<Settings> {
        self.in_force.subscribe()
    }

    fn put_in_force(&self, settings: Settings) {
        self.log.follow(&settings);
        self.in_force.send_replace(settings);
    }

    /// Shows the usual theme again where `id` was shown.
    pub(crate) async fn forget_theme(&self, id: &str) -> Result<()> {
        let settings = self.in_force.borrow().clone();
        let shown = |theme: &Option<String>| theme.as_deref() == Some(id);
        let patch = SettingsPatch {
            light_theme: shown(&settings.light_theme).then_some(None),
            dark_theme: shown(&settings.dark_theme).then_some(None),
            ..SettingsPatch::default()
        };
        if patch.light_theme.is_some() || patch.dark_theme.is_some() {
            self.change(patch).await?;
        }
        Ok(())
    }

    async fn change(&self, patch: SettingsPatch) -> Result<Settings> {
        let settings = apply(self.in_force.borrow().clone(), patch);
        check(&settings)?;
        let value = atelier_rpc::encode(&settings)?;
        let now = (self.clock)();
        let write = move |transaction: &atelier_store::Transaction<'_>| {
            tables::settings::set(transaction, KEY, &value, now)
        };
        self.slot.get().map_err(failed)?.write(Durability::Full, write).await.map_err(failed)?;
        self.put_in_force(settings.clone());
        Ok(settings)
    }

    /// Reads the settings from the store that is open now. What cannot be read stays as it is.
    pub async fn reload(&self) {
        let Ok(store) = self.slot.get() else { return };
        let stored = store.read(|connection| tables::settings::get(connection, KEY)).await;
        match stored.map(|value| value.map(serde_json::from_value::<Settings>)) {
            Ok(Some(Ok(settings))) => self.put_in_force(settings),
            // A store in which nothing was chosen yet.
            Ok(None) => self.put_in_force(Settings::default()),
            Ok(Some(Err(error))) => tracing::warn!(%error, "stored settings do not read; kept"),
            Err(error) => tracing::warn!(%error, "settings could not be read"),
        }
    }
}

impl SettingsApi for SettingsKeeper {
    async fn get(&self, _call: Call, _input: NoInput) -> Result<Settings> {
        Ok(self.in_force.borrow().clone())
    }

    async fn defaults(&self, _call: Call, _input: NoInput) -> Result<Settings> {
        Ok(Settings::default())
    }

    async fn save(&self, _call: Call, patch: SettingsPatch) -> Result<Settings> {
        self.change(patch).await
    }
}

/// The settings with the patch applied; what the patch does not name stays.
fn apply(settings: Settings, patch: SettingsPatch) -> Settings {
    Settings {
        appearance: patch.appearance.unwrap_or(settings.appearance),
        language: patch.language.unwrap_or(settings.language),
        light_theme: patch.light_theme.unwrap_or(settings.light_theme),
        dark_theme: patch.dark_theme.unwrap_or(settings.dark_theme),
        message_scale: patch.message_scale.unwrap_or(settings.message_scale),
        shortcuts: patch.shortcuts.unwrap_or(settings.shortcuts),
        notify: patch.notify.unwrap_or(settings.notify),
        notice_details: patch.notice_details.unwrap_or(settings.notice_details),
        quick_keys: patch.quick_keys.unwrap_or(settings.quick_keys),
        tray: patch.tray.unwrap_or(settings.tray),
        close_to_tray: patch.close_to_tray.unwrap_or(settings.close_to_tray),
        tray_told: patch.tray_told.unwrap_or(settings.tray_told),
        onboarded: patch.onboarded.unwrap_or(settings.onboarded),
        endpoint: patch.endpoint.unwrap_or(settings.endpoint),
        model: patch.model.unwrap_or(settings.model),
        effort: patch.effort.unwrap_or(settings.effort),
        instructions: patch.instructions.unwrap_or(settings.instructions),
        message_limit: patch.message_limit.unwrap_or(settings.message_limit),
        send_key: patch.send_key.unwrap_or(settings.send_key),
        transcript: patch.transcript.unwrap_or(settings.transcript),
        learning: patch.learning.unwrap_or(settings.learning),
        answer_cache: patch.answer_cache.unwrap_or(settings.answer_cache),
        cite_documents: patch.cite_documents.unwrap_or(settings.cite_documents),
        tools: patch.tools.unwrap_or(settings.tools),
        web: patch.web.unwrap_or(settings.web),
        artifacts: patch.artifacts.unwrap_or(settings.artifacts),
        http_enabled: patch.http_enabled.unwrap_or(settings.http_enabled),
        http_port: patch.http_port.unwrap_or(settings.http_port),
        spki_pins: patch.spki_pins.unwrap_or(settings.spki_pins),
        log_level: patch.log_level.unwrap_or(settings.log_level),
    }
}

/// Refuses settings that contradict themselves.
fn check(settings: &Settings) -> Result<()> {
    let endpoint = &settings.endpoint;
    let has_url = endpoint.base_url.as_deref().is_some_and(|url| !url.is_empty());
    if has_url != (endpoint.kind == EndpointKind::Custom) {
        let message = "a custom endpoint needs a base URL, and only a custom one has it";
        return Err(Error::new(Code::InvalidInput, message));
    }
    if has_url {
        let url = endpoint.base_url.as_deref().unwrap_or_default();
        atelier_secrets::api_key_account(url)
            .map_err(|error| Error::new(Code::InvalidInput, error.to_string()))?;
    }
    Ok(())
}
