//! How long a request for a mail takes, by whether there is an account. Ignored, since it is a measurement:
//! `cargo test -p latchkey-server --test process -- --ignored --nocapture known_and_unknown`

use super::{PATIENCE, start_with};
use crate::installation::{Installation, Person};
use testbed::{Database, smtp::TestRelay, until};
use tokio::time::Instant;

const EACH: usize = 200;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement without an assertion"]
async fn known_and_unknown_addresses_take_the_same_time() {
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let latchkey = installation.open().await;
        for index in 0..EACH {
            Person::sign_up(&latchkey, &format!("known{index:03}@example.org")).await;
        }
        let relay = TestRelay::start(&[]);
        let server = start_with(&installation, relay.port(), &[("LATCHKEY__LIMITS__SIGN_INS_PER_MINUTE", "100000")]).await;
        let mut times = [Vec::new(), Vec::new()];
        for index in 0..EACH {
            // The background work of one request falls into the time of the next one: each kind is the first as often as the other.
            for kind in if index % 2 == 0 { [0, 1] } else { [1, 0] } {
                let email = format!("{}{index:03}@example.org", if kind == 0 { "known" } else { "other" });
                let began = Instant::now();
                server.submit("/reset", "en", &[("email", &email)]).await.assert_leads_to("/check-mail");
                times[kind].push(began.elapsed());
            }
        }
        until("some mails were sent", PATIENCE, async || !relay.kept().is_empty()).await;
        let [known, unknown] = times.map(|mut times| {
            times.sort();
            let at = |part: usize| times[times.len() * part / 100].as_secs_f64() * 1000.0;
            (at(10), at(50), at(90))
        });
        println!("{database:?}: /reset, {EACH} requests each, ms at 10, 50 and 90 %: known {known:.2?}, unknown {unknown:.2?}");
    }
}
