//! Connections that cannot be made, or must not be: each has its class, and no key leaves.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use atelier_claude::{Client, ClientOptions};
use atelier_claude_wire::{FailureClass, RetryPolicy};
use base64::Engine as _;
use rcgen::{
    BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, PublicKeyData as _, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion, version};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::common::{KEY, ask, options, server, soon};

/// An authority that tests trust, or do not.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: Vec<u8>,
}

/// A server's certificate, its key, and the pin of that key.
struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    pin: String,
}

/// How long a certificate is valid.
#[derive(Clone, Copy)]
enum Validity {
    Now,
    Expired,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().der().to_vec();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    fn identity(&self, name: &str, validity: Validity) -> Identity {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        if let Validity::Expired = validity {
            params.not_before = date_time_ymd(2020, 1, 1);
            params.not_after = date_time_ymd(2021, 1, 1);
        }
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let digest = Sha256::digest(key.subject_public_key_info());
        Identity {
            chain: vec![certificate.der().clone()],
            key: PrivateKeyDer::Pkcs8(key.serialize_der().into()),
            pin: base64::engine::general_purpose::STANDARD.encode(digest),
        }
    }
}

/// A TLS server that counts the requests it can read, and answers with no models.
async fn serve(
    identity: Identity,
    versions: &[&'static SupportedProtocolVersion],
) -> (SocketAddr, Arc<AtomicUsize>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(identity.chain, identity.key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let requests = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&requests);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, counted) = (acceptor.clone(), Arc::clone(&counted));
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut head = [0; 4_096];
                if stream.read(&mut head).await.is_ok_and(|length| length > 0) {
                    counted.fetch_add(1, Ordering::SeqCst);
                    let body = "{\"data\":[],\"has_more\":false}";
                    let response = format!(
                        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                        body.len()
                    );
                    let _written = stream.write_all(response.as_bytes()).await;
                    let _shut = stream.shutdown().await;
                }
            });
        }
    });
    (address, requests)
}

fn secure(address: SocketAddr, authority: &Authority, pins: &[&str]) -> ClientOptions {
    ClientOptions {
        extra_roots: vec![authority.certificate.clone()],
        pins: pins.iter().map(|pin| (*pin).to_owned()).collect(),
        retry: RetryPolicy::NEVER,
        ..options(&format!("https://localhost:{}", address.port()))
    }
}

async fn class(options: ClientOptions) -> Option<FailureClass> {
    let client = Client::new(options).unwrap();
    let error = soon(client.models(Some(KEY))).await.err()?;
    assert!(!format!("{error:?} {error}").contains(KEY));
    Some(error.class())
}

