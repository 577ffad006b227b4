//! What is kept of a catalogue: one file each, in a folder of the data folder.

use std::collections::BTreeMap;

use atelier_git::{Address, Snapshot};
use atelier_vocabulary::{CatalogueNews, ThemeCatalogue};
use serde::{Deserialize, Serialize};

use super::shelf::id_of;

/// How much of a catalogue is kept, as it is written down, in bytes.
const MOST_BYTES: usize = 2 << 20;
/// How many things that were left out are named.
const MOST_NAMED: usize = 20;

/// A catalogue as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    address: String,
    pub(super) commit: String,
    committed_at: i64,
    fetched_at: i64,
    looked_at: i64,
    /// The files that hold themes: what they hold, and where they lie in the repository.
    pub(super) files: Vec<KeptFile>,
    left_out: Vec<String>,
    /// How much more was left out than is named.
    #[serde(default)]
    more: u32,
}

/// A file that holds themes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct KeptFile {
    pub(super) path: String,
    pub(super) text: String,
}

impl Kept {
    /// A catalogue of which no file has been taken yet.
    pub(super) fn of(address: &Address, snapshot: &Snapshot, now: i64) -> Self {
        Self {
            address: address.as_str().to_owned(),
            commit: snapshot.commit.clone(),
            committed_at: snapshot.made_at.saturating_mul(1000),
            fetched_at: now,
            looked_at: now,
            files: Vec::new(),
            left_out: Vec::new(),
            more: 0,
        }
    }

    /// Where it was fetched from; none where the file was not written by Atelier.
    pub(super) fn address(&self) -> Option<Address> {
        Address::parse(&self.address).ok()
    }

    /// Takes a file, if there is room for it.
    pub(super) fn take(&mut self, path: String, text: String) {
        let bytes = |text: &str| serde_json::to_string(text).map_or(MOST_BYTES, |it| it.len());
        let taken: usize = self.files.iter().map(|it| bytes(&it.text) + bytes(&it.path)).sum();
        if taken + bytes(&text) + bytes(&path) > MOST_BYTES {
            self.leave_out(&path, "there is no more room in the catalogue");
            return;
        }
        self.files.push(KeptFile { path, text });
    }

    /// Says that a file was left out, and why.
    pub(super) fn leave_out(&mut self, path: &str, why: &str) {
        self.say(format!("`{path}`: {why}."));
    }

    /// Says something about the whole of it.
    pub(super) fn say(&mut self, sentence: String) {
        if self.left_out.len() < MOST_NAMED {
            self.left_out.push(sentence);
        } else {
            self.more += 1;
        }
    }

    /// The same, with a later look at the repository.
    pub(super) fn seen_at(self, now: i64) -> Self {
        Self { looked_at: now, ..self }
    }

    /// How it differs from what was kept before.
    pub(super) fn news_since(&self, before: Option<&Self>) -> CatalogueNews {
        let by_path = |kept: &Self| -> BTreeMap<String, String> {
            kept.files.iter().map(|it| (it.path.clone(), it.text.clone())).collect()
        };
        let (old, new) = (before.map(by_path).unwrap_or_default(), by_path(self));
        let mut news = CatalogueNews::default();
        for (path, text) in &new {
            match old.get(path) {
                None => news.added.push(path.clone()),
                Some(was) if was != text => news.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        news.removed = old.into_keys().filter(|path| !new.contains_key(path)).collect();
        news
    }

    /// The catalogue as callers see it.
    pub(super) fn as_word(&self) -> ThemeCatalogue {
        let address = self.address();
        let mut left_out = self.left_out.clone();
        if self.more > 0 {
            left_out.push(format!("{} more were left out.", self.more));
        }
        ThemeCatalogue {
            id: address.as_ref().map(id_of).unwrap_or_default(),
            name: address.map(|it| it.name()).unwrap_or_default(),
            address: self.address.clone(),
            commit: self.commit.clone(),
            committed_at: self.committed_at,
            fetched_at: self.fetched_at,
            looked_at: self.looked_at,
            files: u32::try_from(self.files.len()).unwrap_or(u32::MAX),
            left_out,
        }
    }
}
