//! From the words of the logic to those of the contract.

use atelier_templates::{Fault, Kind, Template};
use atelier_vocabulary::{TemplateFault, TemplateVariable, VariableKind};

/// What a text asks for.
pub(super) fn variables(template: &Template) -> Vec<TemplateVariable> {
    let all = template.variables().iter().map(|it| TemplateVariable {
        name: it.name.clone(),
        default: it.default.clone(),
        kind: match &it.kind {
            Kind::Text => VariableKind::Text,
            Kind::Multiline => VariableKind::Multiline,
            Kind::Number => VariableKind::Number,
            Kind::Choice(options) => VariableKind::Choice { options: options.clone() },
            Kind::Date => VariableKind::Date,
            Kind::Boolean => VariableKind::Boolean,
        },
    });
    all.collect()
}

/// What is wrong with a text.
pub(super) fn fault(fault: Fault) -> TemplateFault {
    TemplateFault { line: fault.at.line, column: fault.at.column, message: fault.message }
}

/// The day in UTC of a time in ms since 1970, as `2026-11-21`.
pub(super) fn day(now: i64) -> String {
    // Days since 0000-03-01, so that a leap day ends its year.
    let days = now.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_time_has_its_day() {
        let cases = [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_400_000, "2000-02-29"),
            (1_795_219_199_999, "2026-11-20"),
            (1_795_219_200_000, "2026-11-21"),
            (4_107_542_400_000, "2100-03-01"),
        ];
        for (now, day) in cases {
            assert_eq!(super::day(now), day, "{now}");
        }
    }
}
