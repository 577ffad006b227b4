//! Requests that nobody with good intentions sends. None may reach an operation or the endpoint.

use crate::harness::Harness;

/// What may come back.
enum Want {
    /// One of these; 0 is a connection closed without a word.
    Status(&'static [u16]),
    /// An answer of the public kind, which ran nothing.
    Harmless,
}
use Want::{Harmless, Status};

/// A call that would run, were it not for the host, the origin or the line it comes with.
fn call(host: &str, token: &str, extra: &str) -> String {
    format!(
        "POST /api/health.get HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n{extra}\
         Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"
    )
}

/// A request without a body, with the right token.
fn bare(line: &str, host: &str, token: &str, extra: &str) -> String {
    format!(
        "{line}\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n{extra}Connection: close\r\n\r\n"
    )
}

fn set(port: u16, t: &str) -> Vec<(&'static str, String, Want)> {
    let ours = format!("127.0.0.1:{port}");
    let o = ours.as_str();
    let mut set: Vec<(&'static str, String, Want)> = Vec::new();
    for (name, host) in [
        ("a rebound name", format!("evil.example:{port}")),
        ("a rebound name without a port", "evil.example".to_owned()),
        ("our address as a prefix", format!("127.0.0.1.evil.example:{port}")),
        ("our name as a prefix", format!("localhost.evil.example:{port}")),
        ("our name as a suffix", format!("evil-localhost:{port}")),
        ("a name that resolves here", format!("127.0.0.1.nip.io:{port}")),
        ("a trailing dot", format!("localhost.:{port}")),
        ("upper case", format!("LOCALHOST:{port}")),
        ("user info", format!("evil@127.0.0.1:{port}")),
        ("user info that looks like us", format!("127.0.0.1:{port}@evil.example")),
        ("no port", "127.0.0.1".to_owned()),
        ("another port", format!("127.0.0.1:{}", port.wrapping_add(1))),
        ("a port with a zero", format!("127.0.0.1:0{port}")),
        ("a port with a sign", format!("127.0.0.1:+{port}")),
        ("two ports", format!("127.0.0.1:{port}:{port}")),
        ("decimal", format!("2130706433:{port}")),
        ("octal", format!("0177.0.0.1:{port}")),
        ("short", format!("127.1:{port}")),
        ("unspecified", format!("0.0.0.0:{port}")),
        ("another loopback address", format!("127.0.0.2:{port}")),
        ("mapped IPv6", format!("[::ffff:127.0.0.1]:{port}")),
        ("a zone", format!("[::1%25lo]:{port}")),
        ("a path in the host", format!("127.0.0.1:{port}/api")),
        ("a space behind", format!("127.0.0.1:{port} evil.example")),
        ("an empty host", String::new()),
    ] {
        set.push((name, call(&host, t, ""), Status(&[400, 403])));
    }
    for (name, origin) in [
        ("a foreign origin", "http://evil.example".to_owned()),
        ("a null origin", "null".to_owned()),
        ("our origin over TLS", format!("https://127.0.0.1:{port}")),
        ("our other name", format!("http://localhost:{port}")),
        ("our origin on another port", format!("http://127.0.0.1:{}", port.wrapping_add(1))),
        ("our origin as a prefix", format!("http://127.0.0.1:{port}.evil.example")),
        ("our origin with a path", format!("http://127.0.0.1:{port}/")),
        ("an extension", "chrome-extension://abcdefghijklmnop".to_owned()),
        ("a file", "file://".to_owned()),
        ("an empty origin", String::new()),
    ] {
        set.push((name, call(o, t, &format!("Origin: {origin}\r\n")), Status(&[403])));
    }
    let origins = format!("Origin: http://127.0.0.1:{port}\r\nOrigin: http://evil.example\r\n");
    set.extend([
        ("two origins", call(o, t, &origins), Status(&[403])),
        ("two hosts", call(o, t, "Host: evil.example\r\n"), Status(&[400, 403])),
        ("a cross-site fetch", call(o, t, "Sec-Fetch-Site: cross-site\r\n"), Status(&[403])),
        ("a same-site fetch", call(o, t, "Sec-Fetch-Site: same-site\r\n"), Status(&[403])),
        (
            "no host at all",
            "POST /api/health.get HTTP/1.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .into(),
            Status(&[400, 403]),
        ),
    ]);
    for (name, line) in [
        ("an absolute target", format!("GET http://127.0.0.1:{port}/api/openapi.json HTTP/1.1")),
        ("a foreign absolute target", "GET http://evil.example/ HTTP/1.1".to_owned()),
        ("an absolute target with user info", format!("GET http://a:b@{o}/ HTTP/1.1")),
        ("a proxy's CONNECT", "CONNECT evil.example:443 HTTP/1.1".to_owned()),
        ("the asterisk", "OPTIONS * HTTP/1.1".to_owned()),
    ] {
        set.push((name, bare(&line, o, t, ""), Status(&[400, 403, 404, 405])));
    }
    for (name, path) in [
        ("dots", "/../Cargo.toml"),
        ("dots under assets", "/assets/../../Cargo.toml"),
        ("encoded dots", "/%2e%2e/%2e%2e/etc/passwd"),
        ("encoded slashes", "/..%2f..%2fetc%2fpasswd"),
        ("doubly encoded dots", "/%252e%252e/etc/passwd"),
        ("backslashes", "/..\\..\\windows\\win.ini"),
        ("an absolute file", "//etc/passwd"),
        ("a NUL in the path", "/index.html%00.js"),
        ("a spelling of the page", "/%69ndex.html"),
        ("a folder", "/assets/"),
        ("dots in a model", "/v1/models/.."),
        ("encoded dots in a model", "/v1/models/%2e%2e"),
        ("an encoded slash in a model", "/v1/models/..%2fmessages"),
        ("an address in a model", "/v1/models/@evil.example"),
        ("a path beside the API", "/v1/organizations"),
        ("an operation by its path", "/api/../v1/models/x/y"),
    ] {
        set.push((name, bare(&format!("GET {path} HTTP/1.1"), o, t, ""), Status(&[400, 404])));
    }
    for (name, line) in [
        ("reading a command", "GET /api/health.get HTTP/1.1"),
        ("putting a command", "PUT /api/health.get HTTP/1.1"),
        ("a method of its own", "EVIL /api/health.get HTTP/1.1"),
        ("TRACE", "TRACE /api/health.get HTTP/1.1"),
        ("deleting messages", "DELETE /v1/messages HTTP/1.1"),
        ("posting to health", "POST /health HTTP/1.1"),
    ] {
        set.push((name, bare(line, o, t, ""), Status(&[400, 405])));
    }
    let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let preflight = "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n\
                     Access-Control-Request-Headers: authorization\r\n";
    let over = "X-HTTP-Method-Override: POST\r\nX-Forwarded-Host: evil.example\r\n";
    set.extend([
        ("a websocket", bare("GET /api/health.get HTTP/1.1", o, t, upgrade), Status(&[400, 405])),
        ("a preflight", bare("OPTIONS /api/health.get HTTP/1.1", o, "", preflight), Status(&[403])),
        ("a method override", bare("GET /api/health.get HTTP/1.1", o, t, over), Status(&[405])),
        ("HTTP/0.9", "GET /\r\n".into(), Status(&[0, 400])),
        ("HTTP/2 by prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(), Status(&[0, 400])),
        ("HTTP/3.7", bare("GET / HTTP/3.7", o, t, ""), Status(&[0, 400, 505])),
        ("a TLS hello", "\u{16}\u{3}\u{1}\u{2}\0\u{1}".into(), Status(&[0, 400])),
        ("a NUL in the line", bare("GET /\0 HTTP/1.1", o, t, ""), Status(&[0, 400])),
        ("a NUL in a header", call(o, t, "X-A: a\0b\r\n"), Status(&[0, 400])),
        ("a bare CR in a header", call(o, t, "X-A: a\rHost: evil\r\n"), Status(&[0, 400])),
        ("a folded header", call(o, t, "X-A: a\r\n b: c\r\n"), Status(&[0, 400])),
        (
            "a space before the colon",
            call(o, t, "Transfer-Encoding : chunked\r\n"),
            Status(&[0, 400]),
        ),
        (
            "a header of 1 MiB",
            call(o, t, &format!("X-A: {}\r\n", "a".repeat(1 << 20))),
            Status(&[0, 400, 431]),
        ),
        ("10,000 headers", call(o, t, &"X-A: a\r\n".repeat(10_000)), Status(&[0, 400, 431])),
        (
            "a path of 1 MiB",
            bare(&format!("GET /{} HTTP/1.1", "a".repeat(1 << 20)), o, t, ""),
            Status(&[0, 400, 414, 431]),
        ),
        ("two lengths", call(o, t, "Content-Length: 3\r\n"), Status(&[0, 400])),
        ("a length below zero", call(o, t, "Content-Length: -1\r\n"), Status(&[0, 400])),
        ("a length with a sign", call(o, t, "Content-Length: +2\r\n"), Status(&[0, 400])),
        (
            "a length beyond all",
            call(o, t, "Content-Length: 99999999999999999999\r\n"),
            Status(&[0, 400]),
        ),
        (
            "an encoding we do not know",
            call(o, t, "Transfer-Encoding: gzip\r\n"),
            Status(&[0, 400]),
        ),
        (
            "an encoding in a disguise",
            call(o, t, "Transfer-Encoding: xchunked\r\n"),
            Status(&[0, 400]),
        ),
        (
            "chunked in HTTP/1.0",
            bare("POST /api/health.get HTTP/1.0", o, t, "Transfer-Encoding: chunked\r\n"),
            Status(&[0, 400]),
        ),
        (
            "a token in the query",
            bare(&format!("POST /api/health.get?token={t} HTTP/1.1"), o, "", ""),
            Status(&[401]),
        ),
        (
            "a token as a cookie",
            bare("POST /api/health.get HTTP/1.1", o, "", &format!("Cookie: token={t}\r\n")),
            Status(&[401]),
        ),
        (
            "a token as x-api-key outside /v1",
            bare("POST /api/health.get HTTP/1.1", o, "", &format!("X-Api-Key: {t}\r\n")),
            Status(&[401]),
        ),
        ("half a token", bare("POST /api/health.get HTTP/1.1", o, &t[..32], ""), Status(&[401])),
        (
            "a token and more",
            bare("POST /api/health.get HTTP/1.1", o, &format!("{t}0"), ""),
            Status(&[401]),
        ),
        (
            "basic credentials",
            bare("POST /api/health.get HTTP/1.1", o, "", "Authorization: Basic YTpi\r\n"),
            Status(&[401]),
        ),
        (
            "the page from a link elsewhere",
            bare(
                "GET / HTTP/1.1",
                o,
                "",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n",
            ),
            Harmless,
        ),
    ]);
    set
}

#[tokio::test]
async fn no_hostile_request_reaches_anything() {
    let server = Harness::start().await;
    let token = server.tokens.api.expose().to_owned();
    let set = set(server.port(), &token);
    assert!(set.len() >= 32, "a set of {} is no proof", set.len());
    let mut wrong = Vec::new();
    for (name, request, want) in set {
        let answer = server.raw(request.as_bytes()).await;
        let as_wanted = match want {
            Status(wanted) => wanted.contains(&answer.status),
            Harmless => answer.status == 200,
        };
        if !as_wanted {
            wrong.push(format!("{name}: {answer:?}"));
        }
        assert_eq!(server.calls(), 0, "{name} ran an operation");
        assert!(server.seen.forwarded.lock().unwrap().is_empty(), "{name} was passed on");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{name}");
        assert_eq!(answer.header("set-cookie"), None, "{name}");
        assert!(!answer.body.contains(&token), "{name} was told the token");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The same call with nothing wrong runs, so the refusals above were for their reasons.
    let host = server.address.to_string();
    assert_eq!(server.raw(call(&host, &token, "").as_bytes()).await.status, 200);
    for host in ["localhost", "[::1]"] {
        let host = format!("{host}:{}", server.port());
        assert_eq!(server.raw(call(&host, &token, "").as_bytes()).await.status, 200, "{host}");
    }
    assert_eq!(server.calls(), 3);
}

#[tokio::test]
async fn a_second_request_hidden_in_the_first_is_never_read() {
    let server = Harness::start().await;
    let token = server.tokens.api.expose().to_owned();
    let host = server.address.to_string();
    let hidden = call(&host, &token, "");
    for lengths in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 500\r\n",
    ] {
        let before = server.calls();
        let request = format!(
            "POST /api/health.get HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\n{lengths}\r\n0\r\n\r\n{hidden}"
        );
        let answer = server.raw(request.as_bytes()).await;
        assert_eq!(answer.head.matches("http/1.1 ").count(), 1, "one answer: {answer:?}");
        assert!(!answer.body.contains("HTTP/1.1"), "one answer: {answer:?}");
        assert!(server.calls() <= before + 1, "the hidden request ran");
    }
}
