//! The time, for what is shown as relative to now, and the time zone, for what is asked by days.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::contract::Operation;

/// Returns the time in ms since 1970.
pub(crate) fn now() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "a host may know the time; it is only shown")]
    let now = SystemTime::now();
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Names the system's time zone to an operation that takes one, unless the person said whose days they want.
pub(crate) fn put_time_zone(operation: &Operation, input: &mut Value) {
    let takes = operation.fields.iter().any(|field| field.name == ZONE);
    let Value::Object(given) = input else { return };
    if !takes || given.contains_key(ZONE) || given.contains_key(OFFSET) {
        return;
    }
    let zone = jiff::tz::TimeZone::try_system().ok();
    if let Some(name) = zone.as_ref().and_then(jiff::tz::TimeZone::iana_name) {
        given.insert(ZONE.to_owned(), name.into());
    }
}

const ZONE: &str = "time_zone";
const OFFSET: &str = "utc_offset_minutes";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::put_time_zone;
    use crate::contract;

    /// What an operation is asked for, after the time zone was put to it.
    fn asked(name: &str, mut input: serde_json::Value) -> serde_json::Value {
        let operations = contract::operations().unwrap();
        let operation = operations.iter().find(|it| it.name == name).unwrap();
        put_time_zone(operation, &mut input);
        input
    }

    #[test]
    fn the_systems_time_zone_goes_to_what_takes_one_unless_the_person_said_whose_days() {
        let zone = jiff::tz::TimeZone::try_system().ok();
        let zone = zone.as_ref().and_then(jiff::tz::TimeZone::iana_name);
        for name in ["usage.by_day", "usage.summary", "usage.export", "budget.save"] {
            assert_eq!(asked(name, json!({}))["time_zone"], json!(zone), "{name}");
            for given in [json!({ "time_zone": "Asia/Tokyo" }), json!({ "utc_offset_minutes": 0 })]
            {
                assert_eq!(asked(name, given.clone()), given, "{name}");
            }
        }
        assert_eq!(asked("model.list", json!({})), json!({}));
    }
}
