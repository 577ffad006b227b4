//! The diagnostic report holds what finds a fault, and nothing of the person's.

use atelier_app::{App, Launch};
use serde_json::json;

use crate::support::{Home, call, conversation, run};

// rows: 1.65
#[tokio::test(flavor = "multi_thread")]
async fn the_report_says_how_atelier_is_and_nothing_of_whose_it_is() {
    let home = Home::new();
    let folder = home.folder.path().to_owned();
    let launch = home.launch();
    let launch = Launch { paths: launch.paths.with_home(Some(folder.clone())), ..launch };
    let app = App::open(launch).await.unwrap();
    let patch = json!({
        "endpoint": { "kind": "simulator" },
        "instructions": "My name is Heliotrope",
        "message_limit": 1_234,
        "onboarded": true,
    });
    call(&app, "settings.save", patch).await.unwrap();
    let id = conversation(&app).await;
    let said = json!({ "id": id, "text": "the canary sings" });
    run(&app, "conversation.send", said).await.0.unwrap();

    let report = call(&app, "diagnostics.report", json!({})).await.unwrap();
    let text = report.to_string();
    for private in ["Heliotrope", "canary", folder.to_str().unwrap()] {
        assert!(!text.contains(private), "{private} in {text}");
    }
    assert_eq!(report["health"]["data_folder"], "~/data");
    assert_eq!(report["system"]["os"], std::env::consts::OS);
    assert!(report["system"]["processors"].as_u64().unwrap() > 0);
    let settings = report["settings"].as_array().unwrap();
    assert!(settings.contains(&json!({ "name": "instructions", "value": "21 characters" })));
    assert!(settings.contains(&json!({ "name": "message_limit", "value": "1234" })));
    assert!(settings.iter().all(|it| it["name"] != "http_port"), "only what was changed");
    let tables = report["tables"].as_array().unwrap();
    assert!(tables.contains(&json!({ "name": "messages", "rows": 2 })), "{tables:?}");
    let called = report["metrics"]["operations"].as_array().unwrap();
    assert!(called.iter().any(|it| it["operation"] == "conversation.send"));
    app.shutdown().await;
}
