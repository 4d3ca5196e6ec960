//! `/admin/people`: all accounts, with a search for any part of their names and addresses.

use super::{Tab, empty, frame};
use crate::{
    component::Verbatim,
    fields::query_value,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{PageCursor, People, PeopleFilter, PeopleQuery, PersonLine};
use ui::{
    catalog::Catalog,
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::USER,
    paths,
};
use url::form_urlencoded::Serializer;

/// The filters, in the order of the form.
const SHOWN: [PeopleFilter; 6] = [
    PeopleFilter::Everybody,
    PeopleFilter::Unenrolled,
    PeopleFilter::NoCodes,
    PeopleFilter::FewCodes,
    PeopleFilter::Administrators,
    PeopleFilter::Disabled,
];

const fn show_name(show: PeopleFilter) -> &'static str {
    match show {
        PeopleFilter::Everybody => "everybody",
        PeopleFilter::Administrators => "administrators",
        PeopleFilter::Disabled => "disabled",
        PeopleFilter::Unenrolled => "unenrolled",
        PeopleFilter::FewCodes => "few-codes",
        PeopleFilter::NoCodes => "no-codes",
    }
}

const fn show_words(show: PeopleFilter) -> &'static str {
    match show {
        PeopleFilter::Everybody => "admin-people-everybody",
        PeopleFilter::Administrators => "admin-people-administrators",
        PeopleFilter::Disabled => "admin-people-disabled",
        PeopleFilter::Unenrolled => "admin-people-unenrolled",
        PeopleFilter::FewCodes => "admin-people-few-codes",
        PeopleFilter::NoCodes => "admin-people-no-codes",
    }
}

/// The query of the address.
struct Asked {
    search: String,
    show: PeopleFilter,
    after: Option<String>,
    before: Option<String>,
}

impl Asked {
    fn of(query: Option<&str>) -> Self {
        let value = |name| query_value(query, name).filter(|value| !value.is_empty());
        let show = value("show").and_then(|name| SHOWN.into_iter().find(|show| show_name(*show) == name));
        Self { search: value("search").unwrap_or_default(), show: show.unwrap_or_default(), after: value("after"), before: value("before") }
    }

    fn query(&self) -> PeopleQuery<'_> {
        let cursor = match (&self.after, &self.before) {
            (Some(after), _) => PageCursor::After(after),
            (None, Some(before)) => PageCursor::Before(before),
            (None, None) => PageCursor::First,
        };
        PeopleQuery { search: &self.search, filter: self.show, cursor }
    }

    /// The address of another page of the same list.
    fn turned(&self, cursor: &str, id: &str) -> String {
        let pairs = [("search", self.search.as_str()), ("show", show_name(self.show)), (cursor, id)];
        format!("{}?{}", paths::PEOPLE, Serializer::new(String::new()).extend_pairs(pairs).finish())
    }
}

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let asked = Asked::of(page.cx.query.as_deref());
    let people = page.cx.latchkey.admin().people(page.session()?, asked.query()).await?;
    let content = view! {
        {form(&page, &asked)}
        {if people.lines.is_empty() { nobody(&asked, catalog) } else { list(&page, &people) }}
        {turns(&page, &people, |turn, id| asked.turned(turn, id))}
    };
    Ok(frame(&page, Tab::People, catalog.text("admin-people-title"), content))
}

fn form(page: &PageContext, asked: &Asked) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let option = |show: PeopleFilter| {
        view! {
            <option value=show_name(show) selected=asked.show == show>
                {catalog.text(show_words(show))}
            </option>
        }
    };
    view! {
        <form class="filters" role="search" method="get" action=page.cx.link(paths::PEOPLE)>
            <div class="field">
                <label for="search">{catalog.text("admin-people-search")}</label>
                <p class="hint" id="search-hint">
                    {catalog.text("admin-people-search-hint")}
                </p>
                <input id="search" name="search" type="search" value=asked.search.clone() autocomplete="off" spellcheck="false" aria-describedby="search-hint" />
            </div>
            <div class="field">
                <label for="show">{catalog.text("admin-people-show")}</label>
                <select id="show" name="show">
                    {SHOWN.map(option)}
                </select>
            </div>
            <button class="button button-primary">{catalog.text("admin-people-find")}</button>
        </form>
    }
}

fn nobody(asked: &Asked, catalog: Catalog) -> ErasedView {
    let text = match (asked.search.as_str(), asked.show) {
        ("", PeopleFilter::Disabled) => catalog.text("admin-people-none-disabled"),
        ("", PeopleFilter::Unenrolled) => catalog.text("admin-people-none-unenrolled"),
        ("", PeopleFilter::FewCodes) => catalog.text("admin-people-none-few-codes"),
        ("", PeopleFilter::NoCodes) => catalog.text("admin-people-none-no-codes"),
        (search, _) => catalog.fill("admin-people-none", [("search", search.into())]),
    };
    view! { <div class="card card-list">{empty(USER, text)}</div> }.erase()
}

pub(super) fn list(page: &PageContext, people: &People) -> ErasedView {
    let rows: Vec<_> = people.lines.iter().map(|line| row(page, line)).collect();
    view! {
        <div class="card card-list">
            <ul class="rows">{rows}</ul>
        </div>
    }
    .erase()
}

fn row(page: &PageContext, line: &PersonLine) -> impl IntoView + use<> {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    view! {
        <li class="row row-plain">
            <div class="row-main">
                <p class="row-name">
                    <a href=page.cx.link(&paths::with_id(paths::PERSON, &line.id))><Verbatim text=line.name.clone() /></a>
                    {tags(line.administrator, line.disabled_at.is_some(), catalog)}
                </p>
                <p class="row-text">
                    {has(line.devices, line.passkeys, catalog)} " · " {catalog.text("admin-people-since")} " "
                    <TimeText moment=catalog.moment(line.created_at, now) />
                </p>
            </div>
        </li>
    }
}

/// The tags of an account: administrator, disabled.
pub(super) fn tags(administrator: bool, disabled: bool, catalog: Catalog) -> impl IntoView {
    let tag = |class, key| {
        view! {
            " "
            <span class=class>{catalog.text(key)}</span>
        }
    };
    view! {
        {administrator.then(|| tag("tag", "admin-people-administrator"))}
        {disabled.then(|| tag("tag tag-off", "admin-people-is-disabled"))}
    }
}

fn has(devices: i64, passkeys: i64, catalog: Catalog) -> String {
    let apps = (devices > 0).then(|| catalog.fill("admin-people-apps", [("count", devices.into())]));
    let keys = (passkeys > 0).then(|| catalog.fill("admin-people-passkeys", [("count", passkeys.into())]));
    let has: Vec<_> = apps.into_iter().chain(keys).collect();
    if has.is_empty() { catalog.text("admin-people-nothing") } else { has.join(", ") }
}

/// The links to the previous and the next page; `turned` returns their addresses.
pub(super) fn turns(page: &PageContext, people: &People, turned: impl Fn(&'static str, &str) -> String) -> ErasedView {
    let catalog = page.catalog;
    let link = |there: bool, turn, line: Option<&PersonLine>, key| {
        let line = line.filter(|_| there)?;
        Some(view! {
            <a class="button" href=page.cx.link(&turned(turn, &line.id))>
                {catalog.text(key)}
            </a>
        })
    };
    view! {
        <nav class="turns" aria-label=catalog.text("admin-pages")>
            {link(people.earlier, "before", people.lines.first(), "admin-previous")}
            {link(people.later, "after", people.lines.last(), "admin-next")}
        </nav>
    }
    .erase()
}
