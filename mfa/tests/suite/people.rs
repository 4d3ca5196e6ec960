use crate::action::tamper;
use crate::fixture::{Fixture, assert_half, number, on_each_database, race};
use mfa::{ActionOutcome, AdminAction, Error, NextStep, PageCursor, PeopleFilter, PeopleQuery, Session, Visitor};

/// An administrator.
async fn administrator(fixture: &Fixture, email: &str) -> Session {
    let (_, app, _) = fixture.settled(email).await;
    fixture.latchkey.operator().grant_administrator(email).await.unwrap();
    fixture.pass_seconds(30);
    let half = fixture.sign_in(email).await;
    fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session
}

async fn names(fixture: &Fixture, admin: &Session, query: PeopleQuery<'_>) -> Vec<String> {
    fixture.latchkey.admin().people(admin, query).await.unwrap().lines.into_iter().map(|line| line.name).collect()
}

async fn help(fixture: &Fixture, admin: &Session, account: &str, act: AdminAction) -> Result<ActionOutcome, Error> {
    fixture.latchkey.admin().apply(&fixture.caller, admin, account, act, "lost phone").await
}

on_each_database! {
    async fn people_are_found_by_any_part_of_what_they_are_called(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        for email in ["Ada@example.org", "adam@example.org", "a_da@example.org", "a%da@example.org", "bea@example.org"] {
            fixture.sign_up(email).await;
        }
        let visitor = Visitor::new("u7", "s").name("Ärnest Ödland");
        fixture.latchkey.enter(&fixture.caller, &visitor, None).await.unwrap();
        let search = async |search: &str| names(&fixture, &admin, PeopleQuery { search, ..PeopleQuery::default() }).await;
        assert_eq!(search("ADA").await, ["ada@example.org", "adam@example.org"]);
        assert_eq!(search("dam@").await, ["adam@example.org"]);
        assert_eq!(search(" T Öd").await, ["Ärnest Ödland"]);
        assert_eq!(search("example").await.len(), 6);
        assert_eq!(search("application:").await, [""; 0]);
        assert_eq!(search("").await.len(), 7);
        // One or two characters are searched for at the beginning only.
        assert_eq!(search("a_").await, ["a_da@example.org"]);
        assert_eq!(search("a%").await, ["a%da@example.org"]);
        assert_eq!(search("är").await, ["Ärnest Ödland"]);
        assert_eq!(search("am").await, [""; 0]);
        let show = async |show| names(&fixture, &admin, PeopleQuery { filter: show, ..PeopleQuery::default() }).await;
        assert_eq!(show(PeopleFilter::Administrators).await, ["admin@example.org"]);
        assert_eq!(show(PeopleFilter::Unenrolled).await.len(), 6);
        let renamed = Visitor::new(visitor.id, "t").name("Zoe");
        fixture.latchkey.enter(&fixture.caller, &renamed, None).await.unwrap();
        assert_eq!((search("zo").await, search("ZOÉ").await), (vec!["Zoe".to_owned()], vec!["Zoe".to_owned()]));
        assert_eq!(search("rnest").await, [""; 0]);
        tamper(&fixture, "DELETE FROM account WHERE email = 'adam@example.org'").await;
        assert_eq!(search("ada").await, ["ada@example.org"]);
    }

    async fn accents_case_and_the_spelling_of_a_domain_make_no_difference(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        let search = async |search: &str| names(&fixture, &admin, PeopleQuery { search, ..PeopleQuery::default() }).await;
        for (number, name) in ["Jörg Müller", "Jorg Muller"].into_iter().enumerate() {
            let visitor = Visitor::new(format!("u{number}"), "s").name(name);
            fixture.latchkey.enter(&fixture.caller, &visitor, None).await.unwrap();
        }
        for typed in ["müller", "MULLER", "örg mu", "mu\u{308}ller"] {
            assert_eq!(search(typed).await, ["Jörg Müller", "Jorg Muller"], "{typed}");
        }
        fixture.sign_up("ada@münchen.example").await;
        for typed in ["münchen", "xn--mnchen", "ada@xn--mnchen-3ya.example", "ADA@MUNCHEN.example"] {
            assert_eq!(search(typed).await, ["ada@münchen.example"], "{typed}");
        }
    }

    /// Characters with a meaning in a pattern or to an index are taken literally.
    async fn what_is_looked_for_is_meant_literally(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        let search = async |search: &str| names(&fixture, &admin, PeopleQuery { search, ..PeopleQuery::default() }).await;
        let odd = [
            "100% sure",
            "a_b_c",
            r"back\slash",
            r#"she "said" so"#,
            "it's",
            "near(a b)",
            "a* OR b",
            "-minus ^caret {x} a+b",
            "''--",
            "$1 {2}",
        ];
        for (number, name) in odd.into_iter().enumerate() {
            let visitor = Visitor::new(format!("u{number}"), "s").name(name);
            fixture.latchkey.enter(&fixture.caller, &visitor, None).await.unwrap();
        }
        for name in odd {
            assert_eq!(search(name).await, [name]);
        }
        for typed in ["%%%", "___", "a%b", "a_b_d", r"\\\", "\"\"\"", "a* AND b", "search:", "NOT x", "1 OR", "a\0b", "a\nb", "a\tbcd"] {
            assert_eq!(search(typed).await, [""; 0], "{typed:?}");
        }
        assert_eq!(search(&"x".repeat(100_000)).await, [""; 0]);
        for typed in ["00%", r"k\s", "\"sa", "r(a", "* o", "^ca"] {
            assert_eq!(search(typed).await.len(), 1, "{typed:?}");
        }
    }

    /// In the order of names, however they are found: at the beginning, by a scan, or with the index.
    async fn turning_the_pages_of_a_search_meets_everybody_once(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        tamper(
            &fixture,
            "INSERT INTO account (id, email, password_hash, administrator, created_at, disabled_at)
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
             SELECT 'id' || i, CASE i % 8 WHEN 0 THEN 'yuki' ELSE 'anna' END || CASE i % 24 WHEN 5 THEN '.weber.' ELSE '.ito.' END || i || '@example.org',
                    '', FALSE, 0, CASE i % 3 WHEN 0 THEN 1 END FROM n",
        )
        .await;
        for email in ["weber@example.org", "weber.b@example.org"] {
            fixture.sign_up(email).await;
        }
        fixture.another().await;
        for (typed, show) in [
            ("weber", PeopleFilter::Everybody),
            ("ki.", PeopleFilter::Everybody),
            ("uki.ito.4", PeopleFilter::Everybody),
            ("ito", PeopleFilter::Disabled),
            ("yuki", PeopleFilter::Disabled),
        ] {
            let mut met: Vec<(String, String)> = vec![];
            loop {
                let cursor = met.last().map_or(PageCursor::First, |(_, id)| PageCursor::After(id));
                let page = fixture.latchkey.admin().people(&admin, PeopleQuery { search: typed, filter: show, cursor }).await.unwrap();
                assert_eq!(page.earlier, !met.is_empty());
                let later = page.later;
                met.extend(page.lines.into_iter().map(|line| (line.name, line.id)));
                if !later {
                    break;
                }
            }
            let sorted = met.is_sorted_by_key(|(name, id)| (!name.starts_with(typed), name, id));
            assert!(met.iter().all(|(name, _)| name.contains(typed)) && sorted, "{typed}");
            let disabled = if show == PeopleFilter::Disabled { "AND disabled_at IS NOT NULL" } else { "" };
            let all = format!("SELECT COUNT(*) FROM account WHERE email LIKE '%{typed}%' {disabled}");
            assert_eq!(i64::try_from(met.len()).unwrap(), number(&fixture.database_url, &all).await, "{typed}");
            // Back from behind the first page, also across the end of the names that begin with the text.
            for from in [60, 51].into_iter().filter(|from| *from < met.len()) {
                let id = &met[from].1;
                let back = fixture
                    .latchkey
                    .admin()
                    .people(&admin, PeopleQuery { search: typed, filter: show, cursor: PageCursor::Before(id) })
                    .await
                    .unwrap();
                let ids: Vec<_> = back.lines.iter().map(|line| &line.id).collect();
                assert_eq!(ids, met[from - 50..from].iter().map(|(_, id)| id).collect::<Vec<_>>());
                assert!(back.earlier && back.later);
            }
        }
    }

    async fn turning_the_pages_meets_everybody_once(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        for number in 0..120 {
            // Many accounts share a name.
            let visitor = Visitor::new(format!("u{number}"), "s").name(format!("user{}", number % 3));
            fixture.latchkey.enter(&fixture.caller, &visitor, None).await.unwrap();
        }
        let (mut forwards, mut last) = (vec![], String::new());
        loop {
            let cursor = if last.is_empty() { PageCursor::First } else { PageCursor::After(&last) };
            let page = fixture.latchkey.admin().people(&admin, PeopleQuery { cursor, ..PeopleQuery::default() }).await.unwrap();
            assert_eq!(page.earlier, !forwards.is_empty());
            forwards.extend(page.lines.iter().map(|line| line.id.clone()));
            if !page.later {
                break;
            }
            // An account added to an earlier page isn't listed, and hides no other.
            fixture.sign_up(&format!("a{}@example.org", forwards.len())).await;
            last = page.lines.last().unwrap().id.clone();
        }
        assert_eq!(forwards.len(), 121);
        let unique: std::collections::BTreeSet<_> = forwards.iter().collect();
        assert_eq!(unique.len(), 121);
        let before = &forwards[100];
        let page =
            fixture.latchkey.admin().people(&admin, PeopleQuery { cursor: PageCursor::Before(before), ..PeopleQuery::default() }).await.unwrap();
        let ids: Vec<_> = page.lines.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids, forwards[50..100]);
        assert!(page.earlier && page.later);
    }

    async fn a_reset_is_told_and_enrolls_anew(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        let (session, _, codes) = fixture.settled("a@example.org").await;
        assert_eq!(help(&fixture, &admin, &session.account_id, AdminAction::Reset).await, Ok(ActionOutcome::Done));
        let person = fixture.latchkey.admin().person(&admin, &session.account_id).await.unwrap();
        assert_eq!((person.devices.len(), person.codes, person.sessions.len()), (0, (0, 0), 0));
        assert_eq!((person.activity[0].event.as_str(), person.activity[0].detail.as_deref()), ("mfa_reset", Some("lost phone")));

        let half = fixture.sign_in("a@example.org").await;
        assert_half(&half);
        assert!(matches!(fixture.latchkey.next_step(Some(&half)).await.unwrap(), NextStep::ChooseMethod { .. }));
        assert!(fixture.recovery(&half, &codes[0]).await.is_err());
        let notices = fixture.latchkey.account().notices(&half).await.unwrap();
        assert_eq!((notices[0].act, notices[0].reason.as_str(), notices.len()), (AdminAction::Reset.into(), "lost phone", 1));
        assert_eq!(fixture.latchkey.account().dismiss_notices(&half, fixture.now()).await.unwrap_err(), Error::RequiresAdditionalAuth);
        let full = fixture.enroll(&half).await.0.session;
        assert_eq!(fixture.latchkey.account().notices(&full).await.unwrap(), notices);
        fixture.latchkey.account().dismiss_notices(&full, fixture.now()).await.unwrap();
        assert_eq!(fixture.latchkey.account().notices(&full).await.unwrap(), []);
    }

    async fn a_disabled_account_is_closed_at_once_until_it_is_enabled(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        let half = fixture.sign_up("a@example.org").await;
        let (opened, _) = fixture.enroll(&half).await;
        assert!(fixture.is_alive(&opened).await);
        let account = opened.session.account_id.clone();
        for _ in 0..2 {
            assert_eq!(help(&fixture, &admin, &account, AdminAction::Disable).await, Ok(ActionOutcome::Done));
        }
        assert!(!fixture.is_alive(&opened).await);
        let refused = fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", crate::fixture::PASSWORD, None).await;
        assert_eq!(refused.unwrap_err(), Error::SignInFailed);
        let disabled = names(&fixture, &admin, PeopleQuery { filter: PeopleFilter::Disabled, ..PeopleQuery::default() }).await;
        assert_eq!(disabled, ["a@example.org"]);
        help(&fixture, &admin, &account, AdminAction::Enable).await.unwrap();
        assert!(!fixture.is_alive(&opened).await, "what was ended stays ended");
        let half = fixture.sign_in("a@example.org").await;
        let acts: Vec<_> = fixture.latchkey.account().notices(&half).await.unwrap().into_iter().map(|notice| notice.act).collect();
        assert_eq!(acts, [AdminAction::Disable.into(), AdminAction::Enable.into()]);
    }

    async fn helping_takes_an_administrator_a_fresh_proof_and_a_reason(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        let (user, _, _) = fixture.settled("a@example.org").await;
        let half = fixture.sign_in("admin@example.org").await;
        for session in [&user, &half] {
            assert_eq!(fixture.latchkey.admin().people(session, PeopleQuery::default()).await.unwrap_err(), Error::NotFound);
            assert_eq!(fixture.latchkey.admin().person(session, &admin.account_id).await.unwrap_err(), Error::NotFound);
            assert_eq!(fixture.latchkey.admin().approvals(session).await.unwrap_err(), Error::NotFound);
            assert_eq!(fixture.latchkey.admin().decide_approval(&fixture.caller, session, "0", true).await.unwrap_err(), Error::NotFound);
            assert_eq!(fixture.latchkey.admin().withdraw_approval(&fixture.caller, session, "0").await.unwrap_err(), Error::NotFound);
            for act in AdminAction::all() {
                assert_eq!(help(&fixture, session, &admin.account_id, act).await.unwrap_err(), Error::NotFound);
            }
        }
        assert_eq!(
            fixture.latchkey.admin().apply(&fixture.caller, &admin, &user.account_id, AdminAction::Reset, " ").await.unwrap_err(),
            Error::ReasonMissing
        );
        assert_eq!(help(&fixture, &admin, "nobody", AdminAction::Reset).await.unwrap_err(), Error::NotFound);
        assert_eq!(fixture.latchkey.admin().person(&admin, "nobody").await.unwrap_err(), Error::NotFound);
        assert_eq!(help(&fixture, &admin, &admin.account_id, AdminAction::Reset).await.unwrap_err(), Error::NotPossibleNow);
        fixture.pass_seconds(300);
        assert_eq!(help(&fixture, &admin, &user.account_id, AdminAction::Reset).await.unwrap_err(), Error::StepUpRequired);
    }

    async fn what_concerns_an_administrator_takes_two_others(fixture: Fixture) {
        let first = administrator(&fixture, "first@example.org").await;
        let target = administrator(&fixture, "target@example.org").await;
        assert_eq!(help(&fixture, &first, &target.account_id, AdminAction::Reset).await.unwrap_err(), Error::SecondAdministratorNeeded);
        let second = administrator(&fixture, "second@example.org").await;
        for _ in 0..2 {
            assert_eq!(help(&fixture, &first, &target.account_id, AdminAction::Reset).await, Ok(ActionOutcome::Requested));
        }
        let (open, over) = fixture.latchkey.admin().approvals(&second).await.unwrap();
        assert_eq!((open.len(), over.len()), (1, 0), "the same is asked for once");
        assert_eq!((open[0].name.as_str(), open[0].requester.as_str()), ("target@example.org", "first@example.org"));
        let id = &open[0].id;
        let waiting = async |session| fixture.latchkey.admin().approvals_to_decide(session).await.unwrap();
        assert_eq!((waiting(&first).await, waiting(&target).await, waiting(&second).await), (0, 0, 1));
        assert_eq!(fixture.latchkey.admin().person(&second, &target.account_id).await.unwrap().devices.len(), 1, "nothing is done yet");
        for concerned in [&first, &target] {
            let decided = fixture.latchkey.admin().decide_approval(&fixture.caller, concerned, id, true).await;
            assert_eq!(decided.unwrap_err(), Error::SecondAdministratorNeeded);
        }
        let (won, lost) = race((0..8).map(|_| fixture.latchkey.admin().decide_approval(&fixture.caller, &second, id, true))).await;
        assert_eq!((won.len(), lost.len()), (1, 7));
        assert_eq!(fixture.latchkey.admin().person(&second, &target.account_id).await.unwrap().devices.len(), 0);
        let (open, over) = fixture.latchkey.admin().approvals(&second).await.unwrap();
        assert_eq!((open.len(), over[0].outcome.as_deref()), (0, Some("approved")));
        assert_eq!(waiting(&second).await, 0);
        assert_eq!(over[0].decider.as_deref(), Some("second@example.org"));
    }

    async fn an_approval_can_be_refused_withdrawn_and_too_late(fixture: Fixture) {
        let first = administrator(&fixture, "first@example.org").await;
        let second = administrator(&fixture, "second@example.org").await;
        let target = administrator(&fixture, "target@example.org").await;
        let ask = async || {
            help(&fixture, &first, &target.account_id, AdminAction::Disable).await.unwrap();
            fixture.latchkey.admin().approvals(&first).await.unwrap().0[0].id.clone()
        };
        let id = ask().await;
        fixture.latchkey.admin().decide_approval(&fixture.caller, &second, &id, false).await.unwrap();
        assert_eq!(fixture.latchkey.admin().decide_approval(&fixture.caller, &second, &id, true).await.unwrap_err(), Error::NotFound);
        let id = ask().await;
        assert_eq!(fixture.latchkey.admin().withdraw_approval(&fixture.caller, &second, &id).await.unwrap_err(), Error::NotFound);
        fixture.latchkey.admin().withdraw_approval(&fixture.caller, &first, &id).await.unwrap();
        assert_eq!(fixture.latchkey.admin().decide_approval(&fixture.caller, &second, &id, true).await.unwrap_err(), Error::NotFound);
        ask().await;
        fixture.set_policy(|policy| policy.step_up_seconds = 86_400).await;
        fixture.pass_seconds(86_400 - 120);
        assert_eq!(fixture.latchkey.admin().approvals(&first).await.unwrap().0.len(), 1);
        fixture.pass_seconds(120);
        let (open, over) = fixture.latchkey.admin().approvals(&first).await.unwrap();
        assert_eq!((open.len(), over.len()), (0, 3));
        assert_eq!(fixture.latchkey.admin().person(&first, &target.account_id).await.unwrap().disabled_at, None);
    }

    async fn what_becomes_of_a_request_for_approval_is_written_down_once(fixture: Fixture) {
        let first = administrator(&fixture, "first@example.org").await;
        administrator(&fixture, "second@example.org").await;
        let target = administrator(&fixture, "target@example.org").await;
        for reason in ["lost phone", "lost it again"] {
            let asked = fixture.latchkey.admin().apply(&fixture.caller, &first, &target.account_id, AdminAction::Reset, reason).await;
            assert_eq!(asked, Ok(ActionOutcome::Requested));
        }
        let id = fixture.latchkey.admin().approvals(&first).await.unwrap().0[0].id.clone();
        let (won, _) = race((0..8).map(|_| fixture.latchkey.admin().withdraw_approval(&fixture.caller, &first, &id))).await;
        assert_eq!(won.len(), 1);
        let activity = fixture.latchkey.account().activity(&target, 100).await.unwrap();
        let lines = activity.iter().rev().filter(|line| line.event.starts_with("approval_"));
        let lines: Vec<_> = lines.map(|line| (line.event.as_str(), line.detail.as_deref(), line.result.as_str())).collect();
        assert_eq!(lines, [("approval_requested", Some("lost phone"), "ok"), ("approval_withdrawn", Some("lost phone"), "ok")]);
    }

    async fn what_somebody_asked_for_who_is_no_administrator_now_is_not_approved(fixture: Fixture) {
        let first = administrator(&fixture, "first@example.org").await;
        let second = administrator(&fixture, "second@example.org").await;
        let target = administrator(&fixture, "target@example.org").await;
        help(&fixture, &first, &target.account_id, AdminAction::Reset).await.unwrap();
        let id = fixture.latchkey.admin().approvals(&second).await.unwrap().0[0].id.clone();
        tamper(&fixture, "UPDATE account SET administrator = FALSE WHERE email = 'first@example.org'").await;
        assert_eq!(fixture.latchkey.admin().decide_approval(&fixture.caller, &second, &id, true).await.unwrap_err(), Error::NotFound);
        assert_eq!(fixture.latchkey.admin().person(&second, &target.account_id).await.unwrap().devices.len(), 1);
        assert_eq!(fixture.latchkey.admin().approvals(&second).await.unwrap().0, []);
        assert_eq!(fixture.latchkey.admin().approvals_to_decide(&second).await, Ok(0));
    }
}
