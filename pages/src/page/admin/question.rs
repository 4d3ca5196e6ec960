//! The confirmation before an action that can't be undone, or that affects other people.

use crate::page_context::PageContext;
use leptos::prelude::*;
use mfa::error::Subject;
use ui::{
    component::{Field, Kind},
    erased_view::{Erase, ErasedView},
};

/// The consequences, the fields of the action, and its button (red, if something is lost), beside a link back. The form is sent to the path of the
/// page.
pub(super) fn question(
    page: &PageContext,
    text: String,
    fields: ErasedView,
    (button, destructive): (String, bool),
    back: &str,
) -> ErasedView {
    let class = if destructive { "button button-primary button-danger" } else { "button button-primary" };
    view! {
        <div class="card card-question">
            <p class="lead">{text}</p>
            <form class="stack" method="post" action=page.cx.link(&page.cx.path) novalidate>
                {fields}
                <div class="buttons">
                    <button class=class>{button}</button>
                    <a class="button button-quiet" href=page.cx.link(back)>
                        {page.catalog.text("frame-cancel")}
                    </a>
                </div>
            </form>
        </div>
    }
    .erase()
}

/// The field for the reason of an action, with the key of the sentence about its readers.
pub(super) fn reason(page: &PageContext, hint: &'static str) -> ErasedView {
    let (catalog, state) = (page.catalog, &page.state);
    view! {
        <Field
            id="reason"
            label=catalog.text("admin-reason")
            kind=Kind::Text
            value=state.value("reason")
            hint=catalog.text(hint)
            error=state.error_about(Subject::Reason, catalog)
        />
    }
    .erase()
}
