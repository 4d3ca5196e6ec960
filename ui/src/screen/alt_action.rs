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
pub(super) fn ways(strings: &Strings, ways: &[(AltAction, bool)], on_way: &Handler<AltAction>) -> ErasedView {
    let link = |&(way, _): &(AltAction, bool)| {
        let (address, word) = match way {
            AltAction::OtherMethod => (strings.proof(paths::CHOOSE), StringKey::OtherMethod),
            AltAction::BackupCode => (strings.proof(paths::RECOVERY), StringKey::UseBackupCode),
            AltAction::Cancel => (strings.link(paths::SECURITY), StringKey::Cancel),
        };
        view! {
            <li>
                <a href=address on:click=instead(on_way, move || way)>
                    {strings.text(word)}
                </a>
            </li>
        }
    };
    let links: Vec<_> = ways.iter().filter(|(_, shown)| *shown).map(link).collect();
    view! { <ul class="links">{links}</ul> }.erase()
}
