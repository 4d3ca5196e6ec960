//! The alternatives that a screen offers besides its main action.

use crate::{
    erased_view::{Erase, ErasedView},
    handler::{Handler, instead},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;

/// An alternative to the main action of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AltAction {
    /// Choose another method.
    OtherMethod,
    /// Use a backup code.
    BackupCode,
    /// Go back.
    Cancel,
}

/// Links to these alternatives.
pub(super) fn alternatives(strings: &Strings, alternatives: &[(AltAction, bool)], on_alternative: &Handler<AltAction>) -> ErasedView {
    let link = |&(action, _): &(AltAction, bool)| {
        let (address, key) = match action {
            AltAction::OtherMethod => (strings.proof(paths::CHOOSE), StringKey::OtherMethod),
            AltAction::BackupCode => (strings.proof(paths::RECOVERY), StringKey::UseBackupCode),
            AltAction::Cancel => (strings.link(paths::SECURITY), StringKey::Cancel),
        };
        view! {
            <li>
                <a href=address on:click=instead(on_alternative, move || action)>
                    {strings.text(key)}
                </a>
            </li>
        }
    };
    let links: Vec<_> = alternatives.iter().filter(|(_, shown)| *shown).map(link).collect();
    view! { <ul class="links">{links}</ul> }.erase()
}
