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
            match input {
                ListModels { refresh: true, .. } => self.fetch().await,
                ListModels { known_only: true, .. } => self.known().await,
                ListModels { .. } => self.fresh_or_fetched().await,
            }
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

    /// What is known, however old; what the endpoint says only where nothing is.
    ///
    /// A message that is sent need not wait for a list that has hardly changed.
    pub async fn known_or_fetched(&self) -> Result<Arc<Vec<Model>>> {
        match self.remembered_or_kept().await {
            Some(fetched) => Ok(fetched.models),
            None => self.fetch().await,
        }
    }

    /// What is known, without the network; nothing where nothing is.
    pub(crate) async fn known(&self) -> Result<Arc<Vec<Model>>> {
        match self.remembered_or_kept().await {
            Some(fetched) => Ok(fetched.models),
            None if self.connections.is_simulated() => self.fetch().await,
            None => Ok(Arc::default()),
        }
    }

    /// What is known while it is fresh, else what the endpoint says, else what it once said.
    async fn fresh_or_fetched(&self) -> Result<Arc<Vec<Model>>> {
        let known = self.remembered_or_kept().await;
        if let Some(known) = &known
            && self.is_fresh(known)
        {
            return Ok(Arc::clone(&known.models));
        }
        match (self.fetch().await, known) {
            (Ok(models), _) => Ok(models),
            (Err(error), Some(known)) if error.code != Code::NeedsKey => Ok(known.models),
            (Err(error), _) => Err(error),
        }
    }

    fn is_fresh(&self, fetched: &Fetched) -> bool {
        let age = (self.clock)().saturating_sub(fetched.at);
        age >= 0 && Duration::from_millis(age.unsigned_abs()) < FRESH
    }

    async fn remembered_or_kept(&self) -> Option<Fetched> {
        let endpoint = self.connections.endpoint_name();
        if let Some(fetched) = self.remembered(&endpoint) {
            return Some(fetched);
        }
        let kept = self.kept(endpoint).await?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept.clone());
        Some(kept)
    }

    fn remembered(&self, endpoint: &str) -> Option<Fetched> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|it| it.endpoint == endpoint).cloned()
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

    async fn kept(&self, endpoint: String) -> Option<Fetched> {
        let name = endpoint.clone();
        let read =
            move |connection: &atelier_store::Connection| tables::models::get(connection, &name);
        let kept = self.slot.get().ok()?.read(read).await.ok()??;
        let models = serde_json::from_value(kept.models).ok().map(Arc::new)?;
        Some(Fetched { endpoint, at: kept.fetched_at, models })
    }
}
