//! The way to the endpoint in use: a client for it, and its key.

use std::sync::{Arc, Mutex, PoisonError};

use atelier_api::failed;
use atelier_claude::{Client, ClientOptions};
use atelier_rpc::{Code, Error, Result};
use atelier_secrets::{ANTHROPIC_API_KEY, SecretError, SecretKey, Vault, api_key_account};
use atelier_vocabulary::{Endpoint, EndpointKind, Settings};
use tokio::sync::watch;

use crate::error;

/// Starts the simulator where it is not running yet, and returns its base URL.
pub type SimulatorUrl = Arc<dyn Fn() -> std::io::Result<String> + Send + Sync>;

/// A client for the endpoint in use, with its key, for one request.
pub struct Connection {
    /// The client. It never holds the key.
    pub client: Client,
    /// The key; none where the endpoint takes none.
    pub key: Option<Arc<SecretKey>>,
    /// Whether the built-in simulator answers.
    pub simulated: bool,
}

impl Connection {
    /// The key's text, for the one call that needs it.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref().map(SecretKey::expose)
    }
}

/// Makes connections to the endpoint in use. The client is kept while its endpoint stays the same,
/// so that connections are used again; the key is read anew for every request.
#[derive(Clone)]
pub struct Connections {
    /// The settings in force.
    pub settings: watch::Receiver<Settings>,
    /// The place of secrets.
    pub vault: Vault,
    /// The key of the environment, which goes before the kept one.
    pub environment_key: Option<Arc<SecretKey>>,
    /// The base URL that this run uses instead of the settings' endpoint.
    pub endpoint_override: Option<String>,
    /// The simulator.
    pub simulator: SimulatorUrl,
    /// The client of the endpoint last used, with what it was made from.
    pub last: Arc<Mutex<Option<(Target, Client)>>>,
}

/// What a client is made from.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    endpoint: Endpoint,
    base_url: Option<String>,
    pins: Vec<String>,
}

impl Connections {
    /// Returns a connection to the endpoint in use; fails as `needs_key` where its key is missing.
    pub async fn connect(&self) -> Result<Connection> {
        let target = self.target()?;
        let simulated = target.endpoint.kind == EndpointKind::Simulator;
        let key = if simulated { None } else { self.key(&target).await? };
        Ok(Connection { client: self.client(target)?, key, simulated })
    }

    /// A name for the endpoint in use, under which its models are remembered.
    pub fn endpoint_name(&self) -> String {
        let settings = self.settings.borrow();
        match (&self.endpoint_override, settings.endpoint.kind) {
            (Some(url), _) => url.clone(),
            (None, EndpointKind::Anthropic) => "anthropic".to_owned(),
            (None, EndpointKind::Simulator) => "simulator".to_owned(),
            (None, EndpointKind::Custom) => settings.endpoint.base_url.clone().unwrap_or_default(),
        }
    }

    /// A name for the account that a connection speaks for: its endpoint, and the end of its key.
    pub(crate) fn account(&self, connection: &Connection) -> String {
        let key = connection.key.as_deref().map(SecretKey::last_four).unwrap_or_default();
        format!("{} {key}", self.endpoint_name())
    }

    /// Whether the built-in simulator answers, which is no network.
    pub fn is_simulated(&self) -> bool {
        self.endpoint_override.is_none()
            && self.settings.borrow().endpoint.kind == EndpointKind::Simulator
    }

    fn target(&self) -> Result<Target> {
        let settings = self.settings.borrow().clone();
        let mut endpoint = settings.endpoint;
        let mut base_url = endpoint.base_url.clone();
        if let Some(url) = &self.endpoint_override {
            endpoint.kind = EndpointKind::Custom;
            base_url = Some(url.clone());
        } else if endpoint.kind == EndpointKind::Simulator {
            base_url = Some((self.simulator)().map_err(|error| {
                let message = format!("the simulator could not start: {error}");
                Error::new(Code::Unavailable, message)
            })?);
        }
        Ok(Target { endpoint, base_url, pins: settings.spki_pins })
    }

    fn client(&self, target: Target) -> Result<Client> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((made_from, client)) = &*last
            && *made_from == target
        {
            return Ok(client.clone());
        }
        let mut options = ClientOptions::new(target.endpoint.clone());
        options.base_url.clone_from(&target.base_url);
        // Pins are the endpoint's; the simulator has no certificate.
        if target.endpoint.kind != EndpointKind::Simulator {
            options.pins.clone_from(&target.pins);
        }
        let client = Client::new(options).map_err(|error| error::of_claude(&error))?;
        *last = Some((target, client.clone()));
        Ok(client)
    }

    /// The key that belongs to the target's origin, and to no other.
    async fn key(&self, target: &Target) -> Result<Option<Arc<SecretKey>>> {
        if let Some(key) = &self.environment_key {
            return Ok(Some(Arc::clone(key)));
        }
        let account = match &target.base_url {
            Some(url) => api_key_account(url).map_err(failed)?,
            None => ANTHROPIC_API_KEY.to_owned(),
        };
        let key = match self.vault.get(&account).await {
            Ok(key) => key,
            // Where no key can be kept there is none, which is what the caller wants to know.
            Err(SecretError::NoSessionBus | SecretError::NoProvider) => None,
            Err(error) => return Err(failed(error)),
        };
        // A server of one's own may take no key; Anthropic's always does.
        if key.is_none() && target.endpoint.kind == EndpointKind::Anthropic {
            return Err(Error::new(Code::NeedsKey, "there is no API key yet")
                .with_hint("add one in Settings, Account & keys, or look around first"));
        }
        Ok(key.map(Arc::new))
    }
}
