//! Templates as a file: written down, and taken in.

use atelier_vocabulary::TemplateId;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MOST_TEMPLATES;

/// Which templates to write down.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
#[garde(allow_unvalidated)]
pub struct ExportTemplates {
    /// The templates; all unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(length(max = MOST_TEMPLATES))]
    pub ids: Option<Vec<TemplateId>>,
}

/// Templates, written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateCollection {
    /// `atelier-templates`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// The templates.
    pub templates: Vec<WrittenTemplate>,
}

/// A template, written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WrittenTemplate {
    /// What it is called.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// The words it is filed under.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The text.
    pub body: String,
}

/// Templates to take in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct ImportTemplates {
    /// The file's text, as `template.export` writes it.
    #[garde(length(bytes, max = 8 << 20))]
    pub text: String,
}

/// What became of templates that were taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportedTemplates {
    /// How many are new.
    pub added: u32,
    /// How many became the next version of one that was there.
    pub updated: u32,
    /// How many were there already.
    pub unchanged: u32,
    /// Why others were not taken in, each a sentence for a person.
    pub refused: Vec<String>,
}
