//! Command lines of `latchkey` and `cargo xtask` are such that those programs take.

#[path = "../../../server/src/cli.rs"]
mod cli;

use clap::{Command, CommandFactory, Parser, error::ErrorKind};
use cli::Cli;
use docs::markdown::{documents, fences, root, spans};
use std::{collections::BTreeSet, fs, path::Path};

/// Languages of fences with command lines.
const SHELLS: [&str; 3] = ["", "sh", "bash"];

/// Whether this is a command line of ours.
pub(crate) fn is_ours(text: &str) -> bool {
    ["latchkey ", "./latchkey ", "cargo xtask "].iter().any(|program| text.starts_with(program))
}

/// All long options of both programs.
pub(crate) fn options() -> BTreeSet<String> {
    fn of(command: &Command, found: &mut BTreeSet<String>) {
        found.extend(command.get_arguments().filter_map(|argument| argument.get_long()).map(str::to_owned));
        command.get_subcommands().for_each(|command| of(command, found));
    }
    let mut found = Xtask::read().options;
    of(&Cli::command(), &mut found);
    found
}

/// Whether `key=value` can be set in a policy.
pub(crate) fn policy_takes(change: &str) -> bool {
    let Some((key, value)) = change.split_once('=') else { return false };
    let mut fields = serde_json::to_value(mfa::Policy::default()).unwrap();
    let Some(field) = fields.get_mut(key) else { return false };
    *field = if field.is_string() { value.into() } else { serde_json::from_str(value).unwrap_or_default() };
    serde_json::from_value::<mfa::Policy>(fields).is_ok_and(|policy| policy.check().is_ok())
}

/// The commands that `xtask` declares, read from its source: it is a program of its own, and building it would take longer than all of these tests.
struct Xtask {
    tasks: BTreeSet<String>,
    options: BTreeSet<String>,
}

impl Xtask {
    fn read() -> Self {
        let mut xtask = Self { tasks: BTreeSet::new(), options: BTreeSet::from(["help".to_owned()]) };
        xtask.read_folder(&root().join("xtask/src"));
        assert!(!xtask.tasks.is_empty(), "xtask/src has no `enum Task` any more: tell this test where its commands are");
        xtask
    }

    fn read_folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                self.read_folder(&entry.path());
            } else {
                self.read_text(&fs::read_to_string(entry.path()).unwrap());
            }
        }
    }

    fn read_text(&mut self, text: &str) {
        let (mut is_in_tasks, mut is_option) = (false, false);
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let name = |line: &str| {
                line.trim_start_matches("pub(crate) ")
                    .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            };
            if line.starts_with("enum Task") || line.starts_with("pub(crate) enum Task") {
                is_in_tasks = true;
            } else if line.starts_with('}') {
                is_in_tasks = false;
            } else if is_in_tasks && line.starts_with("    ") && line.trim_start_matches("    ").starts_with(char::is_uppercase) {
                self.tasks.insert(kebab(&name(line.trim())));
            }
            let line = line.trim();
            if line.starts_with("#[arg(") {
                is_option = line.contains("long");
            } else if is_option && !line.starts_with('#') {
                self.options.insert(name(line).replace('_', "-"));
                is_option = false;
            }
        }
    }

    fn problem(&self, arguments: &[String]) -> Option<String> {
        // Arguments after two dashes belong to another program.
        let (options, others): (Vec<_>, Vec<_>) =
            arguments.iter().take_while(|argument| *argument != "--").partition(|argument| argument.starts_with("--"));
        let unknown =
            options.into_iter().find(|option| !self.options.contains(option.trim_start_matches('-').split('=').next().unwrap_or_default()));
        let task = others.first().filter(|task| !self.tasks.contains(**task));
        task.map(|task| format!("xtask has no command {task}")).or_else(|| unknown.map(|option| format!("xtask has no option {option}")))
    }
}

/// `ResetMfa` is `reset-mfa` at the command line.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

/// The words of a command line as a shell would take them, without what follows `#`.
fn catalog(line: &str) -> Vec<String> {
    let (mut catalog, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match (letter, quote) {
            (letter, Some(open)) if letter == open => quote = None,
            ('\'' | '"', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            ('#', None) if word.is_none() => break,
            (' ', None) => catalog.extend(word.take()),
            (letter, _) => word.get_or_insert_default().push(letter),
        }
    }
    catalog.extend(word);
    catalog
}

/// The fault of a command line. In a sentence, a command line may be incomplete.
fn problem(line: &str, is_whole: bool) -> Option<String> {
    let catalog = catalog(line);
    if let Some(arguments) = catalog.strip_prefix(&["cargo".to_owned(), "xtask".to_owned()]) {
        return Xtask::read().problem(arguments);
    }
    let wrong = catalog
        .iter()
        .filter_map(|word| word.split_once('=').map(|_| word))
        .find(|change| catalog.get(1).is_some_and(|word| word == "policy") && !policy_takes(change));
    if let Some(wrong) = wrong {
        return Some(format!("no policy has {wrong}"));
    }
    let is_placeholder = |word: &String| word.contains('…') || word.chars().all(|letter| letter.is_uppercase());
    let error = Cli::try_parse_from(&catalog).err()?;
    let is_fine = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => true,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => {
            !is_whole
        }
        ErrorKind::ValueValidation => catalog.iter().any(is_placeholder),
        _ => false,
    };
    (!is_fine).then(|| error.to_string().lines().next().unwrap_or_default().to_owned())
}

#[test]
fn every_command_line_can_be_typed() {
    let mut wrong = Vec::new();
    for document in documents(&root()).unwrap() {
        let mut lines: Vec<(usize, String, bool)> = spans(&document.text).into_iter().map(|span| (span.line, span.text, false)).collect();
        for fence in fences(&document.text).into_iter().filter(|fence| SHELLS.contains(&fence.language)) {
            lines.extend(fence.lines.iter().zip(fence.line + 1..).map(|(line, number)| (number, line.trim().to_owned(), true)));
        }
        for (number, line, is_whole) in lines.into_iter().filter(|(_, line, _)| is_ours(line)) {
            wrong.extend(problem(&line, is_whole).map(|problem| format!("{}:{number}: `{line}`: {problem}", document.path)));
        }
    }
    assert!(wrong.is_empty(), "command lines that don't work:\n{}", wrong.join("\n"));
}

#[test]
fn a_command_line_that_does_not_work_is_told() {
    for line in [
        "latchkey serv",
        "latchkey user reset a@b.c",
        "latchkey policy set totp=maybe",
        "latchkey serve --port 3000",
        "cargo xtask build",
        "cargo xtask test --fast",
    ] {
        assert!(problem(line, false).is_some(), "{line}");
    }
    for line in [
        "latchkey policy",
        "latchkey user reset-mfa ID --reason …",
        "latchkey policy set actions='[{\"name\":\"a\"}]' # c",
        "cargo xtask serve",
    ] {
        assert_eq!(problem(line, false), None, "{line}");
    }
}
