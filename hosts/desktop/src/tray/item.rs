//! What the icon says, and what stands in its menu.

use std::sync::Arc;

use atelier_app::LabelTray;
use atelier_vocabulary::ConversationId;
use ksni::{Category, Icon, MenuItem, OfflineReason, Status, ToolTip, Tray, menu::StandardItem};
use tokio::sync::{mpsc, watch};

use super::{
    picture::{Face, Pictures},
    press::Press,
};
use crate::work::Work;

/// How much of a title the menu shows, in characters.
const TITLE: usize = 48;

/// What the tray shows.
pub(super) struct Look {
    pub(super) words: LabelTray,
    pub(super) work: Work,
    /// In how many conversations an answer failed while nobody looked.
    pub(super) failed: usize,
}

/// The icon and its menu, as the tray reads them.
pub(super) struct Item {
    look: Look,
    pictures: Arc<Pictures>,
    press: mpsc::Sender<Press>,
    present: watch::Sender<bool>,
}

impl Item {
    pub(super) fn new(
        look: Look,
        press: mpsc::Sender<Press>,
        present: watch::Sender<bool>,
    ) -> Self {
        Self { look, pictures: Arc::new(Pictures::draw()), press, present }
    }

    pub(super) fn show(&mut self, look: Look) {
        self.look = look;
    }

    fn face(&self) -> Face {
        if self.look.failed > 0 {
            Face::NeedsYou
        } else if self.look.work.arriving.is_empty() {
            Face::Idle
        } else {
            Face::Working
        }
    }

    /// What Atelier is doing, in words.
    fn said(&self) -> String {
        let Look { words, work, failed } = &self.look;
        let number = |words: &str, number: usize| plain(&words.replace('#', &number.to_string()));
        match self.face() {
            Face::Idle => plain(&words.idle),
            Face::Working => number(&words.working, work.arriving.len()),
            Face::NeedsYou => number(&words.needs_you, *failed),
        }
    }

    fn pressed(&self, press: Press) {
        // More than can wait is meant by nobody.
        let _ = self.press.try_send(press);
    }
}

impl Tray for Item {
    fn id(&self) -> String {
        "atelier-desktop".to_owned()
    }

    fn category(&self) -> Category {
        Category::ApplicationStatus
    }

    /// Read aloud, and shown where a tray has no room for more.
    fn title(&self) -> String {
        match self.face() {
            Face::Idle => "Atelier".to_owned(),
            Face::Working | Face::NeedsYou => format!("Atelier – {}", self.said()),
        }
    }

    fn status(&self) -> Status {
        match self.face() {
            Face::Idle | Face::Working => Status::Active,
            Face::NeedsYou => Status::NeedsAttention,
        }
    }

    /// None for the icon itself: a tray that finds a name shows no picture, and the name has one face.
    fn icon_pixmap(&self) -> Vec<Icon> {
        self.pictures.of(self.face())
    }

    fn attention_icon_pixmap(&self) -> Vec<Icon> {
        self.pictures.of(Face::NeedsYou)
    }

    fn tool_tip(&self) -> ToolTip {
        let description =
            self.said().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        ToolTip {
            icon_name: "atelier-desktop".to_owned(),
            title: "Atelier".to_owned(),
            description,
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.pressed(Press::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let Look { words, work, .. } = &self.look;
        let mut menu = vec![
            item(&words.open, Press::Open),
            item(&words.new_conversation, Press::New),
            item(&words.quick_entry, Press::Quick),
            MenuItem::Separator,
        ];
        if !work.recent.is_empty() {
            let heading = StandardItem {
                label: label(&words.recent),
                enabled: false,
                ..StandardItem::default()
            };
            menu.push(heading.into());
            menu.extend(
                work.recent.iter().map(|(id, title)| conversation(*id, title, &words.untitled)),
            );
            menu.push(MenuItem::Separator);
        }
        menu.push(
            StandardItem {
                enabled: !work.arriving.is_empty(),
                ..standard(&words.stop_all, Press::StopAll)
            }
            .into(),
        );
        menu.push(item(&words.settings, Press::Settings));
        menu.push(MenuItem::Separator);
        menu.push(item(&words.quit, Press::Quit));
        menu
    }

    fn watcher_online(&self) {
        self.present.send_replace(true);
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::info!(?reason, "no tray shows Atelier");
        self.present.send_replace(false);
        // It waits for one that comes.
        true
    }
}

fn conversation(id: ConversationId, title: &str, untitled: &str) -> MenuItem<Item> {
    let title = if title.trim().is_empty() { untitled } else { title };
    item(title, Press::Conversation(id))
}

fn item(words: &str, press: Press) -> MenuItem<Item> {
    standard(words, press).into()
}

fn standard(words: &str, press: Press) -> StandardItem<Item> {
    StandardItem {
        label: label(words),
        activate: Box::new(move |item: &mut Item| item.pressed(press)),
        ..StandardItem::default()
    }
}

/// Words as a menu shows them: a single `_` would mark a key.
fn label(words: &str) -> String {
    plain(words).replace('_', "__")
}

/// One line, of a length that a menu can hold, without what could hide or turn what follows.
fn plain(words: &str) -> String {
    let turns = |it: char| matches!(it, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let shown =
        words.chars().map(|it| if it.is_control() { ' ' } else { it }).filter(|it| !turns(*it));
    let mut line: String = shown.take(TITLE + 1).collect();
    if line.chars().count() > TITLE {
        line = line.chars().take(TITLE - 1).chain(['…']).collect();
    }
    line
}

#[cfg(test)]
mod tests;
