//! How a client is made.

use std::time::Duration;

use atelier_claude_wire::RetryPolicy;
use atelier_vocabulary::Endpoint;

/// How a client is made.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// Where model calls go.
    pub endpoint: Endpoint,
    /// A base URL instead of the endpoint's; the simulator's endpoint needs it.
    pub base_url: Option<String>,
    /// Public keys (SHA-256 of the SPKI, base64) of which the endpoint must present one; empty pins
    /// nothing. The certificate is verified all the same.
    pub pins: Vec<String>,
    /// Certificates (DER) that are trusted besides the system's own.
    pub extra_roots: Vec<Vec<u8>>,
    /// Whether calls go through the system's proxy.
    pub proxy: Proxy,
    /// How long a connection may take.
    pub connect_timeout: Duration,
    /// How long a stream may be silent, the beginning of its answer included.
    pub idle_timeout: Duration,
    /// How long an answer without streaming may take.
    pub total_timeout: Duration,
    /// When to ask again.
    pub retry: RetryPolicy,
    /// The `user-agent` header.
    pub user_agent: String,
}

impl ClientOptions {
    /// Returns options for an endpoint, all others as they should be.
    pub fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            base_url: None,
            pins: Vec::new(),
            extra_roots: Vec::new(),
            proxy: Proxy::None,
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_mins(1),
            total_timeout: Duration::from_mins(10),
            retry: RetryPolicy::default(),
            user_agent: concat!("atelier/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// Whether calls go through a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proxy {
    /// They do not.
    None,
    /// They go through the one that the system or the environment names, if it names one. Calls to
    /// loopback never do.
    System,
}
