//! What a person is told of a request that was stopped.

use atelier_vocabulary::{BudgetLine, BudgetScope};

/// The sentence for a budget that would not hold.
pub(super) fn over(line: &BudgetLine, most: i64) -> String {
    let name = match line.scope {
        BudgetScope::Conversation => "The budget of this conversation",
        BudgetScope::Day => "The budget of today",
        BudgetScope::Month => "The budget of this month",
    };
    let under_way = if line.reserved_nano_usd > 0 {
        format!(", answers under way may cost {}", money(line.reserved_nano_usd))
    } else {
        String::new()
    };
    format!(
        "{name} is {}: {} is spent{under_way}, and this request may cost {}. Nothing was sent. Allow \
         it once, or raise the budget in Settings, Usage & budget.",
        money(line.limit_nano_usd),
        money(line.spent_nano_usd),
        money(most),
    )
}

/// The sentence for a model whose price nobody knows.
pub(super) fn unpriced(model: &str) -> String {
    format!(
        "The price of {model} is unknown, so no budget can be kept with it. Nothing was sent. Allow it \
         once, choose another model, or let such requests pass in Settings, Usage & budget."
    )
}

/// An amount in dollars with as many digits as it needs; what is something is never written as nothing.
fn money(nano_usd: i64) -> String {
    let digits = if nano_usd != 0 && nano_usd < 100_000_000 { 4 } else { 2 };
    let unit = 10_i64.pow(9 - digits);
    let rounded = (nano_usd.max(0).saturating_add(unit / 2) / unit).max(i64::from(nano_usd > 0));
    let whole = 10_i64.pow(digits);
    let width = usize::try_from(digits).unwrap_or(2);
    format!("${}.{:0width$}", rounded / whole, rounded % whole)
}

#[cfg(test)]
mod tests {
    use super::money;

    #[test]
    fn amounts_keep_their_digits_and_are_never_nothing() {
        let cases = [
            (0, "$0.00"),
            (1, "$0.0001"),
            (250_000, "$0.0003"),
            (10_000_000, "$0.0100"),
            (21_440_000, "$0.0214"),
            (999_999_999, "$1.00"),
            (1_500_000_000, "$1.50"),
            (12_345_678_901, "$12.35"),
        ];
        for (amount, words) in cases {
            assert_eq!(money(amount), words);
        }
    }
}
