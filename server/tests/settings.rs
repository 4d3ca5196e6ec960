//! The settings file, the manifest and the documentation say the same.

#![cfg(test)]

use server::settings::{Settings, key};
use std::{fs, path::Path};
use toml::{Table, Value};

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)).unwrap()
}

fn leptos_tables(name: &str) -> Vec<Value> {
    let file: Table = toml::from_str(&read(name)).unwrap();
    file["workspace"]["metadata"]["leptos"].as_array().unwrap().clone()
}

#[test]
fn both_files_tell_the_build_tools_the_same() {
    assert_eq!(leptos_tables("Leptos.toml").len(), 1, "Leptos reads the first one only");
    assert_eq!(leptos_tables("Leptos.toml"), leptos_tables("Cargo.toml"));
}

#[test]
fn leptos_itself_can_read_the_file() {
    let options =
        leptos::config::get_configuration(Some(&format!("{}/../Leptos.toml", env!("CARGO_MANIFEST_DIR")))).unwrap().leptos_options;
    assert_eq!((&*options.output_name, &*options.site_pkg_dir), ("latchkey", "pkg"));
}

#[test]
fn the_file_in_the_repository_is_accepted() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Leptos.toml");
    assert!(Settings::read(Some(&file), []).is_ok());
}

#[test]
fn every_key_is_explained() {
    let (file, manual) = (read("Leptos.toml"), read("docs/operating.md"));
    for key in key::ALL {
        assert!(file.contains(&format!("# {} = ", key.name)), "{} is not in Leptos.toml", key.path());
        let row = manual.lines().find(|line| line.starts_with(&format!("| `{}` |", key.path())));
        let default = row.and_then(|row| row.split('|').nth(2)).unwrap_or_default();
        assert!(row.is_some(), "{} is not in docs/operating.md", key.path());
        assert!(key.default.is_empty() || default.trim() == format!("`{}`", key.default), "{}: {default}", key.path());
    }
}

#[test]
fn what_is_commented_out_is_the_default_or_an_example_that_works() {
    let active: Vec<String> = read("Leptos.toml").lines().map(uncommented).collect();
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("Leptos.toml");
    fs::write(&file, active.join("\n")).unwrap();
    let settings = Settings::read(Some(&file), []).map_err(|error| error.to_string()).unwrap();
    let defaults = Settings::read(Some(&write_empty(&folder)), []).unwrap();
    assert_eq!((settings.addr, settings.idle, settings.absolute), (defaults.addr, defaults.idle, defaults.absolute));
    assert_eq!((settings.database_url, settings.key_file), (defaults.database_url, defaults.key_file));
}

fn uncommented(line: &str) -> String {
    match line.strip_prefix("# ") {
        Some(setting) if setting.contains(" = ") && !setting.starts_with(char::is_uppercase) => setting.to_owned(),
        _ => line.to_owned(),
    }
}

fn write_empty(folder: &tempfile::TempDir) -> std::path::PathBuf {
    let file = folder.path().join("empty.toml");
    fs::write(&file, "").unwrap();
    file
}
