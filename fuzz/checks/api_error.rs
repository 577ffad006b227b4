//! An error of the API: any status, any headers and any body make one that can be acted on.

use atelier_claude_wire::{ApiError, RetryPolicy, Trouble};

/// The first of September 2026, in ms since 1970.
const NOW_MS: i64 = 1_788_220_800_000;

/// Reads `data` as a status, lines of headers, a blank line and a body; and as an event's data.
pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
    let (status, headers) = head.split_once('\n').unwrap_or((head, ""));
    let headers: Vec<(&str, &str)> =
        headers.lines().filter_map(|line| line.split_once(':')).collect();
    let header = |name: &str| {
        let found = headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim())
    };
    let status = status.trim().parse().unwrap_or(500);
    for now_ms in [NOW_MS, 0, i64::MIN, i64::MAX] {
        let error = ApiError::from_response(status, header, body.as_bytes(), now_ms);
        assert_eq!(error.status, Some(status), "the status is lost");
        sound(&error);
    }
    sound(&ApiError::from_event(data));
    sound(&ApiError::from_event(body.as_bytes()));
}

fn sound(error: &ApiError) {
    let class = error.class();
    assert!(!class.name().is_empty() && class.sentence().ends_with('.'), "{class:?} says nothing");
    assert!(error.message.chars().count() <= 2_000, "the message is too long to show");
    assert!(error.retry_after_ms != Some(0), "a wait of nothing");
    let policy = RetryPolicy::default();
    let longest = policy.longest_ms.max(policy.cap_ms);
    for tries in [0, 1, 4, 5, u32::MAX] {
        for random in [0.0, 0.5, 1.0, f64::NAN] {
            let wait = policy.wait_ms(tries, Trouble::Response(error), random);
            assert!(wait.is_none_or(|ms| ms <= longest), "a wait of {wait:?} ms");
            assert!(wait.is_none() || tries < policy.max_tries, "it never gives up");
        }
    }
}
