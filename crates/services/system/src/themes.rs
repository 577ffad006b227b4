//! Themes: installed, made, shared.

mod catalogues;
mod gallery;
mod word;

use std::path::PathBuf;

use atelier_api::{
    failed,
    theme::{
        CatalogueFiles, DeletedTheme, FetchCatalogue, MOST_THEMES, NameCatalogue, NameTheme,
        ReadThemes, RemovedCatalogue, SaveTheme, ThemeApi, ThemeContrast, ThemeFile, ThemeGallery,
        ThemeReading, ThemeRoles,
    },
};
use atelier_rpc::{Call, Code, Error, Events, NoInput, Result};
use atelier_store::{
    Durability, Slot,
    tables::themes::{self, StoredTheme},
};
use atelier_themes::{Base, Color, Draft, Reading, Tokens};
use atelier_vocabulary::{CatalogueEvent, Theme, ThemeCatalogue};
use uuid::Uuid;

pub use self::catalogues::{Catalogues, Reach};
use self::word::{drafted, installed, of_word, shown, stored, texts, warnings, word};
use crate::{Clock, SettingsKeeper};

/// Keeps themes.
#[derive(Clone)]
pub struct Themes {
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// The folder of the gallery; it need not be there.
    pub gallery: PathBuf,
    /// What is shown stands in the settings.
    pub settings: SettingsKeeper,
    /// What was fetched from git repositories.
    pub catalogues: Catalogues,
}

impl ThemeApi for Themes {
    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<Theme>> {
        let built_in = atelier_themes::built_in();
        let mut all: Vec<Theme> =
            built_in.iter().map(|(id, draft)| word(id.clone(), draft, true)).collect();
        let stored = self.slot.get().map_err(failed)?.read(themes::list).await;
        all.extend(stored.map_err(failed)?.into_iter().map(installed));
        Ok(all)
    }

    async fn roles(&self, _call: Call, _input: NoInput) -> Result<ThemeRoles> {
        let of = |base| texts(atelier_themes::roles(base));
        Ok(ThemeRoles { light: of(Base::Light), dark: of(Base::Dark) })
    }

    async fn check(&self, _call: Call, input: ReadThemes) -> Result<ThemeReading> {
        let Reading { themes, left_out } = read(&input)?;
        Ok(ThemeReading { themes: shown(&themes), left_out })
    }

    async fn contrast(&self, _call: Call, input: SaveTheme) -> Result<ThemeContrast> {
        let draft = draft(input)?;
        Ok(ThemeContrast { warnings: warnings(draft.base, &draft.tokens) })
    }

    async fn install(&self, _call: Call, input: ReadThemes) -> Result<Vec<Theme>> {
        let reading = read(&input)?;
        if reading.themes.is_empty() {
            let message = "the file gives no colour to any role";
            return Err(Error::new(Code::InvalidInput, message)
                .with_hint("`theme.check` says what was left out, `theme.roles` what there is"));
        }
        let stored: Vec<StoredTheme> =
            reading.themes.into_iter().map(|it| stored(new_id(), it)).collect();
        self.keep(stored.clone()).await?;
        Ok(stored.into_iter().map(installed).collect())
    }

    async fn save(&self, _call: Call, input: SaveTheme) -> Result<Theme> {
        let id = match input.id.clone() {
            Some(id) => {
                self.one(&id).await?;
                id
            }
            None => new_id(),
        };
        let theme = stored(id, draft(input)?);
        self.keep(vec![theme.clone()]).await?;
        Ok(installed(theme))
    }

    async fn delete(&self, _call: Call, input: NameTheme) -> Result<DeletedTheme> {
        let id = input.id.clone();
        let write = move |c: &atelier_store::Transaction<'_>| themes::delete(c, &id);
        let store = self.slot.get().map_err(failed)?;
        let was_there = store.write(Durability::Full, write).await.map_err(failed)?;
        self.settings.forget_theme(&input.id).await?;
        Ok(DeletedTheme { was_there })
    }

    async fn export(&self, _call: Call, input: NameTheme) -> Result<ThemeFile> {
        let built_in = atelier_themes::built_in().iter().find(|(id, _)| *id == input.id);
        let draft = match built_in {
            Some((_, draft)) => draft.clone(),
            None => drafted(&self.one(&input.id).await?),
        };
        let text = atelier_themes::write_pack(std::slice::from_ref(&draft));
        let text = text.map_err(|error| Error::new(Code::Internal, error.to_string()))?;
        Ok(ThemeFile { file_name: gallery::file_name(&draft.name), text })
    }

