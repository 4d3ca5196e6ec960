//! Sentences of the catalogue that contain elements.

use leptos::prelude::*;
use ui::{
    catalog::{Catalog, FluentValue},
    erased_view::{Erase, ErasedView},
};

/// The placeholder of an element while the catalogue formats the sentence: its number between two characters that don't occur in texts.
const BEGIN: char = '\u{e000}';
const END: char = '\u{e001}';

/// The value of one variable of a sentence.
pub(crate) enum Filling {
    Text(FluentValue<'static>),
    Element(ErasedView),
}

impl From<ErasedView> for Filling {
    fn from(element: ErasedView) -> Self {
        Self::Element(element)
    }
}

impl From<String> for Filling {
    fn from(text: String) -> Self {
        Self::Text(text.replace([BEGIN, END], "").into())
    }
}

/// A value as it is stored, with its own writing direction: an address, a name, a code. Translators, including those built into browsers, leave it
/// unchanged.
#[component]
pub fn Verbatim(
    /// The value.
    text: String,
) -> impl IntoView {
    view! { <bdi translate="no">{text}</bdi> }
}

/// [`Verbatim`] for a variable of a [`sentence`].
pub(crate) fn verbatim(text: &str) -> Filling {
    Filling::Element(view! { <Verbatim text=text.to_owned() /> }.erase())
}

/// The sentence under `key`, with texts and elements for its variables.
pub(crate) fn sentence<const N: usize>(catalog: Catalog, key: &'static str, values: [(&'static str, Filling); N]) -> ErasedView {
    let mut elements = Vec::new();
    let values = values.map(|(name, filling)| match filling {
        Filling::Text(text) => (name, text),
        Filling::Element(element) => {
            elements.push(Some(element));
            (name, format!("{BEGIN}{}{END}", elements.len() - 1).into())
        }
    });
    let text = catalog.fill(key, values);
    let mut parts = text.split(BEGIN);
    let begin = parts.next().filter(|text| !text.is_empty()).map(str::to_owned);
    let rest: Vec<_> = parts
        .filter_map(|part| part.split_once(END))
        .map(|(number, text)| {
            let element = number.parse().ok().and_then(|number: usize| elements.get_mut(number)?.take());
            // Leptos renders an empty text as a space.
            let text = (!text.is_empty()).then(|| text.to_owned());
            view! { {element} {text} }
        })
        .collect();
    view! { {begin} {rest} }.erase()
}

#[cfg(test)]
mod tests {
    use super::{sentence, verbatim};
    use leptos::prelude::*;
    use ui::catalog::{Catalog, Language};

    fn html(what: &str, who: &str) -> String {
        let values = || [("what", what.to_owned().into()), ("who", verbatim(who))];
        let html = Owner::new().with(|| sentence(Catalog::new(Language::English), "admin-action-heading", values()).to_html());
        html.replace("<!>", "")
    }

    #[test]
    fn a_value_is_kept_from_translators() {
        assert_eq!(html("Reset", "ada@example.org"), "Reset: <bdi translate=\"no\">ada@example.org</bdi>");
    }

    #[test]
    fn no_text_stands_for_an_element() {
        assert_eq!(html("\u{e000}0\u{e001}", "\u{e000}0\u{e001}"), "0: <bdi translate=\"no\">\u{e000}0\u{e001}</bdi>");
    }
}
