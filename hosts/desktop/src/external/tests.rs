//! Which addresses may leave the window.

use super::may_open;

#[test]
fn only_the_web_and_mail_are_handed_on() {
    for address in [
        "https://example.com/a?b=c#d",
        "http://127.0.0.1:8080/",
        "https://xn--bcher-kva.example/",
        "mailto:somebody@example.com?subject=Hello",
    ] {
        assert!(may_open(&address.parse().unwrap()), "{address}");
    }
    let long = format!("https://example.com/{}", "a".repeat(2_048));
    for address in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "blob:tauri://localhost/1",
        "about:blank",
        "tauri://localhost/",
        "ipc://localhost/call",
        "smb://server/share",
        "ssh://-oProxyCommand=true/",
        "vscode://file/etc/passwd",
        "ms-msdt:/id",
        "x-apple.systempreferences:",
        "ftp://example.com/",
        "https://user@example.com/",
        "https://paypal.example:x@evil.example/",
        "mailto:",
        long.as_str(),
    ] {
        assert!(!may_open(&address.parse().unwrap()), "{address}");
    }
}
