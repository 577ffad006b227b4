//! Finding among 100,000 messages in 2,000 conversations, beside FTS5 ranking any of the words.

pub(crate) mod made_up;

use std::time::Instant;

use atelier_search::{Clock, Query};
use atelier_store::{MasterKey, Store, tables};
use atelier_testkit::{History, Lexicon, Random};

use crate::{
    child::{Programs, cpu, quantile},
    row::Row,
};

/// How many queries are asked.
const QUERIES: usize = 300;
const CLOCK: Clock = Clock { now: 1_790_000_000_000, utc_offset_minutes: 0 };

pub(crate) fn measure(_: &Programs) -> Result<Vec<Row>, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let path = home.path().join("atelier.db");
        let lexicon = Lexicon::new(30_000);
        let begun = cpu();
        let key = MasterKey::random().map_err(|error| error.to_string())?;
        made_up::store(&path, &key, History::default(), &lexicon).await?;
        let filled = cpu().saturating_sub(begun).as_secs_f64() * 1e6 / 100_000.0;
        let begun = Instant::now();
        let store = Store::open(&path, &key, 0).await.map_err(|error| error.to_string())?;
        let opened = begun.elapsed().as_secs_f64() * 1e3;
        let queries = queries(&lexicon);
        // The pages of the index are in memory after the first round, as they are while one types.
        asked(&store, &queries).await?;
        let (mut ours, mut waited) = asked(&store, &queries).await?;
        let (mut slips, _) = asked(&store, &misspelled(&queries)).await?;
        // With as much memory for pages as a search has, and as warm.
        let mut plain = made_up::plain(&store, &queries).await?;
        store.close().await.map_err(|error| error.to_string())?;
        let (plain_50, plain_95) = (quantile(&mut plain, 0.5), quantile(&mut plain, 0.95));
        Ok(vec![
            Row::informs(
                "search of 100,000 messages, processor, p50",
                quantile(&mut ours, 0.5),
                "ms",
            )
            .beside("FTS5, any word, ranked", plain_50),
            Row::at_most(
                "search of 100,000 messages, processor, p95",
                quantile(&mut ours, 0.95),
                "ms",
                5.0,
            )
            .beside("FTS5, any word, ranked", plain_95),
            Row::informs("the same on the clock, p95", quantile(&mut waited, 0.95), "ms"),
            Row::informs("the same with a slip of the pen, p95", quantile(&mut slips, 0.95), "ms"),
            Row::informs("storing a message with its index, in bulk", filled, "µs"),
            Row::informs("opening the store with 100,000 messages", opened, "ms"),
        ])
    })
}

/// One to four words each, drawn as people use them; the rarest are left to what is misspelled.
fn queries(lexicon: &Lexicon) -> Vec<Vec<String>> {
    let mut random = Random::new(7);
    let query = |at: usize| (0..=at % 4).map(|_| lexicon.draw(&mut random).to_owned()).collect();
    (0..QUERIES).map(query).collect()
}

/// The same queries with two letters of the longest word swapped.
fn misspelled(queries: &[Vec<String>]) -> Vec<Vec<String>> {
    let swap = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        let middle = letters.len() / 2;
        letters.swap(middle, middle.saturating_sub(1));
        letters.into_iter().collect::<String>()
    };
    let slip = |query: &Vec<String>| {
        let longest = query.iter().map(String::len).max().unwrap_or(0);
        query.iter().map(|it| if it.len() == longest { swap(it) } else { it.clone() }).collect()
    };
    queries.iter().map(slip).collect()
}

/// The whole of a search: parsed, found, ranked, grouped, with snippets. How much of the processor each
/// takes, and how long it is waited for, in ms.
async fn asked(store: &Store, queries: &[Vec<String>]) -> Result<(Vec<f64>, Vec<f64>), String> {
    let (mut spent, mut waited) = (Vec::new(), Vec::new());
    for words in queries {
        let text = words.join(" ");
        let (before, begun) = (cpu(), Instant::now());
        let query = Query::parse(&text, CLOCK);
        let found = store.read(move |c| tables::search::find(c, &query, 20)).await;
        let found = found.map_err(|error| error.to_string())?;
        waited.push(begun.elapsed().as_secs_f64() * 1e3);
        spent.push(cpu().saturating_sub(before).as_secs_f64() * 1e3);
        if found.incomplete {
            return Err("the index is not whole".to_owned());
        }
    }
    Ok((spent, waited))
}
