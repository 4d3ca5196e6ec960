//! From a letter to the bytes of a mail: headers, and the same content as text and as HTML (`multipart/alternative`).

mod header;
mod html;
mod text;

use crate::inert::visible;
use crate::letter::{Letter, Link};
use crate::message::{Envelope, Message};
use header::{AutoResponseSuppress, AutoSubmitted, ContentLanguage};
use lettre::message::{MultiPart, MultiPartKind, SinglePart, header::ContentType};
use std::time::{Duration, UNIX_EPOCH};

/// Longest part of a `Message-ID` before the `@`. It is part of the boundary, which may have 70 characters.
const LONGEST_ID: usize = 60;

/// A letter that can't be composed. It never can, so there is no point in another attempt.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The id or the host isn't one for a `Message-ID`.
    #[error("the id or the host isn't fit for a Message-ID")]
    Id,
    /// The date is before 1970.
    #[error("the date is before 1970")]
    Date,
    /// A link isn't an address that begins with `https:` or `http:`.
    #[error("a link isn't an address of a page")]
    Link,
    /// The HTML can't be rendered.
    #[error("the HTML can't be rendered")]
    Html(#[from] askama::Error),
    /// The message can't be built.
    #[error("the message can't be built")]
    Build(#[from] lettre::error::Error),
}

impl Letter {
    /// The mail with the bytes that are handed over. Time, id and boundary come from the envelope, so the same letter and envelope give the same bytes.
    ///
    /// # Errors
    ///
    /// [`ComposeError`], if envelope or letter have something that can't be in a mail.
    pub fn compose(&self, envelope: &Envelope) -> Result<Message, ComposeError> {
        let letter = self.cleaned()?;
        let Envelope { id, host, .. } = envelope;
        if !is_id(id) || !is_host(host) {
            return Err(ComposeError::Id);
        }
        let since_1970 = u64::try_from(envelope.date).map_err(|_| ComposeError::Date)?;
        let date = UNIX_EPOCH.checked_add(Duration::from_millis(since_1970)).ok_or(ComposeError::Date)?;
        let content = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(boundary(id))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text::render(&letter)))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(html::render(&letter)?));
        let mut builder = lettre::Message::builder()
            .date(date)
            .from(envelope.from.to_lettre())
            .to(lettre::message::Mailbox::new(None, envelope.to.inner().clone()))
            .subject(letter.subject)
            .message_id(Some(format!("<{id}@{host}>")));
        if let Some(reply_to) = &envelope.reply_to {
            builder = builder.reply_to(reply_to.to_lettre());
        }
        let message =
            builder.header(AutoSubmitted).header(AutoResponseSuppress).header(ContentLanguage(letter.language)).multipart(content)?;
        Ok(Message { id: id.clone(), to: envelope.to.clone(), bytes: message.formatted() })
    }

    /// The plain text alone, without the headers of a mail.
    ///
    /// # Errors
    ///
    /// [`ComposeError::Link`].
    pub fn text(&self) -> Result<String, ComposeError> {
        Ok(text::render(&self.cleaned()?))
    }

    /// The HTML alone: a document that loads nothing.
    ///
    /// # Errors
    ///
    /// [`ComposeError::Link`] and [`ComposeError::Html`].
    pub fn html(&self) -> Result<String, ComposeError> {
        Ok(html::render(&self.cleaned()?)?)
    }

    /// The same letter without invisible characters.
    fn cleaned(&self) -> Result<Self, ComposeError> {
        let link = |link: &Option<Link>| link.as_ref().map(cleaned_link).transpose();
        let all = |lines: &[String]| lines.iter().map(|line| visible(line)).collect();
        Ok(Self {
            subject: visible(&self.subject),
            heading: visible(&self.heading),
            paragraphs: all(&self.paragraphs),
            facts: self.facts.iter().map(|(label, value)| (visible(label), visible(value))).collect(),
            link: link(&self.link)?,
            other_link: link(&self.other_link)?,
            footer: all(&self.footer),
            language: self.language,
        })
    }
}

fn cleaned_link(link: &Link) -> Result<Link, ComposeError> {
    let is_page = ["https://", "http://"].iter().any(|scheme| link.url.len() > scheme.len() && link.url.starts_with(scheme));
    let is_plain = link.url.bytes().all(|byte| byte.is_ascii_graphic());
    if !(is_page && is_plain) {
        return Err(ComposeError::Link);
    }
    Ok(Link { label: visible(&link.label), url: link.url.clone() })
}

/// The line between the parts. `=_` can't be in a part that is encoded as quoted-printable, and an id is in no text.
fn boundary(id: &str) -> String {
    ["=_", id].concat()
}

fn is_id(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    host.len() <= 253 && host.split('.').all(is_label)
}
