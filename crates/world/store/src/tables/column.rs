//! How values of the domain stand in a column.

use atelier_vocabulary::{ConversationId, MessageId, ProjectId, QueuedId};
use rusqlite::Row;
use serde::Serialize;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use uuid::Uuid;

use crate::StoreError;

/// An id as the sixteen bytes that are stored.
pub(super) trait Key {
    /// The sixteen bytes.
    fn key(self) -> [u8; 16];
}

impl Key for ConversationId {
    fn key(self) -> [u8; 16] {
        Uuid::from(self).into_bytes()
    }
}

impl Key for ProjectId {
    fn key(self) -> [u8; 16] {
        Uuid::from(self).into_bytes()
    }
}

impl Key for QueuedId {
    fn key(self) -> [u8; 16] {
        Uuid::from(self).into_bytes()
    }
}

impl Key for MessageId {
    fn key(self) -> [u8; 16] {
        Uuid::from(self).into_bytes()
    }
}

/// Reads an id.
pub(super) fn id<T: From<Uuid>>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, [u8; 16]>(column).map(|bytes| Uuid::from_bytes(bytes).into())
}

/// Reads an id that may be absent.
pub(super) fn id_or_none<T: From<Uuid>>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<T>> {
    let bytes = row.get::<_, Option<[u8; 16]>>(column)?;
    Ok(bytes.map(|bytes| Uuid::from_bytes(bytes).into()))
}

/// Writes a value that is one word in JSON, such as a role or a state.
pub(super) fn to_word<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::from_value(serde_json::to_value(value)?).map_err(StoreError::Data)
}

/// Reads a value that is one word in JSON.
pub(super) fn word<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, StoreError> {
    parse_word(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}

/// Reads a word that may be absent.
pub(super) fn word_or_none<T: DeserializeOwned>(
    row: &Row<'_>,
    column: &str,
) -> Result<Option<T>, StoreError> {
    let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    text.map(parse_word).transpose()
}

/// Reads JSON.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, StoreError> {
    let text = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(serde_json::from_str(text)?)
}

/// Reads JSON that may be absent.
pub(super) fn json_or_none<T: DeserializeOwned>(
    row: &Row<'_>,
    column: &str,
) -> Result<Option<T>, StoreError> {
    let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    Ok(text.map(serde_json::from_str).transpose()?)
}

/// Writes JSON that may be absent.
pub(super) fn to_json_or_null<T: Serialize>(
    value: Option<&T>,
) -> Result<Option<String>, StoreError> {
    Ok(value.map(serde_json::to_string).transpose()?)
}

/// Reads one word.
fn parse_word<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    let word: StrDeserializer<'_, WordError> = text.into_deserializer();
    T::deserialize(word)
        .map_err(|error| StoreError::Data(<serde_json::Error as serde::de::Error>::custom(error)))
}
