//! Projects: conversations that belong together, with instructions of their own.

mod shelf;

use atelier_api::project::{CreateProject, DeleteProject, ProjectApi, UpdateProject};
use atelier_rpc::{Call, Code, Error, NoInput, Result};
use atelier_store::{
    Slot,
    tables::projects::{self, Change},
};
use atelier_vocabulary::{Project, ProjectId};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

use crate::{Clock, store};

/// Keeps projects, and where conversations stand.
#[derive(Clone)]
pub struct Projects {
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// Where the index is tidied after something was deleted for good.
    pub tasks: TaskTracker,
    /// Cancelled when the application ends.
    pub stop: CancellationToken,
}

impl ProjectApi for Projects {
    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<Project>> {
        store::read(&self.slot, projects::list).await
    }

    async fn create(&self, _call: Call, input: CreateProject) -> Result<Project> {
        let project = Project {
            id: ProjectId::from(Uuid::now_v7()),
            name: named(&input.name)?,
            color: input.color.unwrap_or_default(),
            instructions: input.instructions.unwrap_or_default(),
            conversation_count: 0,
            created_at: (self.clock)(),
        };
        let row = project.clone();
        if store::write(&self.slot, move |c| projects::insert(c, &row)).await? {
            Ok(project)
        } else {
            Err(taken(&project.name))
        }
    }

    async fn update(&self, _call: Call, input: UpdateProject) -> Result<Project> {
        let name = input.name.as_deref().map(named).transpose()?;
        let asked = name.clone();
        let changed = store::write(&self.slot, move |c| {
            let change = Change {
                name: name.as_deref(),
                color: input.color,
                instructions: input.instructions.as_deref(),
            };
            let free = projects::update(c, input.id, &change)?;
            Ok((free, projects::get(c, input.id)?))
        })
        .await?;
        match changed {
            (_, None) => Err(no_project(input.id)),
            (false, Some(_)) => Err(taken(&asked.unwrap_or_default())),
            (true, Some(project)) => Ok(project),
        }
    }

    async fn delete(&self, _call: Call, input: DeleteProject) -> Result<Project> {
        let gone = store::write(&self.slot, move |c| {
            let project = projects::get(c, input.id)?;
            projects::delete(c, input.id)?;
            Ok(project)
        })
        .await?;
        gone.ok_or_else(|| no_project(input.id))
    }
}

/// What Claude is told in a conversation: what the settings say, then what its project says.
pub(crate) fn instructions(of_settings: &str, of_project: &str) -> String {
    let parts = [of_settings.trim(), of_project.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn named(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::new(Code::InvalidInput, "a project needs a word for its name"));
    }
    Ok(name.to_owned())
}

fn taken(name: &str) -> Error {
    Error::new(Code::InvalidInput, format!("there is a project “{name}” already"))
        .with_hint("choose another name")
}

fn no_project(id: ProjectId) -> Error {
    Error::new(Code::NotFound, format!("there is no project `{id}`"))
}
