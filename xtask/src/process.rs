//! Running other programs. Errors name the program that failed, and what to do.

use anyhow::{Context, Result, bail};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Runs `command` and waits for its end. Its output is passed through.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` ended with {status}", words(command));
    }
    Ok(())
}

/// Runs `command` and returns its standard output; its standard error is passed through.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!("`{}` ended with {}", words(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed something that isn't text", words(command)))
}

/// Replaces this program with `command`. Returns only if that fails.
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    Err(command.exec()).with_context(|| cannot_start(command))
}

/// Whether this program runs as root.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Runs both functions at the same time, one of them on another thread.
pub(crate) fn at_once<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        // A panic continues as if there were no other thread.
        (one, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

#[expect(clippy::disallowed_methods, reason = "this program waits for others and serves nobody meanwhile")]
pub(crate) fn pause(duration: Duration) {
    std::thread::sleep(duration);
}

/// Whether `program` can be started, by asking for its version.
pub(crate) fn exists(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` can't be started: is it installed?", command.get_program().to_string_lossy())
}

/// The command line as a user would type it, for messages.
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
