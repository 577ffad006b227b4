//! The interface, its headers, and the tokens that open it.

use atelier_server::{CONTENT_SECURITY_POLICY, Token, Tokens};

use crate::harness::Harness;

#[tokio::test]
async fn the_page_comes_with_its_headers() {
    let server = Harness::start().await;
    let answer = server.send("GET /", &[], b"").await;
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    for (name, value) in [
        ("content-security-policy", CONTENT_SECURITY_POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-cache"),
    ] {
        assert_eq!(answer.header(name), Some(value.to_ascii_lowercase().as_str()), "{name}");
    }
    for directive in ["default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'"] {
        assert!(CONTENT_SECURITY_POLICY.contains(directive), "{directive}");
    }
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe-inline"), "no inline style or script");
    assert!(!CONTENT_SECURITY_POLICY.contains("'unsafe-eval'"), "no eval");
    let nothing = server.send("GET /index", &[], b"").await;
    assert_eq!(nothing.status, 401, "what is not a file of the interface is not public");
}

#[tokio::test]
async fn the_address_of_the_page_carries_its_token_where_no_server_sees_it() {
    let server = Harness::start().await;
    let token = server.tokens.page.expose();
    let wanted = format!("http://127.0.0.1:{}/#token={token}", server.port());
    assert_eq!(server.page_url, wanted);
}

#[test]
fn tokens_are_long_random_and_never_shown_by_accident() {
    let (a, b) = (Tokens::random().unwrap(), Tokens::random().unwrap());
    let all = [&a.api, &a.page, &b.api, &b.page];
    for (at, token) in all.iter().enumerate() {
        assert_eq!(token.expose().len(), 64, "256 bits");
        assert!(all.iter().skip(at + 1).all(|other| other != token), "each is its own");
    }
    assert!(!format!("{a:?}").contains(a.api.expose()), "not in a debug line");
    assert_eq!(Token::chosen(a.api.expose()).unwrap(), a.api);
    for unfit in ["", "short", &"a".repeat(31), &"a".repeat(257), &"é".repeat(32), &" ".repeat(40)]
    {
        assert!(Token::chosen(unfit).is_err(), "{unfit}");
    }
}
