//! The steps of the enrollment, and where people abandon it.

use super::{chart, table::table};
use crate::page::{admin::empty, section::section};
use leptos::prelude::*;
use mfa::adoption::Passage;
use ui::{
    catalog::Catalog,
    erased_view::{Erase, ErasedView},
    icon::USER,
};

pub(super) fn funnel(funnel: &[Passage], catalog: Catalog) -> ErasedView {
    let title = catalog.text("admin-adoption-funnel");
    let content = if funnel.iter().all(|passage| passage.reached == 0) {
        empty(USER, catalog.text("admin-adoption-funnel-none"))
    } else {
        drawn(funnel, title.clone(), catalog)
    };
    section("funnel-title", title, catalog.text("admin-adoption-funnel-text"), content)
}

fn drawn(funnel: &[Passage], title: String, catalog: Catalog) -> ErasedView {
    let row = |passage: &Passage| {
        let numbers = [passage.reached, passage.left, stopped(passage)].map(|number| number.to_string());
        [name(passage, catalog)].into_iter().chain(numbers).collect()
    };
    let step = |passage: &Passage| chart::Step {
        name: name(passage, catalog),
        said: catalog.fill("admin-adoption-passage", [("reached", passage.reached.into()), ("left", passage.left.into())]),
        reached: passage.reached,
        left: passage.left,
    };
    let headings = ["admin-adoption-step", "admin-adoption-reached", "admin-adoption-left", "admin-adoption-stopped"];
    let key = ["admin-adoption-reached", "admin-adoption-left"].map(|key| catalog.text(key));
    view! {
        {chart::funnel(gist(funnel, catalog), key, funnel.iter().map(step).collect())}
        {table("funnel", title, &headings.map(|heading| catalog.text(heading)), funnel.iter().map(row).collect())}
    }
    .erase()
}

fn name(passage: &Passage, catalog: Catalog) -> String {
    catalog.text(match passage.step {
        "choose_method" => "admin-adoption-step-choose",
        "set_up_totp" => "admin-adoption-step-app",
        "set_up_passkey" => "admin-adoption-step-passkey",
        _ => "admin-adoption-step-codes",
    })
}

fn stopped(passage: &Passage) -> i64 {
    passage.reached.saturating_sub(passage.left)
}

/// The step that most people abandoned; of two such steps, the first.
fn gist(funnel: &[Passage], catalog: Catalog) -> String {
    match funnel.iter().rev().max_by_key(|passage| stopped(passage)).filter(|passage| stopped(passage) > 0) {
        None => catalog.text("admin-adoption-funnel-nobody"),
        Some(most) => catalog.fill(
            "admin-adoption-funnel-most",
            [("step", name(most, catalog).into()), ("stopped", stopped(most).into()), ("reached", most.reached.into())],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Passage, gist};
    use ui::catalog::{Catalog, Language};

    #[test]
    fn where_most_stop_is_said() {
        let way = |numbers: [(i64, i64); 2]| {
            let [choose, app] = numbers.map(|(reached, left)| move |step| Passage { step, reached, left });
            gist(&[choose("choose_method"), app("set_up_totp")], Catalog::new(Language::English))
        };
        assert_eq!(way([(9, 7), (7, 2)]), "Most drop-offs: “Set up authenticator app”, 5 of 7.");
        assert_eq!(way([(9, 7), (7, 5)]), "Most drop-offs: “Choose a method”, 2 of 9.");
        assert_eq!(way([(9, 9), (0, 0)]), "No drop-offs in this period.");
    }
}
