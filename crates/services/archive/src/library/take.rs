//! Taking one thing in that an export holds beside conversations: checked as if it came through its own
//! door, and once.

use std::collections::BTreeMap;

use atelier_api::budget::{BudgetsPatch, SetBudget};
use atelier_api::pattern::PATTERN_TEXT_BYTES;
use atelier_api::project::CreateProject;
use atelier_api::template::{MOST_TEMPLATES, SaveTemplate};
use atelier_api::theme::MOST_THEMES;
use atelier_reasoningbank as engine;
use atelier_rpc::decode;
use atelier_store::tables::themes::StoredTheme;
use atelier_store::{
    Connection, StoreError, tables::conversation_budgets, tables::patterns, tables::projects,
    tables::settings, tables::templates, tables::themes,
};
use atelier_themes::Color;
use atelier_vocabulary::{
    LibraryItem, Pattern, PatternScope, Project, ProjectId, Template, TemplateVersion,
};
use serde_json::json;
use uuid::Uuid;

use super::{BUDGETS, Wanted};

/// How many versions of a template are taken.
const VERSIONS: usize = 200;
/// The most bytes of a theme's id and name.
const THEME_NAME: usize = 100;

/// What becomes of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was not here.
    New,
    /// It was here, or nothing was to be done.
    Known,
    /// It was not here, and its name was another's: it has this one.
    Renamed(String),
    /// A project of the same name stands for it.
    StandsFor(ProjectId, ProjectId),
    /// It is not as it should be: this one.
    Refused(String),
}

/// Says what would become of something.
pub(super) fn foresee(c: &Connection, item: &LibraryItem) -> Result<Fate, StoreError> {
    Ok(match item {
        LibraryItem::Project { project } => project_fate(c, project)?,
        LibraryItem::Template { template, versions } => template_fate(c, template, versions)?,
        LibraryItem::Theme { id, name, author, tokens, .. } => {
            theme_fate(c, id, [name, author], tokens)?
        }
        // The conversation may well come with the same import.
        LibraryItem::Pattern { pattern } if !is_sound(pattern) => {
            Fate::Refused(pattern.message.clone())
        }
        LibraryItem::Pattern { pattern } => known(patterns::get(c, pattern.id)?.is_some()),
        LibraryItem::ConversationBudget { conversation_id, .. } => {
            known(conversation_budgets::get(c, *conversation_id)?.is_some())
        }
        LibraryItem::Budgets { budgets } => {
            let sound = decode::<BudgetsPatch>(serde_json::to_value(budgets)?).is_ok();
            if sound { Fate::Known } else { Fate::Refused("budgets".to_owned()) }
        }
        LibraryItem::Settings { .. } => Fate::Known,
    })
}

/// Takes something in, where it is not here.
pub(super) fn take(
    c: &Connection,
    item: &LibraryItem,
    wanted: Wanted,
    now: i64,
) -> Result<Fate, StoreError> {
    let fate = foresee(c, item)?;
    let renamed = match &fate {
        Fate::New => None,
        Fate::Renamed(name) => Some(name.clone()),
        Fate::Known if wanted == Wanted::WithSettings => {
            if let LibraryItem::Budgets { budgets } = item {
                settings::set(c, BUDGETS, &serde_json::to_value(budgets)?, now)?;
            }
            return Ok(fate);
        }
        Fate::Known | Fate::StandsFor(..) | Fate::Refused(_) => return Ok(fate),
    };
    match item {
        LibraryItem::Project { project } => {
            projects::insert(c, project)?;
        }
        LibraryItem::Template { template, versions } => {
            let name = renamed.unwrap_or_else(|| template.name.clone());
            let template = Template { name, ..template.clone() };
            for version in versions {
                let TemplateVersion { version, body, created_at } = version.clone();
                let then = Template { version, body, updated_at: created_at, ..template.clone() };
                templates::save(c, &then)?;
            }
            templates::save(c, &template)?;
        }
        LibraryItem::Theme { id, name, author, base, tokens } => {
            let tokens = tokens.clone();
            let (id, name, author) = (id.clone(), name.clone(), author.clone());
            themes::save(c, &StoredTheme { id, name, author, base: *base, tokens }, now)?;
        }
        LibraryItem::Pattern { pattern } => {
            if let PatternScope::Conversation { id } = &pattern.scope
                && !patterns::is_conversation(c, *id)?
            {
                return Ok(Fate::Refused(pattern.message.clone()));
            }
            patterns::set(c, pattern)?;
        }
        LibraryItem::ConversationBudget { conversation_id, limit_nano_usd } => {
            let input =
                json!({ "conversation_id": conversation_id, "limit_nano_usd": limit_nano_usd });
            let sound = decode::<SetBudget>(input).is_ok();
            if !sound || !patterns::is_conversation(c, *conversation_id)? {
                return Ok(Fate::Refused("the budget of a conversation".to_owned()));
            }
            conversation_budgets::set(c, *conversation_id, Some(*limit_nano_usd))?;
        }
        LibraryItem::Budgets { .. } | LibraryItem::Settings { .. } => {}
    }
    Ok(fate)
}

