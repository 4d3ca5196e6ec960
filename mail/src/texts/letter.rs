//! From a kind and its values to a letter.
//!
//! A kind has its title under `mail-KIND-title`, its paragraphs, separated by empty lines, under `mail-KIND-text`, and the label of each link that is
//! its own under `mail-KIND-button` and `mail-KIND-other`.

use super::catalog::{Catalog, Unfilled};
use crate::{
    brand::Brand,
    inert::inert,
    kind::{KindForm, MainLink, OtherLink},
    letter::{Letter, Link},
};
use fluent_bundle::FluentArgs;
use mfa::mail::{MailKind, MailMoment, MailParams};

/// Events that a mail lists one by one.
const MOST_MOMENTS: usize = 10;

/// A letter that can't be written, since a value is missing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// The text under this key needs a value that isn't there.
    #[error("the text {0} needs a value that isn't there")]
    Value(String),
    /// A kind whose main or second link has a token has none.
    #[error("a mail of the kind {0} needs a link")]
    Link(MailKind),
}

impl From<Unfilled> for LetterError {
    fn from(Unfilled(key): Unfilled) -> Self {
        Self::Value(key)
    }
}

pub(super) fn write(catalog: &Catalog, kind: MailKind, params: &MailParams, brand: &Brand) -> Result<Letter, LetterError> {
    let values = values(params, brand);
    let own = |part: &str| format!("mail-{kind}-{part}");
    let title = catalog.text(&own("title"), &values)?;
    let mut paragraphs = paragraphs(&catalog.text(&own("text"), &values)?);
    if params.events() > 1 {
        paragraphs.push(catalog.text("mail-several", &values)?);
    }
    if kind.asks_whose_act() {
        paragraphs.push(catalog.text("mail-whose-act", &values)?);
    }
    let labelled = |key: &str, url: &str| Ok::<_, LetterError>(Some(Link { label: catalog.text(key, &values)?, url: url.to_owned() }));
    let token = |token: &Option<String>| token.as_ref().map(|token| brand.link(token)).ok_or(LetterError::Link(kind));
    let (main, other) = kind.links();
    let link = match main {
        MainLink::Token => labelled(&own("button"), &token(&params.link)?)?,
        MainLink::NotMe => labelled("mail-not-me", &brand.not_me)?,
        MainLink::SignIn => labelled("mail-sign-in", &brand.sign_in)?,
        MainLink::None => None,
    };
    let other_link = match (other, &params.other_link) {
        (OtherLink::Token, other) => labelled(&own("other"), &token(other)?)?,
        (OtherLink::TokenIfAny, Some(token)) => labelled(&own("other"), &brand.link(token))?,
        (OtherLink::NotMe, _) => labelled("mail-not-me", &brand.not_me)?,
        (OtherLink::Reset, _) => labelled("mail-reset", &brand.reset)?,
        (OtherLink::TokenIfAny, None) | (OtherLink::None, _) => None,
    };
    Ok(Letter {
        subject: title.clone(),
        heading: title,
        paragraphs,
        facts: facts(catalog, kind, params)?,
        link,
        other_link,
        footer: footer(catalog, kind, brand, &values)?,
        language: catalog.language(),
    })
}

/// The values that titles and texts can have: nothing that a user chose.
fn values(params: &MailParams, brand: &Brand) -> FluentArgs<'static> {
    let mut values = FluentArgs::new();
    values.set("issuer", brand.issuer.clone());
    values.set("count", params.events());
    if let Some(support) = &brand.support {
        values.set("support", support.clone());
    }
    for (name, number) in [("remaining", params.remaining), ("hours", params.hours), ("minutes", params.minutes)] {
        if let Some(number) = number {
            values.set(name, number);
        }
    }
    values
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty()).collect()
}

fn facts(catalog: &Catalog, kind: MailKind, params: &MailParams) -> Result<Vec<(String, String)>, LetterError> {
    let none = FluentArgs::new();
    let mut facts = Vec::new();
    let mut tell = |label: &str, value: Option<String>| -> Result<(), LetterError> {
        if let Some(value) = value {
            facts.push((catalog.text(label, &none)?, value));
        }
        Ok(())
    };
    tell("mail-fact-address", params.address.clone())?;
    tell("mail-fact-second-address", params.second_address.clone())?;
    tell("mail-fact-previous-address", params.previous_address.clone())?;
    let shown = |address: &String| if kind.shows_new_address() { address.clone() } else { shortened(address) };
    tell("mail-fact-new-address", params.new_address.as_ref().map(shown))?;
    let skipped = params.moments.len().saturating_sub(MOST_MOMENTS);
    for MailMoment { at, network, browser, method, reason } in params.moments.iter().skip(skipped) {
        tell("mail-fact-when", Some(catalog.moment(*at)?))?;
        let inert = |text: &Option<String>| text.as_deref().map(inert);
        tell("mail-fact-method", inert(method))?;
        tell("mail-fact-reason", inert(reason))?;
        tell("mail-fact-network", inert(network))?;
        tell("mail-fact-browser", inert(browser))?;
    }
    let untold = params.events().saturating_sub(MOST_MOMENTS);
    tell("mail-fact-earlier", (untold > 0).then(|| untold.to_string()))?;
    Ok(facts)
}

/// `n…@example.com`: enough to recognise one's own address, and too little to learn another's.
fn shortened(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}…@{domain}")
}

fn footer(catalog: &Catalog, kind: MailKind, brand: &Brand, values: &FluentArgs<'_>) -> Result<Vec<String>, LetterError> {
    let mut footer = vec![catalog.text("mail-automatic", values)?];
    if kind.is_notice() {
        footer.push(catalog.text("mail-notice", values)?);
    }
    if brand.support.is_some() {
        footer.push(catalog.text("mail-support", values)?);
    }
    Ok(footer)
}

#[cfg(test)]
mod tests {
    use super::{paragraphs, shortened};

    #[test]
    fn empty_lines_separate_paragraphs() {
        assert_eq!(paragraphs("One\nline.\n\nAnother one."), ["One line.", "Another one."]);
    }

    #[test]
    fn addresses_are_not_told_in_full() {
        assert_eq!(shortened("anna@example.com"), "a…@example.com");
        assert_eq!(shortened("äa@example.com"), "ä…@example.com");
    }
}
