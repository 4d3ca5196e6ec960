//! `/time-zone`: in which zone times are shown, where the browser can't tell.

use super::{Visit, visit};
use crate::{
    component::{Problem, card, sentence, verbatim},
    fields::query_value,
    guard::Place,
};
use app::{destination, words::Zone};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Open, async |visit| {
        let words = visit.words;
        let back = back(&visit);
        Ok(card(view! {
            <h1>{words.text("time-zone-title")}</h1>
            <p class="lead">{sentence(words, "time-zone-lead", [("zone", verbatim(words.zone().name()))])}</p>
            <Problem error=visit.state.page_error().cloned() words />
            <p class="lead needs-script">{words.text("time-zone-from-browser")}</p>
            <noscript>{form(&visit, &back)}</noscript>
            <a class="button button-quiet button-block" href=back>
                {words.text("time-zone-back")}
            </a>
        }))
    })
}

/// The page that the visitor came from.
fn back(visit: &Visit) -> String {
    let asked = visit.state.value("back").or_else(|| query_value(visit.cx.query.as_deref(), "back"));
    asked.as_deref().and_then(destination::local).unwrap_or_else(|| visit.cx.site.home())
}

fn form(visit: &Visit, back: &str) -> impl IntoView + use<> {
    let (words, current) = (visit.words, visit.words.zone());
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
        <form class="stack" method="post" action=visit.cx.link("/time-zone")>
            <input type="hidden" name="back" value=back.to_owned() />
            <div class="field">
                <label for="zone">{words.text("time-zone-label")}</label>
                <select id="zone" name="zone" translate="no">
                    {option(Zone::UTC, Zone::UTC.name().to_owned())}
                    {areas}
                </select>
            </div>
            <button class="button button-primary button-block">{words.text("time-zone-button")}</button>
        </form>
    }
}
