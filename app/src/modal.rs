//! The built-in screens as dialogs over an application's pages.
//!
//! The page is served with one closed, empty `<dialog>`; the sentences of its screens and the visitor's status are data in its attributes. A screen
//! is mounted into it when it opens, and removed when it closes. They are the same [screens](ui::screen) that the pages show.

#[cfg(feature = "hydrate")]
pub mod live;

#[cfg(feature = "hydrate")]
pub(crate) use live::activate;

use leptos::prelude::*;

/// The container of the built-in screens, from which hooks also read the visitor's status: once per page, around or beside the rest of it.
///
/// For applications that hydrate whole pages. If the pages use islands, use [`MfaProviderIsland`](crate::island::MfaProviderIsland).
///
/// # On the server
///
/// It reads the request's context, which the layers of `server` provide. Without a context, the browser reads the visitor's status itself, but no
/// screen can open.
#[component]
pub fn MfaProvider(
    /// The application's own pages.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(activate);
    view! {
        {children.map(|children| children())}
        <Dialogs />
    }
}

/// The links to the stylesheets of the dialogs, for a page with a stylesheet of its own: Latchkey's, whose rules only affect the dialogs, and the
/// application's [theme](ui::site::Site::theme). The component belongs into the document's `<head>`, which isn't hydrated.
///
/// # On the server
///
/// It reads the request's context. Without a context there are no links, since no dialog could open.
#[component]
pub fn MfaStylesheets() -> impl IntoView {
    stylesheets().into_iter().map(|address| view! { <link rel="stylesheet" href=address /> }).collect_view()
}

#[cfg(feature = "ssr")]
fn stylesheets() -> Vec<String> {
    let Ok(cx) = ui::request::RequestContext::current() else { return Vec::new() };
    [Some(cx.link(&cx.site.dialog_stylesheet)), cx.site.theme.clone()].into_iter().flatten().collect()
}

#[cfg(not(feature = "ssr"))]
fn stylesheets() -> Vec<String> {
    Vec::new()
}

/// The closed dialog, and the live region for announcements. Both are empty, and [`activate`] adds their behaviour.
#[component]
pub(crate) fn Dialogs() -> impl IntoView {
    let Served { lang, strings, status } = served();
    view! {
        <dialog
            id="mfa-dialog"
            class="mfa-dialog"
            lang=lang
            aria-labelledby="mfa-dialog-title"
            aria-describedby="mfa-dialog-confirm"
            data-strings=strings
            data-status=status
        ></dialog>
        <p id="mfa-said" class="mfa-said" role="status" lang=lang></p>
    }
}

/// The data that the page is served with; in the browser it is already in the page.
#[derive(Default)]
struct Served {
    /// The visitor's language, which may differ from that of the page.
    lang: Option<&'static str>,
    /// A [`Strings`](ui::strings::Strings) as JSON.
    strings: Option<String>,
    /// A [`Status`](mfa::view::Status) as JSON.
    status: Option<String>,
}

#[cfg(feature = "ssr")]
fn served() -> Served {
    let Ok(cx) = ui::request::RequestContext::current() else { return Served::default() };
    Served {
        lang: Some(cx.catalog.language().code()),
        strings: ui::strings::Strings::of(&cx).to_json(),
        status: serde_json::to_string(&cx.status).ok(),
    }
}

#[cfg(not(feature = "ssr"))]
fn served() -> Served {
    Served::default()
}
