//! Projects, tags, pins and the archive, through the router.

use atelier_app::rpc::Code;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run};

async fn titles(app: &atelier_app::App, input: Value) -> Vec<String> {
    let page = call(app, "conversation.list", input).await.unwrap();
    let items = page["items"].as_array().unwrap();
    items.iter().map(|it| it["title"].as_str().unwrap().to_owned()).collect()
}

async fn titled(app: &atelier_app::App, title: &str) -> String {
    let made = call(app, "conversation.create", json!({ "title": title })).await.unwrap();
    made["id"].as_str().unwrap().to_owned()
}

/// The instructions of a project go with each request of its conversations, after those of the settings.
#[tokio::test(flavor = "multi_thread")]
async fn the_instructions_of_a_project_go_with_each_request() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    call(&app, "settings.save", json!({ "instructions": "Be brief." })).await.unwrap();
    let wanted = json!({ "name": "Thesis", "color": "blue", "instructions": "Cite your sources." });
    let project = call(&app, "project.create", wanted).await.unwrap();
    let inside = conversation(&app).await;
    let moved = json!({ "ids": [inside], "project_id": project["id"] });
    let moved = call(&app, "shelf.assign", moved).await.unwrap();
    assert_eq!(moved[0]["project_id"], project["id"]);
    let outside = conversation(&app).await;
    for id in [&inside, &outside] {
        let (sent, _) = run(&app, "conversation.send", json!({ "id": id, "text": "hello" })).await;
        sent.unwrap();
    }
    let systems: Vec<String> = simulator
        .requests()
        .iter()
        .filter(|request| request.path.ends_with("/v1/messages"))
        .map(|it| serde_json::from_slice::<Value>(&it.body).unwrap()["system"].to_string())
        .collect();
    assert!(systems[0].contains("Be brief.\\n\\nCite your sources."), "{}", systems[0]);
    assert!(systems[1].contains("Be brief.") && !systems[1].contains("Cite"), "{}", systems[1]);
    let listed = call(&app, "project.list", json!({})).await.unwrap();
    assert_eq!(listed[0]["conversation_count"], 1);
    app.shutdown().await;
}

/// Names are unique whatever their case; deleting a project keeps its conversations.
#[tokio::test(flavor = "multi_thread")]
async fn deleting_a_project_keeps_its_conversations() {
    let home = Home::new();
    let app = home.open_against("http://127.0.0.1:9").await;
    let project = call(&app, "project.create", json!({ "name": " Thésis " })).await.unwrap();
    assert_eq!(project["name"], "Thésis");
    for name in ["THESIS", "  ", ""] {
        let refused = call(&app, "project.create", json!({ "name": name })).await.unwrap_err();
        assert_eq!(refused.code, Code::InvalidInput, "{name}");
    }
    let other = call(&app, "project.create", json!({ "name": "Other" })).await.unwrap();
    let taken = json!({ "id": other["id"], "name": "thesis" });
    assert!(call(&app, "project.update", taken).await.is_err());
    let changed = json!({ "id": project["id"], "name": "thesis", "color": "green" });
    let changed = call(&app, "project.update", changed).await.unwrap();
    assert_eq!(
        (changed["name"].as_str(), changed["color"].as_str()),
        (Some("thesis"), Some("green"))
    );
    let id = titled(&app, "Kept").await;
    let moved = json!({ "ids": [id], "project_id": project["id"] });
    call(&app, "shelf.assign", moved).await.unwrap();
    assert_eq!(titles(&app, json!({ "project_id": project["id"] })).await, ["Kept"]);
    let found = call(&app, "search.find", json!({ "query": "project:thes" })).await.unwrap();
    assert_eq!(found["conversations"].as_array().unwrap().len(), 1);
    call(&app, "project.delete", json!({ "id": project["id"] })).await.unwrap();
    assert_eq!(titles(&app, json!({})).await, ["Kept"]);
    let gone = json!({ "ids": [id], "project_id": project["id"] });
    assert_eq!(call(&app, "shelf.assign", gone).await.unwrap_err().code, Code::NotFound);
    app.shutdown().await;
}

/// Pins, tags and the archive narrow the list; a change of many is whole or not at all.
#[tokio::test(flavor = "multi_thread")]
async fn pins_tags_and_the_archive_narrow_the_list() {
    let home = Home::new();
    let app = home.open_against("http://127.0.0.1:9").await;
    let (one, two, three) =
        (titled(&app, "One").await, titled(&app, "Two").await, titled(&app, "Three").await);
    call(&app, "shelf.pin", json!({ "ids": [one], "pinned": true })).await.unwrap();
    assert_eq!(titles(&app, json!({ "pinned": true })).await, ["One"]);
    assert_eq!(titles(&app, json!({ "pinned": false })).await, ["Three", "Two"]);
    let tagged = json!({ "id": two, "tags": [" Big  Idea ", "big idea", "x"] });
    let tagged = call(&app, "shelf.tag", tagged).await.unwrap();
    assert_eq!(tagged["tags"], json!(["big idea", "x"]));
    assert_eq!(titles(&app, json!({ "tag": "BIG idea" })).await, ["Two"]);
    let tags = call(&app, "shelf.tags", json!({})).await.unwrap();
    assert_eq!(tags[0]["name"], "big idea");
    call(&app, "shelf.archive", json!({ "ids": [one, three], "archived": true })).await.unwrap();
    assert_eq!(titles(&app, json!({})).await, ["Two"]);
    assert_eq!(titles(&app, json!({ "archived": true })).await, ["Three", "One"]);
    assert!(titles(&app, json!({ "pinned": true })).await.is_empty());
    let missing = json!({ "ids": [two, "018f3c5a-7b1e-7000-8000-000000000000"], "pinned": true });
    assert_eq!(call(&app, "shelf.pin", missing).await.unwrap_err().code, Code::NotFound);
    assert!(titles(&app, json!({ "pinned": true })).await.is_empty(), "none was changed");
    let blank = json!({ "id": two, "tags": ["  "] });
    assert!(call(&app, "shelf.tag", blank).await.is_err());
    app.shutdown().await;
}
