//! The footer of every page.

use super::{sentence, verbatim};
use leptos::prelude::*;
use ui::{catalog::Language, paths, request::RequestContext};
use url::form_urlencoded::Serializer;

/// The footer of every page: the link to help, the time zone and the language.
#[component]
pub fn Foot(
    /// The request.
    cx: RequestContext,
) -> impl IntoView {
    let catalog = cx.catalog;
    let back = cx.address();
    let switch = |language: Language| {
        view! {
            <button name="language" value=language.code() lang=language.code() aria-current=(language == catalog.language()).then_some("true")>
                {language.own_name()}
            </button>
        }
    };
    // Times are only shown to signed-in users. With scripts, the browser reports its zone. The page of a link shows no times, and its address must not
    // become part of another one.
    let zone = (cx.session.is_some() && cx.path != paths::TIME_ZONE && !paths::is_mail_link(&cx.path)).then(|| {
        let address = format!("{}?{}", paths::TIME_ZONE, Serializer::new(String::new()).append_pair("back", &back).finish());
        view! {
            <noscript>
                <a href=cx.link(&address)>{sentence(catalog, "frame-time-zone", [("zone", verbatim(catalog.zone().name()))])}</a>
            </noscript>
        }
    });
    view! {
        <footer class="foot">
            <div class="foot-in">
                {zone}
                {(cx.path != paths::LOST_ACCESS).then(|| view! { <a href=cx.link(paths::LOST_ACCESS)>{catalog.text("lost-access-title")}</a> })}
                <form class="languages" method="post" action=cx.link(paths::LANGUAGE)>
                    <input type="hidden" name="back" value=back />
                    {Language::ALL.map(switch)}
                </form>
            </div>
        </footer>
    }
}
