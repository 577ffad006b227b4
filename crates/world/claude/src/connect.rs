//! How everything of Atelier leaves by HTTP: one TLS, one lookup of names, no redirects.

use crate::address::Address;
use crate::{ClaudeError, ClientOptions, Proxy, resolver, tls};

/// How long an idle connection is kept, the key in its buffer with it; at most twice, as the pool looks.
const IDLE_CONNECTION: std::time::Duration = std::time::Duration::from_secs(15);

/// Returns a client for hosts that are no endpoint: it connects like one for an endpoint and carries no key.
/// No connection is opened.
pub fn elsewhere(options: &ClientOptions) -> Result<reqwest::Client, ClaudeError> {
    // Any address that is spoken to over TLS: the system's certificates are read for it.
    build(options, &Address::parse("https://localhost")?)
}

/// The client of one endpoint.
pub(crate) fn build(
    options: &ClientOptions,
    address: &Address,
) -> Result<reqwest::Client, ClaudeError> {
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls::config(options, address)?)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .http1_only()
        .dns_resolver(resolver::SystemResolver)
        .connect_timeout(options.connect_timeout)
        .pool_idle_timeout(IDLE_CONNECTION)
        .pool_max_idle_per_host(4)
        .tcp_nodelay(true)
        .user_agent(options.user_agent.as_str());
    let builder = match options.proxy {
        Proxy::System if !address.is_loopback() => builder,
        Proxy::System | Proxy::None => builder.no_proxy(),
    };
    builder.build().map_err(|error| ClaudeError::Options {
        message: format!("The connection cannot be set up ({error})."),
    })
}
