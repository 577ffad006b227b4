//! What crosses between the page and the bank, as plain objects.

use atelier_reasoningbank::{
    ImportReport, Limits, Outcome, Outcomes, Pattern, PatternId, Reach, Reason, Recall, Review,
    Scope, Source, Stats, Stored,
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::{JsError, JsValue};

/// What a call gives: a value, or an `Error` that is thrown.
pub(super) type Answer<T> = Result<T, JsError>;

/// Returns the usual limits, but for so many patterns and so many bytes; 0 is the usual.
pub(super) fn limits(patterns: usize, memory_bytes: usize) -> Limits {
    let usual = Limits::default();
    let or = |number: usize, usual: usize| if number == 0 { usual } else { number };
    Limits {
        patterns: or(patterns, usual.patterns),
        memory_bytes: or(memory_bytes, usual.memory_bytes),
        ..usual
    }
}

/// Returns where to look: everywhere where nothing is named.
pub(super) fn reach<'a>(conversation: Option<&'a str>, project: Option<&'a str>) -> Reach<'a> {
    match (conversation, project) {
        (None, None) => Reach::Everything,
        (conversation, project) => Reach::Here { conversation, project },
    }
}

/// Reads the word for an outcome.
pub(super) fn outcome(word: &str) -> Answer<Outcome> {
    match word {
        "win" => Ok(Outcome::Win),
        "loss" => Ok(Outcome::Loss),
        "wrong" => Ok(Outcome::Wrong),
        other => Err(JsError::new(&format!("`{other}` is no outcome; there are win, loss, wrong"))),
    }
}

/// Returns what was recalled, with the pattern.
pub(super) fn recall(recall: &Recall, of: Option<&Pattern>) -> JsValue {
    let why = &recall.why;
    let matched = |it: &atelier_reasoningbank::Matched| {
        object(&[("word", it.word.as_str().into()), ("share", it.share.into())])
    };
    let why = object(&[
        ("matched", array(&mut why.matched.iter().map(matched)).into()),
        ("words", why.words.into()),
        ("meaning", why.meaning.into()),
        ("success_rate", why.success_rate.into()),
        ("wins", why.wins.into()),
        ("losses", why.losses.into()),
        ("boost", why.boost.into()),
        ("freshness", why.freshness.into()),
    ]);
    object(&[
        ("id", id(recall.id)),
        ("similarity", recall.similarity.into()),
        ("rank", recall.rank.into()),
        ("why", why),
        ("pattern", of.map_or(JsValue::UNDEFINED, pattern)),
    ])
}

/// Returns a pattern, with the fields that its JSON has.
pub(super) fn pattern(pattern: &Pattern) -> JsValue {
    let outcomes = pattern.outcomes;
    let outcomes = object(&[
        ("wins", outcomes.wins.into()),
        ("losses", outcomes.losses.into()),
        ("repeats", outcomes.repeats.into()),
        ("last_used_at", outcomes.last_used_at.map_or(JsValue::NULL, clock)),
    ]);
    let source = match pattern.source {
        Source::Conversation => "conversation",
        Source::Person => "person",
        Source::Import => "import",
    };
    object(&[
        ("id", id(pattern.id)),
        ("scope", pattern.scope.to_string().into()),
        ("message", pattern.message.as_str().into()),
        ("response", pattern.response.as_str().into()),
        ("score", pattern.score.into()),
        ("source", source.into()),
        ("origin", pattern.origin.as_deref().into()),
        ("created_at", clock(pattern.created_at)),
        ("outcomes", outcomes),
        ("pinned", pattern.pinned.into()),
        ("suspended", pattern.suspended.into()),
    ])
}

/// Reads a pattern; none where it has no message, no score or no scope that is one.
pub(super) fn read(from: &JsValue) -> Option<Pattern> {
    let text = |name| get(from, name).as_string();
    let scope: Scope = text("scope").map_or(Some(Scope::Global), |it| it.parse().ok())?;
    let (message, response) = (text("message")?, text("response").unwrap_or_default());
    let outcomes = get(from, "outcomes");
    let number = |name| get(&outcomes, name).as_f64();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts saturate")]
    let count = |name| number(name).unwrap_or(0.0) as u32;
    #[expect(clippy::cast_possible_truncation, reason = "a score needs no more digits")]
    let rating = get(from, "score").as_f64()? as f32;
    Some(Pattern {
        id: PatternId::of(&scope, &message, &response),
        scope,
        message,
        response,
        score: rating,
        source: match text("source").as_deref() {
            Some("person") => Source::Person,
            Some("import") => Source::Import,
            _ => Source::Conversation, // what older and newer forms have
        },
        origin: text("origin"),
        created_at: time(get(from, "created_at").as_f64().unwrap_or(0.0)),
        outcomes: Outcomes {
            wins: count("wins"),
            losses: count("losses"),
            repeats: count("repeats"),
            last_used_at: number("last_used_at").map(time),
        },
        pinned: get(from, "pinned").is_truthy(),
        suspended: get(from, "suspended").is_truthy(),
    })
}

/// Returns what became of something that was to be learned.
pub(super) fn stored(stored: &Stored) -> JsValue {
    object(&[
        ("id", id(stored.id)),
        ("repeated", stored.repeated.into()),
        ("forgotten", ids(&stored.forgotten)),
        ("review", reasons(&stored.review)),
    ])
}

/// Returns a pattern that waits for a person's word.
pub(super) fn review(review: &Review) -> JsValue {
    object(&[("id", id(review.id)), ("reasons", reasons(&review.reasons))])
}

/// Returns what came of an import of `count` records.
pub(super) fn report(count: u32, report: &ImportReport) -> JsValue {
    let (added, merged) = (size(report.added), size(report.merged));
    let taken = u32::try_from(report.added + report.merged).unwrap_or(u32::MAX);
    object(&[
        ("added", added),
        ("merged", merged),
        ("refused", count.saturating_sub(taken).into()),
        ("forgotten", ids(&report.forgotten)),
    ])
}

/// Returns what the bank holds.
pub(super) fn stats(stats: &Stats) -> JsValue {
    let by_scope = object(&[
        ("conversation", size(stats.by_scope.conversation)),
        ("project", size(stats.by_scope.project)),
        ("global", size(stats.by_scope.global)),
    ]);
    #[expect(clippy::cast_precision_loss, reason = "what JavaScript's numbers can count")]
    let count = |number: u64| JsValue::from(number as f64);
    object(&[
        ("patterns", size(stats.patterns)),
        ("pinned", size(stats.pinned)),
        ("suspended", size(stats.suspended)),
        ("reviews", size(stats.reviews)),
        ("by_scope", by_scope),
        ("wins", count(stats.wins)),
        ("losses", count(stats.losses)),
        ("terms", size(stats.terms)),
        ("ungrouped", size(stats.ungrouped)),
        ("memory_bytes", size(stats.memory_bytes)),
        ("table_bytes", size(stats.table_bytes)),
    ])
}

/// Reads a clock.
#[expect(clippy::cast_possible_truncation, reason = "a clock's milliseconds are whole")]
pub(super) fn time(now: f64) -> i64 {
    now as i64
}

fn reasons(reasons: &[Reason]) -> JsValue {
    let reason = |reason: &Reason| match reason {
        Reason::NearlyTheSame { of } => {
            object(&[("kind", "nearly_the_same".into()), ("of", id(*of))])
        }
        Reason::Contradicts { of } => object(&[("kind", "contradicts".into()), ("of", id(*of))]),
        Reason::Doubtful => object(&[("kind", "doubtful".into())]),
        Reason::CalledWrong => object(&[("kind", "called_wrong".into())]),
    };
    array(&mut reasons.iter().map(reason)).into()
}

fn ids(ids: &[PatternId]) -> JsValue {
    array(&mut ids.iter().map(|it| id(*it))).into()
}

fn id(id: PatternId) -> JsValue {
    id.to_string().into()
}

#[expect(clippy::cast_precision_loss, reason = "a clock's milliseconds fit")]
fn clock(at: i64) -> JsValue {
    (at as f64).into()
}

#[expect(clippy::cast_precision_loss, reason = "what JavaScript's numbers can count")]
fn size(size: usize) -> JsValue {
    (size as f64).into()
}

/// Returns an array of values.
pub(super) fn array(values: &mut dyn Iterator<Item = JsValue>) -> Array {
    let array = Array::new();
    for value in values {
        array.push(&value);
    }
    array
}

fn get(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A plain object takes any field.
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}
