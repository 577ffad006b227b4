//! The tray: a real bus, a panel on it that reads and clicks, and what comes of both.

use std::time::Duration;

use atelier_app::App;
use atelier_rpc::Code;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::{
    bus::Bus,
    desktop::{ask, guest, started},
    panel::{Entry, Icon, Panel},
    start::{LONG, Program},
};

const STOP: &str = "Antworten anhalten";

/// The words that a page in German gives the tray.
fn words() -> Value {
    let unresponsive = json!({
        "title": "Keine Antwort", "text": "Alles bleibt.", "wait": "Warten", "reload": "Neu laden",
    });
    let tray = json!({
        "open": "Atelier öffnen", "new_conversation": "Neue Unterhaltung",
        "quick_entry": "Schnelleingabe", "recent": "Zuletzt", "untitled": "Ohne Namen",
        "stop_all": STOP, "settings": "Einstellungen", "quit": "Atelier beenden",
        "idle": "Nichts läuft", "working": "Antworten, die ankommen: #",
        "needs_you": "Fehlgeschlagen: #",
    });
    json!({ "tray": tray, "unresponsive": unresponsive })
}

async fn label(app: &App) {
    ask(app, "desktop.label", words()).await.unwrap();
}

async fn look_around(app: &App) {
    ask(app, "settings.save", json!({ "endpoint": { "kind": "simulator" } })).await.unwrap();
}

/// Sends a message, without waiting for the answer.
fn send(app: &App, id: &Value, text: &str) {
    let (app, input) = (app.clone(), json!({ "id": id, "text": text }));
    let tasks = app.tasks().clone();
    drop(tasks.spawn(async move { drop(ask(&app, "conversation.send", input).await) }));
}

async fn begin(app: &App, title: &str) -> Value {
    let begun = ask(app, "conversation.create", json!({ "title": title })).await.unwrap();
    begun["id"].clone()
}

