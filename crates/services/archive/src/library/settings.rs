//! The settings of an export, as far as they are taken.

use atelier_api::settings::SettingsPatch;
use serde_json::{Map, Value};

/// What decides where model calls go, who may reach Atelier, and what this machine was told: a file that
/// somebody hands over does not change it.
const STAYS: &[&str] =
    &["endpoint", "http_enabled", "http_port", "log_level", "onboarded", "spki_pins"];

/// What is taken of settings; and the names of those that are not as they should be. Each is checked as
/// if a person had chosen it.
pub(super) fn taken(settings: &Value) -> (SettingsPatch, Vec<String>) {
    let (mut sound, mut refused) = (Map::new(), Vec::new());
    for (name, value) in settings.as_object().into_iter().flatten() {
        if STAYS.contains(&name.as_str()) {
            continue;
        }
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        if atelier_rpc::decode::<SettingsPatch>(Value::Object(alone)).is_ok() {
            sound.insert(name.clone(), value.clone());
        } else {
            refused.push(name.clone());
        }
    }
    // What is sound one by one is sound together.
    (atelier_rpc::decode(Value::Object(sound)).unwrap_or_default(), refused)
}
