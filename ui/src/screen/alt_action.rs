//! The ways on from a screen that asks for something, beside what it asks for.

use crate::{
    erased_view::{ErasedView, erase},
    handler::{Handler, instead},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;

/// A way on that isn't what the screen asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AltAction {
    /// To the choice of a method.
    OtherMethod,
    /// To a backup code.
    BackupCode,
    /// Back to where one came from.
    Cancel,
}

/// Links to these ways.
pub(super) fn ways(strings: &Strings, ways: &[(AltAction, bool)], on_way: &Handler<AltAction>) -> ErasedView {
    let link = |&(way, _): &(AltAction, bool)| {
        let (path, word) = match way {
            AltAction::OtherMethod => (paths::CHOOSE, StringKey::OtherMethod),
            AltAction::BackupCode => (paths::RECOVERY, StringKey::UseBackupCode),
            AltAction::Cancel => (paths::SECURITY, StringKey::Cancel),
        };
        view! {
            <li>
                <a href=strings.link(path) on:click=instead(on_way, move || way)>
                    {strings.text(word)}
                </a>
            </li>
        }
    };
    let links: Vec<_> = ways.iter().filter(|(_, shown)| *shown).map(link).collect();
    erase(view! { <ul class="links">{links}</ul> })
}
