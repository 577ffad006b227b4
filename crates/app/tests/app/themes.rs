//! Themes through the router: installed, shown, made, shared.
#![expect(clippy::disallowed_methods, reason = "files are put into the gallery")]

use crate::support::{Home, call};
use serde_json::json;

const CSS: &str = "@import url(https://example.org/x); :root { --surface: #101418; --text: white; \
                   --accent: url(javascript:x); background: url(//x) } body { display: none }";

// rows: 3.166, 3.168
#[tokio::test]
async fn a_theme_is_installed_shown_shared_and_removed() {
    let home = Home::new();
    let app = home.open().await;
    let seen = call(&app, "theme.check", json!({ "text": CSS, "name": "Night" })).await.unwrap();
    assert_eq!(seen["left_out"].as_array().unwrap().len(), 3, "{seen}");
    let made = call(&app, "theme.install", json!({ "text": CSS, "name": "Night" })).await.unwrap();
    let theme = &made[0];
    assert_eq!(theme["tokens"], json!({ "surface": "#101418", "text": "#ffffff" }));
    assert_eq!((&theme["name"], &theme["base"]), (&json!("Night"), &json!("dark")));
    let id = &theme["id"];
    call(&app, "settings.save", json!({ "dark_theme": id })).await.unwrap();
    let file = call(&app, "theme.export", json!({ "id": id })).await.unwrap();
    assert_eq!(file["file_name"], "night.atelier-theme.json");
    let input = json!({ "text": file["text"] });
    let twin = call(&app, "theme.install", input).await.unwrap();
    assert_eq!(twin[0]["tokens"], theme["tokens"], "what is shared is what it was");
    let list = call(&app, "theme.list", json!({})).await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), 4, "two came along: {list}");
    call(&app, "theme.delete", json!({ "id": id })).await.unwrap();
    let settings = call(&app, "settings.get", json!({})).await.unwrap();
    assert!(settings["dark_theme"].is_null(), "the usual theme is shown again");
    app.shutdown().await;
}

// rows: 3.166
#[tokio::test]
async fn a_theme_is_made_changed_and_warned_of() {
    let home = Home::new();
    let app = home.open().await;
    let input = json!({ "name": "Mine", "base": "light", "tokens": { "text": "#777777" } });
    let made = call(&app, "theme.save", input.clone()).await.unwrap();
    let warning = &made["warnings"][0];
    assert_eq!((&warning["ink"], &warning["least"]), (&json!("text"), &json!(700)), "{made}");
    let weak = call(&app, "theme.contrast", input).await.unwrap();
    assert_eq!(weak["warnings"], made["warnings"]);
    let better = json!({ "id": made["id"], "name": "Mine", "base": "light", "tokens": { "text": "#111111" } });
    let better = call(&app, "theme.save", better).await.unwrap();
    assert_eq!((&better["id"], &better["warnings"]), (&made["id"], &json!([])));
    let bad = [
        json!({ "name": "a", "base": "light", "tokens": { "evil": "#fff" } }),
        json!({ "name": "a", "base": "light", "tokens": { "text": "red;}" } }),
        json!({ "name": "a", "base": "light", "tokens": { "text": "url(x)" } }),
        json!({ "name": "\n", "base": "light", "tokens": {} }),
        json!({ "id": "high-contrast-dark", "name": "a", "base": "dark", "tokens": {} }),
    ];
    for input in bad {
        let error = call(&app, "theme.save", input.clone()).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "invalid_input", "{input}");
    }
    for text in ["", "body { color: red }", "{}", "{\"format\":1}", "<script>alert(1)</script>"] {
        let error = call(&app, "theme.install", json!({ "text": text })).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "invalid_input", "{text}");
    }
    app.shutdown().await;
}

// rows: 3.168
#[tokio::test]
async fn the_gallery_shows_what_lies_in_its_folder_and_follows_no_link() {
    let home = Home::new();
    let app = home.open().await;
    let gallery = || async { call(&app, "theme.gallery", json!({})).await.unwrap() };
    assert_eq!(gallery().await["files"], json!([]), "a folder that is not there holds nothing");
    let folder = home.folder.path().join("data/themes");
    std::fs::create_dir_all(folder.join("more")).unwrap();
    std::fs::write(folder.join("night.css"), CSS).unwrap();
    std::fs::write(folder.join("more/empty.css"), "body { color: red }").unwrap();
    std::fs::write(folder.join("broken.json"), "{").unwrap();
    std::fs::write(folder.join("notes.txt"), "no theme").unwrap();
    std::fs::write(home.folder.path().join("outside.css"), CSS).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(home.folder.path().join("outside.css"), folder.join("link.css"))
        .unwrap();
    let seen = gallery().await;
    assert_eq!(seen["files"].as_array().unwrap().len(), 1, "{seen}");
    assert_eq!(seen["files"][0]["themes"][0]["name"], "night");
    assert_eq!(seen["refused"].as_array().unwrap().len(), 2, "{seen}");
    let input = json!({ "text": seen["files"][0]["text"], "name": "night" });
    call(&app, "theme.install", input).await.unwrap();
    app.shutdown().await;
}

/// What the palette asks for is made of this.
#[tokio::test]
async fn an_operation_says_what_it_takes() {
    let home = Home::new();
    let app = home.open().await;
    let found = call(&app, "operation.get", json!({ "name": "theme.save" })).await.unwrap();
    let input = &found["input"];
    let reference = input["$ref"].as_str().unwrap();
    let name = reference.strip_prefix("#/$defs/").unwrap();
    let schema = &input["$defs"][name];
    assert_eq!(schema["required"], json!(["name", "base", "tokens"]), "{input}");
    assert!(input["$defs"]["ThemeBase"].is_object(), "all that it refers to is there");
    let error = call(&app, "operation.get", json!({ "name": "no.such" })).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "not_found");
    app.shutdown().await;
}
