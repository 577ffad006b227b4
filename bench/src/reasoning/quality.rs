//! How well the right patterns are found, and how well nothing is where nothing is.

use std::collections::HashMap;

use atelier_reasoningbank::{Limits, Meaning, New, Query, ReasoningBank, Table, Threshold};

use super::{
    at_least, bank, bm25::Bm25, cranfield, cranfield::Collection, no_less, python, text, write,
};
use crate::row::Row;

/// What nobody who studies airflow has written about.
const ELSEWHERE: &[&str] = &[
    "best pizza dough recipe",
    "how do I bake sourdough bread at home",
    "what will the weather be in Paris tomorrow",
    "recommend a romantic comedy from the nineties",
    "my cat keeps scratching the sofa",
    "plan a two week trip to Japan in spring",
    "translate good morning into French",
    "who won the world cup in 1998",
    "write a birthday poem for my sister",
    "how much sodium is in soy sauce",
    "fix a React hook that renders twice",
    "rename a column in PostgreSQL without downtime",
    "implement login with JSON web tokens",
    "draft an email to my landlord about the deposit",
    "which houseplants survive in a dark bathroom",
    "explain compound interest to a teenager",
    "how to teach a dog to sit",
    "a name for a small coffee shop",
    "summarize the plot of Hamlet",
    "train a toddler to sleep through the night",
];

pub(super) fn measure(table: Option<&Table>) -> Result<Vec<Row>, String> {
    let Some(collection) = cranfield::read()? else {
        let name = "finding on Cranfield (ATELIER_CRANFIELD names no folder)";
        return Ok(vec![Row::informs(name, f64::NAN, "nDCG@10")]);
    };
    let plain = Bm25::of(&collection.texts);
    let plain = collection.judge(|_, question| Ok(plain.rank(question)))?;
    let beside = ("BM25", plain);
    let row = |name: &str, value, times| at_least(name, value, "nDCG@10", beside, times);
    let words = Found::of(&collection, ReasoningBank::new(Limits::default()), None)?;
    let mut rows = vec![row("Cranfield, by words", words.quality(&collection, None)?, 1.0)];
    if let Some(table) = table {
        let found = Found::of(&collection, bank(table, Limits::default())?, None)?;
        rows.push(row("Cranfield, with the table", found.quality(&collection, None)?, 1.03));
        let (answered, silent) = found.tells_apart(&collection)?;
        rows.push(no_less(
            "questions that are answered, of those with an answer",
            answered,
            "%",
            95.0,
        ));
        rows.push(no_less("nothing found, of questions about something else", silent, "%", 95.0));
    }
    match vectors(&collection) {
        Ok((texts, questions, cost)) => {
            let mut bank = ReasoningBank::new(Limits::default());
            let meaning = Meaning::Given { length: texts.first().map_or(0, Vec::len) };
            bank.set_meaning(meaning).map_err(|error| error.to_string())?;
            let found = Found::of(&collection, bank, Some(&texts))?;
            let quality = found.quality(&collection, Some(&questions))?;
            rows.push(row("Cranfield, with MiniLM", quality, 1.08));
            rows.push(Row::informs("MiniLM, processor time a text", cost, "ms"));
        }
        Err(reason) => {
            eprintln!("MiniLM is missing: {reason}");
            rows.push(Row::informs("Cranfield, with MiniLM (not installed)", f64::NAN, "nDCG@10"));
        }
    }
    Ok(rows)
}

/// A bank that holds a collection.
struct Found {
    bank: ReasoningBank,
    places: HashMap<atelier_reasoningbank::PatternId, usize>,
}

impl Found {
    fn of(
        collection: &Collection,
        mut bank: ReasoningBank,
        vectors: Option<&[Vec<f32>]>,
    ) -> Result<Self, String> {
        let mut places = HashMap::new();
        for (at, message) in collection.texts.iter().enumerate() {
            // Two abstracts are empty; they are found by nothing.
            let message = if message.trim().is_empty() { "-" } else { message };
            let vector = vectors.and_then(|all| all.get(at)).map(Vec::as_slice);
            let new = New { message, score: 1.0, vector, ..New::default() };
            let stored = bank.store(&new).map_err(|error| error.to_string())?;
            places.insert(stored.id, at);
        }
        Ok(Self { bank, places })
    }

    /// How good the rankings are when all that is found counts.
    fn quality(
        &self,
        collection: &Collection,
        vectors: Option<&[Vec<f32>]>,
    ) -> Result<f64, String> {
        collection.judge(|at, text| {
            let vector = vectors.and_then(|all| all.get(at)).map(Vec::as_slice);
            let threshold = Threshold::AtLeast(0.0);
            let query = Query { text, vector, threshold, ..Query::default() };
            let found = self.bank.find(&query).map_err(|error| error.to_string())?;
            Ok(found.iter().filter_map(|it| self.places.get(&it.id).copied()).collect())
        })
    }

    /// Returns of which share of its questions something is found, and of which share of others
    /// nothing, in percent.
    #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
    fn tells_apart(&self, collection: &Collection) -> Result<(f64, f64), String> {
        let finds = |text: &str| {
            let found = self.bank.find(&Query { text, ..Query::default() });
            found.map(|found| !found.is_empty()).map_err(|error| error.to_string())
        };
        let mut answered = 0;
        for question in &collection.questions {
            answered += usize::from(finds(question)?);
        }
        let mut silent = 0;
        for question in ELSEWHERE {
            silent += usize::from(!finds(question)?);
        }
        let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        Ok((percent(answered, collection.questions.len()), percent(silent, ELSEWHERE.len())))
    }
}

/// Vectors of texts and of questions, and what one costs.
type Vectors = (Vec<Vec<f32>>, Vec<Vec<f32>>, f64);

/// What `MiniLM` makes of a collection.
fn vectors(collection: &Collection) -> Result<Vectors, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let (asked, made) = (folder.path().join("texts.json"), folder.path().join("vectors.f32"));
    let all: Vec<&String> = collection.texts.iter().chain(&collection.questions).collect();
    let json = serde_json::to_vec(&all).map_err(|error| error.to_string())?;
    write(&asked, &json)?;
    let told = python(&["embed", text(&asked)?, text(&made)?])?;
    let bytes = std::fs::read(&made).map_err(|error| error.to_string())?;
    let length = told["length"].as_u64().and_then(|it| usize::try_from(it).ok());
    let length = length.ok_or("the length of the vectors is missing")?;
    let number = |it: &[u8]| it.try_into().map_or(f32::NAN, f32::from_le_bytes);
    let row = |it: &[u8]| it.chunks_exact(4).map(number).collect::<Vec<f32>>();
    let mut texts: Vec<Vec<f32>> = bytes.chunks_exact(length * 4).map(row).collect();
    let questions = texts.split_off(collection.texts.len().min(texts.len()));
    let cost = told["cpu_ms_per_text"].as_f64().unwrap_or(f64::NAN);
    Ok((texts, questions, cost))
}
