use super::*;
use crate::{fields::Fields, form::PATHS};
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

/// What comes of an empty form outside of any request: nothing of it waits for anything.
fn acted(path: &str) -> Result<Outcome, Error> {
    let submission = Submission { path: path.to_owned(), fields: Fields::default() };
    let acting = pin!(act(&submission));
    match acting.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("{path} waits"),
    }
}

#[test]
fn every_address_of_a_form_is_acted_on() {
    for path in PATHS {
        let outcome = acted(&path.replace("{id}", "d1"));
        assert!(!matches!(outcome, Err(Error::NotFound)), "{path}");
    }
}

#[test]
fn nothing_else_is() {
    for path in
        ["", "/", "/sign-in/", "/mfa", "/mfa/totp/confirm", "/account/devices/d1", "/account/devices/d1/own", "/admin", "/admin/people/d1"]
    {
        assert!(matches!(acted(path), Err(Error::NotFound)), "{path}");
    }
}
