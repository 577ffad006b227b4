//! The client: what can be asked of an endpoint.

use std::fmt::Write as _;
use std::sync::Arc;

use atelier_claude_wire::{MessagesRequest, model_page};
use atelier_vocabulary::{ApiVersion, ContentBlock, Model, StopReason, Usage};
use bytes::Bytes;
use http::Method;
use serde_json::{Map, Value};

use crate::address::Address;
use crate::send::{Call, Expect};
use crate::{ClaudeError, ClientOptions, MessageStream, Wait};

/// The most pages of the list of models that are read: more than there will ever be.
const PAGES: usize = 50;

/// A client of one endpoint. Clones share their connections; none of them holds a key.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
    pub(crate) address: Address,
    pub(crate) options: ClientOptions,
}

/// A whole answer, given without streaming.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    /// Its content.
    pub blocks: Vec<ContentBlock>,
    /// The tokens it took.
    pub usage: Usage,
    /// Why the model stopped.
    pub stop_reason: Option<StopReason>,
    /// The model that answered, as the API names it.
    pub model: Option<String>,
    /// The API's id for the message.
    pub id: Option<String>,
    /// The API's id for the request, for support.
    pub request_id: Option<String>,
    /// Its other fields, as the API has them.
    pub raw: Map<String, Value>,
}

impl Client {
    /// Returns a client, without opening a connection.
    pub fn new(options: ClientOptions) -> Result<Self, ClaudeError> {
        let address = Address::of(&options)?;
        let http = crate::connect::build(&options, &address)?;
        Ok(Self { inner: Arc::new(Inner { http, address, options }) })
    }

    /// The base URL that calls go to, without a slash at its end.
    pub fn base_url(&self) -> &str {
        self.inner.address.as_str()
    }

    /// The version of the API that is spoken.
    pub fn api_version(&self) -> ApiVersion {
        self.inner.options.endpoint.api_version
    }

    /// Asks for an answer that arrives as it is made. `on_wait` hears of every wait before asking
    /// again; dropping the future, or the stream it returns, ends the request at once.
    pub async fn stream(
        &self,
        key: Option<&str>,
        request: &MessagesRequest,
        mut on_wait: impl FnMut(Wait) + Send,
    ) -> Result<MessageStream, ClaudeError> {
        let streamed;
        let request = if request.stream {
            request
        } else {
            streamed = MessagesRequest { stream: true, ..request.clone() };
            &streamed
        };
        let call = self.messages_call(request, Expect::Events)?;
        let response = self.send(key, &call, &mut on_wait).await?;
        Ok(MessageStream::new(response, self.inner.options.idle_timeout))
    }

    /// Asks for an answer and waits until it is whole.
    pub async fn create(
        &self,
        key: Option<&str>,
        request: &MessagesRequest,
        mut on_wait: impl FnMut(Wait) + Send,
    ) -> Result<Created, ClaudeError> {
        let whole;
        let request = if request.stream {
            whole = MessagesRequest { stream: false, ..request.clone() };
            &whole
        } else {
            request
        };
        let call = self.messages_call(request, Expect::SlowJson)?;
        let response = self.send(key, &call, &mut on_wait).await?;
        let request_id = crate::send::request_id(&response);
        let mut raw = self.read_object(response, &call).await?;
        let text = |raw: &Map<String, Value>, name: &str| {
            raw.get(name).and_then(Value::as_str).map(str::to_owned)
        };
        let (id, model) = (text(&raw, "id"), text(&raw, "model"));
        let stop_reason = text(&raw, "stop_reason").map(StopReason);
        let usage = match raw.remove("usage") {
            Some(Value::Object(usage)) => atelier_claude_wire::usage(&usage),
            Some(_) | None => Usage::default(),
        };
        let Some(Value::Array(content)) = raw.remove("content") else {
            return Err(crate::send::not_the_api("the message has no content", request_id));
        };
        let blocks = content
            .into_iter()
            .filter_map(|block| match block {
                Value::Object(fields) => Some(fields.into()),
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Array(_) => None,
            })
            .collect();
        Ok(Created { blocks, usage, stop_reason, model, id, request_id, raw })
    }

    /// Asks how many tokens a request holds.
    pub async fn count_tokens(
        &self,
        key: Option<&str>,
        request: &MessagesRequest,
    ) -> Result<u64, ClaudeError> {
        let version = self.api_version();
        let body = request.count_tokens_body(version)?;
        let headers =
            MessagesRequest { stream: false, ..MessagesRequest::default() }.headers(version);
        let call = Call {
            method: Method::POST,
            path: "/v1/messages/count_tokens".to_owned(),
            headers,
            body: Some(Bytes::from(body)),
            expect: Expect::Json,
        };
        let response = self.send(key, &call, &mut |_| ()).await?;
        let request_id = crate::send::request_id(&response);
        let answer = self.read_object(response, &call).await?;
        answer
            .get("input_tokens")
            .and_then(Value::as_u64)
            .ok_or_else(|| crate::send::not_the_api("there is no count of tokens", request_id))
    }

    /// Asks for the models that the endpoint offers, in its order, with what they cost.
    pub async fn models(&self, key: Option<&str>) -> Result<Vec<Model>, ClaudeError> {
        let mut models: Vec<Model> = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..PAGES {
            let path = match &after {
                Some(id) => format!("/v1/models?limit=1000&after_id={}", encoded(id)),
                None => "/v1/models?limit=1000".to_owned(),
            };
            let call = self.get(path);
            let response = self.send(key, &call, &mut |_| ()).await?;
            let request_id = crate::send::request_id(&response);
            let body = self.read(response, &call).await?;
            let page = model_page(&body).map_err(|_| {
                crate::send::not_the_api("the list of models cannot be read", request_id)
            })?;
            models.extend(page.models);
            // A server that gives the same page again has no next one.
            match page.next {
                Some(next) if after.as_ref() != Some(&next) => after = Some(next),
                Some(_) | None => return Ok(models),
            }
        }
        Ok(models)
    }

    /// Asks for one model.
    pub async fn model(&self, key: Option<&str>, id: &str) -> Result<Model, ClaudeError> {
        let call = self.get(format!("/v1/models/{}", encoded(id)));
        let response = self.send(key, &call, &mut |_| ()).await?;
        let request_id = crate::send::request_id(&response);
        let fields = self.read_object(response, &call).await?;
        atelier_claude_wire::model(&Value::Object(fields))
            .ok_or_else(|| crate::send::not_the_api("the model has no id", request_id))
    }

    fn messages_call(
        &self,
        request: &MessagesRequest,
        expect: Expect,
    ) -> Result<Call, ClaudeError> {
        let version = self.api_version();
        Ok(Call {
            method: Method::POST,
            path: "/v1/messages".to_owned(),
            headers: request.headers(version),
            body: Some(Bytes::from(request.body(version)?)),
            expect,
        })
    }

    fn get(&self, path: String) -> Call {
        let version = atelier_claude_wire::version_header(self.api_version()).to_owned();
        let headers =
            vec![("anthropic-version", version), ("accept", "application/json".to_owned())];
        Call { method: Method::GET, path, headers, body: None, expect: Expect::Json }
    }
}

/// An id as a part of a URL.
fn encoded(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    id.bytes().fold(String::new(), |mut text, byte| {
        if plain(byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _written = write!(text, "%{byte:02X}");
        }
        text
    })
}
