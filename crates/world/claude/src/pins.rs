//! Pins: public keys of which the endpoint must present one, besides a certificate that verifies.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, OtherError, SignatureScheme};
use sha2::{Digest, Sha256};

use crate::ClaudeError;

/// SHA-256 over the SPKI of a certificate.
type Pin = [u8; 32];

/// Verifies as another verifier does, and then looks for a pinned key among the certificates.
#[derive(Debug)]
pub(crate) struct PinnedVerifier {
    pub(crate) inner: Arc<dyn ServerCertVerifier>,
    pub(crate) pins: Vec<Pin>,
}

/// None of the endpoint's public keys is pinned.
#[derive(Debug, thiserror::Error)]
#[error("none of the endpoint's public keys is one of those that are pinned")]
pub(crate) struct NotPinned;

/// Reads pins: SHA-256 of the SPKI in base64, `sha256/` before it or not.
pub(crate) fn read(pins: &[String]) -> Result<Vec<Pin>, ClaudeError> {
    pins.iter()
        .map(|pin| {
            let text = pin.trim();
            let text = text.strip_prefix("sha256/").unwrap_or(text);
            STANDARD.decode(text).ok().and_then(|bytes| Pin::try_from(bytes).ok()).ok_or_else(|| {
                ClaudeError::Options {
                    message: "A pinned public key is not a SHA-256 in base64. Correct or remove it in Settings."
                        .to_owned(),
                }
            })
        })
        .collect()
}

impl ServerCertVerifier for PinnedVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = self.inner.verify_server_cert(
            end_entity,
            intermediates,
            server_name,
            ocsp_response,
            now,
        )?;
        // The key of the server itself counts; those above it count only as far as they are sent,
        // and anyone can send along a certificate, so only the server's own is looked at.
        let pinned = webpki::EndEntityCert::try_from(end_entity)
            .map(|certificate| certificate.subject_public_key_info())
            .is_ok_and(|spki| {
                let digest: Pin = Sha256::digest(spki.as_ref()).into();
                self.pins.contains(&digest)
            });
        if pinned {
            Ok(verified)
        } else {
            let not_pinned = OtherError(Arc::new(NotPinned));
            Err(Error::InvalidCertificate(CertificateError::Other(not_pinned)))
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}
