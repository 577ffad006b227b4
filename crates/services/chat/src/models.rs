//! Models: the endpoint's own list, remembered for an hour and kept for when it is out of reach.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use atelier_api::model::{GetModel, ListModels, ModelApi};
use atelier_rpc::{Call, Code, Error, Result};
use atelier_store::{Durability, Slot, tables};
use atelier_vocabulary::Model;

use crate::{Clock, Connection, Connections, error};

/// How long a list counts as fresh.
const FRESH: Duration = Duration::from_hours(1);

/// How long the endpoint may take to list its models.
const DEADLINE: Duration = Duration::from_secs(30);

/// Lists the models of the endpoint in use.
#[derive(Clone)]
pub struct Models {
    /// The way to the endpoint.
    pub connections: Connections,
    /// Where the store stands.
    pub slot: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// The list last fetched.
    pub last: Arc<Mutex<Option<Fetched>>>,
}

/// A list of models, with the endpoint that gave it and the time when it did.
#[derive(Clone)]
pub struct Fetched {
    endpoint: String,
    at: i64,
    models: Arc<Vec<Model>>,
}

impl ModelApi for Models {
    async fn list(&self, call: Call, input: ListModels) -> Result<Vec<Model>> {
        let work = async {
            if input.refresh { self.fetch().await } else { self.known_or_fetched().await }
        };
        call.within(DEADLINE, work).await.map(|models| models.to_vec())
    }

    async fn get(&self, call: Call, input: GetModel) -> Result<Model> {
        let models = call.within(DEADLINE, self.known_or_fetched()).await?;
        let found = models.iter().find(|model| model.id == input.id).cloned();
        found.ok_or_else(|| {
            let message = format!("the endpoint has no model `{}`", input.id);
            Error::new(Code::NotFound, message).with_hint("see `model.list` for those it has")
        })
    }
}

impl Models {
    /// Asks the endpoint, whatever is remembered.
    pub async fn fetch(&self) -> Result<Arc<Vec<Model>>> {
        let connection = self.connections.connect().await?;
        self.fetch_over(&connection).await
    }

    /// What is remembered while it is fresh, else what the endpoint says, else what it once said.
    pub async fn known_or_fetched(&self) -> Result<Arc<Vec<Model>>> {
        if let Some(models) = self.remembered() {
            return Ok(models);
        }
        match self.fetch().await {
            Ok(models) => Ok(models),
            Err(error) if error.code == Code::NeedsKey => Err(error),
            Err(error) => self.kept().await.ok_or(error),
        }
    }

    fn remembered(&self) -> Option<Arc<Vec<Model>>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let fetched = last.as_ref().filter(|it| it.endpoint == self.connections.endpoint_name())?;
        let age = (self.clock)().saturating_sub(fetched.at);
        let fresh = age >= 0 && Duration::from_millis(age.unsigned_abs()) < FRESH;
        fresh.then(|| Arc::clone(&fetched.models))
    }

    async fn fetch_over(&self, connection: &Connection) -> Result<Arc<Vec<Model>>> {
        let models = connection.client.models(connection.key()).await;
        let models = Arc::new(models.map_err(|error| error::of_claude(&error))?);
        let (endpoint, at) = (self.connections.endpoint_name(), (self.clock)());
        if let (Ok(store), Ok(value)) = (self.slot.get(), serde_json::to_value(&*models)) {
            let name = endpoint.clone();
            let keep = store.write(Durability::Normal, move |transaction| {
                tables::models::set(transaction, &name, &value, at)
            });
            if let Err(error) = keep.await {
                tracing::warn!(%error, "the list of models was not kept");
            }
        }
        let fetched = Fetched { endpoint, at, models: Arc::clone(&models) };
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(fetched);
        Ok(models)
    }

    async fn kept(&self) -> Option<Arc<Vec<Model>>> {
        let endpoint = self.connections.endpoint_name();
        let read = move |connection: &atelier_store::Connection| {
            tables::models::get(connection, &endpoint)
        };
        let kept = self.slot.get().ok()?.read(read).await.ok()??;
        serde_json::from_value(kept.models).ok().map(Arc::new)
    }
}
