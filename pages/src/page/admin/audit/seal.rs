//! How far the audit log is sealed, and how to verify it.

use crate::{page::section::section, page_context::PageContext};
use leptos::prelude::*;
use mfa::AuditSeal;
use ui::{component::TimeText, erased_view::Erase};

pub(super) fn seal(page: &PageContext, seal: AuditSeal) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let content = match seal {
        AuditSeal::Nothing => view! { <p class="card-part">{catalog.text("admin-audit-seal-none")}</p> }.erase(),
        AuditSeal::Broken => view! {
            <div class="card-part">
                <p class="notice notice-error">{catalog.text("admin-audit-seal-broken")}</p>
            </div>
            <pre class="card-part code" tabindex="0">
                <code translate="no">"latchkey audit verify"</code>
            </pre>
        }
        .erase(),
        AuditSeal::UpTo(head, sealed_at) => view! {
            <div class="card-part stack">
                <p>{catalog.text("admin-audit-sealed")} " " <TimeText moment=catalog.exact_moment(sealed_at) /></p>
                <p>
                    <code class="secret" translate="no" data-testid="audit-head">
                        {head.to_string()}
                    </code>
                </p>
                <p>{catalog.text("admin-audit-seal-note")}</p>
            </div>
            <pre class="card-part code" tabindex="0">
                <code translate="no">{format!("latchkey audit verify --head {head}")}</code>
            </pre>
        }
        .erase(),
    };
    section("seal-title", catalog.text("admin-audit-seal-title"), catalog.text("admin-audit-seal-text"), content)
}
