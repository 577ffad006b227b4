//! Every operation can be said, and nothing secret can.

use serde_json::json;

use super::*;
use crate::contract;

fn parse(line: &[&str]) -> Result<(String, Value), String> {
    let operations = contract::operations().unwrap();
    let all = std::iter::once("atelier").chain(line.iter().copied());
    let matches = command(&operations).try_get_matches_from(all).map_err(|it| it.to_string())?;
    let (domain, matches) = matches.subcommand().unwrap();
    let (method, matches) = matches.subcommand().unwrap();
    let name = format!("{domain}.{method}");
    let operation = operations.iter().find(|it| it.name == name).unwrap();
    Ok((name, input(operation, matches)?))
}

#[test]
fn the_command_line_is_sound() {
    command(&contract::operations().unwrap()).debug_assert();
}

#[test]
fn our_own_commands_mean_the_same_without_the_operations() {
    let (all, operations) = (command(&contract::operations().unwrap()), command(&[]));
    let names = |it: &Command| it.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let (every, own): (Vec<String>, Vec<String>) = (names(&all), names(&operations));
    for name in own.iter().filter(|it| *it != "completions") {
        assert!(is_own(OsStr::new(name)), "{name} is read as if it were an operation");
        for line in [vec!["--help"], vec!["--nonsense"], vec![]] {
            let line: Vec<&str> = ["atelier", name].into_iter().chain(line).collect();
            let said = |it: &Command| match it.clone().try_get_matches_from(&line) {
                Ok(matches) => format!("{:?}", matches.subcommand()),
                Err(error) => error.render().to_string(),
            };
            assert_eq!(said(&operations), said(&all), "{line:?}");
        }
    }
    for name in every.iter().filter(|it| !own.contains(it)) {
        assert!(!is_own(OsStr::new(name)), "{name} is an operation");
    }
}

#[test]
fn arguments_become_the_input_they_mean() {
    for (line, expected) in [
        (vec!["conversation", "list"], json!({})),
        (
            vec!["conversation", "list", "--limit", "5", "--trashed"],
            json!({"limit": 5, "trashed": true}),
        ),
        (vec!["conversation", "get", "an-id"], json!({"id": "an-id"})),
        (vec!["conversation", "get", "--id", "an-id"], json!({"id": "an-id"})),
        (
            vec!["conversation", "rename", "--id", "x", "--title", "5"],
            json!({"id": "x", "title": "5"}),
        ),
        (vec!["conversation", "create", "--title", "--dashes"], json!({"title": "--dashes"})),
        (vec!["conversation", "messages", "x", "--limit", "2"], json!({"id": "x", "limit": 2})),
        (vec!["settings", "save", "--http-enabled"], json!({"http_enabled": true})),
        (vec!["settings", "save", "--http-enabled", "false"], json!({"http_enabled": false})),
        (vec!["settings", "save", "--http_port", "4000"], json!({"http_port": 4000})),
        (vec!["settings", "save", "--model", "null"], json!({"model": null})),
        (vec!["settings", "save", "--effort", "high"], json!({"effort": "high"})),
        (
            vec!["settings", "save", "--endpoint", r#"{"kind":"simulator"}"#],
            json!({"endpoint": {"kind": "simulator"}}),
        ),
    ] {
        let (_, input) = parse(&line).unwrap_or_else(|error| panic!("{line:?}: {error}"));
        assert_eq!(input, expected, "{line:?}");
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    for (line, says) in [
        (vec!["conversation", "get"], "<ID>"),
        (vec!["conversation", "get", "a", "--id", "b"], "cannot be used with"),
        (vec!["conversation", "rename", "--id", "x"], "--title"),
        (
            vec!["conversation", "list", "--limit", "many"],
            "--limit takes a whole number, not `many`",
        ),
        (vec!["settings", "save", "--effort", "extreme"], "possible values"),
        (vec!["settings", "save", "--endpoint", "{"], "--endpoint takes JSON"),
        (vec!["conversation", "invent"], "unrecognized subcommand"),
        (vec!["conversaton", "list"], "similar"),
    ] {
        let error = parse(&line).unwrap_err();
        assert!(error.contains(says), "{line:?}: {error}");
    }
}

#[test]
fn no_secret_can_be_an_argument() {
    let operations = contract::operations().unwrap();
    let mut checked = 0;
    for operation in operations.iter().filter(|it| it.parts().0 == SECRET) {
        for field in &operation.fields {
            let flag = format!("--{}", field.name);
            let (domain, method) = operation.parts();
            assert!(parse(&[domain, method, &flag, "sk-ant-test-0"]).is_err(), "{flag}");
            assert!(parse(&[domain, method, &format!("{flag}=sk-ant-test-0")]).is_err(), "{flag}");
            assert!(parse(&[domain, method, "sk-ant-test-0"]).is_err(), "a bare argument");
            checked += 1;
        }
    }
    assert!(checked >= 3, "key and passphrases were looked at");
    let names = ["key", "passphrase", "token", "secret", "password"];
    for operation in operations.iter().filter(|it| it.parts().0 != SECRET) {
        for field in operation.fields.iter().filter(|it| names.contains(&it.name.as_str())) {
            assert!(is_asked(operation, field), "{} takes a secret as a flag", operation.name);
            let (domain, method) = operation.parts();
            let flag = format!("--{}", field.name);
            assert!(parse(&[domain, method, &flag, "sk-ant-test-0"]).is_err(), "{flag}");
        }
    }
}
