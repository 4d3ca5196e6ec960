//! `/mfa/confirm/{id}`: to the proof of an action that an application's server has begun.
//!
//! The page itself shows nothing. The action becomes the session's pending form, and the page of a proof says what is confirmed.

use crate::page_context::{NotShown, PageContext, Shown};
use mfa::{Form, Sensitive};
use ui::paths;

/// The field of the pending form with the words that the page of the proof shows.
pub(super) const SUMMARY: &str = "summary";

pub(crate) async fn show(page: PageContext) -> Shown {
    let (session, latchkey) = (page.session()?, &page.cx.latchkey);
    let asked = latchkey.tokens().to_confirm(session, &page.parameter()?).await?;
    if asked.is_confirmed {
        return Err(NotShown::Redirect(asked.return_to));
    }
    let path = &page.cx.path;
    // A page that is opened again doesn't take the proof away from the tab where it is being given.
    let is_pending = latchkey.forms().pending(session).await?.is_some_and(|pending| pending.form.path == *path);
    if !is_pending {
        let form = Form { path: path.clone(), fields: vec![(SUMMARY.to_owned(), asked.text)], act: Sensitive::ConfirmAction };
        latchkey.forms().park(session, &form).await?;
    }
    let provable = page.assessment()?.provable();
    Err(NotShown::Redirect(page.cx.link(provable.first().map_or(paths::CHOOSE, |method| paths::of_proof(*method)))))
}
