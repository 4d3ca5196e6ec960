//! Collects the settings as written: first the file, then the environment, which overrides it. Values aren't parsed yet, but every key must be known.

use super::{
    error::{Place, SettingsError},
    key::{self, Key},
};
use std::{collections::BTreeMap, ffi::OsString, path::Path};
use toml::{Table, Value};

/// The values given, by the path of their key.
#[derive(Default)]
pub(super) struct Source {
    given: BTreeMap<String, Given>,
}

struct Given {
    /// The value in the format of an environment variable. `None` for types that have none.
    text: Option<String>,
    shown: String,
    place: Place,
}

impl Source {
    /// Adds the tables of a settings file. The `workspace` table belongs to Leptos' build tools.
    pub(super) fn add_file(&mut self, path: &Path, text: &str) -> Result<(), SettingsError> {
        let place = Place::File(path.to_owned());
        let root: Table = toml::from_str(text).map_err(|error| SettingsError::NotToml {
            path: path.to_owned(),
            line: text.bytes().take(error.span().map_or(0, |span| span.start)).filter(|byte| *byte == b'\n').count() + 1,
            reason: error.message().replace('\n', " "),
        })?;
        for (table, value) in root.iter().filter(|(table, _)| *table != "workspace") {
            let Value::Table(keys) = value else { return Err(unknown(place, table.clone(), table)) };
            for (name, value) in keys {
                let Some(key) = key::find(table, name) else { return Err(unknown(place, format!("{table}.{name}"), table)) };
                self.give(key, place.clone(), text_of(value), value.to_string());
            }
        }
        Ok(())
    }

    /// Adds the `LATCHKEY__TABLE__KEY` variables.
    pub(super) fn add_environment(&mut self, variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<(), SettingsError> {
        for (variable, value) in variables {
            let Some(variable) = variable.to_str() else { continue };
            let Some(path) = variable.strip_prefix(key::PREFIX) else { continue };
            let place = Place::Variable(variable.to_owned());
            let path = path.to_ascii_lowercase();
            let (table, name) = path.split_once("__").unwrap_or((&path, ""));
            let Some(key) = key::find(table, name) else { return Err(unknown(place, path.replace("__", "."), table)) };
            let text = value.to_str().map(ToOwned::to_owned);
            self.give(key, place, text, format!("{value:?}"));
        }
        Ok(())
    }

    /// The value of a key, or its default, parsed by `read`.
    pub(super) fn get<T>(&self, key: &Key, read: impl FnOnce(&str) -> Option<T>) -> Result<T, SettingsError> {
        let given = self.given.get(&key.path());
        let text = given.map_or(Some(key.default), |given| given.text.as_deref());
        text.map(str::trim).and_then(read).ok_or_else(|| SettingsError::BadValue {
            place: given.map_or_else(|| Place::Variable(key.variable()), |given| given.place.clone()),
            key: key.path(),
            shown: match given {
                Some(given) if !key.secret => given.shown.clone(),
                None => "not set".to_owned(),
                Some(_) => "something else (not shown, it may hold a password)".to_owned(),
            },
            allowed: key.allowed,
        })
    }

    /// Whether the operator has set the key.
    pub(super) fn has(&self, key: &Key) -> bool {
        self.given.contains_key(&key.path())
    }

    /// Whether the operator has set the key to another value than its default.
    pub(super) fn differs(&self, key: &Key) -> bool {
        self.given.get(&key.path()).is_some_and(|given| given.text.as_deref().is_none_or(|text| text.trim() != key.default))
    }

    fn give(&mut self, key: &Key, place: Place, text: Option<String>, shown: String) {
        self.given.insert(key.path(), Given { text, shown, place });
    }
}

/// The value in the format of an environment variable: lists are separated by commas.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(truth) => Some(truth.to_string()),
        Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            items.map(|items| items.join(","))
        }
        Value::Float(_) | Value::Datetime(_) | Value::Table(_) => None,
    }
}

fn unknown(place: Place, key: String, table: &str) -> SettingsError {
    let names: Vec<&str> = key::ALL.iter().filter(|key| key.table == table).map(|key| key.name).collect();
    let known = if names.is_empty() {
        let mut tables: Vec<&str> = key::ALL.iter().map(|key| key.table).collect();
        tables.dedup();
        format!("the tables are {}", tables.join(", "))
    } else {
        format!("the keys of [{table}] are {}", names.join(", "))
    };
    SettingsError::Unknown { place, key, known }
}
