//! A table of numbers; its first column names the rows. Its id is its subject followed by `-numbers`.

use leptos::prelude::*;
use ui::erased_view::{Erase, ErasedView};

pub(super) fn table(about: &'static str, caption: String, headings: &[String], rows: Vec<Vec<String>>) -> ErasedView {
    let label = caption.clone();
    let heading = |(column, heading): (usize, &String)| {
        view! {
            <th scope="col" class=(column > 0).then_some("number")>
                {heading.clone()}
            </th>
        }
    };
    let headings: Vec<_> = headings.iter().enumerate().map(heading).collect();
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        let cells: Vec<_> = cells.map(|cell| view! { <td class="number">{cell}</td> }).collect();
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
    .erase()
}
