//! Downloads: an address that works once, and bytes as they are written.

use std::io::{Cursor, Read as _};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use zip::ZipArchive;

use crate::{
    application::Served,
    harness::{Answer, raw},
};

async fn get(served: &Served, method: &str, path: &str, more: &str) -> Answer {
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{more}\r\n",
        served.address
    );
    raw(served.address, request.as_bytes()).await
}

/// The bytes of a download, put together from the pieces in which they come.
async fn bytes(served: &Served, path: &str) -> Vec<u8> {
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", served.address);
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let text = String::from_utf8_lossy(&answer).into_owned();
    assert!(text.to_lowercase().contains("content-type: application/zip"), "{text:.300}");
    let end =
        |from: &[u8], mark: &[u8]| from.windows(mark.len()).position(|it| it == mark).unwrap();
    let mut rest = &answer[end(&answer, b"\r\n\r\n") + 4..];
    let mut whole = Vec::new();
    loop {
        let line = end(rest, b"\r\n");
        let length = std::str::from_utf8(&rest[..line]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return whole;
        }
        whole.extend_from_slice(&rest[line + 2..line + 2 + length]);
        rest = &rest[line + 2 + length + 2..];
    }
}

async fn wish(served: &Served, input: Value) -> Answer {
    let page = format!("Bearer {}", served.tokens.page.expose());
    served.post("/downloads", ("authorization", &page), &input.to_string()).await
}

fn address(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["address"].as_str().unwrap().to_owned()
}

