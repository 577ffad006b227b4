//! Templates: a library of texts with variables.

use std::collections::BTreeMap;

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Template, TemplateFault, TemplateId, TemplateVariable, TemplateVersion};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::booster::DiffHunk;

mod exchange;

pub use exchange::{
    ExportTemplates, ImportTemplates, ImportedTemplates, TemplateCollection, WrittenTemplate,
};

/// The longest text of a template, in bytes.
pub const BODY_BYTES: usize = 64 * 1024;
/// The most templates that there can be.
pub const MOST_TEMPLATES: usize = 5_000;

api! {
    /// Templates: a library of texts with variables.
    pub trait TemplateApi in template {
        /// Lists all templates, those used most first.
        query list(NoInput) -> Vec<Template>, provides [Templates], requires [TemplatesRead];

        /// Reads one template and what it asks for.
        query get(GetTemplate) -> TemplateDetail, provides [Templates], requires [TemplatesRead];

        /// Reads a text as a template would be read: what it asks for, or what is wrong with it and where.
        query check(CheckTemplate) -> TemplateReading, requires [TemplatesRead];

        /// Makes a template, or changes one. Where the text changes, what it was is kept as a version.
        command save(SaveTemplate) -> Template, invalidates [Templates], requires [TemplatesWrite], scope(template = id);

        /// Removes a template with all its versions, for good.
        command delete(DeleteTemplate) -> DeletedTemplate, invalidates [Templates], requires [TemplatesWrite], scope(template = id);

        /// Fills a template in, and counts that it was used.
        command render(RenderTemplate) -> RenderedTemplate, invalidates [Templates], requires [TemplatesWrite];

        /// Lists the versions of a template, the newest first.
        query versions(GetTemplate) -> Vec<TemplateVersion>, provides [Templates], requires [TemplatesRead];

        /// Says how two versions of a template differ.
        query diff(DiffTemplate) -> TemplateDiff, provides [Templates], requires [TemplatesRead];

        /// Makes the text of an earlier version the newest one. Nothing is lost by it.
        command restore(RestoreTemplate) -> Template, invalidates [Templates], requires [TemplatesWrite], scope(template = id);

        /// Writes templates down, to be taken in elsewhere.
        query export(ExportTemplates) -> TemplateCollection, requires [TemplatesRead];

        /// Takes templates in. One of a known name becomes its next version, if it differs; nothing is removed.
        command import(ImportTemplates) -> ImportedTemplates, invalidates [Templates], requires [TemplatesWrite], limit(60);
    }
}

/// Which template to read.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct GetTemplate {
    /// The template.
    pub id: TemplateId,
}

/// A template, and what it asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TemplateDetail {
    /// The template.
    pub template: Template,
    /// What it asks for, in the order it is mentioned.
    pub variables: Vec<TemplateVariable>,
}

/// A text to read as a template.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct CheckTemplate {
    /// The text.
    #[garde(length(bytes, max = BODY_BYTES))]
    pub body: String,
}

/// How a text reads as a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TemplateReading {
    /// What it asks for; as much as could be read.
    pub variables: Vec<TemplateVariable>,
    /// What is wrong with it; none where it can be kept.
    pub faults: Vec<TemplateFault>,
}

/// A template as it is to be.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SaveTemplate {
    /// The template to change; none makes a new one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<TemplateId>,
    /// What it is called.
    #[garde(custom(titled))]
    pub name: String,
    /// What it is for.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    #[garde(length(bytes, max = 1_000))]
    pub description: String,
    /// The words it is filed under.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    #[garde(length(max = 20), inner(length(bytes, min = 1, max = 50)))]
    pub tags: Vec<String>,
    /// The text.
    #[garde(length(bytes, min = 1, max = BODY_BYTES))]
    pub body: String,
}

/// Which template to remove.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DeleteTemplate {
    /// The template.
    pub id: TemplateId,
}

/// What removing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DeletedTemplate {
    /// Whether it was there.
    pub was_there: bool,
}

/// What to fill in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RenderTemplate {
    /// The template.
    pub id: TemplateId,
    /// The values, by the variable's name. What has a default may be absent.
    #[serde(default)]
    #[ts(as = "Option<BTreeMap<String, String>>", optional)]
    #[garde(custom(valued))]
    pub values: BTreeMap<String, String>,
    /// The person's day, as `2026-11-21`, which `today` stands for; the day in UTC unless told.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(bytes, equal = 10))]
    pub today: Option<String>,
}

/// A text that was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RenderedTemplate {
    /// The text.
    pub text: String,
}

/// Two versions of a template.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DiffTemplate {
    /// The template.
    pub id: TemplateId,
    /// The version before.
    pub from: u32,
    /// The version after.
    pub to: u32,
}

/// How two versions differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TemplateDiff {
    /// How many lines the version before has.
    pub lines: u32,
    /// The difference; nothing where they are the same.
    pub hunks: Vec<DiffHunk>,
}

/// Which version to take up again.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RestoreTemplate {
    /// The template.
    pub id: TemplateId,
    /// The version.
    pub version: u32,
}

/// Refuses a name that nobody could read in a list.
fn titled<C>(name: &str, _context: &C) -> garde::Result {
    if name.trim().is_empty() || name.len() > 200 || name.contains(char::is_control) {
        return Err(garde::Error::new("a template's name has 1 to 200 bytes, on one line"));
    }
    Ok(())
}

/// Refuses more values than a template can ask for.
fn valued<C>(values: &BTreeMap<String, String>, _context: &C) -> garde::Result {
    let bytes: usize = values.iter().map(|(name, value)| name.len() + value.len()).sum();
    if values.len() > 100 || bytes > 1 << 20 {
        return Err(garde::Error::new("at most 100 values, of 1 MiB in all"));
    }
    Ok(())
}
