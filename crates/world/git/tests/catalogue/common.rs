//! What the tests share: a client, a fetch, and a server that says whatever it is told to.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use atelier_git::{Address, Fetch, Fetched, GitError, Limits, Progress, Snapshot};
use tokio::sync::watch;

/// A client as the project has it, but for the certificates, which plain HTTP does not need.
pub(crate) fn client() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

pub(crate) fn is_theme(name: &str) -> bool {
    [".css", ".json"].iter().any(|end| name.ends_with(end))
}

/// Fetches, and makes sure that nothing is left of it.
pub(crate) async fn fetch(
    url: &str,
    known: Option<&str>,
    limits: Limits,
) -> Result<Fetched, GitError> {
    let scratch = tempfile::tempdir().unwrap();
    let address = Address::parse(url)?;
    let http = client();
    let progress = watch::Sender::new(Progress::default());
    let fetch = Fetch {
        http: &http,
        address: &address,
        known,
        wanted: is_theme,
        scratch: scratch.path(),
        limits,
        progress: &progress,
    };
    let fetched = tokio::time::timeout(Duration::from_mins(1), fetch.run()).await.unwrap();
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
    fetched
}

pub(crate) async fn snapshot(url: &str, limits: Limits) -> Result<Snapshot, GitError> {
    match fetch(url, None, limits).await? {
        Fetched::New(snapshot) => Ok(snapshot),
        Fetched::Unchanged => panic!("nothing was known"),
    }
}

/// A server that hands every request, head and body, to `treat`. Returns its address.
pub(crate) fn server(treat: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let treat = Arc::new(treat);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let treat = Arc::clone(&treat);
            std::thread::spawn(move || {
                let mut stream = stream;
                let request = read_request(&mut stream);
                treat(&request, &mut stream);
            });
        }
    });
    format!("http://{address}/some/themes.git")
}

fn read_request(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&request).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|it| it.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |it| it.parse().unwrap()) {
                return String::from_utf8_lossy(&request).into_owned();
            }
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return String::from_utf8_lossy(&request).into_owned(),
            Ok(read) => request.extend_from_slice(&piece[..read]),
        }
    }
}

/// Answers with `body`, whole.
pub(crate) fn reply(stream: &mut TcpStream, kind: &str, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let _gone = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

pub(crate) const ADVERT: &str = "application/x-git-upload-pack-advertisement";
pub(crate) const RESULT: &str = "application/x-git-upload-pack-result";

/// A packet of the protocol.
pub(crate) fn packet(data: &[u8]) -> Vec<u8> {
    [format!("{:04x}", data.len() + 4).as_bytes(), data].concat()
}

/// What a server says of itself whose HEAD is `commit`.
pub(crate) fn advert(commit: &str) -> Vec<u8> {
    let head = format!("{commit} HEAD\0side-band-64k ofs-delta shallow\n");
    [
        packet(b"# service=git-upload-pack\n"),
        b"0000".to_vec(),
        packet(head.as_bytes()),
        b"0000".to_vec(),
    ]
    .concat()
}

/// A whole answer with `pack` in it.
pub(crate) fn result(pack: &[u8]) -> Vec<u8> {
    let mut answer = packet(b"NAK\n");
    for piece in pack.chunks(60_000) {
        answer.extend(packet(&[&[1], piece].concat()));
    }
    answer.extend(b"0000");
    answer
}

/// A server that claims `commit` and sends `pack`.
pub(crate) fn sends(commit: &'static str, pack: Vec<u8>) -> String {
    server(move |request, stream| {
        if request.starts_with("GET ") {
            reply(stream, ADVERT, &advert(commit));
        } else {
            reply(stream, RESULT, &result(&pack));
        }
    })
}
