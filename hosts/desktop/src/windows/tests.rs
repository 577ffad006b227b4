//! Where the window may go.

use super::is_own_page;

#[test]
fn the_window_stays_at_the_interface() {
    let own = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
    for path in ["", "/", "/index.html", "/#/settings"] {
        assert!(is_own_page(&format!("{own}{path}").parse().unwrap()), "{path}");
    }
    for address in [
        "https://example.com/",
        "http://127.0.0.1:1420/",
        "http://localhost/",
        "file:///etc/passwd",
        "about:blank",
        "data:text/html,x",
        "javascript:1",
        "blob:tauri://localhost/1",
        "ipc://localhost/call",
        "tauri://evil.example/",
        "tauri://localhost.evil.example/",
        "tauri://localhost@evil.example/",
        "tauri://user@localhost/",
        "tauri://localhost:81/",
        "tauris://localhost/",
        "https://tauri.localhost.evil.example/",
    ] {
        assert!(!is_own_page(&address.parse().unwrap()), "{address}");
    }
}
