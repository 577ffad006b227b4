//! The limits on requests and tokens that the API reports with every answer.

/// The limits on requests and tokens, where the API reported them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateLimits {
    /// Requests.
    pub requests: Option<RateLimit>,
    /// Tokens, sent and answered together.
    pub tokens: Option<RateLimit>,
    /// Tokens sent.
    pub input_tokens: Option<RateLimit>,
    /// Tokens answered.
    pub output_tokens: Option<RateLimit>,
}

/// One limit, and how much of it is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// How many in one period.
    pub limit: u64,
    /// How many are left in this one.
    pub remaining: u64,
    /// When the next one begins, as the API writes it (RFC 3339).
    pub reset: Option<String>,
}

impl RateLimits {
    /// Reads the `anthropic-ratelimit-…` headers. `header` looks one up by its lower-case name.
    pub fn from_headers<'a>(header: impl Fn(&str) -> Option<&'a str>) -> Self {
        let limit = |what: &str| {
            let count = |which: &str| {
                header(&format!("anthropic-ratelimit-{what}-{which}"))?.trim().parse().ok()
            };
            Some(RateLimit {
                limit: count("limit")?,
                remaining: count("remaining")?,
                reset: header(&format!("anthropic-ratelimit-{what}-reset")).map(str::to_owned),
            })
        };
        Self {
            requests: limit("requests"),
            tokens: limit("tokens"),
            input_tokens: limit("input-tokens"),
            output_tokens: limit("output-tokens"),
        }
    }
}
