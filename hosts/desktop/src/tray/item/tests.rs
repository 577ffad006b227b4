//! What the icon says, and what its menu holds.

use atelier_app::LabelTray;
use atelier_vocabulary::ConversationId;
use ksni::{MenuItem, Status, Tray as _, menu::StandardItem};
use tokio::sync::{mpsc, watch};

use super::{Item, Look, label, plain};
use crate::{tray::press::Press, work::Work};

const ID: &str = "018f3c5a-7b1e-7000-8000-000000000000";

fn words() -> LabelTray {
    LabelTray {
        open: "Atelier öffnen".into(),
        new_conversation: "Neue Unterhaltung".into(),
        quick_entry: "Schnelleingabe".into(),
        recent: "Zuletzt".into(),
        untitled: "Ohne Namen".into(),
        stop_all: "Antworten anhalten".into(),
        settings: "Einstellungen".into(),
        quit: "Beenden".into(),
        idle: "Nichts läuft".into(),
        working: "Antworten, die ankommen: #".into(),
        needs_you: "<b>Fehlgeschlagen</b>: #".into(),
    }
}

fn id() -> ConversationId {
    ID.parse().unwrap()
}

fn look(arriving: usize, titles: &[&str], failed: usize) -> Look {
    let recent = titles.iter().map(|title| (id(), (*title).to_owned())).collect();
    Look {
        words: words(),
        work: Work { arriving: vec![id(); arriving], recent, ..Work::default() },
        failed,
    }
}

fn item(look: Look) -> (Item, mpsc::Receiver<Press>, watch::Receiver<bool>) {
    let (press, presses) = mpsc::channel(4);
    let (tell, present) = watch::channel(true);
    (Item::new(look, press, tell), presses, present)
}

/// The standard items of its menu, separators left out.
fn menu(item: &Item) -> Vec<StandardItem<Item>> {
    let standard = |it| match it {
        MenuItem::Standard(it) => Some(it),
        _ => None,
    };
    item.menu().into_iter().filter_map(standard).collect()
}

#[test]
fn its_face_and_its_words_say_what_is_going_on() {
    let (mut item, ..) = item(look(0, &[], 0));
    let idle = item.icon_pixmap();
    assert_eq!((item.title(), item.status()), ("Atelier".to_owned(), Status::Active));
    assert_eq!(item.tool_tip().description, "Nichts läuft");
    item.show(look(2, &[], 0));
    let working = item.icon_pixmap();
    assert_eq!(item.title(), "Atelier – Antworten, die ankommen: 2");
    assert_eq!(item.status(), Status::Active);
    item.show(look(2, &[], 1));
    assert_eq!(item.status(), Status::NeedsAttention, "what failed comes first");
    assert_eq!(item.tool_tip().description, "&lt;b&gt;Fehlgeschlagen&lt;/b&gt;: 1");
    let data = |icons: &[ksni::Icon]| icons.iter().map(|it| it.data.clone()).collect::<Vec<_>>();
    assert_ne!(data(&idle), data(&working));
    assert_ne!(data(&working), data(&item.attention_icon_pixmap()));
    assert!(item.icon_name().is_empty(), "a named icon would hide the pictures");
}

#[test]
fn its_menu_asks_for_what_it_says() {
    let (mut item, mut presses, _present) = item(look(1, &["Brief", " ", "snake_case"], 0));
    let labels: Vec<String> = menu(&item).into_iter().map(|it| it.label).collect();
    assert_eq!(
        labels,
        [
            "Atelier öffnen",
            "Neue Unterhaltung",
            "Schnelleingabe",
            "Zuletzt",
            "Brief",
            "Ohne Namen",
            "snake__case",
            "Antworten anhalten",
            "Einstellungen",
            "Beenden"
        ]
    );
    let asked = [
        (0, Press::Open),
        (1, Press::New),
        (2, Press::Quick),
        (4, Press::Conversation(id())),
        (7, Press::StopAll),
        (8, Press::Settings),
        (9, Press::Quit),
    ];
    for (at, press) in asked {
        let entry = menu(&item).swap_remove(at);
        assert!(entry.enabled, "{}", entry.label);
        (entry.activate)(&mut item);
        assert_eq!(presses.try_recv().unwrap(), press);
    }
    item.activate(0, 0);
    assert_eq!(presses.try_recv().unwrap(), Press::Open);
    item.show(look(0, &[], 0));
    let stop = menu(&item).into_iter().find(|it| it.label == "Antworten anhalten").unwrap();
    assert!(!stop.enabled, "nothing is there to be stopped");
    assert!(menu(&item).iter().all(|it| it.label != "Zuletzt"), "no heading over nothing");
}

#[test]
fn a_flood_of_presses_is_not_kept() {
    let (mut item, mut presses, _present) = item(look(0, &[], 0));
    for _ in 0..10_000 {
        item.activate(0, 0);
    }
    let kept = std::iter::from_fn(|| presses.try_recv().ok()).count();
    assert_eq!(kept, 4);
}

#[test]
fn a_title_is_one_short_line_that_hides_nothing() {
    assert_eq!(label("one\ntwo\u{1b}[2J_x"), "one two [2J__x");
    assert_eq!(plain("a\u{202e}txt.exe\u{200b}\u{2066}"), "atxt.exe");
    let long = plain(&"ä".repeat(10_000));
    assert_eq!((long.chars().count(), long.ends_with('…')), (48, true));
    assert_eq!(plain(&"ä".repeat(48)), "ä".repeat(48));
}