async fn conversation(served: &Served, title: &str) -> Value {
    let page = format!("Bearer {}", served.tokens.page.expose());
    let call = async |name: &str, input: Value| {
        let path = format!("/api/{name}");
        served.post(&path, ("authorization", &page), &input.to_string()).await.json()
    };
    let made = call("conversation.create", json!({})).await;
    call("conversation.rename", json!({ "id": made["id"], "title": title })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_conversation_and_everything_come_as_files_without_the_token_in_the_address() {
    let served = Served::start().await;
    let known = conversation(&served, "Röses \"and\"\r\nthorns; x=y").await;
    let asked = wish(&served, json!({ "id": known["id"], "format": "markdown" })).await;
    let there = address(&asked);
    assert!(!there.contains(served.tokens.page.expose()));
    let given = get(&served, "GET", &there, "sec-fetch-mode: navigate\r\n").await;
    assert_eq!(given.status, 200, "{given:?}");
    assert_eq!(given.header("content-type"), Some("text/markdown; charset=utf-8"));
    let named = given.header("content-disposition").unwrap();
    assert!(named.starts_with("attachment; filename=\"r_ses and thorns x y "), "{named}");
    assert!(named.contains("filename*=utf-8''r%c3%b6ses%20and%20thorns%20x%20y%20"), "{named}");
    assert!(given.header("content-security-policy").unwrap().contains("sandbox"));
    assert_eq!(given.header("cache-control"), Some("no-store"));
    assert!(given.body.contains("# Röses"), "{}", given.body);
    let again = get(&served, "GET", &there, "").await;
    assert_eq!(again.status, 404, "it works once");

    let there = address(&wish(&served, json!({})).await);
    let head = get(&served, "HEAD", &there, "").await;
    assert_eq!(head.status, 405, "asking about it does not use it up");
    let mut zip = ZipArchive::new(Cursor::new(bytes(&served, &there).await)).unwrap();
    let mut lines = String::new();
    zip.by_name("conversations.jsonl").unwrap().read_to_string(&mut lines).unwrap();
    assert!(lines.contains("thorns"), "{lines}");
    assert!(zip.by_name("library.jsonl").is_ok() && zip.by_name("manifest.json").is_ok());
    served.app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_downloads_anything() {
    let served = Served::start().await;
    let known = conversation(&served, "Private").await;
    let api = format!("Bearer {}", served.tokens.api.expose());
    let program = served.post("/downloads", ("authorization", &api), "{}").await;
    assert_eq!(program.status, 403, "a program has no files of its own here: {program:?}");
    let stranger = served.post("/downloads", ("authorization", "Bearer wrong"), "{}").await;
    assert_eq!(stranger.status, 401);
    for input in [
        json!({ "id": "not an id", "format": "markdown" }),
        json!({ "id": known["id"] }),
        json!({ "id": known["id"], "format": "exe" }),
        json!({ "id": known["id"], "format": "json", "branches": "none" }),
        json!({ "path": "/etc/passwd" }),
    ] {
        let refused = wish(&served, input.clone()).await;
        assert_eq!(refused.status, 422, "{input}: {refused:?}");
    }
    let nobody = json!({ "id": "018f3c5a-7b1e-7000-8000-000000000000", "format": "json" });
    let there = address(&wish(&served, nobody).await);
    assert_eq!(get(&served, "GET", &there, "").await.status, 404);

    let guessed = "0".repeat(64);
    for path in ["", "x", "../blobs", "%2e%2e", guessed.as_str(), "a/b"] {
        let refused = get(&served, "GET", &format!("/downloads/{path}"), "").await;
        assert!([400, 401, 404].contains(&refused.status), "{path}: {refused:?}");
        assert!(!refused.body.contains("Private"));
    }
    let there = address(&wish(&served, json!({})).await);
    for more in ["origin: http://evil.example\r\n", "sec-fetch-site: cross-site\r\n"] {
        let refused = get(&served, "GET", &there, more).await;
        assert_eq!(refused.status, 403, "{more}");
    }
    let elsewhere =
        format!("GET {there} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n");
    assert_eq!(raw(served.address, elsewhere.as_bytes()).await.status, 403);
    assert_eq!(get(&served, "GET", &there, "").await.status, 200, "none of them used it up");
    served.app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_nobody_follows_do_not_pile_up() {
    let served = Served::start().await;
    for _ in 0..32 {
        assert_eq!(wish(&served, json!({})).await.status, 200);
    }
    let refused = wish(&served, json!({})).await;
    assert_eq!(refused.status, 503, "{refused:?}");
    served.app.shutdown().await;
}

/// What is no wish is none, above all not one for everything.
#[tokio::test(flavor = "multi_thread")]
async fn only_what_asks_for_everything_is_given_everything() {
    let served = Served::start().await;
    conversation(&served, "Private").await;
    let page = format!("Bearer {}", served.tokens.page.expose());
    for body in [
        "[]",
        "[{}]",
        "\"everything\"",
        "7",
        "true",
        "{\"format\":\"markdown\"}",
        "{\"branches\":\"all\"}",
        "{\"id\":null}",
        "{\"id\":null,\"format\":\"markdown\"}",
        "{\"id\":[],\"format\":\"markdown\"}",
        "{\"id\":\"\\ud800\"}",
        "{\"sk-ant-test-Not-To-Be-Said\":1}",
        "{",
    ] {
        let refused = served.post("/downloads", ("authorization", &page), body).await;
        assert_eq!(refused.status, 422, "{body}: {refused:?}");
        assert!(!refused.body.contains("Not-To-Be-Said"), "{refused:?}");
    }
    for body in ["", "null", "{}"] {
        let asked = served.post("/downloads", ("authorization", &page), body).await;
        assert_eq!(asked.status, 200, "{body}: {asked:?}");
    }
    served.app.shutdown().await;
}

/// An address works once, however many follow it at the same moment; and whoever breaks off has had it.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_followed_once_by_whoever_is_first() {
    let served = Served::start().await;
    let known = conversation(&served, "Once").await;
    let wanted = json!({ "id": known["id"], "format": "html", "branches": "all" });
    for _ in 0..4 {
        let there = address(&wish(&served, wanted.clone()).await);
        let all = (0..8).map(|_| get(&served, "GET", &there, ""));
        let answers = futures_util::future::join_all(all).await;
        let mut statuses: Vec<u16> = answers.iter().map(|it| it.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 404, 404, 404, 404, 404, 404, 404]);
    }
    let there = address(&wish(&served, json!({})).await);
    let request =
        format!("GET {there} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", served.address);
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.read_exact(&mut [0; 16]).await.unwrap();
    drop(stream);
    assert_eq!(get(&served, "GET", &there, "").await.status, 404);
    let next = address(&wish(&served, wanted).await);
    assert_eq!(get(&served, "GET", &next, "").await.status, 200, "others are not in its way");

    // What went meanwhile is said when it is followed, and a temporary one never comes out.
    let page = format!("Bearer {}", served.tokens.page.expose());
    let call = async |name: &str, input: Value| {
        let path = format!("/api/{name}");
        served.post(&path, ("authorization", &page), &input.to_string()).await.json()
    };
    let there = address(&wish(&served, json!({ "id": known["id"], "format": "json" })).await);
    call("conversation.delete", json!({ "id": known["id"] })).await;
    call("shelf.erase", json!({ "ids": [known["id"]] })).await;
    let gone = get(&served, "GET", &there, "").await;
    assert_eq!((gone.status, &gone.json()["code"]), (404, &json!("not_found")), "{gone:?}");
    let temporary = call("temporary.begin", json!({})).await;
    let there = address(&wish(&served, json!({ "id": temporary["id"], "format": "json" })).await);
    assert_eq!(get(&served, "GET", &there, "").await.status, 404);
    served.app.shutdown().await;
}
