//! The names that secrets are kept under.

use url::Url;

use crate::SecretError;

/// The service that all of Atelier's secrets belong to.
pub const SERVICE: &str = "atelier";

/// The account of the key for Anthropic's own API.
pub const ANTHROPIC_API_KEY: &str = "anthropic-api-key";

/// The account of the master key of the store, as 64 hexadecimal digits.
pub const STORE_KEY: &str = "store-key";

/// The origin that the key of [`ANTHROPIC_API_KEY`] may be sent to.
const ANTHROPIC_ORIGIN: &str = "https://api.anthropic.com";

/// The account of the API key for the origin of a base URL, so that the key of one origin is never
/// looked up for another.
///
/// `https://models.example:8443/v1` has the account `api-key@https://models.example:8443`.
///
/// Errors: [`SecretError::NotAnOrigin`] for anything but an http or https URL without a user name.
pub fn api_key_account(base_url: &str) -> Result<String, SecretError> {
    let url = Url::parse(base_url).map_err(|_| SecretError::NotAnOrigin)?;
    let plain = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "https" | "http") || !url.has_host() || !plain {
        return Err(SecretError::NotAnOrigin);
    }
    let origin = url.origin().ascii_serialization();
    if origin == ANTHROPIC_ORIGIN {
        return Ok(ANTHROPIC_API_KEY.to_owned());
    }
    Ok(format!("api-key@{origin}"))
}
