//! The built-in screens as dialogs over an application's pages.
//!
//! The page is served with one closed and empty `<dialog>`; what its screens have to say and where the visitor stands lie beside it as
//! data. A screen is mounted into it when it is opened, and taken out when it is closed. They are the same [screens](ui::screen) that the
//! pages show.

#[cfg(feature = "hydrate")]
pub mod live;

#[cfg(feature = "hydrate")]
pub(crate) use live::activate;

use leptos::prelude::*;

/// Where the built-in screens open, and where hooks learn where the visitor stands: once in a page, around or beside the rest of it.
///
/// This is for applications that hydrate as a whole. In one that wakes in islands, use
/// [`MfaProviderIsland`](crate::island::MfaProviderIsland).
///
/// # On the server
///
/// Reads the request's context, which `server`'s layers provide. Without one, the browser finds out by itself where the visitor stands, but no
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

/// The links to the stylesheets that the dialogs need in a page with a stylesheet of its own: theirs, whose rules reach nothing but them, and the
/// application's [theme](ui::site::Site::theme). It belongs into the document's `<head>`, which isn't hydrated.
///
/// # On the server
///
/// Reads the request's context. Without one there is no link, as there is no dialog that could open.
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

/// The dialog, closed, and the place where it is said that something is done. Both are empty, and come alive by [`activate`].
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
            data-kit=strings
            data-status=status
        ></dialog>
        <p id="mfa-said" class="mfa-said" role="status" lang=lang></p>
    }
}

/// What the page is served with; in the browser it is there already.
#[derive(Default)]
struct Served {
    /// The visitor's language, which needn't be that of the page.
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
