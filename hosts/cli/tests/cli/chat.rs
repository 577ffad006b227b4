//! `atelier chat`, on a terminal and in a pipe.

use std::time::Duration;

use atelier_simulator::Scenario;

use crate::{home::Home, process::Running, terminal::on_terminal};

fn say(text: &str) -> Scenario {
    Scenario::Say(text.to_owned())
}

#[test]
fn a_chat_remembers_and_leaves_on_ctrl_d() {
    let home = Home::scripted([say("First answer."), say("Second answer."), say("Third answer.")]);
    let mut chat = on_terminal(&home, "chat", &[]);
    chat.wait_out("you> ");
    chat.write(b"one\r");
    chat.wait_out("First answer.");
    chat.write(b"two\r");
    chat.wait_out("Second answer.");
    let requests = home.simulator.requests();
    let last = String::from_utf8_lossy(&requests.last().unwrap().body).into_owned();
    assert!(last.contains("First answer."), "the second question carries the first answer: {last}");
    chat.write(b"/retry\r");
    chat.wait_out("Third answer.");
    assert_eq!(home.asked(), "two", "the last message was answered again");
    chat.write(b"\x04");
    let ended = chat.end();
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

#[test]
fn ctrl_c_stops_the_answer_and_not_the_chat() {
    let home = Home::scripted([
        Scenario::Drip { text: "word ".repeat(1_000), every: Duration::from_millis(20) },
        say("Still here."),
    ]);
    let mut chat = on_terminal(&home, "chat", &[]);
    chat.wait_out("you> ");
    chat.write(b"go on\r");
    chat.wait_out("word word");
    chat.write(b"\x03");
    chat.wait_out("what had arrived is kept");
    chat.write(b"and now?\r");
    chat.wait_out("Still here.");
    chat.write(b"/quit\r");
    assert_eq!(chat.end().code, Some(0));
}

#[test]
fn pasted_lines_are_one_message() {
    let home = Home::scripted([say("Seen.")]);
    let mut chat = on_terminal(&home, "chat", &[]);
    chat.wait_out("you> ");
    chat.write(b"\x1b[200~first line\nsecond line\x1b[201~\r");
    chat.wait_out("Seen.");
    assert_eq!(home.asked(), "first line\nsecond line");
    chat.write(b"\x04");
    assert_eq!(chat.end().code, Some(0));
}

#[test]
fn commands_do_what_they_say() {
    let home = Home::scripted([say("One."), say("Two.")]);
    let mut chat = on_terminal(&home, "chat", &[]);
    chat.wait_out("you> ");
    chat.write(b"/help\r");
    chat.wait_out("/effort [LEVEL]");
    chat.write(b"/model\r");
    let listed = chat.wait_out("IN/OUT PER MILLION");
    assert!(listed.contains("ID"), "{listed}");
    chat.write(b"/nonsense\r");
    chat.wait_out("there is no command /nonsense");
    chat.write(b"/retry\r");
    chat.wait_out("nothing to answer again yet");
    chat.write(b"hello\r");
    chat.wait_out("One.");
    chat.write(b"/effort extreme\r");
    chat.wait_out("error: ");
    chat.write(b"/new\r");
    chat.wait_out("a new conversation begins");
    chat.write(b"afresh\r");
    chat.wait_out("Two.");
    let requests = home.simulator.requests();
    let last = String::from_utf8_lossy(&requests.last().unwrap().body).into_owned();
    assert!(!last.contains("One."), "a new conversation knows nothing of the one before: {last}");
    chat.write(b"/quit\r");
    assert_eq!(chat.end().code, Some(0));
}

#[test]
fn without_a_terminal_each_line_is_a_turn() {
    let home = Home::scripted([say("First."), say("Second.")]);
    let mut chat = Running::start(&mut home.command(&["chat"]));
    chat.write(b"one\ntwo\n");
    let ended = chat.end();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(ended.out, "First.\nSecond.\n", "{ended:?}");
}

#[test]
fn a_failed_answer_leaves_the_chat_open() {
    let home = Home::new();
    let mut chat = on_terminal(&home, "chat", &[]);
    chat.wait_out("you> ");
    chat.write(b"/simulate 400\r");
    chat.wait_out("there is no command");
    chat.write(b"//simulate 400\r");
    chat.wait_out("error: ");
    chat.write(b"hello again\r");
    chat.wait_out("This is the simulator");
    chat.write(b"\x04");
    assert_eq!(chat.end().code, Some(0));
}
