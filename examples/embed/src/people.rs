//! The application's own accounts and sessions. Latchkey only learns an id and a name.
//!
//! AN EXAMPLE: two people with passwords in the source, and sessions that end with the process. An application has its own accounts here.

use http::{HeaderMap, header::COOKIE, request::Parts};
use latchkey::{SignIn, Unavailable, Visitor};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use uuid::Uuid;

/// The cookie with the session's id.
pub(crate) const COOKIE_NAME: &str = "strongroom";

/// A person with an account.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// Never changes, unlike a name.
    id: &'static str,
    name: &'static str,
    /// Real applications store a hash instead.
    password: &'static str,
}

const EVERYBODY: [Person; 2] = [
    Person { id: "person-1", name: "mira", password: "example-harbour-9" },
    Person { id: "person-2", name: "tom", password: "example-lantern-4" },
];

/// The sessions, by their ids.
#[derive(Default)]
pub(crate) struct People {
    sessions: RwLock<HashMap<String, &'static Person>>,
}

impl People {
    /// Checks name and password, and returns the id of a new session.
    pub(crate) fn sign_in(&self, name: &str, password: &str) -> Option<String> {
        static PEOPLE: [Person; 2] = EVERYBODY;
        let person = PEOPLE.iter().find(|person| person.name == name && person.password == password)?;
        // Two UUIDs with 122 random bits each.
        let id = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), person);
        Some(id)
    }

    /// Ends the session of a request and returns its id.
    pub(crate) fn sign_out(&self, headers: &HeaderMap) -> Option<String> {
        let id = session_id(headers)?;
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).remove(&id).map(|_| id)
    }

    fn of(&self, headers: &HeaderMap) -> Option<Visitor> {
        let session = session_id(headers)?;
        let person = *self.sessions.read().unwrap_or_else(PoisonError::into_inner).get(&session)?;
        Some(Visitor::new(person.id, session).name(person.name))
    }
}

/// The interface that Latchkey requires of the application.
pub(crate) struct ByCookie(pub(crate) Arc<People>);

impl SignIn for ByCookie {
    async fn visitor(&self, request: &Parts) -> Result<Option<Visitor>, Unavailable> {
        Ok(self.0.of(&request.headers))
    }
}

fn session_id(headers: &HeaderMap) -> Option<String> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_cookie(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(COOKIE, format!("a=b; {COOKIE_NAME}={value}").parse().unwrap())])
    }

    #[test]
    fn a_session_is_known_until_it_ends() {
        let people = People::default();
        assert_eq!(people.sign_in("mira", "example-lantern-4"), None);
        let headers = with_cookie(&people.sign_in("mira", "example-harbour-9").unwrap());
        let visitor = people.of(&headers).unwrap();
        assert_eq!((visitor.id.as_str(), visitor.name.as_str()), ("person-1", "mira"));
        assert_eq!(people.sign_out(&headers), Some(visitor.session));
        assert!(people.of(&headers).is_none() && people.of(&with_cookie("")).is_none());
    }
}
