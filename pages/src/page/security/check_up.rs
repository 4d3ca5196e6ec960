//! The question whether codes and methods are still at hand.

use crate::page_context::PageContext;
use leptos::prelude::*;
use mfa::view::Overview;
use ui::paths;

/// The question, with a button for each answer.
pub(super) fn part(page: &PageContext, overview: &Overview) -> AnyView {
    let catalog = page.catalog;
    let question = if overview.recovery.total > 0 { "check-up-with-codes" } else { "check-up-methods" };
    view! {
        <form class="card card-line" method="post" action=page.cx.link(paths::CHECK_UP)>
            <p id="check-up">{catalog.text(question)}</p>
            <span class="row-actions">
                <button class="button button-small" name="action" value="yes" aria-describedby="check-up">
                    {catalog.text("check-up-yes")}
                </button>
                <button class="button button-small" name="action" value="no" aria-describedby="check-up">
                    {catalog.text("check-up-no")}
                </button>
            </span>
        </form>
    }
    .into_any()
}
