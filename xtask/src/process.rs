//! Running other programs: each is printed before it starts.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::{self, BufRead, BufReader, IsTerminal, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, bail};

use crate::{advice, project::Project};

/// A program started at the top of the repository, with our own tools first on its PATH.
pub fn command(project: &Project, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(project.root())
        .env("PATH", path(project));
    if io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

pub fn cargo(project: &Project) -> Command {
    command(
        project,
        env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
    )
}

fn path(project: &Project) -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let folders = [project.tools_bin()]
        .into_iter()
        .chain(env::split_paths(&inherited));
    env::join_paths(folders).unwrap_or(inherited)
}

/// Where a program is on PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let inherited = env::var_os("PATH")?;
    env::split_paths(&inherited)
        .map(|folder| folder.join(name))
        .find(|path| is_program(path))
}

#[cfg(unix)]
pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
pub fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Runs to the end; its output goes to ours.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    announce(command);
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!(
            "`{}` failed ({status}); its messages are above",
            shown(command)
        );
    }
    Ok(())
}

/// Runs an installation: shows its output and, if it fails, says what to do as far as that tells.
pub fn run_install(command: &mut Command) -> anyhow::Result<()> {
    announce(command);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let errors = thread::spawn(move || err.map(|stream| copy_lines(stream, io::stderr())));
    let mut output = out
        .map(|stream| copy_lines(stream, io::stderr()))
        .unwrap_or_default();
    output.push_str(&errors.join().ok().flatten().unwrap_or_default());
    let status = child.wait()?;
    if status.success() {
        return Ok(());
    }
    let failed = format!("`{}` failed ({status})", shown(command));
    match advice::for_output(&output) {
        Some(advice) => bail!("{failed}\n{advice}"),
        None => bail!("{failed}; its messages are above"),
    }
}

/// Whether a program ended well, and what it wrote to its standard output (shown as well).
pub struct Finished {
    pub success: bool,
    pub output: String,
}

/// Runs to the end, showing and keeping the standard output.
pub fn run_and_read(command: &mut Command) -> anyhow::Result<Finished> {
    announce(command);
    command.stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let stdout = child.stdout.take();
    let output = stdout
        .map(|stream| copy_lines(stream, io::stdout()))
        .unwrap_or_default();
    Ok(Finished {
        success: child.wait()?.success(),
        output,
    })
}

/// The standard output of a quick question, such as a version; `None` if it cannot be asked.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn announce(command: &Command) {
    println!("$ {}", shown(command));
}

/// The command as one would type it at the top of the repository.
fn shown(command: &Command) -> String {
    let here = command
        .get_current_dir()
        .map(|folder| format!("{}/", folder.display()));
    let words = [command.get_program()]
        .into_iter()
        .chain(command.get_args());
    let words: Vec<String> = words
        .map(|word| {
            let word = word.to_string_lossy();
            let word = here
                .as_deref()
                .and_then(|here| word.strip_prefix(here))
                .unwrap_or(&word);
            if word.contains(' ') {
                format!("'{word}'")
            } else {
                word.to_owned()
            }
        })
        .collect();
    let line = words.join(" ");
    // Cargo names itself by its full path; that tells nobody anything.
    match line.split_once("/bin/cargo ") {
        Some((folder, rest)) if !folder.contains(' ') => format!("cargo {rest}"),
        _ => line,
    }
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start {}", command.get_program().to_string_lossy())
}

fn copy_lines(stream: impl Read, mut to: impl Write) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while reader
        .read_until(b'\n', &mut line)
        .is_ok_and(|length| length > 0)
    {
        let _ = to.write_all(&line).and_then(|()| to.flush()); // a closed terminal must not stop the program
        kept.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/home/me/.cargo/bin/cargo");
        command
            .current_dir("/repo")
            .args(["build", "--features", "a b", "/repo/x"]);
        assert_eq!(shown(&command), "cargo build --features 'a b' x");
    }
}
