//! What an export holds beside conversations, line by line.

use atelier_store::{
    Connection, StoreError, tables::conversation_budgets, tables::patterns, tables::projects,
    tables::settings, tables::templates, tables::themes,
};
use atelier_vocabulary::{LibraryItem, Project};

use super::BUDGETS;

/// The file of what conversations refer to.
pub(crate) const LIBRARY: &str = "library.jsonl";
/// The file of what refers to conversations.
pub(crate) const LEARNED: &str = "learned.jsonl";
/// How many patterns are read at once.
const AT_ONCE: u32 = 200;

/// Reads what conversations refer to, and what stands beside them, as lines.
pub(crate) fn library(c: &Connection) -> Result<String, StoreError> {
    let mut text = String::new();
    for project in projects::list(c)? {
        // The count follows from the conversations.
        line(
            &mut text,
            &LibraryItem::Project { project: Project { conversation_count: 0, ..project } },
        )?;
    }
    let mut all = templates::list(c)?;
    all.sort_by_key(|it| it.id);
    for template in all {
        let mut versions = templates::versions(c, template.id)?;
        versions.reverse();
        line(&mut text, &LibraryItem::Template { template, versions })?;
    }
    for theme in themes::list(c)? {
        let themes::StoredTheme { id, name, author, base, tokens } = theme;
        line(&mut text, &LibraryItem::Theme { id, name, author, base, tokens })?;
    }
    if let Some(budgets) = settings::get(c, BUDGETS)? {
        let budgets = serde_json::from_value(budgets)?;
        line(&mut text, &LibraryItem::Budgets { budgets })?;
    }
    Ok(text)
}

/// Reads the next of what refers to conversations as lines, from `cursor` on; and where to go on, none at
/// the end.
pub(crate) fn learned(
    c: &Connection,
    cursor: Option<&str>,
) -> Result<(String, Option<String>), StoreError> {
    let mut text = String::new();
    if cursor.is_none() {
        for (conversation_id, limit_nano_usd) in conversation_budgets::all(c)? {
            line(&mut text, &LibraryItem::ConversationBudget { conversation_id, limit_nano_usd })?;
        }
    }
    let page = patterns::list(c, cursor, AT_ONCE)?;
    for pattern in page.items {
        line(&mut text, &LibraryItem::Pattern { pattern })?;
    }
    Ok((text, page.next_cursor))
}

fn line(text: &mut String, item: &LibraryItem) -> Result<(), StoreError> {
    text.push_str(&serde_json::to_string(item)?);
    text.push('\n');
    Ok(())
}
