//! The made-up people and what they do on each day.

use super::rows::{Account, App, Line, Passkey, RecoveryCode, RecoverySet, Rows, Session, Step, nobodys_credential};
use crate::{
    Error, Latchkey, adoption::DAY, audit::Event, factors::Factors, recovery_code::fresh_selectors, search_key::search_text,
    totp::seal_secret, vault::SealingKey,
};
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use std::{collections::BTreeMap, mem::take, ops::Range};

const FIRST_NAMES: [&str; 24] = [
    "ada", "amir", "ben", "carla", "chen", "david", "elena", "emil", "fatima", "georg", "hana", "ines", "ivan", "jonas", "kofi", "lena",
    "marta", "nils", "olga", "paul", "rosa", "samir", "tara", "yuki",
];
const LAST_NAMES: [&str; 24] = [
    "adler", "baker", "bianchi", "costa", "dubois", "eriksen", "fischer", "garcia", "haddad", "ito", "jansen", "kaya", "klein", "lopez",
    "mensah", "meyer", "novak", "okafor", "petrov", "rossi", "silva", "tanaka", "weber", "young",
];
const AGENTS: [&str; 4] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
];

/// Lines of the audit for each account.
const LINES_EACH: usize = 10;
/// The time that a person takes for a step, in milliseconds.
const MOMENT: i64 = 20_000;
/// Days after sign-up within which people enroll who don't do so at once.
const LATEST: i64 = 60;
/// Recovery codes in a set.
const CODES: u32 = 10;

/// The hashes of the secrets that all people share.
pub(super) struct Hashes {
    /// Hash of the common password.
    pub(super) password: String,
    /// Hash of a recovery code that was discarded.
    pub(super) code: String,
}

/// A person who has signed up, with the methods that they have or will have.
struct Person {
    id: String,
    app: bool,
    passkey: bool,
    codes_left: u32,
    enrolled: bool,
}

impl Person {
    fn factors(&self) -> Factors {
        Factors::of(self.app, self.passkey, self.codes_left)
    }

    fn method(&self) -> &'static str {
        if self.app { "totp" } else { "passkey" }
    }
}

/// All people so far, and the rows of the day that is being made up.
pub(super) struct Population<'a> {
    latchkey: &'a Latchkey,
    hashes: Hashes,
    random: StdRng,
    next_number: u64,
    last_day: i64,
    people: Vec<Person>,
    /// The people who enroll later, by day: indices of `people`.
    later: BTreeMap<i64, Vec<usize>>,
    /// The number of people with each combination of factors.
    census: BTreeMap<Factors, i64>,
    example: Option<String>,
    rows: Rows,
}

impl<'a> Population<'a> {
    /// An empty population. People get numbers from `next_number` on, and enroll on the last day at the latest.
    pub(super) fn new(latchkey: &'a Latchkey, hashes: Hashes, next_number: u64, last_day: i64) -> Result<Self, Error> {
        Ok(Self {
            latchkey,
            hashes,
            random: StdRng::from_seed(latchkey.env().random()?),
            next_number,
            last_day,
            people: vec![],
            later: BTreeMap::new(),
            census: BTreeMap::new(),
            example: None,
            rows: Rows::default(),
        })
    }

    /// The address of a person who has no method.
    pub(super) fn example(&self) -> Option<String> {
        self.example.clone()
    }

    /// The number of people with each combination of factors by now.
    pub(super) fn census(&self) -> &BTreeMap<Factors, i64> {
        &self.census
    }

    /// The rows of a day at whose end there are `there` people.
    pub(super) fn day(&mut self, key: &SealingKey, hours: Range<i64>, there: u32) -> Result<Rows, Error> {
        for index in self.later.remove(&hours.start.div_euclid(DAY)).unwrap_or_default() {
            let at = self.random.random_range(hours.clone());
            self.enroll(key, index, at)?;
        }
        let there = usize::try_from(there).unwrap_or(usize::MAX);
        let newcomers = there.saturating_sub(self.people.len());
        for _ in 0..newcomers {
            let at = self.random.random_range(hours.clone());
            self.sign_up(key, at)?;
        }
        while self.rows.lines.len() < newcomers.saturating_mul(LINES_EACH) {
            let at = self.random.random_range(hours.clone());
            self.sign_in(at);
        }
        let mut rows = take(&mut self.rows);
        rows.lines.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        Ok(rows)
    }

    /// Signs up a person. Most enroll at once, some on a later day, and some never.
    fn sign_up(&mut self, key: &SealingKey, at: i64) -> Result<(), Error> {
        let day = at.div_euclid(DAY);
        let enrolls_on = match self.random.random_range(0..100) {
            0..56 => Some(day),
            56..80 => Some(day.saturating_add(self.random.random_range(1..=LATEST))),
            _ => None,
        }
        .filter(|day| *day <= self.last_day);
        let (app, passkey) = match self.random.random_range(0..100) {
            _ if enrolls_on.is_none() => (false, false),
            0..60 => (true, false),
            60..85 => (false, true),
            _ => (true, true),
        };
        let codes_left = match self.random.random_range(0..100) {
            0..90 => CODES,
            90..95 => 2,
            _ => 0,
        };
        let person = Person { id: self.id(at), app, passkey, codes_left, enrolled: false };
        let email = self.email();
        self.rows.accounts.push(Account {
            id: person.id.clone(),
            search: search_text(&email, None),
            email: email.clone(),
            password_hash: self.hashes.password.clone(),
            factors: person.factors(),
            passkey_handle: passkey.then(|| self.random.random::<[u8; 16]>().to_vec()),
            at,
        });
        self.line(at, &person.id, Event::SignUp, None);
        self.count(Factors::default(), 1);
        let index = self.people.len();
        self.people.push(person);
        match enrolls_on {
            Some(now) if now == day => return self.enroll(key, index, at.saturating_add(MOMENT)),
            Some(later) => self.later.entry(later).or_default().push(index),
            None => self.example = Some(email),
        }
        self.stop(index, at);
        Ok(())
    }

