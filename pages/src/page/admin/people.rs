//! `/admin/people`: everybody who has an account, found by any part of what they are called.

use super::{Tab, empty, frame, visit};
use crate::{component::Verbatim, fields::query_value, guard::Place, page::Visit};
use app::{component::TimeText, icon::USER, words::Words};
use leptos::prelude::*;
use mfa::{PageCursor, People, PeopleFilter, PeopleQuery, PersonLine};
use url::form_urlencoded::Serializer;

/// In the order of the form.
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

/// What the address asks for.
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

    /// The address of another page of the same.
    fn turned(&self, cursor: &str, id: &str) -> String {
        let pairs = [("search", self.search.as_str()), ("show", show_name(self.show)), (cursor, id)];
        format!("/admin/people?{}", Serializer::new(String::new()).extend_pairs(pairs).finish())
    }
}

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| {
        let words = visit.words;
        let asked = Asked::of(visit.cx.query.as_deref());
        let people = visit.cx.latchkey.people(visit.session()?, asked.query()).await?;
        let content = view! {
            {form(&visit, &asked)}
            {if people.lines.is_empty() { nobody(&asked, words) } else { list(&visit, &people) }}
            {turns(&visit, &people, |cursor, id| asked.turned(cursor, id))}
        };
        Ok(frame(&visit, Tab::People, words.text("admin-people-title"), content))
    })
}

fn form(visit: &Visit, asked: &Asked) -> impl IntoView + use<> {
    let words = visit.words;
    let option = |show: PeopleFilter| {
        view! {
            <option value=show_name(show) selected=asked.show == show>
                {words.text(show_words(show))}
            </option>
        }
    };
    view! {
        <form class="filters" role="search" method="get" action=visit.cx.link("/admin/people")>
            <div class="field">
                <label for="search">{words.text("admin-people-search")}</label>
                <p class="hint" id="search-hint">
                    {words.text("admin-people-search-hint")}
                </p>
                <input id="search" name="search" type="search" value=asked.search.clone() autocomplete="off" spellcheck="false" aria-describedby="search-hint" />
            </div>
            <div class="field">
                <label for="show">{words.text("admin-people-show")}</label>
                <select id="show" name="show">
                    {SHOWN.map(option)}
                </select>
            </div>
            <button class="button button-primary">{words.text("admin-people-find")}</button>
        </form>
    }
}

fn nobody(asked: &Asked, words: Words) -> AnyView {
    let text = match (asked.search.as_str(), asked.show) {
        ("", PeopleFilter::Disabled) => words.text("admin-people-none-disabled"),
        ("", PeopleFilter::Unenrolled) => words.text("admin-people-none-unenrolled"),
        ("", PeopleFilter::FewCodes) => words.text("admin-people-none-few-codes"),
        ("", PeopleFilter::NoCodes) => words.text("admin-people-none-no-codes"),
        (search, _) => words.fill("admin-people-none", [("search", search.into())]),
    };
    view! { <div class="card card-list">{empty(USER, text)}</div> }.into_any()
}

pub(super) fn list(visit: &Visit, people: &People) -> AnyView {
    let rows: Vec<_> = people.lines.iter().map(|line| row(visit, line)).collect();
    view! {
        <div class="card card-list">
            <ul class="rows">{rows}</ul>
        </div>
    }
    .into_any()
}

fn row(visit: &Visit, line: &PersonLine) -> impl IntoView + use<> {
    let (words, now) = (visit.words, visit.cx.latchkey.now().0);
    view! {
        <li class="row row-plain">
            <div class="row-main">
                <p class="row-name">
                    <a href=visit.cx.link(&format!("/admin/people/{}", line.id))><Verbatim text=line.name.clone() /></a>
                    {tags(line.administrator, line.disabled_at.is_some(), words)}
                </p>
                <p class="row-text">
                    {has(line.devices, line.passkeys, words)} " · " {words.text("admin-people-since")} " "
                    <TimeText moment=words.moment(line.created_at, now) />
                </p>
            </div>
        </li>
    }
}

/// What is special about somebody.
pub(super) fn tags(administrator: bool, disabled: bool, words: Words) -> impl IntoView {
    let tag = |class, key| {
        view! {
            " "
            <span class=class>{words.text(key)}</span>
        }
    };
    view! {
        {administrator.then(|| tag("tag", "admin-people-administrator"))}
        {disabled.then(|| tag("tag tag-off", "admin-people-is-disabled"))}
    }
}

fn has(devices: i64, passkeys: i64, words: Words) -> String {
    let apps = (devices > 0).then(|| words.fill("admin-people-apps", [("count", devices.into())]));
    let keys = (passkeys > 0).then(|| words.fill("admin-people-passkeys", [("count", passkeys.into())]));
    let has: Vec<_> = apps.into_iter().chain(keys).collect();
    if has.is_empty() { words.text("admin-people-nothing") } else { has.join(", ") }
}

/// The ways to the pages before and after; `turned` gives their addresses.
pub(super) fn turns(visit: &Visit, people: &People, turned: impl Fn(&'static str, &str) -> String) -> AnyView {
    let words = visit.words;
    let link = |there: bool, cursor, line: Option<&PersonLine>, key| {
        let line = line.filter(|_| there)?;
        Some(view! {
            <a class="button" href=visit.cx.link(&turned(cursor, &line.id))>
                {words.text(key)}
            </a>
        })
    };
    view! {
        <nav class="turns" aria-label=words.text("admin-pages")>
            {link(people.earlier, "before", people.lines.first(), "admin-previous")}
            {link(people.later, "after", people.lines.last(), "admin-next")}
        </nav>
    }
    .into_any()
}
