//! What belongs to a person beside conversations: written into an export, and taken out of one.

mod give;
mod settings;
mod take;

use std::collections::HashMap;
use std::sync::Arc;

use atelier_api::failed;
use atelier_api::settings::SettingsPatch;
use atelier_rpc::{BoxFuture, Result};
use atelier_store::{Durability, Store, Transaction};
use atelier_vocabulary::{ImportRemark, LibraryCounts, LibraryItem, ProjectId};

pub(crate) use give::{LEARNED, LIBRARY, learned, library};
use take::{Fate, foresee, take};

/// Where budgets stand among the settings of the store.
const BUDGETS: &str = "budgets";

/// What an import changes that others keep.
#[derive(Clone)]
pub struct Others {
    /// Changes settings, in force at once.
    pub settings: Arc<dyn Fn(SettingsPatch) -> BoxFuture<'static, Result<()>> + Send + Sync>,
    /// Reads what was learned again when it is next needed.
    pub learned: Arc<dyn Fn() + Send + Sync>,
}

impl Default for Others {
    /// Others who keep nothing that an import could change.
    fn default() -> Self {
        Self { settings: Arc::new(|_| Box::pin(async { Ok(()) })), learned: Arc::new(|| {}) }
    }
}

/// Whether the settings of an export take the place of those here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// They do.
    WithSettings,
    /// They stay.
    AsTheyAre,
}

/// What an import takes beside conversations, while it runs.
#[derive(Default)]
pub(crate) struct Taking {
    pub(crate) counts: LibraryCounts,
    /// The project here that stands in for one of the export.
    pub(crate) projects: HashMap<ProjectId, ProjectId>,
    pub(crate) remarks: Vec<ImportRemark>,
}

impl Taking {
    /// Counts items that an import would take.
    pub(crate) async fn foresee(&mut self, store: &Store, items: Vec<LibraryItem>) -> Result<()> {
        let look = move |c: &_| {
            items
                .into_iter()
                .map(|item| foresee(c, &item).map(|fate| (item, fate)))
                .collect::<Result<Vec<_>, _>>()
        };
        for (item, fate) in store.read(look).await.map_err(failed)? {
            self.count(&item, fate);
        }
        Ok(())
    }

    /// Takes items, in one transaction.
    pub(crate) async fn take(
        &mut self,
        store: &Store,
        others: &Others,
        items: Vec<LibraryItem>,
        wanted: Wanted,
        now: i64,
    ) -> Result<()> {
        let settings: Vec<_> = items
            .iter()
            .filter_map(|item| match item {
                LibraryItem::Settings { settings } => Some(settings.clone()),
                _ => None,
            })
            .collect();
        let learned = items.iter().any(|it| matches!(it, LibraryItem::Pattern { .. }));
        let write = move |c: &Transaction<'_>| {
            items
                .into_iter()
                .map(|item| take(c, &item, wanted, now).map(|fate| (item, fate)))
                .collect::<Result<Vec<_>, _>>()
        };
        for (item, fate) in store.write(Durability::Normal, write).await.map_err(failed)? {
            self.count(&item, fate);
        }
        if learned {
            (others.learned)();
        }
        for settings in settings.into_iter().filter(|_| wanted == Wanted::WithSettings) {
            let (patch, refused) = settings::taken(&settings);
            for name in refused {
                self.remark("settings that stay as they are here", &name);
            }
            (others.settings)(patch).await?;
        }
        Ok(())
    }

    fn count(&mut self, item: &LibraryItem, fate: Fate) {
        let counts = &mut self.counts;
        let of = match item {
            LibraryItem::Project { .. } => &mut counts.projects,
            LibraryItem::Template { .. } => &mut counts.templates,
            LibraryItem::Theme { .. } => &mut counts.themes,
            LibraryItem::Pattern { .. } => &mut counts.patterns,
            LibraryItem::ConversationBudget { .. } => &mut counts.budgets,
            LibraryItem::Budgets { .. } | LibraryItem::Settings { .. } if fate == Fate::Known => {
                counts.has_settings = true;
                return;
            }
            // None of them is ever new.
            LibraryItem::Budgets { .. } | LibraryItem::Settings { .. } => &mut 0,
        };
        match fate {
            Fate::New => *of += 1,
            Fate::Known => {}
            Fate::Renamed(name) => {
                *of += 1;
                self.changed("templates whose name is taken here get a number", &name);
            }
            Fate::StandsFor(theirs, ours) => {
                self.projects.insert(theirs, ours);
                let text =
                    "conversations of projects whose name is taken here join the one that is here";
                self.changed(text, "");
            }
            Fate::Refused(name) => {
                self.remark("entries of the library that this version does not take", &name);
            }
        }
    }

    fn changed(&mut self, text: &str, example: &str) {
        self.add(text, false, example);
    }

    fn remark(&mut self, text: &str, example: &str) {
        self.add(text, true, example);
    }

    fn add(&mut self, text: &str, left_out: bool, example: &str) {
        if let Some(known) = self.remarks.iter_mut().find(|it| it.text == text) {
            known.count += 1;
            return;
        }
        let example: String = example.chars().take(80).collect();
        let example = Some(example).filter(|it| !it.is_empty());
        self.remarks.push(ImportRemark { text: text.to_owned(), left_out, count: 1, example });
    }
}
