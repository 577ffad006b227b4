//! A store with a made-up history, and the plain way of asking its index.

use std::path::Path;

use atelier_store::{
    Connection, Durability, MasterKey, Store,
    tables::{conversations, messages, search},
};
use atelier_testkit::{History, Lexicon, MadeUp};

use crate::child::cpu;

/// How many conversations are written at once.
const AT_ONCE: usize = 100;

/// Fills a new store with a history.
pub(crate) async fn store(
    path: &Path,
    key: &MasterKey,
    history: History,
    lexicon: &Lexicon,
) -> Result<(), String> {
    let text = |error: atelier_store::StoreError| error.to_string();
    let store = Store::open(path, key, 0).await.map_err(text)?;
    let mut made_up = history.made_up(lexicon);
    loop {
        let batch: Vec<MadeUp> = made_up.by_ref().take(AT_ONCE).collect();
        if batch.is_empty() {
            break;
        }
        let write = move |c: &atelier_store::Transaction<'_>| {
            for one in &batch {
                conversations::insert(c, &one.conversation)?;
                for message in &one.messages {
                    messages::insert(c, message)?;
                }
                if let Some(head) = one.conversation.head_id {
                    let at = one.conversation.updated_at;
                    conversations::set_head(c, one.conversation.id, head, at)?;
                }
            }
            Ok(())
        };
        store.write(Durability::Normal, write).await.map_err(text)?;
    }
    while store.write(Durability::Normal, |c| search::backfill(c, 1_000)).await.map_err(text)? {}
    let mut first = true;
    while store.write(Durability::Normal, move |c| search::purge(c, first)).await.map_err(text)? {
        first = false;
    }
    store.close().await.map_err(text)
}

/// Asks for any of the words, ranked, the best twenty: how much of the processor each
/// takes, in ms.
pub(super) async fn plain(store: &Store, queries: &[Vec<String>]) -> Result<Vec<f64>, String> {
    let mut samples = Vec::new();
    for words in queries {
        let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let expression = quoted.join(" OR ");
        let before = cpu();
        let ask = move |c: &Connection| {
            let mut statement = c.prepare_cached(
                "SELECT rowid FROM search_index WHERE search_index MATCH ?1 ORDER BY rank LIMIT 20",
            )?;
            let found: Vec<i64> =
                statement.query_map([expression], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(found.len())
        };
        store.read(ask).await.map_err(|error| error.to_string())?;
        samples.push(cpu().saturating_sub(before).as_secs_f64() * 1e3);
    }
    Ok(samples)
}
