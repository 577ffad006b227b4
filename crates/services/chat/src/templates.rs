//! Templates: the library, and filling one in.

mod difference;
mod exchange;
mod word;

use atelier_api::template::{
    CheckTemplate, DeleteTemplate, DeletedTemplate, DiffTemplate, ExportTemplates, GetTemplate,
    ImportTemplates, ImportedTemplates, MOST_TEMPLATES, RenderTemplate, RenderedTemplate,
    RestoreTemplate, SaveTemplate, TemplateApi, TemplateCollection, TemplateDetail, TemplateDiff,
    TemplateReading,
};
use atelier_rpc::{Call, Code, Error, NoInput, Result};
use atelier_store::{Connection, Slot, StoreError, tables::templates};
use atelier_vocabulary::{Template, TemplateId, TemplateVersion};
use uuid::Uuid;

use crate::{Clock, store};

/// How many versions of a template are kept.
const VERSIONS: u32 = 200;

/// Keeps templates.
#[derive(Clone)]
pub struct Templates {
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
}

impl TemplateApi for Templates {
    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<Template>> {
        store::read(&self.slot, templates::list).await
    }

    async fn get(&self, _call: Call, input: GetTemplate) -> Result<TemplateDetail> {
        let template = self.one(input.id).await?;
        let variables = word::variables(&atelier_templates::read(&template.body).template);
        Ok(TemplateDetail { template, variables })
    }

    async fn check(&self, _call: Call, input: CheckTemplate) -> Result<TemplateReading> {
        let reading = atelier_templates::read(&input.body);
        Ok(TemplateReading {
            variables: word::variables(&reading.template),
            faults: reading.faults.into_iter().map(word::fault).collect(),
        })
    }

    async fn save(&self, _call: Call, input: SaveTemplate) -> Result<Template> {
        sound(&input.body)?;
        let now = (self.clock)();
        let wanted = Wanted {
            id: input.id,
            name: input.name.trim().to_owned(),
            description: input.description,
            tags: tidy_tags(input.tags),
            body: input.body,
        };
        store::write(&self.slot, move |c| keep(c, wanted, now)).await?
    }

    async fn delete(&self, _call: Call, input: DeleteTemplate) -> Result<DeletedTemplate> {
        let was_there = store::write(&self.slot, move |c| templates::delete(c, input.id)).await?;
        Ok(DeletedTemplate { was_there })
    }

    async fn render(&self, _call: Call, input: RenderTemplate) -> Result<RenderedTemplate> {
        let template = self.one(input.id).await?;
        let now = (self.clock)();
        let today = input.today.unwrap_or_else(|| word::day(now));
        if !atelier_templates::is_day(&today) {
            return Err(Error::new(Code::InvalidInput, "`today` is no day such as 2026-11-21"));
        }
        let text = atelier_templates::read(&template.body)
            .template
            .render(&input.values, &today)
            .map_err(|error| Error::new(Code::InvalidInput, error.to_string()))?;
        store::write(&self.slot, move |c| templates::used(c, input.id, now)).await?;
        Ok(RenderedTemplate { text })
    }

    async fn versions(&self, _call: Call, input: GetTemplate) -> Result<Vec<TemplateVersion>> {
        self.one(input.id).await?;
        store::read(&self.slot, move |c| templates::versions(c, input.id)).await
    }

    async fn diff(&self, _call: Call, input: DiffTemplate) -> Result<TemplateDiff> {
        let before = self.version(input.id, input.from).await?.body;
        let after = self.version(input.id, input.to).await?.body;
        Ok(difference::between(&before, &after))
    }

    async fn restore(&self, _call: Call, input: RestoreTemplate) -> Result<Template> {
        let body = self.version(input.id, input.version).await?.body;
        let Template { id, name, description, tags, .. } = self.one(input.id).await?;
        let now = (self.clock)();
        let wanted = Wanted { id: Some(id), name, description, tags, body };
        store::write(&self.slot, move |c| keep(c, wanted, now)).await?
    }

    async fn export(&self, _call: Call, input: ExportTemplates) -> Result<TemplateCollection> {
        let mut all = store::read(&self.slot, templates::list).await?;
        if let Some(ids) = input.ids {
            all.retain(|template| ids.contains(&template.id));
        }
        Ok(exchange::written(all))
    }

    async fn import(&self, _call: Call, input: ImportTemplates) -> Result<ImportedTemplates> {
        let collection = exchange::read(&input.text)?;
        let now = (self.clock)();
        store::write(&self.slot, move |c| exchange::take_in(c, collection, now)).await
    }
}

impl Templates {
    async fn one(&self, id: TemplateId) -> Result<Template> {
        let found = store::read(&self.slot, move |c| templates::get(c, id)).await?;
        found.ok_or_else(|| Error::new(Code::NotFound, format!("there is no template `{id}`")))
    }

    async fn version(&self, id: TemplateId, version: u32) -> Result<TemplateVersion> {
        let found = store::read(&self.slot, move |c| templates::version(c, id, version)).await?;
        let message = format!("the template `{id}` has no version {version}");
        found.ok_or_else(|| Error::new(Code::NotFound, message))
    }
}

/// A template as it is to be.
struct Wanted {
    id: Option<TemplateId>,
    name: String,
    description: String,
    tags: Vec<String>,
    body: String,
}

/// Keeps a template; the inner error is one of the person's, and then nothing was changed.
fn keep(c: &Connection, wanted: Wanted, now: i64) -> Result<Result<Template>, StoreError> {
    let Wanted { id, name, description, tags, body } = wanted;
    let before = match id {
        Some(id) => {
            let Some(before) = templates::get(c, id)? else {
                let message = format!("there is no template `{id}`");
                return Ok(Err(Error::new(Code::NotFound, message)));
            };
            Some(before)
        }
        None => None,
    };
    let namesake = templates::named(c, &name)?.filter(|it| Some(it.id) != id);
    if let Some(namesake) = namesake {
        let message = format!("there is a template called `{}` already", namesake.name);
        return Ok(Err(Error::new(Code::InvalidInput, message).with_hint("choose another name")));
    }
    if before.is_none() && templates::count(c)? >= MOST_TEMPLATES as u64 {
        let message = format!("there are {MOST_TEMPLATES} templates, which is all there can be");
        return Ok(Err(Error::new(Code::InvalidInput, message).with_hint("remove some first")));
    }
    let template = match before {
        Some(before) => {
            let version = before.version + u32::from(before.body != body);
            Template { name, description, tags, body, version, updated_at: now, ..before }
        }
        None => Template {
            id: TemplateId::from(Uuid::now_v7()),
            name,
            description,
            tags,
            body,
            version: 1,
            uses: 0,
            last_used_at: None,
            created_at: now,
            updated_at: now,
        },
    };
    templates::save(c, &template)?;
    templates::prune(c, template.id, VERSIONS)?;
    Ok(Ok(template))
}

/// Refuses a text that could not be filled in.
fn sound(body: &str) -> Result<()> {
    match atelier_templates::read(body).faults.into_iter().next() {
        None => Ok(()),
        Some(fault) => Err(Error::new(Code::InvalidInput, fault.to_string())
            .with_hint("correct the text; `template.check` names everything that is wrong")),
    }
}

/// The words without spaces round them, each once, none empty.
fn tidy_tags(tags: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        if !tag.is_empty() && !kept.contains(&tag) {
            kept.push(tag);
        }
    }
    kept
}
