//! What the document of artifacts may be asked for, and what it carries.

use tauri::http::Request;

use super::{answer, is_document};

#[test]
fn whatever_is_asked_for_the_answer_is_one_document_that_reaches_nothing() {
    for address in ["artifact://localhost/", "artifact://localhost/../secret?x", "artifact://evil/"]
    {
        let request = Request::builder().uri(address).body(Vec::new()).unwrap();
        let response = answer(&request);
        assert_eq!(response.body(), atelier_server::ARTIFACT.as_bytes(), "{address}");
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        for wanted in [
            "default-src 'none';",
            "connect-src 'none';",
            "frame-src 'none';",
            "form-action 'none';",
            "base-uri 'none';",
            "sandbox allow-scripts",
        ] {
            assert!(policy.contains(wanted), "{wanted}");
        }
        for unwanted in ["allow-same-origin", "unsafe-eval", "https: ", "*", "'self'"] {
            assert!(!policy.contains(unwanted), "{unwanted}");
        }
        assert_eq!(header("connection-allowlist"), "()");
        assert_eq!(header("referrer-policy"), "no-referrer");
    }
}

#[test]
fn a_frame_may_be_at_the_document_and_nowhere_near_it() {
    let own = if cfg!(windows) { "http://artifact.localhost/" } else { "artifact://localhost/" };
    assert!(is_document(&own.parse().unwrap()));
    for address in [
        "artifact://localhost/?said=secret",
        "artifact://localhost/#secret",
        "artifact://localhost/secret",
        "artifact://evil.example/",
        "artifact://localhost:81/",
        "artifact://user@localhost/",
        "https://artifact.localhost.evil.example/",
        "https://example.com/",
        "data:text/html,x",
        "blob:artifact://localhost/1",
    ] {
        assert!(!is_document(&address.parse().unwrap()), "{address}");
    }
}