    async fn gallery(&self, _call: Call, _input: NoInput) -> Result<ThemeGallery> {
        Ok(gallery::read(&self.gallery).await)
    }

    async fn catalogues(&self, _call: Call, _input: NoInput) -> Result<Vec<ThemeCatalogue>> {
        Ok(self.catalogues.list().await)
    }

    async fn catalogue(&self, _call: Call, input: NameCatalogue) -> Result<CatalogueFiles> {
        self.catalogues.files(&input).await
    }

    async fn fetch_catalogue(
        &self,
        call: Call,
        input: FetchCatalogue,
        events: Events<CatalogueEvent>,
    ) -> Result<()> {
        self.catalogues.fetch(&call, &input, &events).await
    }

    async fn remove_catalogue(
        &self,
        _call: Call,
        input: NameCatalogue,
    ) -> Result<RemovedCatalogue> {
        self.catalogues.remove(&input).await
    }
}

impl Themes {
    async fn one(&self, id: &str) -> Result<StoredTheme> {
        if atelier_themes::built_in().iter().any(|(known, _)| known == id) {
            let message = "this theme came with Atelier and stays as it is";
            return Err(Error::new(Code::InvalidInput, message).with_hint("save it as a new one"));
        }
        let wanted = id.to_owned();
        let store = self.slot.get().map_err(failed)?;
        let found = store.read(move |c| themes::get(c, &wanted)).await.map_err(failed)?;
        found.ok_or_else(|| Error::new(Code::NotFound, "there is no such theme"))
    }

    /// Keeps all of them, or none.
    async fn keep(&self, wanted: Vec<StoredTheme>) -> Result<()> {
        let now = (self.clock)();
        let write = move |c: &atelier_store::Transaction<'_>| {
            let known = themes::list(c)?;
            let new = wanted.iter().filter(|it| known.iter().all(|known| known.id != it.id));
            if known.len() + new.count() > MOST_THEMES {
                return Ok(false);
            }
            wanted.iter().try_for_each(|theme| themes::save(c, theme, now)).map(|()| true)
        };
        let store = self.slot.get().map_err(failed)?;
        if store.write(Durability::Full, write).await.map_err(failed)? {
            return Ok(());
        }
        let message = format!("at most {MOST_THEMES} themes can be installed; nothing was changed");
        Err(Error::new(Code::InvalidInput, message).with_hint("remove some first"))
    }
}

fn new_id() -> String {
    Uuid::now_v7().to_string()
}

/// Reads a file of themes, JSON or CSS, and gives every theme a name.
fn read(input: &ReadThemes) -> Result<Reading> {
    let text = input.text.trim_start_matches('\u{feff}').trim_start();
    let mut reading = if text.starts_with('{') {
        let read = atelier_themes::read_pack(text);
        read.map_err(|error| Error::new(Code::InvalidInput, error.to_string()))?
    } else {
        atelier_themes::read_css(text)
    };
    let given = input.name.as_deref().map_or("Imported theme", str::trim);
    let several = reading.themes.len() > 1;
    for theme in reading.themes.iter_mut().filter(|it| it.name.is_empty()) {
        theme.name = match theme.base {
            Base::Light if several => format!("{given} light"),
            Base::Dark if several => format!("{given} dark"),
            Base::Light | Base::Dark => given.to_owned(),
        };
    }
    Ok(reading)
}

/// The theme that a person made, checked.
fn draft(input: SaveTheme) -> Result<Draft> {
    let invalid = |message: String| Error::new(Code::InvalidInput, message);
    let mut tokens = Tokens::new();
    for (role, value) in input.tokens {
        if !atelier_themes::is_role(&role) {
            return Err(invalid("there is no such colour role".to_owned()));
        }
        let color = Color::from_hex(&value)
            .ok_or_else(|| invalid(format!("`{role}` needs a colour such as `#1b212a`")))?;
        tokens.insert(role, color);
    }
    let one_line = |text: &str| text.chars().filter(|it| !it.is_control()).collect::<String>();
    let name = one_line(input.name.trim());
    if name.is_empty() {
        return Err(invalid("a theme needs a name".to_owned()));
    }
    Ok(Draft { name, author: one_line(input.author.trim()), base: of_word(input.base), tokens })
}
