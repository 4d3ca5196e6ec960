//! `/time-zone`: the choice of a time zone, for browsers that don't report theirs.

use crate::{
    component::{Problem, card, sentence, verbatim},
    fields::query_value,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use ui::{catalog::Zone, destination, paths};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let back = back(&page);
    Ok(card(view! {
        <h1>{catalog.text("time-zone-title")}</h1>
        <p class="lead">{sentence(catalog, "time-zone-lead", [("zone", verbatim(catalog.zone().name()))])}</p>
        <Problem error=page.state.page_error().cloned() catalog />
        <p class="lead needs-script">{catalog.text("time-zone-from-browser")}</p>
        <noscript>{form(&page, &back)}</noscript>
        <a class="button button-quiet button-block" href=back>
            {catalog.text("time-zone-back")}
        </a>
    }))
}

/// The page that the visitor came from.
fn back(page: &PageContext) -> String {
    let asked = page.state.value("back").or_else(|| query_value(page.cx.query.as_deref(), "back"));
    asked.as_deref().and_then(destination::same_site_path).unwrap_or_else(|| page.cx.site.home())
}

fn form(page: &PageContext, back: &str) -> impl IntoView + use<> {
    let (catalog, current) = (page.catalog, page.catalog.zone());
    let option = |zone: Zone, text: String| {
        view! {
            <option value=zone.name() selected=zone == current>
                {text}
            </option>
        }
    };
    let areas: Vec<_> = Zone::offered()
        .map(|(area, zones)| {
            let options: Vec<_> = zones.into_iter().map(|zone| option(zone, zone.place())).collect();
            view! { <optgroup label=area>{options}</optgroup> }
        })
        .collect();
    view! {
        <form class="stack" method="post" action=page.cx.link(paths::TIME_ZONE)>
            <input type="hidden" name="back" value=back.to_owned() />
            <div class="field">
                <label for="zone">{catalog.text("time-zone-label")}</label>
                <select id="zone" name="zone" translate="no">
                    {option(Zone::UTC, Zone::UTC.name().to_owned())}
                    {areas}
                </select>
            </div>
            <button class="button button-primary button-block">{catalog.text("time-zone-button")}</button>
        </form>
    }
}
