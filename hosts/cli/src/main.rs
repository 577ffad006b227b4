//! The command line of Atelier: talk to Claude, run any operation, serve the interface.
//!
//! It opens the application, or becomes the guest of the process that has it open, and knows none
//! of the operations by itself: their commands come from the contract.

mod answer;
mod apply;
mod args;
mod ask;
mod attach;
mod chat;
mod clock;
mod contract;
mod environment;
mod exit;
mod interrupt;
mod logs;
mod open;
mod operate;
mod render;
mod sanitise;
mod secrets;
mod serve;
mod session;
mod styling;
mod terminal;
mod turn;
mod usage;

use std::{ffi::OsString, process::ExitCode};

use atelier_app::{ZeroingAllocator, harden_process, share_heap};
use clap::ArgMatches;

use crate::{
    contract::Operation,
    environment::Environment,
    exit::Exit,
    interrupt::Interrupts,
    session::{Answers, Session},
    terminal::Terminal,
};

#[global_allocator]
static ALLOCATOR: ZeroingAllocator = ZeroingAllocator;

fn main() -> ExitCode {
    share_heap();
    let hardened = harden_process();
    let terminal = Terminal::detect(std::env::var_os("NO_COLOR").as_deref());
    if let Err(error) = hardened {
        // Keys would be readable by a debugger or in a core file.
        terminal
            .error(&format!("the process cannot be protected ({error}); nothing was done"), None);
        return Exit::Failed.into();
    }
    command(terminal, std::env::args_os().collect()).into()
}

fn command(terminal: Terminal, line: Vec<OsString>) -> Exit {
    if let [_, only] = line.as_slice()
        && (only == "--version" || only == "-V")
    {
        return usage::version();
    }
    // The contract is long, and reading it costs more than all else before the start.
    let own = line.get(1).is_some_and(|first| args::is_own(first));
    let operations = if own { Ok(Vec::new()) } else { contract::operations() };
    let operations = match operations {
        Ok(operations) => operations,
        Err(error) => return usage::broken(terminal, &error),
    };
    let matches = match args::command(&operations).try_get_matches_from(line) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error),
    };
    if let Some(("completions", matches)) = matches.subcommand() {
        return usage::completions(args::command(&operations), matches);
    }
    let environment = match Environment::read(std::env::var_os) {
        Ok(environment) => environment,
        Err(error) => {
            terminal.error(&error.to_string(), None);
            return Exit::Usage;
        }
    };
    // Read while Ctrl-C still ends the process.
    let question = match matches.subcommand() {
        Some(("ask", matches)) => ask::question(matches),
        Some(("apply", _)) => apply::edit(),
        _ => Ok(String::new()),
    };
    let question = match question {
        Ok(question) => question,
        Err(error) => {
            terminal.error(&error.message, error.hint.as_deref());
            return Exit::Usage;
        }
    };
    // One thread writes to a terminal that may be slow; another hears Ctrl-C meanwhile.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    match runtime {
        Ok(runtime) => {
            let interrupts = Interrupts::default();
            runtime.spawn(interrupts.clone().listen());
            let work = run(environment, terminal, interrupts, &operations, &matches, question);
            let exit = runtime.block_on(work);
            runtime.shutdown_background();
            exit
        }
        Err(error) => {
            terminal.error(&format!("no thread could be started: {error}"), None);
            Exit::Failed
        }
    }
}

async fn run(
    mut environment: Environment,
    terminal: Terminal,
    interrupts: Interrupts,
    operations: &[Operation],
    matches: &ArgMatches,
    question: String,
) -> Exit {
    let Some((name, matches)) = matches.subcommand() else { return Exit::Usage };
    let simulated = matches.try_get_one::<bool>("simulate").ok().flatten().copied();
    let answers = if simulated == Some(true) { Answers::Simulator } else { Answers::Endpoint };
    let token = environment.token.take();
    let keeps_logs = name == "serve" && answers == Answers::Endpoint;
    let folder = keeps_logs.then(|| environment.paths.logs.clone());
    let running = logs::start(terminal, environment.log, folder);
    let session = match Session::open(environment, running, answers, terminal, interrupts).await {
        Ok(session) => session,
        Err(error) => {
            terminal.error(&error.message, error.hint.as_deref());
            return Exit::of(&error);
        }
    };
    let exit = match name {
        "apply" => apply::run(&session, matches, question).await,
        "ask" => ask::run(&session, matches, question).await,
        "chat" => chat::run(&session, matches).await,
        "open" => open::link(&session, matches).await,
        "quick" => open::quick(&session).await,
        "serve" => serve::run(&session, matches, token).await,
        domain => match matches.subcommand() {
            Some((method, matches)) => {
                let found = operations.iter().find(|it| it.parts() == (domain, method));
                match found {
                    Some(operation) => operate::run(&session, operation, matches).await,
                    None => Exit::Usage,
                }
            }
            None => Exit::Usage,
        },
    };
    session.close().await;
    exit
}
