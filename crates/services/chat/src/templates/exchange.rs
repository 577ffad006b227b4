//! Templates as a file: written down, and taken in.

use atelier_api::template::{
    BODY_BYTES, ImportedTemplates, MOST_TEMPLATES, TemplateCollection, WrittenTemplate,
};
use atelier_rpc::{Code, Error, Result};
use atelier_store::{Connection, StoreError, tables::templates};
use atelier_vocabulary::Template;

use super::{Wanted, keep, tidy_tags};

/// What a collection says it is.
const FORMAT: &str = "atelier-templates";
/// The most refusals that are told of one file.
const MOST_REFUSALS: usize = 50;

/// Writes templates down.
pub(super) fn written(all: Vec<Template>) -> TemplateCollection {
    let written = |Template { name, description, tags, body, .. }| WrittenTemplate {
        name,
        description,
        tags,
        body,
    };
    let templates = all.into_iter().map(written).collect();
    TemplateCollection { format: FORMAT.to_owned(), version: 1, templates }
}

/// Reads a collection.
pub(super) fn read(text: &str) -> Result<TemplateCollection> {
    let invalid = |message: String| {
        Error::new(Code::InvalidInput, message)
            .with_hint("choose a file that `template.export` wrote")
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let collection: TemplateCollection = serde_json::from_str(text)
        .map_err(|error| invalid(format!("the file is no collection of templates: {error}")))?;
    if collection.format != FORMAT || collection.version != 1 {
        return Err(invalid("the file is no collection of templates of version 1".to_owned()));
    }
    if collection.templates.len() > MOST_TEMPLATES {
        return Err(invalid(format!("a collection holds at most {MOST_TEMPLATES} templates")));
    }
    Ok(collection)
}

/// Takes a collection in: new ones are added, known ones get another version, nothing goes.
pub(super) fn take_in(
    c: &Connection,
    collection: TemplateCollection,
    now: i64,
) -> Result<ImportedTemplates, StoreError> {
    let mut done = ImportedTemplates { added: 0, updated: 0, unchanged: 0, refused: Vec::new() };
    for written in collection.templates {
        let name = shown(&written.name);
        let wanted = match fit(written) {
            Ok(wanted) => wanted,
            Err(why) => {
                refuse(&mut done, &name, &why);
                continue;
            }
        };
        let known = templates::named(c, &wanted.name)?;
        let same = known.as_ref().is_some_and(|it| {
            it.body == wanted.body && it.tags == wanted.tags && it.description == wanted.description
        });
        if same {
            done.unchanged += 1;
            continue;
        }
        let id = known.as_ref().map(|it| it.id);
        match keep(c, Wanted { id, ..wanted }, now)? {
            Ok(_) if id.is_some() => done.updated += 1,
            Ok(_) => done.added += 1,
            Err(error) => refuse(&mut done, &name, &error.message),
        }
    }
    Ok(done)
}

/// The template as it can be kept, or why it cannot.
fn fit(written: WrittenTemplate) -> Result<Wanted, String> {
    let WrittenTemplate { name, description, tags, body } = written;
    let name = name.trim().to_owned();
    if name.is_empty() || name.len() > 200 || name.contains(char::is_control) {
        return Err("its name has not 1 to 200 bytes on one line".to_owned());
    }
    if body.is_empty() || body.len() > BODY_BYTES || description.len() > 1_000 {
        return Err("its text or its description is empty or too long".to_owned());
    }
    if tags.len() > 20 || tags.iter().any(|tag| tag.len() > 50) {
        return Err("it has too many tags, or one that is too long".to_owned());
    }
    match atelier_templates::read(&body).faults.first() {
        Some(fault) => Err(fault.to_string()),
        None => Ok(Wanted { id: None, name, description, tags: tidy_tags(tags), body }),
    }
}

fn refuse(done: &mut ImportedTemplates, name: &str, why: &str) {
    if done.refused.len() < MOST_REFUSALS {
        done.refused.push(format!("`{name}` was not taken in: {why}."));
    }
}

/// A name as it can be shown: short, and without what steers a screen.
fn shown(name: &str) -> String {
    name.chars().filter(|it| !it.is_control()).take(60).collect()
}
