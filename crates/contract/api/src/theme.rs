//! Themes: colours for the window, installed, shown and shared.

use std::collections::BTreeMap;

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{CatalogueEvent, Theme, ThemeBase, ThemeCatalogue};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest file of themes, in bytes.
pub const THEME_BYTES: usize = 256 * 1024;
/// The most themes that can be installed.
pub const MOST_THEMES: usize = 200;
/// The most catalogues that are kept.
pub const MOST_CATALOGUES: usize = 20;

api! {
    /// Themes: colours for the window, installed, shown and shared.
    pub trait ThemeApi in theme {
        /// Lists the themes that can be chosen, those that came with Atelier first.
        query list(NoInput) -> Vec<Theme>, provides [Themes], requires [SettingsRead];

        /// Reads the colour roles with the values of both bases, and which pairs must differ how much.
        query roles(NoInput) -> ThemeRoles, requires [SettingsRead];

        /// Reads a file of themes, JSON or CSS, without keeping anything: what would be installed, and what is left out.
        query check(ReadThemes) -> ThemeReading, requires [SettingsRead];

        /// Says which of a theme's colours are too hard to tell apart. Keeps nothing.
        query contrast(SaveTheme) -> ThemeContrast, requires [SettingsRead];

        /// Installs the themes of a file, JSON or CSS. All but colours of known roles is left out.
        command install(ReadThemes) -> Vec<Theme>, invalidates [Themes], requires [SettingsWrite];

        /// Makes a theme, or changes one that was installed.
        command save(SaveTheme) -> Theme, invalidates [Themes], requires [SettingsWrite];

        /// Removes an installed theme. Where it is shown, the usual one takes its place.
        command delete(NameTheme) -> DeletedTheme, invalidates [Themes, Settings], requires [SettingsWrite];

        /// Writes a theme down as a file to share.
        query export(NameTheme) -> ThemeFile, requires [SettingsRead];

        /// Lists the theme files that lie in the folder `themes` of the data folder.
        query gallery(NoInput) -> ThemeGallery, requires [SettingsRead];

        /// Lists the catalogues of themes that were fetched from git repositories. Contacts nobody.
        query catalogues(NoInput) -> Vec<ThemeCatalogue>, provides [Themes], requires [SettingsRead];

        /// Lists the theme files of a catalogue, as they were when it was fetched. Contacts nobody.
        query catalogue(NameCatalogue) -> CatalogueFiles, provides [Themes], requires [SettingsRead];

        /// Fetches the theme files at the HEAD of a public git repository, and keeps them for the gallery. Contacts the host in the address, and nobody else.
        stream fetch_catalogue(FetchCatalogue) -> CatalogueEvent, invalidates [Themes], requires [SettingsWrite];

        /// Removes a catalogue. Themes that were installed from it stay.
        command remove_catalogue(NameCatalogue) -> RemovedCatalogue, invalidates [Themes], requires [SettingsWrite];
    }
}

/// The colour roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ThemeRoles {
    /// The values of the light base, `#rrggbb` by role.
    pub light: BTreeMap<String, String>,
    /// The values of the dark base.
    pub dark: BTreeMap<String, String>,
}

/// A file of themes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReadThemes {
    /// What the file holds: JSON as `theme.export` writes it, or CSS with values for the roles.
    #[garde(length(bytes, max = THEME_BYTES))]
    pub text: String,
    /// What a theme is called where the file does not say.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(bytes, min = 1, max = 100))]
    pub name: Option<String>,
}

/// What a file of themes holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ThemeReading {
    /// The themes, not installed.
    pub themes: Vec<Theme>,
    /// What is left out, each a sentence for a person.
    pub left_out: Vec<String>,
}

/// A theme as it is to be.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SaveTheme {
    /// The theme to change; none makes a new one.
    #[serde(default)]
    #[ts(optional = nullable)]
    #[garde(inner(length(bytes, min = 1, max = 100)))]
    pub id: Option<String>,
    /// What it is called.
    #[garde(length(bytes, min = 1, max = 100))]
    pub name: String,
    /// Who made it.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    #[garde(length(bytes, max = 100))]
    pub author: String,
    /// What it stands on.
    pub base: ThemeBase,
    /// The values, `#rrggbb` by role.
    #[garde(length(max = 200))]
    pub tokens: BTreeMap<String, String>,
}

/// Which of a theme's colours are too hard to tell apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ThemeContrast {
    /// The pairs; none where all is well.
    pub warnings: Vec<atelier_vocabulary::ContrastWarning>,
}

/// Which theme.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct NameTheme {
    /// The theme.
    #[garde(length(bytes, min = 1, max = 100))]
    pub id: String,
}

/// What removing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DeletedTheme {
    /// Whether it was there.
    pub was_there: bool,
}

/// A theme, written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ThemeFile {
    /// What to call the file.
    pub file_name: String,
    /// What it holds.
    pub text: String,
}

/// The theme files of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ThemeGallery {
    /// The folder; it need not be there.
    pub folder: String,
    /// What can be installed from it.
    pub files: Vec<GalleryFile>,
    /// Which files could not be read, each a sentence for a person.
    pub refused: Vec<String>,
}

/// A file of themes in the gallery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GalleryFile {
    /// The file's name.
    pub file_name: String,
    /// What it holds, to be handed to `theme.install`.
    pub text: String,
    /// The themes in it.
    pub themes: Vec<Theme>,
}

/// Which repository to fetch themes from.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct FetchCatalogue {
    /// Its address: `https://…`, or `http://` to this computer; without a name or a password.
    #[garde(length(bytes, min = 1, max = 500))]
    pub address: String,
}

/// Which catalogue.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct NameCatalogue {
    /// The catalogue.
    #[garde(length(bytes, min = 1, max = 100))]
    pub id: String,
}

/// The theme files of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CatalogueFiles {
    /// What can be installed from it.
    pub files: Vec<GalleryFile>,
}

/// What removing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RemovedCatalogue {
    /// Whether it was there.
    pub was_there: bool,
}
