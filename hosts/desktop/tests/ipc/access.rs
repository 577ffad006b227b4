//! What is refused: other windows, other origins, plugins; and the lists that say so.

use serde_json::{Value, json};

use crate::harness::{Harness, PAGE, call, invoke, window};

/// Everything the page might try that belongs to Tauri or to a plugin.
const FOREIGN: &[&str] = &[
    "plugin:event|listen",
    "plugin:event|emit",
    "plugin:event|emit_to",
    "plugin:window|create",
    "plugin:window|close",
    "plugin:window|destroy",
    "plugin:window|set_title",
    "plugin:window|get_all_windows",
    "plugin:window|start_dragging",
    "plugin:webview|create_webview",
    "plugin:webview|create_webview_window",
    "plugin:webview|webview_close",
    "plugin:webview|print",
    "plugin:webview|internal_toggle_devtools",
    "plugin:webview|clear_all_browsing_data",
    "plugin:app|version",
    "plugin:app|app_hide",
    "plugin:app|fetch_data_store_identifiers",
    "plugin:path|resolve_directory",
    "plugin:resources|close",
    "plugin:menu|new",
    "plugin:tray|new",
    "plugin:image|from_path",
    "plugin:fs|read_text_file",
    "plugin:fs|write_file",
    "plugin:shell|execute",
    "plugin:shell|open",
    "plugin:opener|open_path",
    "plugin:opener|open_url",
    "plugin:process|exit",
    "plugin:clipboard-manager|read_text",
    "plugin:dialog|open",
    "plugin:http|fetch",
    "plugin:window-state|save_window_state",
    "plugin:window-state|restore_state",
    "plugin:single-instance|anything",
    "plugin:global-shortcut|register",
];

// rows: 1.01, 2.60, 3.011
#[test]
fn the_main_window_may_use_the_two_commands_and_no_plugin() {
    let app = Harness::guarded();
    assert_eq!(app.call("1", "probe.echo", json!(1)), Ok(json!(1)));
    assert_eq!(invoke(&app.main, PAGE, "cancel", json!({ "id": "1" })), Ok(Value::Null));
    for command in FOREIGN {
        let refusal = invoke(&app.main, PAGE, command, json!({})).unwrap_err().to_string();
        let refused = refusal.contains("not allowed") || refusal.contains("not found");
        assert!(refused, "{command}: {refusal}");
    }
}

// rows: 1.47
#[test]
fn another_window_may_use_nothing() {
    let app = Harness::guarded();
    for label in ["second", "main2", "Main", "main-"] {
        let other = window(&app.app, label);
        for (command, arguments) in
            [("call", call("1", "probe.echo", json!(1))), ("cancel", json!({ "id": "1" }))]
        {
            let refusal = invoke(&other, PAGE, command, arguments).unwrap_err().to_string();
            assert!(refusal.contains("not allowed"), "{label} {command}: {refusal}");
        }
        for command in FOREIGN {
            assert!(invoke(&other, PAGE, command, json!({})).is_err(), "{label} {command}");
        }
    }
}

#[test]
fn another_window_is_refused_even_where_the_capabilities_would_let_it() {
    let app = Harness::new();
    let other = window(&app.app, "second");
    let refusal = invoke(&other, PAGE, "call", call("1", "probe.echo", json!(1))).unwrap_err();
    assert_eq!(refusal["code"], "permission_denied", "{refusal}");
    assert_eq!(app.call("1", "probe.echo", json!(1)), Ok(json!(1)), "the main window is not");
}

// rows: 1.47
#[test]
fn the_windows_beside_the_main_one_may_do_what_the_table_gives_them_and_no_more() {
    let app = Harness::guarded();
    let id = "018f3c5a-7b1e-7000-8000-000000000000";
    let conversation = window(&app.app, &format!("conversation-{id}"));
    let echoed = invoke(&conversation, PAGE, "call", call("1", "probe.echo", json!(1)));
    assert_eq!(echoed, Ok(json!(1)));
    // None of the test's operations is among the few that begin a conversation.
    for label in ["quick", "conversation-", "conversation-x", &format!("conversation-{id}0")] {
        let other = window(&app.app, label);
        let refusal = invoke(&other, PAGE, "call", call("1", "probe.echo", json!(1))).unwrap_err();
        assert_eq!(refusal["code"], "permission_denied", "{label}: {refusal}");
        for command in FOREIGN {
            assert!(invoke(&other, PAGE, command, json!({})).is_err(), "{label} {command}");
        }
    }
}

