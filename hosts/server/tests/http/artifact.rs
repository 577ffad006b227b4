//! The empty document that artifacts are shown in.

use atelier_server::{ARTIFACT, CONTENT_SECURITY_POLICY};

use crate::harness::Harness;

#[tokio::test]
async fn the_document_of_artifacts_belongs_to_nobody_and_reaches_nothing() {
    let server = Harness::start().await;
    let answer = server.send("GET /artifact", &[], b"").await;
    assert_eq!(answer.status, 200, "it holds nothing, so nobody needs a token for it");
    assert_eq!(answer.body, ARTIFACT);
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(answer.header("connection-allowlist"), Some("()"));
    assert_eq!(answer.header("cross-origin-embedder-policy"), Some("require-corp"));
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let policy = answer.header("content-security-policy").unwrap();
    for wanted in [
        "default-src 'none';",
        "img-src data: blob:;",
        "connect-src 'none';",
        "frame-src 'none';",
        "worker-src 'none';",
        "object-src 'none';",
        "base-uri 'none';",
        "form-action 'none';",
        "frame-ancestors 'self';",
        "sandbox allow-scripts",
    ] {
        assert!(policy.contains(wanted), "{wanted} in {policy}");
    }
    for unwanted in ["allow-same-origin", "allow-popups", "allow-top", "unsafe-eval", "http", "*"] {
        assert!(!policy.contains(unwanted), "{unwanted} in {policy}");
    }
    let features = answer.header("permissions-policy").unwrap();
    for feature in ["camera", "clipboard-read", "fullscreen", "geolocation", "microphone", "usb"] {
        assert!(features.contains(&format!("{feature}=()")), "{feature}");
    }
    assert!(CONTENT_SECURITY_POLICY.contains("frame-src 'self';"), "and no other may be framed");
}

#[tokio::test]
async fn nothing_can_be_put_into_that_document() {
    let server = Harness::start().await;
    for line in ["POST /artifact", "PUT /artifact", "DELETE /artifact"] {
        let answer = server.send(line, &[], b"<script>1</script>").await;
        assert!(answer.status == 401 || answer.status == 405, "{line}: {}", answer.status);
    }
    let asked = server.send("GET /artifact?show=%3Cscript%3E1%3C/script%3E", &[], b"").await;
    assert_eq!(asked.body, ARTIFACT);
    for near in ["/artifact/", "/artifact/x", "/Artifact", "/artifact%2e"] {
        let answer = server.send(&format!("GET {near}"), &[], b"").await;
        assert_eq!(answer.status, 401, "{near}");
    }
}
