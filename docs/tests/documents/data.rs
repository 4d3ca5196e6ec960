//! Samples in TOML and JSON, and the names in those of stylesheets.

use crate::source::Source;
use docs::{
    markdown::{documents, fences, root},
    sample::file,
};
use server::settings::{Settings, key};
use std::{fs, path::Path};
use toml::{Table, Value};

#[test]
fn samples_are_what_they_seem() {
    let source = Source::product();
    let mut wrong = Vec::new();
    for document in documents(&root()).unwrap() {
        for fence in fences(&document.text) {
            let text = fence.lines.join("\n");
            let problem = match fence.language {
                "toml" => toml_problem(&text),
                "json" => serde_json::from_str::<serde_json::Value>(&text).err().map(|error| error.to_string()),
                "css" => custom_properties(&text)
                    .find(|name| !source.has_style(&format!("{name}:")))
                    .map(|name| format!("no stylesheet sets {name}")),
                "js" => addresses(&text).find(|name| !source.has_address(name)).map(|name| format!("nothing is called {name}")),
                _ => None,
            };
            wrong.extend(problem.map(|problem| format!("{}:{}: {problem}", document.path, fence.line)));
        }
    }
    assert!(wrong.is_empty(), "samples that don't work:\n{}", wrong.join("\n"));
}

#[test]
fn files_are_shown_as_they_are() {
    let mut shown = 0;
    for document in documents(&root()).unwrap() {
        for fence in fences(&document.text) {
            let Some(path) = file(fence.before) else { continue };
            let text = fs::read_to_string(root().join(path)).unwrap();
            // In a list, all lines are indented.
            let indent = fence.lines.first().map_or(0, |line| line.len() - line.trim_start().len());
            let lines: Vec<_> = fence.lines.iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
            assert_eq!(lines.join("\n"), text.trim_end(), "{}:{}: {path} reads differently", document.path, fence.line);
            shown += 1;
        }
    }
    assert!(shown > 0);
}

fn custom_properties(style: &str) -> impl Iterator<Item = &str> {
    style.split([' ', '\n', ';', '{']).filter_map(|word| word.strip_suffix(':')).filter(|word| word.starts_with("--"))
}

/// Quoted strings with a slash or an underscore: addresses, their parts, the names of events.
fn addresses(script: &str) -> impl Iterator<Item = &str> {
    let literals = script.lines().flat_map(|line| line.split(['\'', '`']).skip(1).step_by(2));
    literals.filter(|literal| literal.contains(['/', '_'])).map(|literal| literal.split('$').next().unwrap_or(literal))
}

/// A file of settings, or else a part of an application's manifest.
fn toml_problem(text: &str) -> Option<String> {
    let table: Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => return Some(error.message().to_owned()),
    };
    if table.contains_key("dependencies") { manifest_problem(&table) } else { settings_problem(text) }
}

fn settings_problem(text: &str) -> Option<String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample.toml");
    fs::write(&file, text).unwrap();
    Settings::read(Some(&file), []).err().map(|error| error.to_string())
}

/// The dependencies in an application's manifest: our crates, and those that it shares with us.
fn manifest_problem(manifest: &Table) -> Option<String> {
    let ours: Table = toml::from_str(&fs::read_to_string(root().join("Cargo.toml")).unwrap()).unwrap();
    let shared = |name: &str| ours.get("workspace")?.get("dependencies")?.get(name).cloned();
    let dependencies = manifest.get("dependencies")?.as_table()?;
    let mut wanted: Vec<(String, String)> = Vec::new();
    for (name, dependency) in dependencies {
        let (version, path) =
            (dependency.get("version").or(Some(dependency)).and_then(Value::as_str), dependency.get("path").and_then(Value::as_str));
        if let Some(path) = path {
            let folder = path.rsplit('/').next().unwrap_or_default();
            if read_manifest(folder).and_then(|manifest| manifest.get("package")?.get("name")?.as_str().map(|found| found == name))
                != Some(true)
            {
                return Some(format!("{path} isn't the crate {name}"));
            }
        } else if let Some(version) = version
            && !shared(name)
                .and_then(|shared| {
                    shared
                        .get("version")
                        .or(Some(&shared))
                        .and_then(Value::as_str)
                        .map(|ours| ours.trim_start_matches('=').starts_with(version))
                })
                .unwrap_or(false)
        {
            return Some(format!("Cargo.toml has another version of {name} than {version}"));
        }
        let features = dependency.get("features").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        wanted.extend(features.map(|feature| (name.clone(), feature.to_owned())));
    }
    for value in manifest.get("features").and_then(Value::as_table).into_iter().flat_map(Table::values) {
        for feature in value.as_array().into_iter().flatten().filter_map(Value::as_str) {
            match feature.split_once('/') {
                Some((name, feature)) => wanted.push((name.to_owned(), feature.to_owned())),
                None if feature.strip_prefix("dep:").is_some_and(|name| dependencies.contains_key(name)) => {}
                None => return Some(format!("{feature} is no dependency")),
            }
        }
    }
    wanted.into_iter().find(|(name, feature)| !has_feature(name, feature)).map(|(name, feature)| format!("{name} has no feature {feature}"))
}

fn read_manifest(folder: &str) -> Option<Table> {
    toml::from_str(&fs::read_to_string(root().join(folder).join("Cargo.toml")).ok()?).ok()
}

/// Whether a crate of ours has the feature, or one of ours switches it on in a crate of others.
fn has_feature(name: &str, feature: &str) -> bool {
    match read_manifest(name) {
        Some(manifest) => manifest.get("features").is_some_and(|features| features.get(feature).is_some()),
        None => ["ui", "app", "pages", "examples/embed", "examples/quickstart"]
            .into_iter()
            .filter_map(read_manifest)
            .any(|manifest| turns_on(&manifest, name, feature)),
    }
}

fn turns_on(manifest: &Table, name: &str, feature: &str) -> bool {
    let of_dependency = manifest.get("dependencies").and_then(|all| all.get(name)?.get("features")?.as_array());
    of_dependency.is_some_and(|features| features.iter().any(|found| found.as_str() == Some(feature)))
        || manifest.to_string().contains(&format!("\"{name}/{feature}\""))
}

#[test]
fn what_does_not_work_is_told() {
    for text in [
        "[server]\npublic_orign = \"https://id.example.org\"",
        "[sever]\naddr = \"127.0.0.1:3000\"",
        "[log]\nformat = \"xml\"",
        "[dependencies]\nlatchkey = { version = \"0.1\", features = [\"island\"] }",
        "[dependencies]\nmfa = { path = \"../latchkey/frontend\" }",
        "[dependencies]\nleptos = { version = \"0.7\" }",
        "[features]\nssr = [\"mfa/storage\"]\n[dependencies]",
        "[dependencies]\nlatchkey = \"0.2\"",
        "[features]\nssr = [\"dep:server\"]\n[dependencies]",
        "a = ",
    ] {
        assert!(toml_problem(text).is_some(), "{text}");
    }
    assert!(key::ALL.len() > 5);
}
