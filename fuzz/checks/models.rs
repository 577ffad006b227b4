//! A page of models: whatever a server says, what is read of it is sound.

use atelier_claude_wire::{cost, model_page, usage};
use atelier_vocabulary::Model;

/// Reads `data` as a page of models, and as the `usage` of a message on each of them.
pub(crate) fn check(data: &[u8]) {
    let Ok(page) = model_page(data) else { return };
    assert!(page.models.iter().all(|model| !model.id.is_empty()), "a model has no id");
    let usage = serde_json::from_slice(data).map(|raw| usage(&raw)).unwrap_or_default();
    for model in &page.models {
        let kept = serde_json::to_vec(model).unwrap_or_default();
        let read = serde_json::from_slice::<Model>(&kept).ok();
        assert_eq!(read.as_ref(), Some(model), "a model does not survive being kept");
        assert!(model.efforts.is_sorted(), "efforts are out of order");
        if let Some(price) = &model.price {
            assert!(cost(price, &usage) >= 0, "a message costs less than nothing");
        }
    }
}
