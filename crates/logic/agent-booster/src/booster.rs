//! The engine: reads an edit, makes it, and checks what came of it.

use std::ops::Range;

use crate::config::Config;
use crate::file::{File, Splice, arrange, is_kept, spliced, touched};
use crate::form::{self, Form};
use crate::grammar::{Parsed, Shelf};
use crate::lazy::{self, Commas, Own};
use crate::outcome::{EditOutcome, Reason, Refusal, Refused, SyntaxState};
use crate::parts::Parts;
use crate::strategy::Strategy;
use crate::syntax::Grammars;
use crate::text::LineEnd;
use crate::write::joined;
use crate::{Language, hunks, remove, rewrite, symbols, verify};

/// The engine with its grammars and settings. It keeps nothing of what it is given.
pub struct Booster {
    shelf: Shelf,
    config: Config,
}

/// What an edit comes to before it is checked.
struct Made {
    splices: Vec<Splice>,
    strategy: Strategy,
    confidence: f64,
}

impl Booster {
    /// An engine that finds its grammars in `grammars`.
    pub fn new(grammars: Box<dyn Grammars>, config: Config) -> Self {
        Self { shelf: Shelf::of(grammars), config }
    }

    /// What is set.
    pub fn config(&self) -> Config {
        self.config
    }

    /// Applies the edit `snippet` to `original`, whose language is `language`: exactly, or not at
    /// all.
    pub fn apply_edit(
        &mut self,
        original: &str,
        snippet: &str,
        language: Language,
    ) -> Result<EditOutcome, Refusal> {
        self.apply(original, snippet, language).map_err(|refused| *refused.0)
    }

    fn apply(
        &mut self,
        original: &str,
        snippet: &str,
        language: Language,
    ) -> Result<EditOutcome, Refused> {
        let limit = self.config.max_bytes;
        for (what, text) in [("the file", original), ("the edit", snippet)] {
            if text.len() > limit {
                return Err(Refusal::because(Reason::TooLarge { what, limit }));
            }
        }
        // A byte order mark is no part of the first line.
        let text = original.past("\u{feff}").unwrap_or(original);
        let mark = original.len() - text.len();
        let snippet = snippet.past("\u{feff}").unwrap_or(snippet).swapped("\r\n", "\n");
        if snippet.trim().is_empty() {
            return Err(Refusal::because(Reason::Empty));
        }
        let file = File::of(text, language);
        let mut outcome = self.edit(&file, &snippet)?;
        if outcome.confidence < self.config.confidence_threshold {
            let hundredths =
                (0..=100_u8).rev().find(|one| f64::from(*one) <= outcome.confidence * 100.0);
            let percent = hundredths.unwrap_or(0);
            return Err(Refusal::because(Reason::Unsure { percent }));
        }
        if mark > 0 {
            outcome.text.insert(0, '\u{feff}');
            for touched in &mut outcome.touched {
                let moved = |range: &Range<usize>| range.start + mark..range.end + mark;
                touched.before = moved(&touched.before);
                touched.after = moved(&touched.after);
            }
        }
        Ok(outcome)
    }

    fn edit(&mut self, file: &File, snippet: &str) -> Result<EditOutcome, Refused> {
        match form::read(snippet, file.language)? {
            Form::Hunks(hunks, order) => {
                let limit = self.config.max_chunks;
                if hunks.len() > limit {
                    let parts = hunks.len();
                    return Err(Refusal::because(Reason::TooManyParts { parts, limit }));
                }
                let made = hunks::apply(&hunks, order, file)?;
                self.finish(file, made.into(), None)
            }
            Form::Snippet(snippet) => self.snippet(file, &snippet),
        }
    }

