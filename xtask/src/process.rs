//! Running other programs, with errors that say which one failed and what to do.

use anyhow::{Context, Result, bail};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Runs `command` to its end. Its output goes where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` ended with {status}", words(command));
    }
    Ok(())
}

/// Runs `command` to its end and gives what it printed; its complaints go where ours go.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!("`{}` ended with {}", words(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed something that isn't text", words(command)))
}

/// Turns this program into `command`. Comes back only when that fails.
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    Err(command.exec()).with_context(|| cannot_start(command))
}

/// Whether this program may do everything on this machine.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Does both at the same time, one of them on a thread of its own.
pub(crate) fn at_once<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        // A panic goes on where it would have if there were no thread.
        (one, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

#[expect(clippy::disallowed_methods, reason = "this program waits for others and serves nobody meanwhile")]
pub(crate) fn pause(duration: Duration) {
    std::thread::sleep(duration);
}

/// Whether `program` can be started: it is asked for its version.
pub(crate) fn exists(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` can't be started: is it installed?", command.get_program().to_string_lossy())
}

/// The command line as one would type it, for messages.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let words = std::iter::once(program.file_name().unwrap_or(program.as_os_str())).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_command() {
        let error = run(Command::new("/bin/sh").args(["-c", "exit 3"])).unwrap_err().to_string();
        assert!(error.starts_with("`sh -c exit 3` ended with"), "{error}");
        let error = run(&mut Command::new("no-such-program")).unwrap_err().to_string();
        assert_eq!(error, "`no-such-program` can't be started: is it installed?");
    }

    #[test]
    fn both_are_done() {
        assert_eq!(at_once(|| 1, || "two"), (1, "two"));
    }

    #[test]
    fn what_a_command_prints_is_given() {
        assert_eq!(output(Command::new("printf").arg("a b")).unwrap(), "a b");
    }
}
