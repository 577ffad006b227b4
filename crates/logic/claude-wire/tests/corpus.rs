//! What is fuzzed of this crate, with the inputs that are kept in `fuzz/corpus`.

#![expect(clippy::panic, reason = "what must not happen fails the check")]

#[path = "../../../../fuzz/checks/api_error.rs"]
mod api_error;
#[path = "../../../../fuzz/checks/corpus.rs"]
mod corpus;
#[path = "../../../../fuzz/checks/json.rs"]
mod json;
#[path = "../../../../fuzz/checks/models.rs"]
mod models;
#[path = "../../../../fuzz/checks/request.rs"]
mod request;
#[path = "../../../../fuzz/checks/sse.rs"]
mod sse;

#[test]
fn a_stream_means_the_same_however_it_is_cut() {
    corpus::each("sse", sse::check);
}

#[test]
fn any_answer_that_is_no_success_is_an_error_to_act_on() {
    corpus::each("api_error", api_error::check);
}

#[test]
fn any_page_of_models_is_read_soundly() {
    corpus::each("models", models::check);
}

#[test]
fn any_blocks_can_be_sent_back() {
    corpus::each("request", request::check);
}
