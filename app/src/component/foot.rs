//! The end of every page.

use crate::{request::RequestContext, words::Language};
use leptos::prelude::*;

/// The end of every page: the way out of trouble, and the language.
#[component]
pub fn Foot(
    /// The request.
    cx: RequestContext,
) -> impl IntoView {
    let words = cx.words;
    let back = cx.address();
    let switch = |language: Language| {
        view! {
            <button name="language" value=language.code() lang=language.code() aria-current=(language == words.language()).then_some("true")>
                {language.own_name()}
            </button>
        }
    };
    view! {
        <footer class="foot">
            <div class="foot-in">
                {(cx.path != "/lost-access").then(|| view! { <a href=cx.link("/lost-access")>{words.text("lost-access-title")}</a> })}
                <form class="languages" method="post" action=cx.link("/language")>
                    <input type="hidden" name="back" value=back />
                    {Language::ALL.map(switch)}
                </form>
            </div>
        </footer>
    }
}
