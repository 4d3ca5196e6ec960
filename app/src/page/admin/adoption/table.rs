//! Numbers in rows and columns; the first column says what they are about. Its id is what it is about and `-numbers`.

use leptos::prelude::*;

pub(super) fn table(about: &'static str, caption: String, headings: &[String], rows: Vec<Vec<String>>) -> AnyView {
    let label = caption.clone();
    let headings: Vec<_> = headings.iter().map(|heading| view! { <th scope="col">{heading.clone()}</th> }).collect();
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        let cells: Vec<_> = cells.map(|cell| view! { <td>{cell}</td> }).collect();
        view! {
            <tr>
                <th scope="row">{first}</th>
                {cells}
            </tr>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! {
        <div class="table" tabindex="0" role="group" aria-label=label>
            <table id=format!("{about}-numbers")>
                <caption class="hidden">{caption}</caption>
                <thead>
                    <tr>{headings}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
