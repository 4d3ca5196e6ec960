use crate::fixture::{Fixture, on_each_database};
use mfa::{NextStep, PageCursor, PeopleFilter, PeopleQuery, SeedBeside, SeedError, Session, adoption::Adoption};

async fn adoption(fixture: &Fixture, admin: &Session) -> Adoption {
    fixture.latchkey.admin().adoption(admin, 365).await.unwrap()
}

fn sum(adoption: &Adoption, event: &str) -> i64 {
    adoption.days.iter().map(|day| day.count(&[event])).sum()
}

/// An administrator.
async fn administrator(fixture: &Fixture) -> Session {
    let (session, _, _) = fixture.settled("admin@example.org").await;
    fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    fixture.latchkey.sessions().reload(&session).await.unwrap()
}

on_each_database! {
    /// The fixture checks after every test that the factors noted beside the accounts are true.
    async fn people_are_made_up_with_a_history_that_adds_up(fixture: Fixture) {
        let admin = administrator(&fixture).await;

        let mut told = vec![];
        let seeded = fixture.latchkey.operator().seed(400, SeedBeside::Anybody, |there| told.push(there)).await.unwrap();
        assert!(told.is_sorted() && told.last() == Some(&400));
        assert!((4000..4400).contains(&seeded.lines), "{}", seeded.lines);
        let before = adoption(&fixture, &admin).await;
        assert_eq!(before.now.accounts, 401);
        assert!((250..350).contains(&before.now.enrolled) && before.now.few_codes > 0 && before.now.no_codes > 0, "{:?}", before.now);
        assert_eq!(sum(&before, "sign_up"), 401);
        let noted: Vec<_> = before.days.iter().filter_map(|day| day.census).map(|census| census.accounts).collect();
        assert!(noted.len() >= 180 && noted.is_sorted());
        for step in &before.funnel {
            assert!(step.reached >= step.left && step.left > 0, "{step:?}");
        }

        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        let after = adoption(&fixture, &admin).await;
        assert_eq!((&after.now, &after.funnel, sum(&after, "sign_in")), (&before.now, &before.funnel, sum(&before, "sign_in")));
        fixture.latchkey.maintenance().seal_audit().await.unwrap();
        let verified = fixture.latchkey.operator().verify_audit(None).await.unwrap();
        assert!(verified.troubles.is_empty() && verified.lines > seeded.lines && verified.unsealed == 0);
    }

    async fn they_can_be_signed_in_as_and_looked_at(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        let seeded = fixture.latchkey.operator().seed(60, SeedBeside::Anybody, |_| ()).await.unwrap();
        let half = fixture.latchkey.account().sign_in(&fixture.caller, &seeded.example.unwrap(), &seeded.password, None).await.unwrap().session;
        assert!(matches!(fixture.latchkey.next_step(Some(&half)).await.unwrap(), NextStep::ChooseMethod { .. }));

        let page = fixture.latchkey.admin().people(&admin, PeopleQuery::default()).await.unwrap();
        let rest = PeopleQuery { cursor: PageCursor::After(&page.lines.last().unwrap().id), ..PeopleQuery::default() };
        let rest = fixture.latchkey.admin().people(&admin, rest).await.unwrap();
        let people: Vec<_> = page.lines.iter().chain(&rest.lines).collect();
        assert_eq!(people.len(), 61);
        let holder = people.iter().find(|line| line.passkeys == 1).unwrap();
        let person = fixture.latchkey.admin().person(&admin, &holder.id).await.unwrap();
        assert_eq!((person.passkeys.len(), person.codes.1, person.activity.is_empty()), (1, 10, false));
        let half = fixture.latchkey.account().sign_in(&fixture.caller, &holder.name, &seeded.password, None).await.unwrap().session;
        fixture.latchkey.passkeys().begin_proof(&half).await.unwrap();
        let unenrolled = PeopleQuery { filter: PeopleFilter::Unenrolled, ..PeopleQuery::default() };
        let unenrolled = fixture.latchkey.admin().people(&admin, unenrolled).await.unwrap();
        assert!(unenrolled.lines.iter().all(|line| line.passkeys + line.devices == 0) && !unenrolled.lines.is_empty());
    }

    async fn more_of_them_come_beside_those_that_there_are(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        for so_far in [30, 60] {
            fixture.latchkey.operator().seed(30, SeedBeside::Anybody, |_| ()).await.unwrap();
            let found = adoption(&fixture, &admin).await;
            assert_eq!((found.now.accounts, sum(&found, "sign_up")), (so_far + 1, so_far + 1));
            let yesterday = found.days.iter().rev().nth(1).unwrap().census.unwrap();
            assert_eq!(yesterday.accounts, so_far - so_far / 30, "one of thirty comes on the last day");
        }
    }

    async fn nobody_is_made_up_among_real_people(fixture: Fixture) {
        fixture.latchkey.operator().seed(30, SeedBeside::MadeUp, |_| ()).await.unwrap();
        fixture.latchkey.operator().seed(30, SeedBeside::MadeUp, |_| ()).await.unwrap();
        fixture.sign_up("a@example.org").await;
        let refused = fixture.latchkey.operator().seed(30, SeedBeside::MadeUp, |_| ()).await.err();
        assert!(matches!(refused, Some(SeedError::RealPeople(1))));
        assert_eq!(fixture.latchkey.operator().users(None).await.unwrap().len(), 61);
    }

    async fn nobody_is_made_up_in_the_database_of_another_site(fixture: Fixture) {
        let site = fixture.at("https://id.example.org").await;
        site.maintenance().sweep().await.unwrap();
        let refused = fixture.latchkey.operator().seed(30, SeedBeside::Anybody, |_| ()).await.err();
        assert!(matches!(refused, Some(SeedError::OtherOrigin(origin)) if origin == "https://id.example.org"));
        // The site moves to this origin.
        fixture.latchkey.maintenance().sweep().await.unwrap();
        fixture.latchkey.operator().seed(30, SeedBeside::MadeUp, |_| ()).await.unwrap();
    }
}
