//! `tidy`: the rules of the house that no other tool can see. Each check is one small file that
//! looks at texts or at what cargo says, never at the disk, so that its tests can break the rule.

mod documents;
mod imports;
mod invariants;
mod layers;
mod links;
mod lock;
mod markdown;
mod modules;
mod privacy;
mod size;
mod sources;
mod words;

use std::fmt;

pub(crate) use self::sources::{Source, Tree};
use crate::{
    codegen,
    error::{Result, check},
    workplace::Workplace,
};

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The file or package that breaks it.
    pub(crate) place: String,
    /// What is wrong there.
    pub(crate) what: String,
}

impl Finding {
    /// Says that `place` breaks a rule.
    pub(crate) fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// What a check of the sources is called, and the check.
type Check = (&'static str, fn(&Tree) -> Vec<Finding>);

const CHECKS: &[Check] = &[
    ("files are short", size::check),
    ("modules say what they are", modules::check),
    ("nothing is unfinished", words::check),
    ("imports keep to their islands", imports::check),
    ("invariants are tested", invariants::check),
    ("links lead somewhere", links::check),
    ("documents are there", documents::check),
    ("no machine is named", privacy::check),
    ("the npm lock names no host", lock::check),
];

/// Prints every broken rule, and fails if there is one.
pub(crate) fn run(workplace: &Workplace, _: &[String]) -> Result<()> {
    let tree = Tree::read(workplace)?;
    let packages = layers::packages(&workplace.metadata, &workplace.root);
    let mut findings = vec![("arrows point downward", layers::check(&packages))];
    findings.extend(CHECKS.iter().map(|&(rule, check)| (rule, check(&tree))));
    let stale = codegen::stale(&workplace.root).into_iter();
    let stale = stale.map(|path| Finding::new(path, "is out of date; run `cargo xtask codegen`"));
    findings.push(("generated files are fresh", stale.collect()));
    let mut count = 0;
    for (rule, broken) in findings {
        println!("{:<8} {rule}", if broken.is_empty() { "ok" } else { "BROKEN" });
        for finding in &broken {
            println!("         {finding}");
        }
        count += broken.len();
    }
    if count > 0 {
        return Err(check(format!("{count} places break the rules of the house")));
    }
    Ok(())
}
