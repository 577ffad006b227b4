//! What the manifests and the files beside them promise, read from the project as it stands.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test reads files of the project, and fails by panicking"
)]

use std::path::Path;

use serde_json::Value;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The first two numbers of a version.
fn version(text: &str) -> (u32, u32) {
    let mut numbers = text.split('.').map(|part| part.parse().unwrap());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// The newest version of a crate in the lock file.
fn locked(name: &str) -> (u32, u32) {
    let lock = read("Cargo.lock");
    let head = format!("name = \"{name}\"\nversion = \"");
    let found = lock.split(&head).skip(1).filter_map(|rest| rest.split('"').next()).map(version);
    found.max().unwrap_or_else(|| panic!("no {name}"))
}

fn members(root: &str) -> Vec<&str> {
    let list = root.split("members = [").nth(1).unwrap().split("\n]").next().unwrap();
    list.lines().filter_map(|line| line.split('"').nth(1)).collect()
}

// rows: 1.18, 1.41, 1.43, 2.23, 2.24, 2.61, 3.148
#[test]
fn no_crate_is_without_the_lints() {
    let root = read("Cargo.toml");
    let members = members(&root);
    assert!(members.len() >= 17, "{members:?}");
    for member in members {
        let manifest = read(&format!("{member}/Cargo.toml"));
        let shared = manifest.contains("[lints]\nworkspace = true");
        let lints = if shared { &root } else { &manifest };
        for (lint, levels) in [
            ("unsafe_code", ["forbid", "deny"]),
            ("missing_docs", ["deny", "warn"]),
            ("unwrap_used", ["forbid", "deny"]),
            ("expect_used", ["forbid", "deny"]),
            ("panic", ["forbid", "deny"]),
            ("todo", ["forbid", "deny"]),
            ("unimplemented", ["forbid", "deny"]),
            ("await_holding_lock", ["forbid", "deny"]),
        ] {
            let set = levels.iter().any(|level| lints.contains(&format!("\n{lint} = \"{level}\"")));
            assert!(set, "{member}: {lint}");
        }
    }
}

/// `thiserror` alone does what `anyhow` and it were named for, the standard library's locks what
/// `parking_lot` was.
// rows: 3.016, 3.031, 3.110, 3.199, 4.002
#[test]
fn the_crates_are_at_least_as_new_as_demanded() {
    let rust = read("Cargo.toml");
    let rust = rust.split("rust-version = \"").nth(1).unwrap().split('"').next().unwrap();
    assert!(version(rust) >= (1, 70), "Rust {rust}");
    assert_eq!(locked("tauri").0, 2, "Tauri 2");
    // The documentation of `keyring` sends applications to `keyring-core`, which stands in here.
    for (name, least) in [
        ("tokio", (1, 35)),
        ("reqwest", (0, 11)),
        ("serde", (1, 0)),
        ("thiserror", (1, 0)),
        ("keyring-core", (1, 0)),
    ] {
        assert!(locked(name) >= least, "{name} {:?}", locked(name));
    }
}

// rows: 3.016, 3.111
#[test]
fn the_packages_of_the_page_are_at_least_as_new_as_demanded() {
    let lock: Value = serde_json::from_str(&read("package-lock.json")).unwrap();
    for (name, least) in [
        ("react", (18, 0)),
        ("typescript", (5, 0)),
        ("vite", (5, 0)),
        ("tailwindcss", (3, 0)),
        ("zustand", (4, 0)),
        ("@tauri-apps/api", (1, 5)),
    ] {
        let found = &lock["packages"][format!("node_modules/{name}")]["version"];
        let found = found.as_str().unwrap_or_else(|| panic!("no {name}"));
        assert!(version(found) >= least, "{name} {found}");
    }
}

// rows: 2.72
#[test]
fn every_feature_flag_is_explained() {
    let root = read("Cargo.toml");
    for member in members(&root) {
        let manifest = read(&format!("{member}/Cargo.toml"));
        let features = manifest.split("\n[features]\n").nth(1).unwrap_or_default();
        let lines: Vec<&str> = features.lines().take_while(|line| !line.starts_with('[')).collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(" = [")) {
            // A comment may stand above several that mean the same of different things.
            let explained = lines[..at]
                .iter()
                .rev()
                .take_while(|it| !it.is_empty())
                .any(|it| it.starts_with('#'));
            assert!(explained || line.starts_with("default ="), "{member}: {line}");
        }
    }
}

// rows: 3.121
#[test]
fn a_release_is_linked_as_a_whole_and_stripped() {
    let root = read("Cargo.toml");
    let profile = root.split("[profile.release]").nth(1).unwrap();
    let profile = profile.split("\n[").next().unwrap();
    assert!(profile.contains("strip = true") && profile.contains("lto = \"thin\""), "{profile}");
}

// rows: 2.50
#[test]
fn the_files_of_a_tauri_project_are_there() {
    for path in
        ["Cargo.toml", "src/main.rs", "build.rs", "tauri.conf.json", "capabilities/main.json"]
    {
        assert!(!read(&format!("hosts/desktop/{path}")).trim().is_empty(), "{path}");
    }
    let icons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hosts/desktop/icons");
    assert!(icons.join("icon.png").is_file(), "icons");
    assert!(read(".cargo/config.toml").contains("[alias]"));
    assert!(read("rust-toolchain.toml").contains("clippy"));
}

// rows: 2.54, 2.69, 3.195
#[test]
fn demands_decisions_and_lessons_are_written_down() {
    let demands = read("docs/acceptance.md");
    for seed in 0..=4 {
        assert!(demands.contains(&format!("\n| {seed}.")), "rows of seed {seed}");
    }
    for (number, what) in [("0001", "tauri"), ("0002", "keychain"), ("0003", "wasm")] {
        let record = read(&format!("docs/decisions/{number}-{what}.md"));
        for part in ["## Context", "## Decision", "## Consequences"] {
            assert!(record.contains(part), "{number}: {part}");
        }
    }
    assert!(
        read("docs/LESSONS_LEARNED.md").lines().filter(|line| line.starts_with("- ")).count() > 9
    );
}
