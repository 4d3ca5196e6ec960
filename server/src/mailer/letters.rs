//! From a queued mail to its message.

use mail::{Address, Brand, Envelope, Language, Letter, LetterError, Mailbox, Message, Texts, example_params};
use mfa::{
    Delivery,
    mail::{MailKind, MailParams},
};
use ui::{catalog, paths, site::Site};

/// Writes the letters of one installation.
pub(crate) struct Letters {
    texts: Texts,
    brand: Brand,
    /// The host in each `Message-ID`.
    host: String,
    reply_to: Option<Mailbox>,
}

impl Letters {
    pub(crate) fn new(site: &Site, texts: Texts) -> Self {
        let page = |path: &str| [site.origin(), site.link(path)].concat();
        let support = site.support.as_deref().map(|support| support.strip_prefix("mailto:").unwrap_or(support).to_owned());
        Self {
            texts,
            host: site.public_origin.host_str().unwrap_or("localhost").trim_matches(['[', ']']).replace(':', "-"),
            reply_to: support.as_deref().and_then(|support| Mailbox::parse(support).ok()),
            brand: Brand {
                issuer: site.issuer.clone(),
                support,
                sign_in: page(if site.accounts.are_own() { paths::SIGN_IN } else { paths::SECURITY }),
                reset: page(paths::FORGOTTEN_PASSWORD),
                links: page(&paths::MAIL_LINK.replace("{token}", "")),
                // In an application, its own pages have what the others are for.
                not_me: page(if site.accounts.are_own() { paths::NOT_ME } else { paths::SECURITY }),
            },
        }
    }

    /// The message of a delivery, with the same bytes at every attempt.
    ///
    /// # Errors
    ///
    /// The reason why there is none, for the dashboard. Another attempt would fail, too.
    pub(crate) fn message(&self, delivery: &Delivery, from: &Mailbox) -> Result<Message, String> {
        let envelope = self.envelope(&delivery.id, &delivery.receiver, from, delivery.created_at)?;
        self.compose(delivery.kind, Language::from_code(&delivery.language), &delivery.params, &envelope)
    }

    /// The message that an operator sends to check the settings.
    pub(crate) fn test(&self, id: &str, to: &str, from: &Mailbox, now: i64) -> Result<Message, String> {
        let envelope = self.envelope(id, to, from, now)?;
        self.compose(MailKind::Test, Language::English, &MailParams::default(), &envelope)
    }

    /// A letter with example values.
    pub(super) fn example(&self, kind: MailKind, language: Language) -> Result<Letter, LetterError> {
        self.letter(kind, language, &example_params(kind))
    }

    fn letter(&self, kind: MailKind, language: Language, params: &MailParams) -> Result<Letter, LetterError> {
        self.texts.letter(kind, language, &named(params, language), &self.brand)
    }

    fn envelope(&self, id: &str, to: &str, from: &Mailbox, date: i64) -> Result<Envelope, String> {
        let to = Address::parse(to).map_err(|_| "invalid address".to_owned())?;
        Ok(Envelope { id: id.to_owned(), host: self.host.clone(), from: from.clone(), to, reply_to: self.reply_to.clone(), date })
    }

    fn compose(&self, kind: MailKind, language: Language, params: &MailParams, envelope: &Envelope) -> Result<Message, String> {
        let letter = self.letter(kind, language, params).map_err(|error| error.to_string())?;
        letter.compose(envelope).map_err(|error| error.to_string())
    }
}

/// The values with the names of browsers in place of their headers.
fn named(params: &MailParams, language: Language) -> MailParams {
    let language = catalog::Language::from_code(language.code()).unwrap_or(catalog::Language::English);
    let catalog = catalog::Catalog::new(language);
    let mut params = params.clone();
    for moment in &mut params.moments {
        moment.browser = moment.browser.take().map(|header| catalog.agent(&header));
    }
    params
}