fn known(is_here: bool) -> Fate {
    if is_here { Fate::Known } else { Fate::New }
}

fn project_fate(c: &Connection, project: &Project) -> Result<Fate, StoreError> {
    let input = json!({ "name": project.name, "instructions": project.instructions });
    let sound = decode::<CreateProject>(input).is_ok() && project.name.trim() == project.name;
    if !sound {
        return Ok(Fate::Refused(project.name.clone()));
    }
    if projects::get(c, project.id)?.is_some() {
        return Ok(Fate::Known);
    }
    let named = projects::named(c, &project.name)?;
    Ok(named.map_or(Fate::New, |ours| Fate::StandsFor(project.id, ours.id)))
}

fn template_fate(
    c: &Connection,
    template: &Template,
    versions: &[TemplateVersion],
) -> Result<Fate, StoreError> {
    let fits = |body: &str| {
        let Template { name, description, tags, .. } = template;
        let input = json!({ "name": name, "description": description, "tags": tags, "body": body });
        decode::<SaveTemplate>(input).is_ok() && atelier_templates::read(body).faults.is_empty()
    };
    let ordered = versions.is_sorted_by(|a, b| a.version < b.version);
    let within = versions.iter().all(|it| it.version >= 1 && it.version <= template.version);
    let bodies = versions.iter().all(|it| fits(&it.body)) && fits(&template.body);
    if !ordered || !within || !bodies || template.version < 1 || versions.len() > VERSIONS {
        return Ok(Fate::Refused(template.name.clone()));
    }
    if templates::get(c, template.id)?.is_some() {
        return Ok(Fate::Known);
    }
    if templates::count(c)? >= MOST_TEMPLATES as u64 {
        return Ok(Fate::Refused(template.name.clone()));
    }
    if templates::named(c, &template.name)?.is_none() {
        return Ok(Fate::New);
    }
    for number in 2..1_000 {
        let name = format!("{} {number}", template.name);
        if templates::named(c, &name)?.is_none() {
            return Ok(Fate::Renamed(name));
        }
    }
    Ok(Fate::Refused(template.name.clone()))
}

fn theme_fate(
    c: &Connection,
    id: &str,
    texts: [&String; 2],
    tokens: &BTreeMap<String, String>,
) -> Result<Fate, StoreError> {
    let [name, author] = texts;
    let short = |it: &str| it.len() <= THEME_NAME && !it.chars().any(char::is_control);
    let colors = tokens.iter().all(|(role, value)| {
        let color = Color::from_hex(value);
        atelier_themes::is_role(role) && color.is_some_and(|it| it.to_string() == *value)
    });
    let named = Uuid::parse_str(id).is_ok() && !name.trim().is_empty();
    if !named || !short(name) || !short(author) || !colors {
        return Ok(Fate::Refused(name.clone()));
    }
    if themes::get(c, id)?.is_some() {
        return Ok(Fate::Known);
    }
    let room = themes::list(c)?.len() < MOST_THEMES;
    Ok(if room { Fate::New } else { Fate::Refused(name.clone()) })
}

/// Whether a pattern is one that could have been learned here: its id follows from what it says.
fn is_sound(pattern: &Pattern) -> bool {
    let scope = match &pattern.scope {
        PatternScope::Global => engine::Scope::Global,
        PatternScope::Project { name } => engine::Scope::Project(name.clone()),
        PatternScope::Conversation { id } => engine::Scope::Conversation(id.to_string()),
    };
    let id = engine::PatternId::of(&scope, &pattern.message, &pattern.response);
    let short = |it: &str| it.len() <= PATTERN_TEXT_BYTES;
    let named = !matches!(&pattern.scope, PatternScope::Project { name } if name.len() > 200);
    Uuid::from_u128(id.as_u128()) == Uuid::from(pattern.id)
        && (0.0..=1.0).contains(&pattern.score)
        && !pattern.message.trim().is_empty()
        && short(&pattern.message)
        && short(&pattern.response)
        && named
}
