//! The question whether codes and methods are still at hand.

use crate::page_context::PageContext;
use leptos::prelude::*;
use mfa::view::Overview;
use ui::{
    erased_view::{Erase, ErasedView},
    icon::{CODES, Icon},
    paths,
};

/// The question, with a button for each answer.
pub(super) fn part(page: &PageContext, overview: &Overview) -> ErasedView {
    let catalog = page.catalog;
    let question = if overview.recovery.total > 0 { "check-up-with-codes" } else { "check-up-methods" };
    view! {
        <form class="offer" method="post" action=page.cx.link(paths::CHECK_UP)>
            <span class="row-icon">
                <Icon path=CODES />
            </span>
            <div class="offer-text">
                <p id="check-up">{catalog.text(question)}</p>
            </div>
            <div class="offer-actions">
                <button class="button" name="action" value="yes" aria-describedby="check-up">
                    {catalog.text("check-up-yes")}
                </button>
                <button class="button" name="action" value="no" aria-describedby="check-up">
                    {catalog.text("check-up-no")}
                </button>
            </div>
        </form>
    }
    .erase()
}
