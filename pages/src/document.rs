//! The HTML document around every page.

mod head;
mod loader;
mod own_address;
mod submit_once;
mod zone;

pub(crate) use head::Head;

use head::Part;
use submit_once::SUBMIT_ONCE;

use crate::{
    component::{Bar, Foot, recovery_banner},
    form_mark,
    site_map::Scripts,
};
use leptos::prelude::*;
use ui::request::RequestContext;
use ui::{erased_view::ErasedView, island::Controls};

/// The whole document as HTML, with the hidden fields of every form. Views that read the context get this one.
pub(crate) fn draw(cx: &RequestContext, head: &Head, main: ErasedView) -> String {
    cx.clone().provide();
    form_mark::put_into_forms(cx, &document(cx, head, main).to_html())
}

/// A document with `main` between header and footer.
fn document(cx: &RequestContext, head: &Head, main: ErasedView) -> impl IntoView + use<> {
    let catalog = cx.catalog;
    let title = head.title(catalog, &cx.site.issuer);
    let loader = script(cx, head.scripts).map(|name| loader::loader(cx, &name));
    let part = Part::of(&cx.path).map(|part| {
        let address = cx.site.stylesheet.replace(".css", &format!("-{}.css", part.name()));
        view! { <link rel="stylesheet" href=cx.link(&address) /> }
    });
    let theme = cx.site.theme.clone().map(|address| view! { <link rel="stylesheet" href=address /> });
    view! {
        <!DOCTYPE html>
        <html lang=catalog.language().code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#f6f7f4" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#0f1312" media="(prefers-color-scheme: dark)" />
                <title>{title}</title>
                <link rel="stylesheet" href=cx.link(&cx.site.stylesheet) />
                {part}
                {theme}
                <link rel="icon" href=cx.link("/favicon.svg") type="image/svg+xml" />
                <link rel="apple-touch-icon" href=cx.link("/apple-touch-icon.png") />
                <link rel="manifest" href=cx.link("/site.webmanifest") />
                <script nonce=cx.nonce.clone()>{SUBMIT_ONCE}</script>
                <script nonce=cx.nonce.clone()>{zone::script(&cx.zone_cookie, catalog.zone(), !head.is_answer && cx.flash.is_none())}</script>
                {(!cx.site.is_local()).then(|| view! { <script nonce=cx.nonce.clone()>{own_address::script(&cx.site.origin())}</script> })}
                {loader}
            </head>
            <body>
                <a class="skip" href="#main">
                    {catalog.text("frame-skip")}
                </a>
                <Bar cx=cx.clone() />
                {recovery_banner(cx)}
                {main}
                <Foot cx=cx.clone() />
                {(head.scripts != Scripts::None).then(|| view! { <Controls /> })}
            </body>
        </html>
    }
}

/// The name of the script files without an extension.
fn script(cx: &RequestContext, scripts: Scripts) -> Option<String> {
    let name = &cx.site.options.output_name;
    match scripts {
        Scripts::None => None,
        Scripts::Controls => Some(name.to_string()),
        Scripts::Playground => Some(format!("{name}-playground")),
    }
}
