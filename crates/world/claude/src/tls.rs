//! TLS: version 1.3 and no other, certificates verified as the system verifies them.

use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::address::Address;
use crate::pins::{self, PinnedVerifier};
use crate::{ClaudeError, ClientOptions};

/// The TLS configuration of a client.
pub(crate) fn config(
    options: &ClientOptions,
    address: &Address,
) -> Result<ClientConfig, ClaudeError> {
    let provider = Arc::new(ring::default_provider());
    if address.is_plain() {
        // TLS is never spoken, so the system's certificates need not be read.
        return Ok(ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])
            .map_err(|error| refuse(&error))?
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth());
    }
    let verifier = verifier(options, &provider)?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|error| refuse(&error))?
        // "Dangerous" only says that the verifier is handed in: this one is the system's.
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(config)
}

fn verifier(
    options: &ClientOptions,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, ClaudeError> {
    let roots = options.extra_roots.iter().map(|root| CertificateDer::from(root.clone()));
    let system: Arc<dyn ServerCertVerifier> = Arc::new(
        Verifier::new_with_extra_roots(roots, Arc::clone(provider))
            .map_err(|error| refuse(&error))?,
    );
    let pins = pins::read(&options.pins)?;
    if pins.is_empty() {
        return Ok(system);
    }
    Ok(Arc::new(PinnedVerifier { inner: system, pins }))
}

fn refuse(error: &rustls::Error) -> ClaudeError {
    ClaudeError::Options {
        message: format!(
            "This computer's trusted certificates cannot be used ({error}). Install the system's \
             certificates (`ca-certificates` on Debian) and try again."
        ),
    }
}
