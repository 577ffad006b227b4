//! How far closing has come, and what is heard of the page.

use std::time::{Duration, Instant};

use atelier_vocabulary::ClosingDecision::{self, Asked, Hide, Quit, Stay};
use tokio::sync::mpsc;
use tokio_util::task::TaskTracker;

use super::{Closing, DOUBLE_CLICK, Next, Question, Stage, question::decided};

#[test]
fn a_second_wish_closes_and_a_double_click_is_one_wish() {
    let closing = Closing::default();
    let now = Instant::now();
    assert_eq!(closing.wish(now), Next::Look);
    assert_eq!(closing.wish(now), Next::Wait, "it is being looked into");
    closing.is_at(Stage::Asking(now, Question::new()));
    assert_eq!(closing.wish(now + DOUBLE_CLICK / 2), Next::Wait, "a double click");
    assert_eq!(closing.wish(now + DOUBLE_CLICK), Next::Close);
    assert_eq!(closing.wish(now + DOUBLE_CLICK), Next::Close, "and so does a third");
}

#[tokio::test]
async fn what_is_said_to_another_question_is_not_heard() {
    let closing = Closing::default();
    closing.decide(1, Quit);
    let (before, question) = (Question::new(), Question::new());
    closing.is_at(Stage::Asking(Instant::now(), question.clone()));
    closing.decide(before.number(), Quit);
    closing.decide(u32::MAX, Quit);
    closing.decide(question.number(), Asked);
    closing.decide(question.number(), Stay);
    assert_eq!(decided(question.heard().unwrap()).await, Stay);
}

async fn said(words: &[ClosingDecision]) -> ClosingDecision {
    let (tell, told) = mpsc::channel(8);
    for word in words {
        tell.send(*word).await.unwrap();
    }
    decided(told).await
}

#[tokio::test(start_paused = true)]
async fn a_page_that_does_not_ask_holds_nothing_up() {
    let (tell, told) = mpsc::channel(1);
    let begun = tokio::time::Instant::now();
    assert_eq!(decided(told).await, Quit);
    assert_eq!(begun.elapsed(), Duration::from_secs(3));
    drop(tell);
    assert_eq!(said(&[]).await, Quit, "and one that is gone neither");
}

#[tokio::test(start_paused = true)]
async fn a_person_who_is_asked_may_take_their_time() {
    for decision in [Hide, Stay, Quit] {
        let (tell, told) = mpsc::channel(1);
        tell.send(Asked).await.unwrap();
        let waiting = TaskTracker::new().spawn(decided(told));
        tokio::time::sleep(Duration::from_hours(1)).await;
        assert!(!waiting.is_finished());
        tell.send(decision).await.unwrap();
        assert_eq!(waiting.await.unwrap(), decision);
    }
    assert_eq!(said(&[Asked, Asked, Hide]).await, Hide);
    assert_eq!(said(&[Stay]).await, Stay, "a page may be quick");
}