    fn snippet(&mut self, file: &File, snippet: &str) -> Result<EditOutcome, Refused> {
        if let Some(line) = lazy::doubtful(snippet, file) {
            let what = joined(&["whether \"", line.trim(), "\" stands for what stays, or"]);
            return Err(Refusal::ambiguous(what, Vec::new()));
        }
        let parsed = if file.text.trim().is_empty() {
            None
        } else {
            self.shelf.parse(file.text, file.language)
        };
        let parsed = parsed.as_ref();
        let has_marks = lazy::has_marks(snippet, file, Own::Text);
        if !has_marks && let Some(splice) = rewrite::read(snippet, file, parsed) {
            let splices = vec![splice?];
            let made = Made { splices, strategy: Strategy::ReplaceFile, confidence: 0.97 };
            return self.finish(file, made, parsed);
        }
        if !lazy::has_marks(snippet, file, Own::Marks) {
            return self.whole(file, snippet, parsed);
        }
        let marked = self.merge(file, snippet, parsed, Own::Marks);
        let shared = |line: &str| {
            lazy::has_marks(line, file, Own::Marks) && !lazy::has_marks(line, file, Own::Text)
        };
        if !snippet.rows().any(shared) {
            return marked;
        }
        // The file has a mark of the edit as a line of its own: both readings must come to the same.
        let plain = if has_marks {
            self.merge(file, snippet, parsed, Own::Text)
        } else {
            self.whole(file, snippet, parsed)
        };
        match (marked, plain) {
            (Ok(marked), Ok(plain)) if marked.text != plain.text => {
                let what = "whether a line of the file stands for what stays, or";
                Err(Refusal::ambiguous(what, Vec::new()))
            }
            (Err(_), Ok(plain)) => Ok(plain),
            // Where nothing else is a mark, that is none either.
            (Ok(_), Err(refusal)) if !has_marks => Err(refusal),
            (marked, _) => marked,
        }
    }

    /// Applies a snippet without marks.
    fn whole(
        &mut self,
        file: &File,
        snippet: &str,
        parsed: Option<&Parsed>,
    ) -> Result<EditOutcome, Refused> {
        if file.text.trim().is_empty() {
            let text = snippet.swapped("\n", LineEnd::of(file.text).text());
            let splice =
                Splice { range: 0..file.text.len(), text, what: "the whole file".to_owned() };
            let made =
                Made { splices: vec![splice], strategy: Strategy::ReplaceFile, confidence: 0.95 };
            return self.finish(file, made, None);
        }
        let Some(parsed) = parsed else {
            return Err(Refusal::because(Reason::NoGrammar));
        };
        if let Some(names) = remove::read(snippet) {
            let splices = remove::apply(&names, file, parsed)?;
            let made = Made { splices, strategy: Strategy::Remove, confidence: 0.95 };
            return self.finish(file, made, Some(parsed));
        }
        let limit = self.config.max_chunks;
        let changed = symbols::apply(snippet, file, parsed, &mut self.shelf, limit)?;
        let symbols::Changed { splices, strategy, confidence } = changed;
        self.finish(file, Made { splices, strategy, confidence }, Some(parsed))
    }

    fn merge(
        &mut self,
        file: &File,
        snippet: &str,
        parsed: Option<&Parsed>,
        own: Own,
    ) -> Result<EditOutcome, Refused> {
        let mut broken = None;
        for commas in [Commas::AsTheyAre, Commas::Added] {
            let merged = lazy::merge(snippet, file, parsed, &mut self.shelf, (own, commas))?;
            let confidence = merged.confidence;
            let made = Made { splices: merged.splices, strategy: Strategy::Merge, confidence };
            match self.finish(file, made, parsed) {
                Err(refusal) if matches!(refusal.0.reason, Reason::BreaksSyntax { .. }) => {
                    broken.get_or_insert(refusal);
                }
                other => return other,
            }
        }
        Err(broken.unwrap_or_else(|| Refusal::because(Reason::Broken)))
    }

    /// Makes the text after and checks it.
    fn finish(
        &mut self,
        file: &File,
        mut made: Made,
        parsed: Option<&Parsed>,
    ) -> Result<EditOutcome, Refused> {
        if !arrange(&mut made.splices) {
            return Err(Refusal::malformed("two of its parts change the same lines"));
        }
        let is_change = |splice: &Splice| file.text.get(splice.range.clone()) != Some(&splice.text);
        made.splices.retain(is_change);
        let text = spliced(file.text, &made.splices);
        if made.splices.is_empty() {
            let (strategy, syntax) = (Strategy::Unchanged, SyntaxState::AsBefore);
            let confidence = made.confidence.min(0.9);
            return Ok(EditOutcome { text, strategy, confidence, syntax, touched: Vec::new() });
        }
        let syntax = verify::check(file, &made.splices, &text, parsed, &mut self.shelf)?;
        let touched = touched(&made.splices);
        if !is_kept(file.text, &text, &touched) {
            return Err(Refusal::because(Reason::Broken));
        }
        Ok(EditOutcome {
            text,
            strategy: made.strategy,
            confidence: made.confidence,
            syntax,
            touched,
        })
    }
}

impl From<hunks::Applied> for Made {
    fn from(applied: hunks::Applied) -> Self {
        let hunks::Applied { splices, strategy, confidence } = applied;
        Self { splices, strategy, confidence }
    }
}