// rows: 3.082, 3.142
#[tokio::test]
async fn a_certificate_must_verify_before_a_key_leaves() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    let both = [&version::TLS13, &version::TLS12];
    let cases: [(&str, Identity, &[&'static SupportedProtocolVersion], Option<FailureClass>); 5] = [
        ("good", ours.identity("localhost", Validity::Now), &both, None),
        ("expired", ours.identity("localhost", Validity::Expired), &both, Some(FailureClass::Tls)),
        (
            "another name",
            ours.identity("example.com", Validity::Now),
            &both,
            Some(FailureClass::Tls),
        ),
        (
            "unknown authority",
            theirs.identity("localhost", Validity::Now),
            &both,
            Some(FailureClass::Tls),
        ),
        (
            "TLS 1.2 only",
            ours.identity("localhost", Validity::Now),
            &[&version::TLS12],
            Some(FailureClass::Tls),
        ),
    ];
    for (name, identity, versions, expected) in cases {
        let (address, requests) = serve(identity, versions).await;
        assert_eq!(class(secure(address, &ours, &[])).await, expected, "{name}");
        let seen = requests.load(Ordering::SeqCst);
        assert_eq!(seen, usize::from(expected.is_none()), "{name}: requests that were read");
    }
}

// rows: 3.142
#[tokio::test]
async fn a_pinned_key_must_be_presented_and_a_backup_will_do() {
    let ours = Authority::new();
    let spare = ours.identity("localhost", Validity::Now).pin;
    let wrong = ours.identity("localhost", Validity::Now).pin;
    for (name, own, expired, expected) in [
        ("good pin", true, Validity::Now, None),
        ("wrong pins", false, Validity::Now, Some(FailureClass::Tls)),
        ("good pin, expired certificate", true, Validity::Expired, Some(FailureClass::Tls)),
    ] {
        let identity = ours.identity("localhost", expired);
        let pin = identity.pin.clone();
        // The pin in use is the second one: the first is the backup.
        let pins = [spare.as_str(), if own { &pin } else { &wrong }];
        let (address, requests) = serve(identity, &[&version::TLS13]).await;
        assert_eq!(class(secure(address, &ours, &pins)).await, expected, "{name}");
        assert_eq!(requests.load(Ordering::SeqCst), usize::from(expected.is_none()), "{name}");
    }
    // Someone in between whose authority the system trusts still lacks the pinned key.
    let between = Authority::new();
    let (address, requests) =
        serve(between.identity("localhost", Validity::Now), &[&version::TLS13]).await;
    assert_eq!(class(secure(address, &between, &[&spare])).await, Some(FailureClass::Tls));
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}

#[test]
fn pins_that_are_no_pins_are_refused() {
    let given =
        |pin: &str| ClientOptions { pins: vec![pin.to_owned()], ..options("https://example.com") };
    for pin in ["", "abc", "sha256/", "not base64!", "AAAA"] {
        assert!(Client::new(given(pin)).is_err(), "{pin:?}");
    }
    let whole = base64::engine::general_purpose::STANDARD.encode([7; 32]);
    assert!(Client::new(given(&whole)).is_ok());
    assert!(Client::new(given(&format!("sha256/{whole}"))).is_ok());
}

// rows: 3.028
#[tokio::test]
async fn trouble_on_the_way_has_its_class() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let hangs_up = server(|stream| async move { drop(stream) }).await;
    let resets = server(|mut stream| async move {
        let _read = stream.read(&mut [0; 16]).await;
        drop(stream);
    })
    .await;
    let silent = server(|stream| async move {
        tokio::time::sleep(Duration::from_mins(1)).await;
        drop(stream);
    })
    .await;
    let noise = server(|mut stream| async move {
        crate::common::read_head(&mut stream).await;
        let _written = stream.write_all(b"220 mail.example.com ESMTP\r\n\r\n").await;
        let _read = stream.read_to_end(&mut Vec::new()).await;
    })
    .await;
    let greets = server(|mut stream| async move {
        let _written = stream.write_all(b"220 mail.example.com ESMTP\r\n\r\n").await;
        let _read = stream.read_to_end(&mut Vec::new()).await;
    })
    .await;
    let half = server(|mut stream| async move {
        crate::common::read_head(&mut stream).await;
        let head =
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{";
        let _written = stream.write_all(head).await;
        let _shut = stream.shutdown().await;
        let _read = stream.read_to_end(&mut Vec::new()).await;
    })
    .await;
    let plain = |address: SocketAddr| format!("http://{address}");
    let tls = |address: SocketAddr| format!("https://{address}");
    let cases = [
        ("no such name", "https://nobody.invalid".to_owned(), FailureClass::Dns),
        ("no name at all", format!("https://{}.invalid", "x".repeat(64)), FailureClass::Dns),
        ("nobody listens", plain(closed), FailureClass::Connect),
        ("nobody listens, TLS", tls(closed), FailureClass::Connect),
        ("hangs up", plain(hangs_up), FailureClass::Connect),
        ("hangs up, TLS", tls(hangs_up), FailureClass::Connect),
        ("resets", plain(resets), FailureClass::Connect),
        ("silent before TLS", tls(silent), FailureClass::Timeout),
        ("silent before the answer", plain(silent), FailureClass::Timeout),
        ("speaks something else", plain(noise), FailureClass::Protocol),
        ("speaks something else instead of TLS", tls(greets), FailureClass::Tls),
        ("breaks off", plain(half), FailureClass::Truncated),
    ];
    for (name, url, expected) in cases {
        let options = ClientOptions {
            // Only a server that is silent while the connection is made needs this.
            connect_timeout: Duration::from_millis(if name.contains("silent") {
                300
            } else {
                9_000
            }),
            idle_timeout: Duration::from_millis(300),
            retry: RetryPolicy::NEVER,
            ..options(&url)
        };
        let got = class(options).await;
        assert_eq!(got, Some(expected), "{name}");
    }
}

// rows: 2.13
#[tokio::test]
async fn a_connection_that_cannot_be_made_is_tried_five_times() {
    let accepted = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&accepted);
    let address = server(move |stream| {
        counted.fetch_add(1, Ordering::SeqCst);
        async move { drop(stream) }
    })
    .await;
    let client = Client::new(options(&format!("http://{address}"))).unwrap();
    let mut waits = 0;
    let error = soon(client.stream(Some(KEY), &ask("Hello"), |_| waits += 1)).await.unwrap_err();
    assert_eq!(error.class(), FailureClass::Connect);
    assert_eq!((accepted.load(Ordering::SeqCst), waits), (5, 4));
}

#[tokio::test]
async fn a_client_for_other_hosts_verifies_and_follows_as_one_for_an_endpoint_does() {
    let authority = Authority::new();
    let identity = || authority.identity("localhost", Validity::Now);
    let client = |roots: Vec<Vec<u8>>| {
        let options = options("https://localhost");
        atelier_claude::elsewhere(&ClientOptions { extra_roots: roots, ..options }).unwrap()
    };
    let (address, requests) = serve(identity(), &[&version::TLS13]).await;
    let url = format!("https://localhost:{}/", address.port());
    let refused = soon(client(Vec::new()).get(&url).send()).await;
    assert!(refused.is_err_and(|error| error.is_connect()), "nobody vouches for it");
    assert_eq!(requests.load(Ordering::SeqCst), 0);
    let trusted = client(vec![authority.certificate.clone()]);
    assert_eq!(soon(trusted.get(&url).send()).await.unwrap().status(), 200);
    let (address, requests) = serve(identity(), &[&version::TLS12]).await;
    let url = format!("https://localhost:{}/", address.port());
    assert!(soon(trusted.get(&url).send()).await.is_err(), "TLS 1.2 is not spoken");
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}
