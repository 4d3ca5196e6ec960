//! Which page is at which path.

use crate::page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

/// The router. Every page is rendered to its end before the first byte is sent, so that its status, its redirect and its cookies are
/// known by then, and nothing needs a script to fall into place.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=page::problem::not_found>
                <Route ssr=SsrMode::Async path=path!("/") view=page::landing::page />
                <Route ssr=SsrMode::Async path=path!("/sign-up") view=page::sign_up::page />
                <Route ssr=SsrMode::Async path=path!("/sign-in") view=page::sign_in::page />
                <Route ssr=SsrMode::Async path=path!("/sign-out") view=page::sign_out::page />
                <Route ssr=SsrMode::Async path=path!("/lost-access") view=page::lost_access::page />
                <Route ssr=SsrMode::Async path=path!("/time-zone") view=page::time_zone::page />
                <Route ssr=SsrMode::Async path=path!("/playground") view=page::playground::page />
                <Route ssr=SsrMode::Async path=path!("/mfa") view=page::next::page />
                <Route ssr=SsrMode::Async path=path!("/mfa/choose") view=page::choose::page />
                <Route ssr=SsrMode::Async path=path!("/mfa/totp") view=page::totp::page />
                <Route ssr=SsrMode::Async path=path!("/mfa/verify") view=page::verify::page />
                <Route ssr=SsrMode::Async path=path!("/mfa/passkey") view=page::passkey::page />
                <Route ssr=SsrMode::Async path=path!("/mfa/recovery") view=page::recovery::page />
                <Route ssr=SsrMode::Async path=path!("/mfa/recovery-codes") view=page::recovery_codes::page />
                <Route ssr=SsrMode::Async path=path!("/account") view=page::detour::page />
                <Route ssr=SsrMode::Async path=path!("/account/devices") view=page::detour::page />
                <Route ssr=SsrMode::Async path=path!("/account/passkeys") view=page::detour::page />
                <Route ssr=SsrMode::Async path=path!("/account/second-method") view=page::detour::page />
                <Route ssr=SsrMode::Async path=path!("/account/notices") view=page::detour::page />
                <Route ssr=SsrMode::Async path=path!("/account/recovery-codes") view=page::detour::page />
                <Route ssr=SsrMode::Async path=path!("/account/sessions") view=page::detour::page />
                <Route ssr=SsrMode::Async path=path!("/account/security") view=page::security::page />
                <Route ssr=SsrMode::Async path=path!("/account/activity") view=page::activity::page />
                <Route ssr=SsrMode::Async path=path!("/account/devices/:id/rename") view=page::rename::device />
                <Route ssr=SsrMode::Async path=path!("/account/devices/:id/remove") view=page::remove::device />
                <Route ssr=SsrMode::Async path=path!("/account/passkeys/:id/rename") view=page::rename::passkey />
                <Route ssr=SsrMode::Async path=path!("/account/passkeys/:id/remove") view=page::remove::passkey />
                <Route ssr=SsrMode::Async path=path!("/account/email") view=page::email::page />
                <Route ssr=SsrMode::Async path=path!("/account/password") view=page::password::page />
                <Route ssr=SsrMode::Async path=path!("/account/delete") view=page::delete::page />
                <Route ssr=SsrMode::Async path=path!("/admin") view=page::admin::adoption::page />
                <Route ssr=SsrMode::Async path=path!("/admin/policy") view=page::admin::policy::page />
                <Route ssr=SsrMode::Async path=path!("/admin/policy/preview") view=page::admin::policy::preview::page />
                <Route ssr=SsrMode::Async path=path!("/admin/policy/preview/people") view=page::admin::policy::touched::page />
                <Route ssr=SsrMode::Async path=path!("/admin/policy/versions") view=page::admin::policy::versions::page />
                <Route ssr=SsrMode::Async path=path!("/admin/policy/versions/:version") view=page::admin::policy::version::page />
                <Route ssr=SsrMode::Async path=path!("/admin/people") view=page::admin::people::page />
                <Route ssr=SsrMode::Async path=path!("/admin/people/:id") view=page::admin::person::page />
                <Route ssr=SsrMode::Async path=path!("/admin/people/:id/reset") view=page::admin::help::reset />
                <Route ssr=SsrMode::Async path=path!("/admin/people/:id/end-sessions") view=page::admin::help::end_sessions />
                <Route ssr=SsrMode::Async path=path!("/admin/people/:id/disable") view=page::admin::help::disable />
                <Route ssr=SsrMode::Async path=path!("/admin/people/:id/enable") view=page::admin::help::enable />
                <Route ssr=SsrMode::Async path=path!("/admin/approvals") view=page::admin::approvals::page />
                <Route ssr=SsrMode::Async path=path!("/admin/audit") view=page::admin::audit::page />
                <Route ssr=SsrMode::Async path=path!("/admin/keys") view=page::admin::keys::page />
                <Route ssr=SsrMode::Async path=path!("/admin/keys/:id/revoke") view=page::admin::keys::revoke />
            </FlatRoutes>
        </Router>
    }
}

#[cfg(test)]
mod tests {
    use super::App;
    use crate::document::Head;
    use app::words::{Language, Words};
    use leptos_axum::generate_route_list;

    /// These send everybody on.
    const WITHOUT_A_PAGE: [&str; 7] = [
        "/account",
        "/account/devices",
        "/account/passkeys",
        "/account/second-method",
        "/account/notices",
        "/account/recovery-codes",
        "/account/sessions",
    ];

    #[test]
    fn every_page_has_a_title() {
        let title = |path: &str| Head::of(path, None, None).title(Words::new(Language::English), "");
        for listing in generate_route_list(App) {
            let titled = title(listing.path()) != title("/nowhere");
            assert_eq!(titled, !WITHOUT_A_PAGE.contains(&listing.path()), "{}", listing.path());
        }
    }
}
