//! The project's commands: `cargo xtask help`.

mod advice;
mod bench;
mod boundaries;
mod check;
mod cli;
mod content_hash;
mod data;
mod fuzz;
mod gazetteer;
mod headers;
mod process;
mod project;
mod rewrites;
mod serve;
mod server;
mod site;
mod size;
mod test;
mod tools;
mod watch;

use std::process::ExitCode;

use cli::Command;
use project::Project;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n{}", advice::failure(&error));
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let project = Project::locate()?;
    match cli::parse(std::env::args_os().skip(1))? {
        Command::Help => {
            println!("{}", cli::HELP);
        }
        Command::Tools => tools::ensure_all(&project)?,
        Command::Data(task) => data::run(&project, &task)?,
        Command::Build(options) => drop(site::build(&project, &options)?),
        Command::Serve(options) => serve::run(&project, &options)?,
        Command::Test(options) => return Ok(test::run(&project, &options)),
        Command::Check => check::run(&project)?,
        Command::KeepChromedriver(path) => test::chromedriver::keep(&path)?,
        Command::Size { update } => size::run(&project, update)?,
        Command::Fuzz { seconds, seed } => fuzz::run(&project, seconds, seed)?,
        Command::Bench {
            runs,
            peers,
            scale: false,
        } => bench::run(&project, runs, peers.as_deref())?,
        Command::Bench {
            runs, scale: true, ..
        } => bench::scale::run(&project, runs)?,
        Command::Boundaries(arguments) => boundaries::run(&arguments)?,
        Command::Gazetteer(arguments) => gazetteer::run(&arguments)?,
    }
    Ok(ExitCode::SUCCESS)
}