// rows: 1.47, 2.60
#[test]
fn a_page_from_elsewhere_may_use_nothing() {
    let app = Harness::guarded();
    for url in [
        "https://evil.example/",
        "http://127.0.0.1:1420/",
        "http://localhost/",
        "https://tauri.localhost.evil.example/",
        "tauri://evil.example/",
        "file:///etc/passwd",
        "data:text/html,x",
        "about:blank",
    ] {
        for (command, arguments) in
            [("call", call("1", "probe.echo", json!(1))), ("cancel", json!({ "id": "1" }))]
        {
            let refusal = invoke(&app.main, url, command, arguments).unwrap_err().to_string();
            assert!(refusal.contains("not allowed"), "{url} {command}: {refusal}");
        }
    }
}

// rows: 2.60
#[test]
fn the_lists_are_these_and_no_longer() {
    for (windows, capability) in [
        ("main", include_str!("../../capabilities/main.json")),
        ("quick", include_str!("../../capabilities/quick.json")),
        ("conversation-*", include_str!("../../capabilities/conversation.json")),
    ] {
        let capability: Value = serde_json::from_str(capability).unwrap();
        assert_eq!(capability["windows"], json!([windows]));
        assert_eq!(capability["permissions"], json!(["allow-call", "allow-cancel"]), "{windows}");
        assert_eq!(capability["local"], json!(true), "{windows}");
        assert_eq!(capability.get("remote"), None, "no page from elsewhere in {windows}");
        assert_eq!(capability.get("webviews"), None, "nothing but the window {windows}");
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["conversation.json", "main.json", "quick.json"], "one for each window");

    let configuration: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let app = &configuration["app"];
    assert_eq!(app["windows"], json!([]), "windows are made in Rust, with their guards");
    assert_eq!(app["withGlobalTauri"], json!(false));
    let security = &app["security"];
    assert_eq!(security["freezePrototype"], json!(true));
    assert_eq!(security["capabilities"], json!(["main", "quick", "conversation"]));
    for absent in ["assetProtocol", "devCsp", "dangerousDisableAssetCspModification", "pattern"] {
        assert_eq!(security.get(absent), None, "{absent}");
    }
    assert_eq!(configuration["build"].get("devUrl"), None, "no development server is trusted");
    assert_eq!(configuration.get("plugins"), None, "no plugin is configured");
}

// rows: 2.41, 2.60, 3.147
#[test]
fn the_policy_of_the_window_is_that_of_the_page_and_its_own_wire() {
    let configuration: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let policy = configuration["app"]["security"]["csp"].as_str().unwrap();
    let page = atelier_server::CONTENT_SECURITY_POLICY;
    let wire = page
        .replace(
            "connect-src 'self';",
            "connect-src 'self' ipc: http://ipc.localhost blobs: http://blobs.localhost;",
        )
        .replace("frame-src 'self';", "frame-src artifact: http://artifact.localhost;");
    assert_eq!(policy, wire);
    for wanted in ["default-src 'none'", "require-trusted-types-for 'script'", "trusted-types app"]
    {
        assert!(policy.contains(wanted), "{wanted}");
    }
    for unwanted in ["unsafe-inline", "'unsafe-eval'", "https:", "http: ", "*"] {
        assert!(!policy.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn the_window_shows_the_files_that_the_server_carries() {
    let context = atelier_desktop::context::<tauri::test::MockRuntime>();
    let assets = context.assets();
    for (path, file) in atelier_server::page_files() {
        assert_eq!(assets.get(&path.into()).as_deref(), Some(file), "{path}");
    }
    assert_eq!(assets.iter().count(), atelier_server::page_files().count());
    assert_eq!(assets.get(&"/none.js".into()), None);
}
