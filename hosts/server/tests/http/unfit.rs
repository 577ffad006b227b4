//! Bodies that are no JSON, or none that anybody should send, to the operations of the whole application.

use atelier_rpc::Kind;
use serde_json::{Value, json};

use crate::{
    application::Served,
    harness::{Answer, raw},
};

/// What no answer repeats.
const SECRET: &str = "sk-ant-test-Not-To-Be-Said";

impl Served {
    async fn page(&self, name: &str, body: &str) -> Answer {
        let page = format!("Bearer {}", self.tokens.page.expose());
        self.post(&format!("/api/{name}"), ("authorization", &page), body).await
    }

    /// What a person could miss.
    async fn everything(&self) -> Vec<Value> {
        let mut all = Vec::new();
        for name in ["conversation.list", "temporary.list", "template.list", "link.waiting"] {
            let mut answer = self.page(name, "{}").await.json();
            // Each answer of theirs is of its own moment.
            answer.as_object_mut().and_then(|it| it.remove("cursor"));
            all.push(answer);
        }
        all
    }
}

fn bodies() -> Vec<String> {
    let nested = format!("{}1{}", "{\"id\":".repeat(200_000), "}".repeat(200_000));
    let lists = format!("{{\"ids\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
    [
        "{",
        "{\"id\":",
        "[]",
        "[\"018f3c5a-7b1e-7000-8000-000000000000\"]",
        "7",
        "\"x\"",
        "nul",
        "{\"id\":NaN}",
        "{\"limit\":1e999}",
        "{\"days\":-1,\"limit\":-1,\"number\":-1,\"place\":-1}",
        "{\"text\":\"\\ud800\",\"url\":\"\\udfff\"}",
        "{\"text\":\"\\ud800\\u0041\"}",
        "{\"a\":1}{\"b\":2}",
        "\u{feff}{}",
        "{'id':'x'}",
        "{\"__proto__\":{},\"constructor\":{}}",
        "id=018f3c5a",
        &format!("{{\"{SECRET}\":1}}"),
        &format!("{{\"no such field\":\"{SECRET}\"}}"),
        &format!("\"{SECRET}\""),
        &nested,
        &lists,
    ]
    .map(str::to_owned)
    .into()
}

// rows: 1.47
#[tokio::test(flavor = "multi_thread")]
async fn no_unfit_body_is_taken_or_repeated() {
    let served = Served::start().await;
    let api = format!("Bearer {}", served.tokens.api.expose());
    let before = served.everything().await;
    let router = served.app.router();
    let bodies = bodies();
    for operation in router.operations() {
        let path = format!("/api/{}", operation.name);
        for body in &bodies {
            let closed = !atelier_app::allowed(&atelier_rpc::Origin::Http, operation);
            let answer = served.post(&path, ("authorization", &api), body).await;
            let what = format!("{path} {body:.60} {answer:?}");
            // What is no JSON is not looked at any further.
            assert!(answer.status == 422 || closed && answer.status == 403, "{what}");
            let said = answer.json();
            assert!(
                said["code"].is_string() && said["message"].as_str().unwrap().len() > 9,
                "{what}"
            );
            assert!(!answer.body.contains("Not-To-Be-Said") && answer.body.len() < 2_000, "{what}");
            assert!(operation.kind != Kind::Stream || !answer.body.contains("event:"), "{what}");
        }
    }
    assert_eq!(served.everything().await, before);
    served.app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_no_text_is_refused_in_our_words() {
    let served = Served::start().await;
    let page = format!("Bearer {}", served.tokens.page.expose());
    for path in ["/api/%ff", "/api/%00", "/api/..%2fsettings.get", "/api/health.get%0d%0ax"] {
        let answer = served.post(path, ("authorization", &page), "{}").await;
        assert!([400, 404].contains(&answer.status), "{path}: {answer:?}");
        let said = answer.json();
        assert!(said["message"].is_string() && said["code"].is_string(), "{path}: {answer:?}");
    }
    for path in ["/downloads/%ff", "/downloads/%00", "/downloads/..%2f..%2fetc%2fpasswd"] {
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", served.address);
        let answer = raw(served.address, request.as_bytes()).await;
        assert!([400, 404].contains(&answer.status), "{path}: {answer:?}");
        assert!(answer.json()["message"].is_string(), "{path}: {answer:?}");
    }
    served.app.shutdown().await;
}

/// Inputs that are JSON in every way and mean nothing that is there.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_said_over_http_as_well() {
    let served = Served::start().await;
    let nobody = "018f3c5a-7b1e-7000-8000-000000000000";
    let cases = [
        ("temporary.keep", json!({ "id": nobody }), 404),
        ("temporary.end", json!({ "id": nobody }), 404),
        ("cache.remove", json!({ "id": "0".repeat(64) }), 404),
        ("link.open", json!({ "url": "atelier://evil" }), 422),
        ("link.take", json!({ "number": 4_294_967_295_u32 }), 200),
        ("search.similar", json!({ "id": nobody }), 404),
        ("shelf.tag", json!({ "id": nobody, "tags": [] }), 404),
        ("queue.edit", json!({ "id": nobody, "text": "x" }), 404),
        ("import.undo", json!({ "import_id": nobody }), 404),
        ("template.get", json!({ "id": nobody }), 404),
        ("theme.export", json!({ "id": "no such theme" }), 404),
        ("mirror.rebuild", json!({}), 404),
        ("desktop.show", json!({ "window": "main" }), 403),
    ];
    for (name, input, status) in cases {
        let answer = served.page(name, &input.to_string()).await;
        assert_eq!(answer.status, status, "{name}: {answer:?}");
    }
    served.app.shutdown().await;
}
