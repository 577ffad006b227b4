//! Secrets as values, and the names they are kept under.

use atelier_secrets::{
    ANTHROPIC_API_KEY, SERVICE, STORE_KEY, SecretError, SecretKey, api_key_account,
};

// rows: 3.073, 3.074
#[test]
fn the_names_are_those_that_people_find_in_their_keychain() {
    assert_eq!(
        (SERVICE, ANTHROPIC_API_KEY, STORE_KEY),
        ("atelier", "anthropic-api-key", "store-key")
    );
}

#[test]
fn a_secret_shows_only_its_last_four_and_only_where_that_tells_little() {
    let secret = |text: &str| SecretKey::new(text.to_owned());
    let key = secret("sk-ant-test-abcdefghWXYZ");
    assert_eq!(key.last_four(), "WXYZ");
    assert_eq!(format!("{key:?} {:#?}", Some(&key)).matches("redacted").count(), 2);
    assert!(!format!("{key:?}").contains("WXYZ"));
    for (text, expected) in [("", ""), ("short", ""), ("elevenchars", ""), ("twelve-chars", "hars")]
    {
        assert_eq!(secret(text).last_four(), expected);
    }
    assert_eq!(secret("ключ-секрет-конец").last_four(), "онец", "characters, not bytes");
}

#[test]
fn each_origin_has_an_account_of_its_own() {
    let cases = [
        ("https://api.anthropic.com", ANTHROPIC_API_KEY),
        ("https://api.anthropic.com/", ANTHROPIC_API_KEY),
        ("HTTPS://API.Anthropic.com:443/v1/", ANTHROPIC_API_KEY),
        ("http://api.anthropic.com", "api-key@http://api.anthropic.com"),
        ("https://api.anthropic.com:8443", "api-key@https://api.anthropic.com:8443"),
        ("https://api.anthropic.com.", "api-key@https://api.anthropic.com."),
        (
            "https://api.anthropic.com.evil.example",
            "api-key@https://api.anthropic.com.evil.example",
        ),
        ("https://evil.example/api.anthropic.com", "api-key@https://evil.example"),
        ("https://evil.example#@api.anthropic.com", "api-key@https://evil.example"),
        ("https://evil.example\\@api.anthropic.com", "api-key@https://evil.example"),
        ("https://аpi.anthropic.com", "api-key@https://xn--pi-6kc.anthropic.com"),
        ("http://127.0.0.1:8080/v1", "api-key@http://127.0.0.1:8080"),
        ("http://0x7f.1:8080", "api-key@http://127.0.0.1:8080"),
        ("http://[::1]:80", "api-key@http://[::1]"),
    ];
    for (url, expected) in cases {
        let account = api_key_account(url);
        assert_eq!(account.as_deref().ok(), Some(expected), "{url}");
    }
    let refused = [
        "",
        "api.anthropic.com",
        "//api.anthropic.com",
        "file:///etc/passwd",
        "data:text/plain,x",
        "https://",
        "https://user@api.anthropic.com",
        "https://api.anthropic.com@evil.example",
        "https://:pw@api.anthropic.com",
        "javascript:alert(1)",
        "https://a b.example",
        "https://[::1",
    ];
    for url in refused {
        assert!(matches!(api_key_account(url), Err(SecretError::NotAnOrigin)), "{url}");
    }
}