    /// Records that a person reached the choice of a method, or the first code after it, and went no further.
    fn stop(&mut self, index: usize, at: i64) {
        let Some(account) = self.people.get(index).map(|person| person.id.clone()) else { return };
        let session = self.id(at);
        let passed: &[_] = if self.random.random_bool(0.4) { &["choose_method"] } else { &[] };
        let reached = if passed.is_empty() { "choose_method" } else { "set_up_totp" };
        self.rows.steps.extend(Step::way(&session, &account, at, passed, reached));
    }

    fn enroll(&mut self, key: &SealingKey, index: usize, at: i64) -> Result<(), Error> {
        let Some(person) = self.people.get_mut(index) else { return Ok(()) };
        person.enrolled = true;
        let (account, app, passkey, codes_left) = (person.id.clone(), person.app, person.passkey, person.codes_left);
        let (factors, method) = (person.factors(), person.method());
        self.count(Factors::default(), -1);
        self.count(factors, 1);
        if app {
            let id = self.id(at);
            let secret = seal_secret(key, self.latchkey.env(), &id, &self.random.random::<[u8; 20]>())?;
            self.rows.apps.push(App { id, account: account.clone(), secret, at });
            self.line(at, &account, Event::TotpAdded, Some("totp"));
        }
        if passkey {
            let credential = nobodys_credential(self.random.random(), self.random.random());
            let id = self.id(at);
            self.rows.passkeys.push(Passkey { id, account: account.clone(), credential, at });
            self.line(at, &account, Event::PasskeyAdded, Some("passkey"));
        }
        self.line(at, &account, Event::SignInComplete, Some(method));
        let set = self.id(at);
        for (selector, number) in fresh_selectors(self.latchkey.env())?.into_iter().zip(0..) {
            let used_at = (number >= codes_left).then_some(at);
            self.rows.codes.push(RecoveryCode { set: set.clone(), selector, hash: self.hashes.code.clone(), used_at });
        }
        self.rows.sets.push(RecoverySet { id: set, account: account.clone(), at });
        self.line(at, &account, Event::RecoveryCodesCreated, None);
        self.line(at, &account, Event::RecoveryCodesAcknowledged, None);
        let session = self.id(at);
        let passed = ["choose_method", if app { "set_up_totp" } else { "set_up_passkey" }, "acknowledge_recovery_codes"];
        self.rows.steps.extend(Step::way(&session, &account, at, &passed, "done"));
        Ok(())
    }

    /// Signs in a random person. Now and then a code is mistyped.
    fn sign_in(&mut self, at: i64) {
        let Some(person) = self.people.choose(&mut self.random) else { return };
        let (account, method, enrolled) = (person.id.clone(), person.method(), person.enrolled);
        self.line(at, &account, Event::SignIn, Some("password"));
        if !enrolled {
            return;
        }
        let proved_at = at.saturating_add(MOMENT);
        match self.random.random_range(0..200) {
            0..10 if method == "totp" => self.line(at, &account, Event::CodeRefused, Some("totp")),
            10 if method == "totp" => self.line(at, &account, Event::GuessesPaused, Some("totp")),
            11 => self.line(at, &account, Event::RecoveryCodeRefused, Some("recovery_code")),
            _ => {}
        }
        self.line(proved_at, &account, Event::SignInComplete, Some(method));
        let expires_at = proved_at.saturating_add(i64::try_from(self.latchkey.settings().absolute.as_millis()).unwrap_or(i64::MAX));
        if expires_at > self.latchkey.now().0 {
            let (id, (address, agent)) = (self.id(at), self.browser());
            let token_hash = self.random.random::<[u8; 32]>().to_vec();
            self.rows.sessions.push(Session { id, account, token_hash, method, created_at: at, proved_at, expires_at, address, agent });
        }
    }

    fn line(&mut self, at: i64, account: &str, event: Event, method: Option<&'static str>) {
        let (id, (address, agent)) = (self.id(at), self.browser());
        self.rows.lines.push(Line { id, account: account.to_owned(), event, method, address, agent, at });
    }

    fn count(&mut self, factors: Factors, by: i64) {
        let count = self.census.entry(factors).or_default();
        *count = count.saturating_add(by);
    }

    /// An address reserved for documentation (RFC 5737), and a browser.
    fn browser(&mut self) -> (String, &'static str) {
        let address = format!("203.0.113.{}", self.random.random_range(1..=254));
        (address, AGENTS.choose(&mut self.random).copied().unwrap_or_default())
    }

    fn email(&mut self) -> String {
        let first = FIRST_NAMES.choose(&mut self.random).copied().unwrap_or_default();
        let last = LAST_NAMES.choose(&mut self.random).copied().unwrap_or_default();
        let number = self.next_number;
        self.next_number = number.saturating_add(1);
        // The top-level domain is reserved, so no mail is ever delivered (RFC 2606 §2).
        format!("{first}.{last}.{number}@made-up.example")
    }

    /// An id with the timestamp of that moment.
    fn id(&mut self, at: i64) -> String {
        let millis = u64::try_from(at).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random.random()).into_uuid().simple().to_string()
    }
}
