//! Conversations that are about the same, through the router, over texts as people write them.

use std::time::Instant;

use atelier_app::App;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run};

async fn opened() -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    (home, simulator, app)
}

/// Has a conversation in which these things are said.
async fn talk(app: &App, said: &[&str]) -> String {
    let id = conversation(app).await;
    for text in said {
        let input = json!({ "id": id, "text": text });
        run(app, "conversation.send", input).await.0.unwrap();
    }
    id
}

async fn similar(app: &App, id: &str) -> Value {
    call(app, "search.similar", json!({ "id": id })).await.unwrap()
}

fn found(similar: &Value) -> Vec<&str> {
    let found = similar["conversations"].as_array().unwrap();
    found.iter().map(|it| it["conversation"]["id"].as_str().unwrap()).collect()
}

const SOURDOUGH: &[&str] = &[
    "My sourdough bread comes out dense. I proof the dough for four hours at 21 degrees; is that too short?",
    "How do I tell that the dough has fermented enough before I bake the loaf?",
];
const STARTER: &[&str] = &[
    "My sourdough starter smells of acetone after two days. Should I feed it more flour?",
    "Can I bake bread with a starter that has not doubled, or will the dough stay dense?",
];
const BORROW: &[&str] = &[
    "Rust says: cannot borrow `map` as mutable because it is also borrowed as immutable. How do I fix the borrow checker error?",
    "Is cloning the HashMap the usual way around the borrow checker?",
];
const LIFETIMES: &[&str] = &[
    "When do I need explicit lifetimes on a Rust struct that borrows a string slice?",
    "The borrow checker complains that the borrowed value does not live long enough.",
];
const TAXES: &[&str] =
    &["Which forms does a freelancer need for the yearly tax return in Austria?"];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_about_the_same_is_found_with_the_reason() {
    let (_home, simulator, app) = opened().await;
    let mut ids = Vec::new();
    for said in [SOURDOUGH, STARTER, BORROW, LIFETIMES, TAXES] {
        ids.push(talk(&app, said).await);
    }
    let asked = simulator.requests().len();
    let like_bread = similar(&app, &ids[0]).await;
    assert_eq!(found(&like_bread), [ids[1].as_str()]);
    assert_eq!(like_bread["compared"], 4);
    let first = &like_bread["conversations"][0];
    let words: Vec<&str> = first["matched"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["word"].as_str().unwrap())
        .collect();
    assert!(words.contains(&"sourdough") && words.contains(&"dough"), "{words:?}");
    let alike = first["similarity"].as_f64().unwrap();
    assert!(alike > 0.05 && alike < 1.0, "{alike}");
    assert!(first["asked"].as_str().unwrap().starts_with("My sourdough starter"));
    let like_rust = similar(&app, &ids[3]).await;
    assert_eq!(found(&like_rust)[0], ids[2], "{like_rust}");
    assert!(!found(&like_rust).contains(&ids[0].as_str()), "{like_rust}");
    let like_taxes = similar(&app, &ids[4]).await;
    assert_eq!(found(&like_taxes), [] as [&str; 0], "{like_taxes}");
    assert_eq!(simulator.requests().len(), asked, "nothing was sent");

    // It follows what happens: a new conversation, another title, the trash.
    let more =
        talk(&app, &["Which flour makes sourdough bread less dense, and how wet is the dough?"])
            .await;
    assert!(found(&similar(&app, &ids[0]).await).contains(&more.as_str()));
    call(&app, "conversation.delete", json!({ "id": ids[1] })).await.unwrap();
    assert_eq!(found(&similar(&app, &ids[0]).await), [more.as_str()]);
    let title = json!({ "id": ids[4], "title": "Sourdough bread, dense dough" });
    call(&app, "conversation.rename", title).await.unwrap();
    assert!(found(&similar(&app, &ids[0]).await).contains(&ids[4].as_str()));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_words_is_like_nothing() {
    let (_home, _simulator, app) = opened().await;
    let blank = conversation(&app).await;
    talk(&app, SOURDOUGH).await;
    let like = similar(&app, &blank).await;
    assert_eq!((&like["blank"], found(&like).len()), (&json!(true), 0));
    let signs = talk(&app, &["?!… — \u{202e}\u{0}\u{200b} 🜁"]).await;
    assert_eq!(found(&similar(&app, &signs).await), [] as [&str; 0]);
    let long = talk(&app, &[&"sourdough dough ".repeat(600)]).await;
    assert_eq!(found(&similar(&app, &long).await).len(), 1);
    let nobody = "018f3c5a-7b1e-7000-8000-000000000000";
    for input in [
        json!({ "id": nobody }),
        json!({ "id": "x" }),
        json!({ "id": blank, "limit": 0 }),
        json!({ "id": blank, "limit": 51 }),
        json!({ "id": blank, "text": "sourdough" }),
    ] {
        assert!(call(&app, "search.similar", input.clone()).await.is_err(), "{input}");
    }
    app.shutdown().await;
}

/// Among 2,000 conversations it takes a moment once, and no time after that.
#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_conversations_are_compared_in_a_moment() {
    let (home, _simulator, app) = opened().await;
    let history = home.folder.path().join("conversations.json");
    std::fs::write(&history, made_up(2_000)).unwrap();
    let input = json!({ "path": history.to_str().unwrap() });
    run(&app, "import.run", input).await.0.unwrap();
    let page = call(&app, "conversation.list", json!({ "limit": 1 })).await.unwrap();
    let id = page["items"][0]["id"].as_str().unwrap();
    let begun = Instant::now();
    let first = similar(&app, id).await;
    let built = begun.elapsed();
    assert_eq!(first["compared"], 1_999);
    assert!(!found(&first).is_empty());
    let begun = Instant::now();
    let again = similar(&app, id).await;
    let asked = begun.elapsed();
    assert_eq!(again, first);
    println!("2,000 conversations: the first {built:?}, any other {asked:?}");
    assert!(built.as_secs() < 10 && asked.as_millis() < 1_000, "{built:?}, {asked:?}");
    app.shutdown().await;
}

/// A history as ChatGPT exports it: many conversations about a few things.
fn made_up(count: usize) -> String {
    const ABOUT: [&str; 8] =
        ["bread", "borrowing", "taxes", "sailing", "violins", "volcanoes", "chess", "tomatoes"];
    let conversations: Vec<Value> = (0..count)
        .map(|number| {
            let about = ABOUT[number % ABOUT.len()];
            let turns = (0..10).map(|turn| {
                let words: Vec<String> = (0..25)
                    .map(|word| format!("word{}", (number * 7 + turn * 13 + word * 31) % 5_000))
                    .collect();
                (format!("{number}-{turn}"), format!("About {about}: {}", words.join(" ")))
            });
            let mut mapping = serde_json::Map::new();
            let mut parent = Value::Null;
            for (at, (id, text)) in turns.enumerate() {
                let role = if at % 2 == 0 { "user" } else { "assistant" };
                mapping.insert(id.clone(), json!({
                    "id": id, "parent": parent, "children": [],
                    "message": {
                        "id": id, "author": { "role": role }, "create_time": 1_700_000_000 + number,
                        "content": { "content_type": "text", "parts": [text] },
                    },
                }));
                parent = json!(id);
            }
            json!({
                "id": format!("c{number}"), "title": format!("{about} {number}"),
                "create_time": 1_700_000_000 + number, "mapping": mapping, "current_node": parent,
            })
        })
        .collect();
    serde_json::to_string(&conversations).unwrap()
}
