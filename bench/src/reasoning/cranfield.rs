//! The Cranfield collection: 1,400 abstracts, 225 questions, and which answer which.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

/// A collection on which finding is judged.
pub(super) struct Collection {
    pub(super) texts: Vec<String>,
    pub(super) questions: Vec<String>,
    /// Which texts answer a question, both by their place.
    pub(super) answers: BTreeMap<usize, BTreeSet<usize>>,
}

/// Reads the folder that `ATELIER_CRANFIELD` names; none where it names none.
pub(super) fn read() -> Result<Option<Collection>, String> {
    #[expect(clippy::disallowed_methods, reason = "the benchmark's own setting")]
    let Ok(folder) = std::env::var("ATELIER_CRANFIELD") else { return Ok(None) };
    let folder = PathBuf::from(folder);
    let file = |name: &str| {
        let bytes = std::fs::read(folder.join(name));
        let bytes = bytes.map_err(|error| format!("{}: {error}", folder.join(name).display()))?;
        Ok::<String, String>(String::from_utf8_lossy(&bytes).into_owned())
    };
    let texts = sections(&file("cran.all.1400")?);
    // Questions are numbered by their place, not by the number that stands there.
    let questions = sections(&file("cran.qry")?);
    let mut answers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for line in file("QRelsCorrectedforTRECeval")?.lines() {
        let numbers: Vec<i64> = line.split_whitespace().filter_map(|it| it.parse().ok()).collect();
        if let [question, _, text, judgement] = numbers.as_slice()
            && *judgement > 0
            && let (Ok(question), Ok(text)) =
                (usize::try_from(question - 1), usize::try_from(text - 1))
        {
            answers.entry(question).or_default().insert(text);
        }
    }
    Ok(Some(Collection { texts, questions, answers }))
}

/// Returns what stands under `.W` in each part.
fn sections(file: &str) -> Vec<String> {
    let mut sections = Vec::new();
    let mut is_text = false;
    for line in file.lines() {
        if line.starts_with(".I ") {
            sections.push(String::new());
            is_text = false;
        } else if let (Some('.'), Some('A'..='Z'), None) = {
            let mut letters = line.trim_end().chars();
            (letters.next(), letters.next(), letters.next())
        } {
            is_text = line.starts_with(".W");
        } else if is_text && let Some(section) = sections.last_mut() {
            section.push_str(line);
            section.push('\n');
        }
    }
    sections
}

impl Collection {
    /// Returns how good rankings are: the mean nDCG@10 over all questions that have an answer.
    #[expect(clippy::cast_precision_loss, reason = "places and counts")]
    pub(super) fn judge(
        &self,
        mut rank: impl FnMut(usize, &str) -> Result<Vec<usize>, String>,
    ) -> Result<f64, String> {
        let gain = |place: usize| 1.0 / ((place + 2) as f64).log2();
        let mut sum = 0.0;
        for (question, answers) in &self.answers {
            let text = self.questions.get(*question).map_or("", String::as_str);
            let ranked = rank(*question, text)?;
            let right = ranked.iter().take(10).enumerate().filter(|(_, it)| answers.contains(it));
            let found: f64 = right.map(|(place, _)| gain(place)).sum();
            sum += found / (0..answers.len().min(10)).map(gain).sum::<f64>();
        }
        Ok(sum / self.answers.len().max(1) as f64)
    }
}
