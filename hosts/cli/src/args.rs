//! The command line: a few commands of our own, and one for every operation of the contract.

use std::{collections::BTreeMap, ffi::OsStr};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Map, Value};

use crate::{
    apply, attach,
    contract::{Field, Operation, Shape},
    environment, exit, open,
};

/// The domain whose fields are asked for and never taken from the command line, because other
/// people on the machine can read the arguments of a process.
pub(crate) const SECRET: &str = "secret";

/// What `settings save --model null` means, for the help.
const NULLS: &str = "The word `null` empties a field that can be empty.";

/// How a secret is given, for the help.
const ASKED: &str = "The secret is typed unseen when asked for, or read from standard input.";

/// The whole command line.
pub(crate) fn command(operations: &[Operation]) -> Command {
    let mut domains: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in operations {
        domains.entry(operation.parts().0).or_default().push(operation);
    }
    let root = Command::new("atelier")
        .about("Talk to Claude, keep the conversation, and run any operation of Atelier")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(format!("{}\n\n{}", environment::HELP, exit::HELP))
        .subcommands([ask(), chat(), apply::command(), serve(), completions()])
        .subcommands(open::commands());
    domains.into_iter().fold(root, |root, (name, operations)| {
        let methods: Vec<&str> = operations.iter().map(|it| it.parts().1).collect();
        let domain = Command::new(name.to_owned())
            .about(methods.join(", "))
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommands(operations.into_iter().map(subcommand));
        root.subcommand(domain)
    })
}

/// Whether a command line that begins so is one of our own commands, which no operation is needed to
/// read. `completions` is not: it completes them all.
pub(crate) fn is_own(first: &OsStr) -> bool {
    ["ask", "chat", "apply", "serve", "open", "quick"].iter().any(|own| first == *own)
}

/// The input that the arguments of an operation give.
pub(crate) fn input(operation: &Operation, matches: &ArgMatches) -> Result<Value, String> {
    let mut input = Map::new();
    for field in flags(operation) {
        let value = match (&field.shape, field.nullable) {
            (Shape::Truth, false) => matches.get_flag(&field.name).then_some(Value::from(true)),
            _ => text(field, matches).map(|text| value(field, text)).transpose()?,
        };
        input.extend(value.map(|value| (field.name.clone(), value)));
    }
    Ok(Value::Object(input))
}

/// The flag that asks for JSON.
pub(crate) fn json() -> Arg {
    Arg::new("json").long("json").action(ArgAction::SetTrue).help("Prints JSON")
}

fn ask() -> Command {
    let text = Arg::new("text").num_args(0..).value_name("TEXT").help(
        "What to ask. With `-`, or without a text, standard input is read; with both, it follows the text",
    );
    let command = Command::new("ask").about("Asks Claude, and streams the answer");
    talk(command.arg(text)).arg(attach::flag()).arg(
        json().help("Prints each event of the answer as a line of JSON, and a summary at the end"),
    )
}

fn chat() -> Command {
    talk(Command::new("chat").about("Talks with Claude, turn by turn; /help lists what it knows"))
}

/// What a conversation needs, in one turn or in many.
fn talk(command: Command) -> Command {
    command.args([
        Arg::new("model").long("model").value_name("ID").help("The model that answers"),
        Arg::new("effort")
            .long("effort")
            .value_parser(["low", "medium", "high", "xhigh", "max"])
            .help("How hard it thinks"),
        Arg::new("conversation")
            .long("conversation")
            .value_name("ID")
            .help("Goes on with this conversation; --model and --effort then change it"),
        Arg::new("continue")
            .long("continue")
            .short('c')
            .action(ArgAction::SetTrue)
            .conflicts_with("conversation")
            .help("Goes on with the conversation that changed last"),
        Arg::new("temporary")
            .long("temporary")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["conversation", "continue"])
            .help("Keeps nothing of it: the conversation is in memory alone, and ends with the command"),
        Arg::new("thinking")
            .long("thinking")
            .action(ArgAction::SetTrue)
            .help("Shows the thinking, on standard error"),
        simulate().conflicts_with_all(["conversation", "continue"]),
    ])
}

