//! Headers that lettre doesn't have. They keep programs from answering, and tell the language.

use crate::language::Language;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use std::error::Error;

/// `Auto-Submitted` (RFC 3834): no person wrote this.
#[derive(Clone)]
pub(super) struct AutoSubmitted;

/// `X-Auto-Response-Suppress`, which Exchange goes by.
#[derive(Clone)]
pub(super) struct AutoResponseSuppress;

/// `Content-Language` (RFC 3282).
#[derive(Clone)]
pub(super) struct ContentLanguage(pub(super) Language);

type Parsed<T> = Result<T, Box<dyn Error + Send + Sync>>;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Parsed<Self> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Header for AutoResponseSuppress {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Auto-Response-Suppress")
    }

    fn parse(_: &str) -> Parsed<Self> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "All".to_owned())
    }
}

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(code: &str) -> Parsed<Self> {
        Ok(Self(Language::from_code(code)))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.code().to_owned())
    }
}
