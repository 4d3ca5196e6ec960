//! The ways on from a screen that asks for something, beside what it asks for.

use crate::{
    handler::{Handler, instead},
    kit::{Kit, Word},
    piece::{Piece, piece},
};
use leptos::prelude::*;

/// A way on that isn't what the screen asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the choice of a method.
    OtherMethod,
    /// To a backup code.
    BackupCode,
    /// Back to where one came from.
    Cancel,
}

/// Links to these ways.
pub(super) fn ways(kit: &Kit, ways: &[(Way, bool)], on_way: &Handler<Way>) -> Piece {
    let link = |&(way, _): &(Way, bool)| {
        let (path, word) = match way {
            Way::OtherMethod => ("/mfa/choose", Word::OtherMethod),
            Way::BackupCode => ("/mfa/recovery", Word::UseBackupCode),
            Way::Cancel => ("/account/security", Word::Cancel),
        };
        view! {
            <li>
                <a href=kit.link(path) on:click=instead(on_way, move || way)>
                    {kit.text(word)}
                </a>
            </li>
        }
    };
    let links: Vec<_> = ways.iter().filter(|(_, shown)| *shown).map(link).collect();
    piece(view! { <ul class="links">{links}</ul> })
}
