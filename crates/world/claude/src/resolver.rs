//! Name lookup that says when it is the lookup that failed.

use std::net::{Ipv4Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// The system's name lookup. `localhost` is this computer, whatever the system says.
#[derive(Debug)]
pub(crate) struct SystemResolver;

/// A name could not be looked up.
#[derive(Debug, thiserror::Error)]
#[error("the name `{name}` could not be looked up")]
pub(crate) struct LookupError {
    /// The name.
    name: String,
    /// Why not.
    #[source]
    source: std::io::Error,
}

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let name = name.as_str().to_owned();
            if name == "localhost" {
                let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                return Ok(Box::new(std::iter::once(address)) as Addrs);
            }
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map(Vec::from_iter);
            match found {
                Ok(found) => Ok(Box::new(found.into_iter()) as Addrs),
                Err(source) => Err(LookupError { name, source }.into()),
            }
        })
    }
}
