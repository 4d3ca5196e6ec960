//! `/mfa/confirm/{id}`: to the proof of an action that an application's server has begun.
//!
//! The page itself shows nothing. The action becomes the session's pending form, and the page of a proof says what is confirmed.

use crate::page_context::{NotShown, PageContext, Shown};
use mfa::{Form, Sensitive};
use ui::paths;

/// The field of the pending form with the words that the page of the proof shows.
pub(super) const SUMMARY: &str = "summary";

pub(crate) async fn show(page: PageContext) -> Shown {
    let (session, latchkey, id) = (page.session()?, &page.cx.latchkey, page.parameter()?);
    let asked = latchkey.tokens().to_confirm(session, &id).await?;
    if asked.is_confirmed {
        return Err(NotShown::Redirect(asked.return_to));
    }
    // A page that is opened again doesn't take the proof away from the tab where it is being given.
    let pending = match latchkey.forms().pending(session).await?.filter(|pending| pending.id == id) {
        Some(pending) => pending,
        None => {
            let form = Form { path: page.cx.path.clone(), fields: vec![(SUMMARY.to_owned(), asked.text)], act: Sensitive::ConfirmAction };
            latchkey.forms().park_as(session, &form, id, asked.ends_at).await?
        }
    };
    let provable = page.assessment()?.provable();
    let path = provable.first().map_or(paths::CHOOSE, |method| paths::of_proof(*method));
    Err(NotShown::Redirect(page.strings_for(Some(&pending)).proof(path)))
}
