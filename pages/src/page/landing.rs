//! `/`: an introduction, and the links to sign-in and sign-up.

use crate::{
    component::{Done, wide_page},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use ui::{
    icon::{CODES, COMPUTER, Icon, PHONE},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let point = |icon, title, text| {
        view! {
            <li class="point">
                <Icon path=icon />
                <h2>{catalog.text(title)}</h2>
                <p>{catalog.text(text)}</p>
            </li>
        }
    };
    Ok(wide_page(view! {
        <Done text=page.cx.take_flash().map(|notice| notice.text(catalog)) />
        <div class="hero">
            <div class="hero-text">
                <h1>{catalog.text("landing-title")}</h1>
                <p class="lead">{catalog.text("landing-lead")}</p>
                <div class="hero-actions">
                    <a class="button button-primary" href=page.cx.link(paths::SIGN_UP)>
                        {catalog.text("sign-up-button")}
                    </a>
                    <a class="button" href=page.cx.link(paths::SIGN_IN)>
                        {catalog.text("sign-in-button")}
                    </a>
                </div>
            </div>
            {picture()}
        </div>
        <ul class="points">
            {point(PHONE, "landing-phone-title", "landing-phone-text")}
            {point(CODES, "landing-codes-title", "landing-codes-text")}
            {point(COMPUTER, "landing-sessions-title", "landing-sessions-text")}
        </ul>
        <p class="aside">
            {catalog.text("landing-developers")}
            " "
            <a href=page.cx.link(paths::PLAYGROUND)>{catalog.text("playground-title")}</a>
        </p>
    }))
}

/// Decoration: a window that asks for a code, and the phone that has it.
fn picture() -> impl IntoView {
    const DOTS: [&str; 3] = ["50", "64", "78"];
    const CELLS: [&str; 6] = ["52", "82", "112", "146", "176", "206"];
    const DIGITS: [(&str, &str); 6] = [("65", "4"), ("95", "8"), ("125", "2"), ("159", "9"), ("189", "1"), ("219", "3")];
    view! {
        <svg class="art" viewBox="0 0 400 320" aria-hidden="true">
            <rect class="art-back" x="12" y="16" width="376" height="288" rx="32"></rect>
            <g class="art-card">
                <rect x="32" y="52" width="252" height="188" rx="16"></rect>
                <path d="M32 84h252"></path>
            </g>
            <g class="art-line">
                {DOTS.map(|x| view! { <circle cx=x cy="68" r="4"></circle> })}
                <rect x="52" y="104" width="116" height="8" rx="4"></rect>
                <rect x="52" y="119" width="72" height="8" rx="4"></rect>
            </g>
            <g class="art-cell">
                {CELLS.map(|x| view! { <rect x=x y="136" width="26" height="36" rx="7"></rect> })}
            </g>
            <text class="art-digits" y="160">
                {DIGITS.map(|(x, digit)| view! { <tspan x=x>{digit}</tspan> })}
            </text>
            <rect class="art-mark" x="52" y="190" width="180" height="28" rx="8"></rect>
            <path class="art-tick" d="m135 204 5 5 9-10"></path>
            <rect class="art-phone" x="256" y="100" width="112" height="190" rx="20"></rect>
            <path class="art-slit" d="M302 114h20"></path>
            <rect class="art-mark" x="296" y="136" width="32" height="32" rx="8"></rect>
            <path class="art-key" d="M309 150.5a4.25 4.25 0 1 0 0-8.5 4.25 4.25 0 0 0 0 8.5zm0 0v11h8.5m-8.5-5h5"></path>
            <rect class="art-line" x="288" y="180" width="48" height="7" rx="3.5"></rect>
            <text class="art-digits" y="214">
                <tspan x="312">"482 913"</tspan>
            </text>
            <circle class="art-ring" cx="312" cy="250" r="15"></circle>
            <path class="art-time" d="M312 235a15 15 0 1 1-14.3 10.4"></path>
        </svg>
    }
}