fn serve() -> Command {
    Command::new("serve").about("Serves the interface and the local API on this machine").args([
        Arg::new("port")
            .long("port")
            .value_parser(value_parser!(u16))
            .default_value("7878")
            .help("The port on 127.0.0.1; 0 takes any that is free"),
        Arg::new("open-page")
            .long("open-page")
            .action(ArgAction::SetTrue)
            .help("Opens the interface in the browser, where there is a display"),
        simulate(),
    ])
}

fn simulate() -> Arg {
    Arg::new("simulate")
        .long("simulate")
        .action(ArgAction::SetTrue)
        .help("Lets the built-in simulator answer; needs no key, and keeps nothing")
}

fn completions() -> Command {
    let shell = Arg::new("shell").required(true).value_parser(value_parser!(clap_complete::Shell));
    Command::new("completions").about("Prints the completions for a shell").arg(shell)
}

fn subcommand(operation: &Operation) -> Command {
    let about = operation.doc.trim().to_owned();
    let command = Command::new(operation.parts().1.to_owned()).about(about).arg(json());
    let mut required = flags(operation).filter(|field| field.required);
    let only_id = required.next().is_some_and(|it| it.name == "id") && required.next().is_none();
    let nulls = flags(operation).any(|field| field.nullable && !field.required);
    let is_secret = operation.fields.iter().any(|field| is_asked(operation, field));
    let command = match () {
        () if is_secret => command.after_help(ASKED),
        () if nulls => command.after_help(NULLS),
        () => command,
    };
    flags(operation).fold(command, |command, field| {
        if only_id && field.required {
            // Scripts may prefer the flag that all other operations have.
            let flag = Arg::new("id-flag").long("id").hide(true).conflicts_with("id");
            let id = Arg::new("id").required_unless_present("id-flag").value_name("ID");
            command.arg(id.help(field.doc.clone())).arg(flag)
        } else {
            command.arg(flag(field))
        }
    })
}

/// The fields that may be given on the command line.
fn flags(operation: &Operation) -> impl Iterator<Item = &Field> {
    operation.fields.iter().filter(|field| !is_asked(operation, field))
}

/// Whether a field holds what must never stand on a command line, so that it is asked for.
pub(crate) fn is_asked(operation: &Operation, field: &Field) -> bool {
    operation.parts().0 == SECRET || field.name == "passphrase"
}

fn flag(field: &Field) -> Arg {
    let long = field.name.replace('_', "-");
    let arg = Arg::new(field.name.clone()).help(field.doc.clone()).required(field.required);
    let arg = if long == field.name { arg } else { arg.alias(field.name.clone()) };
    let arg = arg.long(long);
    match &field.shape {
        Shape::Truth if !field.nullable => arg.action(ArgAction::SetTrue).required(false),
        Shape::Truth => {
            arg.num_args(0..=1).default_missing_value("true").value_parser(["true", "false"])
        }
        Shape::Word(words) => {
            let nothing = field.nullable.then(|| "null".to_owned());
            arg.value_parser(clap::builder::PossibleValuesParser::new(
                words.iter().cloned().chain(nothing),
            ))
        }
        Shape::Text => arg.value_name("TEXT").allow_hyphen_values(true),
        Shape::Integer => arg.value_name("NUMBER").allow_negative_numbers(true),
        Shape::Json => arg.value_name("JSON").allow_hyphen_values(true),
    }
}

fn text<'a>(field: &Field, matches: &'a ArgMatches) -> Option<&'a String> {
    let named = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    named(&field.name).or_else(|| named("id-flag").filter(|_| field.name == "id"))
}

/// What a flag's text means.
fn value(field: &Field, text: &str) -> Result<Value, String> {
    if field.nullable && text == "null" {
        return Ok(Value::Null);
    }
    let wrong =
        |what: &str| format!("--{} takes {what}, not `{text}`", field.name.replace('_', "-"));
    match field.shape {
        Shape::Text | Shape::Word(_) => Ok(Value::from(text)),
        Shape::Integer => text.parse::<i64>().map(Value::from).map_err(|_| wrong("a whole number")),
        Shape::Truth => Ok(Value::from(text == "true")),
        Shape::Json => {
            serde_json::from_str(text).map_err(|error| wrong(&format!("JSON ({error})")))
        }
    }
}

#[cfg(test)]
mod tests;
