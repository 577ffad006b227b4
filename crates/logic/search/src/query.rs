//! The query language: words, "phrases", -not, and filters such as `before:2026-11-01`.
//!
//! Any text is a query. What looks like a filter and is none is looked for as words, or left out
//! with a note where that would mean something else.

mod read;

/// What a person looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All of these must be there.
    pub all: Vec<Term>,
    /// None of these may be there.
    pub none: Vec<Term>,
    /// What else must be so.
    pub conditions: Vec<Condition>,
    /// What was left out, each as a sentence for a person.
    pub notes: Vec<String>,
}

/// A word, or words that stand one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it was written, without quotes.
    pub written: String,
    /// The words, folded; at least one.
    pub words: Vec<String>,
    /// Whether it stands for exactly this: it was quoted, or written in a script without spaces.
    pub exact: bool,
}

/// Something that must be so, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What.
    pub filter: Filter,
    /// Whether it must not be so.
    pub negated: bool,
}

/// What a message or its conversation is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// A model whose id holds this, folded, answered in the conversation.
    Model(String),
    /// The conversation carries this tag, folded.
    Tag(String),
    /// The conversation is in a project whose name holds this, folded.
    Project(String),
    /// The message was begun before this, in ms since 1970.
    Before(i64),
    /// The message was begun at this or after it, in ms since 1970.
    After(i64),
    /// How the conversation stands.
    Is(Standing),
    /// What the message holds.
    Has(Holds),
    /// Who speaks.
    Role(Role),
}

/// How a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Pinned.
    Pinned,
    /// In the archive.
    Archived,
    /// In the trash.
    Trashed,
    /// An answer is arriving in it.
    Streaming,
}

/// What a message holds besides words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A block of code.
    Code,
    /// A picture.
    Image,
    /// A document.
    Document,
    /// A request for a tool, or what one returned.
    Tool,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The person.
    User,
    /// Claude.
    Assistant,
}

/// The person's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Now, in ms since 1970.
    pub now: i64,
    /// How far it is ahead of UTC, in minutes.
    pub utc_offset_minutes: i32,
}

impl Query {
    /// Reads a query. It never fails.
    pub fn parse(text: &str, clock: Clock) -> Self {
        read::read(text, clock)
    }

    /// Whether it asks for the trash, from which nothing is found otherwise.
    pub fn wants_trash(&self) -> bool {
        let trashed = Filter::Is(Standing::Trashed);
        self.conditions.iter().any(|it| !it.negated && it.filter == trashed)
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.conditions.is_empty()
    }
}
