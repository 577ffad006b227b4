//! Previewing and applying edits.

use atelier_agent_booster::{EditOutcome, Refusal, Strategy, SyntaxState};
use atelier_api::booster::{
    ApplyEdit, BoosterApi, EditCandidate, EditDiff, EditPreview, EditResult, PreviewEdit,
};
use atelier_files::{ContentHash, FilePath};
use atelier_rpc::{Call, Code, Error, Result};
use atelier_vocabulary::FileEdit;

use crate::journal::{Asked, Wanted};
use crate::{Workspace, difference, error, language};

/// How many lines are shown round a change unless told.
const CONTEXT: u32 = 3;
/// How many candidates of a refusal, and how many things that were touched, are named.
const NAMED: usize = 20;

impl BoosterApi for Workspace {
    async fn preview(&self, _call: Call, input: PreviewEdit) -> Result<EditPreview> {
        let path = FilePath::parse(&input.path).map_err(error::of_files)?;
        let folder = self.folder(input.folder_id).await?;
        let file = folder.read(path).await.map_err(error::of_files)?;
        let language = language::of(&input.path, input.language.as_deref());
        let (text, outcome) = self.work_out(file.text, input.snippet, language).await?;
        let context = usize::try_from(input.context.unwrap_or(CONTEXT)).unwrap_or(usize::MAX);
        Ok(EditPreview {
            path: input.path,
            hash: file.hash.to_string(),
            lines: count(text.split_inclusive('\n').count()),
            language: language.name().to_owned(),
            result: match outcome {
                Ok(outcome) => EditResult::Edit(shown(&text, outcome, context)),
                Err(refusal) => refused(refusal),
            },
        })
    }

    async fn apply(&self, call: Call, input: ApplyEdit) -> Result<FileEdit> {
        let path = FilePath::parse(&input.path).map_err(error::of_files)?;
        let expected: ContentHash = input.expected_hash.parse().map_err(error::of_files)?;
        let folder = self.folder(input.folder_id).await?;
        let file = folder.read(path.clone()).await.map_err(error::of_files)?;
        if file.hash != expected {
            return Err(error::changed(path.as_str()));
        }
        let language = language::of(&input.path, input.language.as_deref());
        let (_, outcome) = self.work_out(file.text, input.snippet, language).await?;
        let outcome = outcome.map_err(|refusal| {
            Error::new(Code::InvalidInput, refusal.to_string())
                .with_hint("preview the edit to see what it could have meant")
        })?;
        if outcome.strategy == Strategy::Unchanged {
            let message = format!("`{path}` holds the edit already; nothing was written");
            return Err(Error::new(Code::InvalidInput, message));
        }
        let after = ContentHash::of(outcome.text.as_bytes()).to_string();
        if input.expected_hash_after.is_some_and(|seen| !seen.eq_ignore_ascii_case(&after)) {
            return Err(error::changed(path.as_str()));
        }
        let asked = Asked { origin: call.origin, made_by: "booster.apply", undoes: None };
        self.change(folder, Wanted { path, expected, text: outcome.text }, asked).await
    }
}

/// An edit as a difference.
fn shown(before: &str, outcome: EditOutcome, context: usize) -> EditDiff {
    let difference = difference::between(before, &outcome.text, context);
    let syntax = match outcome.syntax {
        SyntaxState::Valid => "valid",
        SyntaxState::AsBefore => "as_before",
        SyntaxState::Unknown => "unknown",
    };
    EditDiff {
        hash_after: ContentHash::of(outcome.text.as_bytes()).to_string(),
        strategy: outcome.strategy.name().to_owned(),
        confidence: outcome.confidence,
        syntax: syntax.to_owned(),
        touched: outcome.touched.into_iter().take(NAMED).map(|it| it.what).collect(),
        added: difference.added,
        removed: difference.removed,
        hunks: difference.hunks,
        is_cut: difference.is_cut,
    }
}

fn refused(refusal: Refusal) -> EditResult {
    let message = refusal.reason.to_string();
    let candidate = |it: atelier_agent_booster::Candidate| EditCandidate {
        what: it.what,
        line: count(it.line),
    };
    EditResult::Refused {
        reason: refusal.reason.code().to_owned(),
        message,
        candidates: refusal.candidates.into_iter().take(NAMED).map(candidate).collect(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
