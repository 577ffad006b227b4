//! Filling a text in.

use std::collections::BTreeMap;

use crate::{Kind, Part, Template, Variable, day::is_day, tag::is_number};

/// Why a text cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A variable without a default has no value.
    #[error("`{name}` has no value yet")]
    Missing {
        /// The variable.
        name: String,
    },
    /// A value is not of its variable's type.
    #[error("`{name}` takes {expected}")]
    Unfit {
        /// The variable.
        name: String,
        /// What it takes, in words.
        expected: String,
    },
    /// There is no variable of that name.
    #[error("the template does not ask for `{name}`")]
    Unknown {
        /// The name.
        name: String,
    },
}

impl Template {
    /// Fills the text in. `today` is a day, as `2026-11-21`.
    ///
    /// Errors: a value that is missing, that does not fit, or that nobody asked for.
    pub fn render(
        &self,
        values: &BTreeMap<String, String>,
        today: &str,
    ) -> Result<String, RenderError> {
        let asked = |name: &String| self.variables.iter().any(|it| it.name == *name);
        if let Some(name) = values.keys().find(|name| !asked(name)) {
            // It may be of any length: as much of it as could be a name.
            let name = name.chars().filter(|it| !it.is_control()).take(60).collect();
            return Err(RenderError::Unknown { name });
        }
        let written = self.variables.iter().map(|it| written(it, values, today));
        let written: Vec<String> = written.collect::<Result<_, _>>()?;
        let texts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Variable(index) => written.get(*index).map_or("", String::as_str),
        });
        Ok(texts.collect())
    }
}

/// What stands in the text for a variable.
fn written(
    variable: &Variable,
    values: &BTreeMap<String, String>,
    today: &str,
) -> Result<String, RenderError> {
    let Variable { name, kind, default } = variable;
    let given = values.get(name).or(default.as_ref());
    let value = given.ok_or_else(|| RenderError::Missing { name: name.clone() })?;
    let unfit = |expected: String| Err(RenderError::Unfit { name: name.clone(), expected });
    match kind {
        Kind::Text if value.contains(['\n', '\r']) => unfit("one line of text".to_owned()),
        Kind::Text | Kind::Multiline => Ok(value.clone()),
        Kind::Number if is_number(value.trim()) => Ok(value.trim().to_owned()),
        Kind::Number => unfit("a number".to_owned()),
        Kind::Choice(options) if options.contains(value) => Ok(value.clone()),
        Kind::Choice(options) => unfit(format!("one of: {}", options.join(", "))),
        Kind::Date if value == "today" && is_day(today) => Ok(today.to_owned()),
        Kind::Date if is_day(value) => Ok(value.clone()),
        Kind::Date => unfit("a day, as 2026-11-21".to_owned()),
        Kind::Boolean if value == "true" => Ok("yes".to_owned()),
        Kind::Boolean if value == "false" => Ok("no".to_owned()),
        Kind::Boolean => unfit("`true` or `false`".to_owned()),
    }
}
