//! What tokens cost, as a table with a date. A model that is not in it costs "unknown", never 0.

use std::sync::LazyLock;

use atelier_vocabulary::{ModelPrice, PriceTier, Usage};
use serde::{Deserialize, Serialize};

static BUILT_IN: LazyLock<PriceTable> =
    LazyLock::new(|| serde_json::from_str(include_str!("prices.json")).unwrap_or_default());

/// What models cost, as of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTable {
    /// The day the prices were read, as `YYYY-MM-DD`.
    pub as_of: String,
    /// A web search of the API's own, in billionths of a US dollar; none where that is unknown.
    #[serde(default)]
    pub web_search: Option<i64>,
    /// The prices, for one or several models each.
    pub rows: Vec<PriceRow>,
}

/// What one or several models cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceRow {
    /// Their ids, without a date at the end.
    pub models: Vec<String>,
    /// The tiers, shortest prompt first.
    pub tiers: Vec<PriceTier>,
}

/// What a model costs by the built-in table; none where it is unknown.
pub fn price(model_id: &str) -> Option<ModelPrice> {
    PriceTable::built_in().price(model_id)
}

/// What a web search of the API's own costs, in billionths of a US dollar; none where that is unknown.
pub fn search_price() -> Option<i64> {
    PriceTable::built_in().web_search
}

/// What a message cost, in billionths of a US dollar. All its tokens are of the tier that the
/// length of its prompt leads to: tokens sent, and tokens written to and read from the cache.
pub fn cost(price: &ModelPrice, usage: &Usage) -> i64 {
    let prompt = usage
        .input_tokens
        .saturating_add(usage.cache_write_5m_tokens)
        .saturating_add(usage.cache_write_1h_tokens)
        .saturating_add(usage.cache_read_tokens);
    let tier = price
        .tiers
        .iter()
        .find(|tier| tier.up_to_prompt_tokens.is_none_or(|longest| prompt <= longest))
        .or(price.tiers.last());
    let Some(tier) = tier else { return 0 };
    [
        (usage.input_tokens, tier.input),
        (usage.output_tokens, tier.output),
        (usage.cache_write_5m_tokens, tier.cache_write_5m),
        (usage.cache_write_1h_tokens, tier.cache_write_1h),
        (usage.cache_read_tokens, tier.cache_read),
        // The built-in table knows it, which a test holds it to.
        (usage.web_searches, search_price().unwrap_or_default()),
    ]
    .into_iter()
    .map(|(count, each)| i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(each))
    .fold(0, i64::saturating_add)
}

impl PriceTable {
    /// The table that this version of Atelier came with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// What a model costs; none where it is unknown. A date at the end of the id does not matter.
    pub fn price(&self, model_id: &str) -> Option<ModelPrice> {
        let row =
            |id: &str| self.rows.iter().find(|row| row.models.iter().any(|model| model == id));
        row(model_id)
            .or_else(|| row(without_date(model_id)?))
            .map(|row| ModelPrice { tiers: row.tiers.clone() })
    }
}

/// The id without the date at its end (`-20251001`), if it has one.
fn without_date(model_id: &str) -> Option<&str> {
    let (id, date) = model_id.rsplit_once('-')?;
    (date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}
