//! The frame of every page of the dashboard.

use crate::{
    component::{Done, Problem, wide_page},
    page_context::PageContext,
};
use leptos::prelude::*;
use strum::EnumCount;
use ui::{
    catalog::Catalog,
    erased_view::{Erase, ErasedView},
    paths,
};

/// One of the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub(super) enum Tab {
    Adoption,
    Policy,
    People,
    Approvals,
    Recoveries,
    Audit,
    Outbox,
    Keys,
}

impl Tab {
    const ALL: [Self; Self::COUNT] =
        [Self::Adoption, Self::Policy, Self::People, Self::Approvals, Self::Recoveries, Self::Audit, Self::Outbox, Self::Keys];

    const fn path(self) -> &'static str {
        match self {
            Self::Adoption => paths::ADOPTION,
            Self::Policy => paths::POLICY,
            Self::People => paths::PEOPLE,
            Self::Approvals => paths::APPROVALS,
            Self::Recoveries => paths::RECOVERIES,
            Self::Audit => paths::AUDIT,
            Self::Outbox => paths::OUTBOX,
            Self::Keys => paths::KEYS,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Adoption => "admin-adoption-title",
            Self::Policy => "admin-policy-title",
            Self::People => "admin-people-title",
            Self::Approvals => "admin-approvals-title",
            Self::Recoveries => "admin-recoveries-title",
            Self::Audit => "admin-audit-title",
            Self::Outbox => "admin-mail-title",
            Self::Keys => "admin-keys-title",
        }
    }
}

/// A page of the dashboard: the tabs, its heading, the notice or the error, and the content.
pub(super) fn frame(page: &PageContext, tab: Tab, heading: impl IntoView + 'static, content: impl IntoView + 'static) -> ErasedView {
    frame_told(page, tab, heading, None, content)
}

/// The same, with more details than the notice has.
pub(super) fn frame_told(
    page: &PageContext,
    tab: Tab,
    heading: impl IntoView + 'static,
    told: Option<ErasedView>,
    content: impl IntoView + 'static,
) -> ErasedView {
    let (cx, catalog) = (&page.cx, page.catalog);
    let done = cx.take_flash();
    let done = told.unwrap_or_else(|| view! { <Done text=done.map(|notice| notice.text(catalog)) /> }.erase());
    let link = |to: Tab| {
        let current = (to == tab).then_some(if cx.path == to.path() { "page" } else { "true" });
        view! {
            <li>
                <a href=cx.link(to.path()) aria-current=current>
                    {catalog.text(to.name())} {(to == Tab::Approvals).then(|| waiting(page.to_decide, catalog))}
                </a>
            </li>
        }
    };
    wide_page(view! {
        <nav aria-label=catalog.text("admin-title")>
            <ul class="admin-tabs">{Tab::ALL.map(link)}</ul>
        </nav>
        <h1>{heading.erase()}</h1>
        <Problem error=page.state.page_error().cloned() catalog />
        {done}
        {content.erase()}
    })
}

/// The number of requests that wait for this administrator, if there are any.
fn waiting(count: usize, catalog: Catalog) -> Option<impl IntoView> {
    (count > 0).then(|| {
        view! {
            <span class="badge" aria-hidden="true">
                {count}
            </span>
            <span class="hidden">{catalog.fill("admin-approvals-waiting", [("count", i64::try_from(count).unwrap_or(i64::MAX).into())])}</span>
        }
    })
}
