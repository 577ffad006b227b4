//! Arrows that point upward or sideways are found.

use serde_json::json;

use super::*;

/// What is wrong when the package in `from` depends on `to`: a folder of ours, or a crate's name.
fn found(from: &str, to: &str, kind: Option<&str>) -> Vec<String> {
    let is_ours = to.contains('/');
    let path = is_ours.then(|| format!("/project/{to}"));
    let metadata = json!({ "packages": [{
        "manifest_path": format!("/project/{from}/Cargo.toml"),
        "dependencies": [{ "name": to, "kind": kind, "path": path }],
    }] });
    let packages = packages(&metadata, Path::new("/project"));
    check(&packages).into_iter().map(|finding| finding.to_string()).collect()
}

// rows: 2.63
#[test]
fn arrows_point_downward() {
    for (from, to, allowed) in [
        ("crates/contract/api", "crates/contract/rpc", true),
        ("crates/contract/rpc", "crates/contract/vocabulary", false),
        ("crates/logic/claude-wire", "crates/contract/vocabulary", true),
        ("crates/logic/claude-wire", "crates/contract/rpc", false),
        ("crates/logic/policy", "crates/logic/claude-wire", false),
        ("crates/world/claude", "crates/logic/claude-wire", true),
        ("crates/world/store", "crates/logic/claude-wire", false),
        ("crates/world/store", "crates/world/secrets", false),
        ("crates/world/blender", "crates/world/process", true),
        ("crates/services/chat", "crates/world/store", true),
        ("crates/services/chat", "crates/services/system", false),
        ("crates/services/chat", "crates/simulator", false),
        ("crates/app", "crates/services/chat", true),
        ("crates/app", "crates/simulator", true),
        ("crates/services/chat", "crates/app", false),
        ("wasm/math-framework", "crates/logic/math-framework", true),
        ("wasm/math-framework", "crates/logic/reasoningbank", false),
        ("wasm/math-framework", "crates/contract/vocabulary", false),
        ("hosts/cli", "wasm/math-framework", false),
        ("hosts/cli", "crates/app", true),
        ("hosts/cli", "hosts/server", true),
        ("hosts/server", "hosts/cli", false),
        ("hosts/cli", "crates/services/chat", false),
        ("hosts/desktop", "crates/world/store", false),
        ("crates/stray", "crates/app", false),
    ] {
        assert_eq!(found(from, to, None).is_empty(), allowed, "{from} -> {to}");
    }
}

#[test]
fn tests_may_use_the_simulator_and_nothing_else_more() {
    assert_eq!(found("crates/world/claude", "crates/simulator", Some("dev")), [""; 0]);
    assert_eq!(found("crates/world/claude", "crates/world/store", Some("dev")).len(), 1);
}

// rows: 1.40, 2.63
#[test]
fn doors_stand_at_the_hosts() {
    assert_eq!(found("crates/services/chat", "axum", None).len(), 1);
    assert_eq!(found("crates/app", "tauri-plugin-dialog", None).len(), 1);
    assert_eq!(found("crates/simulator", "axum", None), [""; 0]);
    assert_eq!(found("hosts/server", "axum", None), [""; 0]);
}

// rows: 2.07, 2.09
#[test]
fn logic_has_no_effects() {
    for name in ["tokio", "reqwest", "rusqlite"] {
        let refused =
            format!("crates/logic/claude-wire: may not use {name}: logic is free of effects");
        assert_eq!(found("crates/logic/claude-wire", name, None), [refused]);
    }
    assert_eq!(found("crates/world/claude", "tokio", None), [""; 0]);
}
