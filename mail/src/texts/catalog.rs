//! The texts of one language.

use crate::language::Language;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

/// The files of `locales`, by language.
const ENGLISH: [&str; 4] = [
    include_str!("../../locales/en/account.ftl"),
    include_str!("../../locales/en/frame.ftl"),
    include_str!("../../locales/en/link.ftl"),
    include_str!("../../locales/en/recovery.ftl"),
];
const GERMAN: [&str; 4] = [
    include_str!("../../locales/de/account.ftl"),
    include_str!("../../locales/de/frame.ftl"),
    include_str!("../../locales/de/link.ftl"),
    include_str!("../../locales/de/recovery.ftl"),
];

/// The texts of a language, an operator's own ones included.
pub(super) struct Catalog {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// A text that can't be filled in: it doesn't exist, or needs a value that isn't there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unfilled(pub(super) String);

impl Catalog {
    pub(super) fn built_in(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // The accessible names of links would have marks that can't be seen.
        bundle.set_use_isolating(false);
        for resource in resources(language) {
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Puts an operator's texts in the place of those that are there.
    pub(super) fn override_with(&mut self, resource: FluentResource) {
        self.bundle.add_resource_overriding(resource);
    }

    pub(super) const fn language(&self) -> Language {
        self.language
    }

    /// The text under `key`, filled with `values`.
    pub(super) fn text(&self, key: &str, values: &FluentArgs<'_>) -> Result<String, Unfilled> {
        let unfilled = || Unfilled(key.to_owned());
        let pattern = self.bundle.get_message(key).and_then(|message| message.value()).ok_or_else(unfilled)?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(unfilled()) }
    }
}

/// The files of a language, parsed. Faulty entries are left out; a test keeps them from being there.
pub(super) fn resources(language: Language) -> impl Iterator<Item = FluentResource> {
    let files = match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
    };
    files.into_iter().map(|file| match FluentResource::try_new(file.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    })
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, GERMAN};
    use fluent_bundle::FluentResource;
    use std::{fs, path::Path};

    #[test]
    fn every_file_is_read_and_has_no_fault() {
        for (language, files) in [("en", ENGLISH), ("de", GERMAN)] {
            for file in files {
                let faults = FluentResource::try_new(file.to_owned()).err().map(|(_, faults)| faults);
                assert!(faults.is_none(), "{language}: {faults:?}");
            }
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
            assert_eq!(fs::read_dir(folder).unwrap().count(), files.len(), "{language} has a file that isn't read");
        }
    }
}