/// Waits until the tray is what `desktop.status` should say.
async fn until_tray_is(app: &App, wanted: &str) {
    let look = async {
        while ask(app, "desktop.status", json!({})).await.unwrap()["tray"] != wanted {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, look).await.unwrap_or_else(|_| panic!("never {wanted}"));
}

async fn until_title_is(icon: &Icon, wanted: &str) {
    let look = async {
        while icon.text("Title").await != wanted {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, look).await.unwrap_or_else(|_| panic!("never {wanted}"));
}

async fn until_streaming(app: &App, id: &Value) {
    let look = async {
        while ask(app, "conversation.get", json!({ "id": id })).await.unwrap()["state"]
            != "streaming"
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, look).await.expect("an answer arrives");
}

fn labels(menu: &[Entry]) -> Vec<&str> {
    menu.iter().map(|it| it.label.as_str()).collect()
}

fn can_stop(menu: &[Entry]) -> bool {
    menu.iter().any(|it| it.label == STOP && it.enabled)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_says_what_is_under_way_and_its_menu_does_what_it_says() {
    let bus = Bus::start();
    let mut panel = Panel::serve(&bus).await;
    let program = started(&bus);
    let app = guest(&program).await;
    look_around(&app).await;
    let status = ask(&app, "desktop.status", json!({})).await.unwrap();
    assert!(panel.is_empty() && status["tray"] == "off", "nothing before a page has spoken");

    label(&app).await;
    let icon = panel.next().await;
    until_tray_is(&app, "shown").await;
    assert_eq!(icon.text("Id").await, "atelier-desktop");
    assert_eq!(icon.text("Title").await, "Atelier");
    assert_eq!(icon.text("Status").await, "Active");
    assert_eq!(icon.tip().await, "Nichts läuft");
    let idle = icon.pictures().await;
    assert!(
        idle.iter().any(|(width, height, _)| (*width, *height) == (22, 22)),
        "of a panel's size"
    );
    assert!(!can_stop(&icon.menu().await), "nothing is there to be stopped");

    let id = begin(&app, "Brief_an dich").await;
    ask(&app, "temporary.begin", json!({})).await.unwrap();
    let menu = icon.menu_when(|menu| labels(menu).contains(&"Brief__an dich")).await;
    assert_eq!(
        labels(&menu),
        [
            "Atelier öffnen",
            "Neue Unterhaltung",
            "Schnelleingabe",
            "Zuletzt",
            "Brief__an dich",
            STOP,
            "Einstellungen",
            "Atelier beenden"
        ],
        "a temporary conversation is none of the tray's"
    );

    send(&app, &id, "/simulate stall");
    until_title_is(&icon, "Atelier – Antworten, die ankommen: 1").await;
    assert!(icon.pictures().await != idle, "it looks busy");
    icon.menu_when(can_stop).await;
    icon.click(STOP).await;
    until_title_is(&icon, "Atelier").await;
    assert!(icon.pictures().await == idle);
    let read = ask(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    let last = read["items"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["state"], "incomplete", "what had arrived is kept: {last}");

    let mut changes = watch(&app);
    icon.click("Neue Unterhaltung").await;
    opened(&mut changes).await;
    icon.click("Brief__an dich").await;
    opened(&mut changes).await;
    icon.click("Einstellungen").await;
    opened(&mut changes).await;
    app.shutdown().await;
}

/// Follows what changes.
fn watch(app: &App) -> mpsc::Receiver<Value> {
    let (outlet, changes) = mpsc::channel(64);
    let (router, call) = (app.router(), crate::desktop::call("watch"));
    drop(app.tasks().spawn(async move {
        drop(router.call(call, "change.watch", json!({}), outlet).await);
    }));
    changes
}

/// Waits until a link is opened, by which the tray leads to a place.
async fn opened(changes: &mut mpsc::Receiver<Value>) {
    let opened = async {
        while let Some(change) = changes.recv().await {
            if change["operation"] == "link.open" {
                return;
            }
        }
        panic!("nothing is followed any more");
    };
    tokio::time::timeout(LONG, opened).await.expect("a link in time");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_fails_while_nobody_looks_calls_for_the_person() {
    let bus = Bus::start();
    let mut panel = Panel::serve(&bus).await;
    let program = started(&bus);
    let app = guest(&program).await;
    look_around(&app).await;
    label(&app).await;
    let icon = panel.next().await;
    hide(&app, &icon, &program).await;
    let id = begin(&app, "Brief").await;
    send(&app, &id, "/simulate error-mid-stream");
    until_title_is(&icon, "Atelier – Fehlgeschlagen: 1").await;
    assert_eq!(icon.text("Status").await, "NeedsAttention");
    icon.activate().await;
    until_title_is(&icon, "Atelier – Antworten, die ankommen: 1").await;
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tray_may_come_late_go_and_come_back_and_be_switched_off() {
    let bus = Bus::start();
    let program = started(&bus);
    let app = guest(&program).await;
    label(&app).await;
    until_tray_is(&app, "absent").await;
    let mut panel = Panel::serve(&bus).await;
    let icon = panel.next().await;
    until_tray_is(&app, "shown").await;
    assert!(icon.is_there().await);
    panel.crash().await;
    until_tray_is(&app, "absent").await;

    let mut panel = Panel::serve(&bus).await;
    let icon = panel.next().await;
    until_tray_is(&app, "shown").await;
    assert_eq!(icon.text("Title").await, "Atelier");
    ask(&app, "settings.save", json!({ "tray": false })).await.unwrap();
    until_tray_is(&app, "off").await;
    assert!(!icon.is_there().await, "it is gone from the bus");
    ask(&app, "settings.save", json!({ "tray": true })).await.unwrap();
    assert!(panel.next().await.is_there().await);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_panel_gets_refusals_and_holds_nothing_up() {
    let bus = Bus::start();
    let mut panel = Panel::serve(&bus).await;
    let mut program = started(&bus);
    let app = guest(&program).await;
    label(&app).await;
    let icon = panel.next().await;
    for id in [i32::MIN, -1, 9_999, i32::MAX] {
        assert!(icon.event(id, "clicked").await.is_err(), "{id}");
        assert!(icon.ask::<_, bool>("AboutToShow", &id).await.is_err(), "{id}");
        assert!(icon.below(id).await.is_err(), "{id}");
    }
    let quit = icon.menu().await.pop().unwrap();
    icon.event(quit.id, "no such event").await.ok();
    // Whatever a click on the root of the menu is taken for, it does nothing.
    tokio::time::timeout(Duration::from_secs(2), icon.event(0, "clicked")).await.ok();
    let flood = async {
        for _ in 0..300 {
            icon.activate().await;
        }
    };
    tokio::time::timeout(LONG, flood).await.expect("a flood is taken");
    let recent = begin(&app, &"\u{202e}x_".repeat(30)).await;
    assert!(recent.is_string());
    icon.menu_when(|menu| menu.iter().any(|it| it.label.starts_with("x__x__"))).await;
    assert!(ask(&app, "health.get", json!({})).await.is_ok(), "it works as before");
    app.shutdown().await;
    assert!(program.end_with("-TERM").0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_ateliers_have_an_icon_each_and_end_one_by_one() {
    let bus = Bus::start();
    let mut panel = Panel::serve(&bus).await;
    let (mut one, mut two) = (started(&bus), started(&bus));
    let (first, second) = (guest(&one).await, guest(&two).await);
    label(&first).await;
    let icon = panel.next().await;
    label(&second).await;
    let other = panel.next().await;
    assert_ne!(icon.name, other.name);
    begin(&first, "Of the first").await;
    begin(&second, "Of the second").await;
    let menu = icon.menu_when(|menu| labels(menu).contains(&"Of the first")).await;
    assert!(!labels(&menu).contains(&"Of the second"));
    first.shutdown().await;
    icon.click("Atelier beenden").await;
    assert!(one.ended().success());
    assert!(other.is_there().await, "the other one stays");
    second.shutdown().await;
    assert!(two.end_with("-TERM").0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_goes_into_the_tray_and_comes_back_where_that_is_lost() {
    let bus = Bus::start();
    let mut panel = Panel::serve(&bus).await;
    let mut program = started(&bus);
    let app = guest(&program).await;
    look_around(&app).await;
    label(&app).await;
    let icon = panel.next().await;
    hide(&app, &icon, &program).await;
    until_title_is(&icon, "Atelier – Antworten, die ankommen: 1").await;
    panel.crash().await;
    program.wait_for("no tray holds the window any more");
    assert!(program.is_running());
    app.shutdown().await;
    assert!(program.end_with("-TERM").0.success());
}

/// Puts the window into the tray, where it leaves an answer arriving.
async fn hide(app: &App, icon: &Icon, program: &Program) {
    until_tray_is(app, "shown").await;
    let id = begin(app, "Behind the scenes").await;
    send(app, &id, "/simulate stall");
    until_streaming(app, &id).await;
    icon.click("Atelier beenden").await;
    let closing = async {
        loop {
            let status = ask(app, "desktop.status", json!({})).await.unwrap();
            if status["closing"].is_object() {
                return status["closing"].clone();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let closing = tokio::time::timeout(LONG, closing).await.expect("a question");
    assert_eq!(closing["can_stay"], true, "{closing}");
    let hide = json!({ "number": closing["number"], "decision": "hide" });
    ask(app, "desktop.decide", hide).await.unwrap();
    program.wait_for("the window is in the tray");
}

/// Atelier while an answer is arriving that does not end.
async fn answering(program: &Program) -> App {
    let app = guest(program).await;
    look_around(&app).await;
    let id = begin(&app, "Brief").await;
    send(&app, &id, "/simulate stall");
    until_streaming(&app, &id).await;
    app
}

/// The first steps are shown, where no page asks before closing.
#[tokio::test(flavor = "multi_thread")]
async fn where_the_page_does_not_ask_closing_goes_on() {
    let bus = Bus::start();
    let mut program = started(&bus);
    let app = answering(&program).await;
    ask(&app, "desktop.quit", json!({})).await.unwrap();
    let asked = async {
        while ask(&app, "desktop.status", json!({})).await.unwrap()["closing"].is_null() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(LONG, asked).await.expect("a question");
    let status = ask(&app, "desktop.status", json!({})).await.unwrap();
    let closing = &status["closing"];
    assert_eq!(
        (&closing["reason"], &closing["arriving"], &closing["can_stay"]),
        (&json!("busy"), &json!(1), &json!(false)),
        "{status}"
    );
    // Somebody else's answer to another question ends nothing.
    ask(&app, "desktop.decide", json!({ "number": 4_000_000, "decision": "quit" })).await.unwrap();
    assert!(program.is_running());
    program.wait_for("the page does not ask");
    assert!(program.ended().success());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_the_question_is_followed() {
    let bus = Bus::start();
    let mut program = started(&bus);
    let app = answering(&program).await;
    let question = async |before: &Value| {
        ask(&app, "desktop.quit", json!({})).await.unwrap();
        loop {
            let status = ask(&app, "desktop.status", json!({})).await.unwrap();
            let number = status["closing"]["number"].clone();
            if number.is_number() && number != *before {
                return number;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let decide = async |number: &Value, decision: &str| {
        let input = json!({ "number": number, "decision": decision });
        ask(&app, "desktop.decide", input).await.unwrap();
    };
    let first = question(&Value::Null).await;
    decide(&first, "asked").await;
    decide(&first, "stay").await;
    let second = question(&first).await;
    // There is no tray, so that hiding is no way out either.
    decide(&second, "hide").await;
    let third = question(&second).await;
    assert!(program.is_running());
    decide(&third, "asked").await;
    // The program may be gone before it has answered what ends it.
    let quit = json!({ "number": third, "decision": "quit" });
    if let Err(error) = ask(&app, "desktop.decide", quit).await {
        assert_eq!(error.code, Code::Cancelled, "{error:?}");
    }
    assert!(program.ended().success());
    app.shutdown().await;
}
