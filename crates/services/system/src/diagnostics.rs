//! The diagnostic report: what the application knows of itself, without what is anybody's.

mod log_tail;
mod system;

use std::path::PathBuf;

use atelier_api::diagnostics::{DiagnosticReport, DiagnosticsApi, SettingFact, TableFact};
use atelier_api::health::{HealthApi, MetricsApi};
use atelier_rpc::{Call, Code, Error, NoInput, Result};
use atelier_store::tables::census;
use atelier_vocabulary::Settings;
use serde_json::Value;

use crate::{HealthReport, Log, SettingsKeeper};

/// Makes the report.
pub struct Diagnostics {
    /// What the application says of itself.
    pub report: HealthReport,
    /// The settings in force.
    pub settings: SettingsKeeper,
    /// The log of this process.
    pub log: Log,
    /// The folder of the person, whose path is not passed on; none where there is none.
    pub home: Option<PathBuf>,
}

impl DiagnosticsApi for Diagnostics {
    async fn report(&self, call: Call, input: NoInput) -> Result<DiagnosticReport> {
        let tables = match self.report.opening.slot.get() {
            Ok(store) => store.read(census::rows).await.unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        let metrics = MetricsApi::get(&self.report, call.clone(), input).await?;
        let health = HealthApi::get(&self.report, call, input).await?;
        let report = DiagnosticReport {
            made_at: (self.report.clock)(),
            health,
            system: system::facts(),
            settings: changed(&self.settings.watch().borrow()),
            tables: tables.into_iter().map(|(name, rows)| TableFact { name, rows }).collect(),
            metrics,
            log: self.log.file().map(|it| log_tail::read(&it)).unwrap_or_default(),
        };
        self.without_home(report)
    }
}

impl Diagnostics {
    /// The report with `~` for the person's folder, which tells their name.
    fn without_home(&self, report: DiagnosticReport) -> Result<DiagnosticReport> {
        let home = self.home.as_ref().and_then(|it| it.to_str()).filter(|it| it.len() > 1);
        let Some(home) = home else { return Ok(report) };
        let mut value = atelier_rpc::encode(&report)?;
        each_text(&mut value, &|text| text.replace(home, "~"));
        serde_json::from_value(value)
            .map_err(|_| Error::new(Code::Internal, "the report could not be put together"))
    }
}

/// The settings that differ from those of a new installation.
fn changed(settings: &Settings) -> Vec<SettingFact> {
    let now = serde_json::to_value(settings).unwrap_or_default();
    let new = serde_json::to_value(Settings::default()).unwrap_or_default();
    let Value::Object(fields) = now else { return Vec::new() };
    let differs = fields.into_iter().filter(|(name, value)| new.get(name) != Some(value));
    differs.map(|(name, value)| SettingFact { value: shown(&name, &value), name }).collect()
}

/// A setting as it may be passed on: what a person wrote, and where they send it, is their own.
fn shown(name: &str, value: &Value) -> String {
    match (name, value) {
        ("endpoint", Value::Object(endpoint)) => {
            let word = |field| endpoint.get(field).and_then(Value::as_str).unwrap_or_default();
            format!("{}, {}", word("kind"), word("api_version"))
        }
        ("instructions", Value::String(text)) => format!("{} characters", text.chars().count()),
        ("spki_pins", Value::Array(pins)) => format!("{} of them", pins.len()),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// Changes every text in a value, keys apart.
fn each_text(value: &mut Value, change: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|it| each_text(it, change)),
        Value::Object(fields) => fields.values_mut().for_each(|it| each_text(it, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
