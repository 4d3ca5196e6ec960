//! Addresses where the server sends mail: changed and confirmed with links.

use crate::action::tamper;
use crate::fixture::{App, Fixture, PASSWORD, number, on_each_database, race, rounds};
use mfa::{
    Delivery, EmailChange, Error, Form, Handover, Latchkey, LinkPurpose, MailRequest, Opened, Purpose, Sensitive, Session, mail::MailKind,
};

const OLD: &str = "old@example.org";
const NEW: &str = "new@example.org";
const CHANGES: &str = "SELECT COUNT(*) FROM audit_event WHERE event = 'email_changed'";

async fn confirming(fixture: &Fixture) -> Latchkey {
    fixture.builder().confirms_addresses(true).build().await.unwrap()
}

/// An enrolled user whose address is confirmed.
async fn confirmed(fixture: &Fixture, email: &str) -> (Session, App) {
    let (session, app) = fixture.enrolled(email).await;
    let sql =
        format!("UPDATE account SET address = '{email}', address_confirmed_at = 1, language = 'de' WHERE id = '{}'", session.account_id);
    tamper(fixture, &sql).await;
    (session, app)
}

/// Hands over all mails that are due, in the order of their events.
async fn mails(latchkey: &Latchkey) -> Vec<Delivery> {
    let mut mails = vec![];
    while latchkey.deliveries().answer_requests().await.unwrap() {}
    while let Some(mail) = latchkey.deliveries().claim().await.unwrap() {
        assert!(latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap());
        mails.push(mail);
    }
    mails
}

fn told(mails: &[Delivery]) -> Vec<(MailKind, &str)> {
    let mut told: Vec<_> = mails.iter().map(|mail| (mail.kind, mail.receiver.as_str())).collect();
    told.sort_by_key(|(kind, receiver)| (kind.name(), (*receiver).to_owned()));
    told
}

async fn ask(fixture: &Fixture, latchkey: &Latchkey, session: &Session, to: &str) -> Result<(), Error> {
    let change = EmailChange { from: &session.email, to, password: PASSWORD };
    latchkey.account().request_email_change(&fixture.caller, session, change, "en").await
}

/// The token of the link to a new address.
async fn link(fixture: &Fixture, latchkey: &Latchkey, session: &Session, to: &str) -> String {
    ask(fixture, latchkey, session, to).await.unwrap();
    let mails = mails(latchkey).await;
    let mail = mails.iter().find(|mail| mail.kind == MailKind::ConfirmNewAddress).unwrap();
    mail.params.link.clone().unwrap()
}

async fn confirm(fixture: &Fixture, latchkey: &Latchkey, session: &Session, token: &str) -> Result<Opened, Error> {
    latchkey.account().change_email_by_link(&fixture.caller, session, token).await
}

async fn sign_in(fixture: &Fixture, email: &str) -> Result<String, Error> {
    Ok(fixture.latchkey.account().sign_in(&fixture.caller, email, PASSWORD, None).await?.session.account_id)
}

on_each_database! {
    async fn the_link_changes_the_address_and_both_addresses_are_told(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = confirmed(&fixture, OLD).await;
        let at_once = EmailChange { from: OLD, to: NEW, password: PASSWORD };
        assert_eq!(latchkey.account().change_email(&fixture.caller, &session, at_once).await.err(), Some(Error::NotPossibleNow));
        ask(&fixture, &latchkey, &session, " New@Example.org ").await.unwrap();
        let asked = mails(&latchkey).await;
        assert_eq!(told(&asked), [(MailKind::AddressChangeRequested, OLD), (MailKind::ConfirmNewAddress, "New@example.org")]);
        assert!(asked.iter().all(|mail| mail.language == "de" && mail.params.new_address.as_deref() == Some("New@example.org")));
        let (to_old, to_new): (Vec<_>, Vec<_>) = asked.iter().partition(|mail| mail.receiver == OLD);
        assert_eq!((&to_old[0].params.link, &to_new[0].params.address), (&None, &None), "each address learns nothing of the other's");
        assert_eq!(sign_in(&fixture, OLD).await.as_ref(), Ok(&session.account_id), "nothing has changed");

        let token = to_new[0].params.link.as_deref().unwrap();
        let shown = latchkey.account().link(token).await.unwrap();
        assert_eq!((shown.purpose, shown.account_id.as_ref()), (LinkPurpose::ChangeAddress, Some(&session.account_id)));
        let opened = confirm(&fixture, &latchkey, &session, token).await.unwrap();
        assert_eq!(fixture.look_up(&opened).await.unwrap().email, NEW);
        assert_eq!(told(&mails(&latchkey).await), [(MailKind::AddressChanged, "New@example.org"), (MailKind::AddressChanged, OLD)]);
        let kept = "SELECT COUNT(*) FROM account WHERE email = 'new@example.org' AND address = 'New@example.org' AND address_confirmed_at > 1";
        assert_eq!((number(&fixture.database_url, kept).await, number(&fixture.database_url, CHANGES).await), (1, 1));
        assert_eq!(sign_in(&fixture, OLD).await, Err(Error::SignInFailed));
        let session = fixture.look_up(&opened).await.unwrap();
        assert_eq!(confirm(&fixture, &latchkey, &session, token).await.err(), Some(Error::LinkOver), "it was used");
    }

    async fn an_address_that_was_never_confirmed_is_not_told(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = fixture.enrolled(OLD).await;
        let token = link(&fixture, &latchkey, &session, NEW).await;
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM delivery").await, 1);
        confirm(&fixture, &latchkey, &session, &token).await.unwrap();
        assert_eq!(told(&mails(&latchkey).await), [(MailKind::AddressChanged, NEW)]);
    }

    async fn only_a_full_session_of_the_account_uses_the_link(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, app) = confirmed(&fixture, OLD).await;
        let (other, _) = fixture.enrolled("other@example.org").await;
        let token = link(&fixture, &latchkey, &session, NEW).await;
        assert_eq!(confirm(&fixture, &latchkey, &other, &token).await.err(), Some(Error::LinkOver));
        let half = fixture.sign_in(OLD).await;
        assert_eq!(confirm(&fixture, &latchkey, &half, &token).await.err(), Some(Error::RequiresAdditionalAuth));
        for token in ["", "x", &"A".repeat(43)] {
            assert_eq!(confirm(&fixture, &latchkey, &session, token).await.err(), Some(Error::LinkOver));
        }
        fixture.pass_seconds(30);
        let another = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        confirm(&fixture, &latchkey, &another, &token).await.unwrap();
    }

    async fn a_link_for_another_purpose_changes_nothing(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = confirmed(&fixture, OLD).await;
        let request = MailRequest { email: OLD, language: "en", return_to: None };
        latchkey.account().request_password_reset(&fixture.caller, request).await.unwrap();
        let reset = mails(&latchkey).await[0].params.link.clone().unwrap();
        assert_eq!(confirm(&fixture, &latchkey, &session, &reset).await.err(), Some(Error::LinkOver));
        let change = link(&fixture, &latchkey, &session, NEW).await;
        let as_reset = latchkey.account().reset_password(&fixture.caller, &change, "another horse, another battery").await;
        assert_eq!(as_reset, Err(Error::LinkOver));
        assert_eq!(latchkey.account().sign_up_by_link(&fixture.caller, &change, PASSWORD).await.err(), Some(Error::LinkOver));
        confirm(&fixture, &latchkey, &session, &change).await.unwrap();
        assert_eq!(latchkey.account().link(&reset).await.err(), Some(Error::LinkOver), "the account's other links end");
    }

    async fn an_address_of_another_account_gets_the_same_answer_and_no_mail(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = confirmed(&fixture, OLD).await;
        confirmed(&fixture, "taken@example.org").await;
        for to in ["taken@example.org", " TAKEN@Example.org", NEW] {
            assert_eq!(ask(&fixture, &latchkey, &session, to).await, Ok(()), "{to}");
        }
        let told_of = mails(&latchkey).await;
        assert_eq!(told_of.iter().filter(|mail| mail.receiver == OLD).count(), 3, "the owner is told each time");
        let links: Vec<_> = told_of.iter().filter(|mail| mail.receiver != OLD).collect();
        assert_eq!((links.len(), links[0].receiver.as_str()), (1, NEW));
        for (to, error) in [("new@", Error::EmailInvalid), (OLD, Error::EmailUnchanged)] {
            assert_eq!(ask(&fixture, &latchkey, &session, to).await, Err(error), "{to}");
        }
    }

    async fn an_address_that_was_taken_meanwhile_reads_like_a_link_that_is_over(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = confirmed(&fixture, OLD).await;
        let token = link(&fixture, &latchkey, &session, NEW).await;
        fixture.sign_up(NEW).await;
        assert_eq!(confirm(&fixture, &latchkey, &session, &token).await.err(), Some(Error::LinkOver));
        assert_eq!(latchkey.account().link(&token).await.err(), Some(Error::LinkOver), "for good");
        assert_eq!(sign_in(&fixture, OLD).await, Ok(session.account_id));
        assert_eq!((mails(&latchkey).await.len(), number(&fixture.database_url, CHANGES).await), (0, 0));
    }

    async fn a_change_in_between_ends_the_link(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = confirmed(&fixture, OLD).await;
        let token = link(&fixture, &latchkey, &session, NEW).await;
        latchkey.operator().change_email(OLD, "by-operator@example.org", "asked for by phone").await.unwrap();
        assert_eq!(confirm(&fixture, &latchkey, &session, &token).await.err(), Some(Error::LinkOver));
    }

    async fn of_many_who_confirm_one_address_one_gets_it(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        for round in 0..rounds(3) {
            let (wanted, mut links) = (format!("wanted-{round}@example.org"), vec![]);
            for number in 0..4 {
                let (session, _) = confirmed(&fixture, &format!("{round}-{number}@example.org")).await;
                // The mailbox gets one such mail a minute.
                tamper(&fixture, "DELETE FROM mail_count").await;
                let token = link(&fixture, &latchkey, &session, &wanted).await;
                links.push((session, token));
            }
            let (won, lost) = race(links.iter().map(|(session, token)| confirm(&fixture, &latchkey, session, token))).await;
            assert_eq!((won.len(), lost), (1, vec![Error::LinkOver; 3]));
            assert_eq!(sign_in(&fixture, &wanted).await, Ok(won[0].session.account_id.clone()));
        }
    }

    /// Two links of one account, in two browsers, at two servers.
    async fn of_two_changes_of_one_account_one_is_made(fixture: Fixture) {
        let latchkeys = [confirming(&fixture).await, confirming(&fixture).await];
        for round in 0..rounds(5) {
            let (session, app) = confirmed(&fixture, &format!("old-{round}@example.org")).await;
            fixture.pass_seconds(30);
            let half = fixture.sign_in(&session.email).await;
            let other = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
            let mut changes = vec![];
            for (latchkey, session) in latchkeys.iter().zip([session, other]) {
                tamper(&fixture, "DELETE FROM mail_count").await;
                let to = format!("{}-{round}@example.org", changes.len());
                changes.push((latchkey, session.clone(), link(&fixture, latchkey, &session, &to).await));
            }
            let (won, lost) = race(changes.iter().map(|(latchkey, session, token)| confirm(&fixture, latchkey, session, token))).await;
            assert_eq!((won.len(), lost), (1, vec![Error::LinkOver]));
            assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM link").await, 0);
        }
    }

    /// A proof for this form counts for one request, and no password is spared.
    async fn the_request_needs_a_proof_and_the_password(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, app) = confirmed(&fixture, OLD).await;
        let wrong = EmailChange { from: OLD, to: NEW, password: "wrong" };
        let refused = latchkey.account().request_email_change(&fixture.caller, &session, wrong, "en").await;
        assert_eq!(refused, Err(Error::CurrentPasswordWrong));
        let outdated = EmailChange { from: "older@example.org", to: NEW, password: PASSWORD };
        let refused = latchkey.account().request_email_change(&fixture.caller, &session, outdated, "en").await;
        assert_eq!(refused, Err(Error::EmailReplaced));
        fixture.pass_seconds(301);
        assert_eq!(ask(&fixture, &latchkey, &session, NEW).await, Err(Error::StepUpRequired));
        let form = Form { path: "/account/email".to_owned(), fields: vec![], act: Sensitive::ChangeEmail };
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
        let pending = latchkey.forms().park(&session, &form).await.unwrap();
        let proved = fixture.totp(&session.proving(Purpose::Form(pending.id.clone())), &app.code(fixture.now())).await.unwrap();
        latchkey.forms().take(&proved.session, &pending.id).await.unwrap();
        let session = fixture.look_up(&proved).await.unwrap();
        assert_eq!(ask(&fixture, &latchkey, &session, NEW).await, Ok(()));
        assert_eq!(ask(&fixture, &latchkey, &session, NEW).await, Err(Error::StepUpRequired));
        assert_eq!(mails(&latchkey).await.len(), 2);
    }

    async fn an_address_from_before_mail_is_confirmed_by_a_link_in_any_browser(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = fixture.enrolled(OLD).await;
        let account = latchkey.account();
        assert!(!account.addresses(&session).await.unwrap().confirmed);
        for _ in 0..3 {
            account.request_confirmation(&fixture.caller, &session, "de").await.unwrap();
        }
        let asked = mails(&latchkey).await;
        assert_eq!(told(&asked), [(MailKind::ConfirmAccountAddress, OLD)], "as often as other mails to this mailbox");
        assert_eq!(asked[0].language, "de");
        let token = asked[0].params.link.clone().unwrap();
        assert_eq!(account.link(&token).await.unwrap().purpose, LinkPurpose::ConfirmAddress);
        assert_eq!(confirm(&fixture, &latchkey, &session, &token).await.err(), Some(Error::LinkOver), "it changes no address");
        let (won, lost) = race((0..4).map(|_| account.confirm_by_link(&fixture.caller, &token))).await;
        assert_eq!((won.len(), lost), (1, vec![Error::LinkOver; 3]));
        assert!(account.addresses(&session).await.unwrap().confirmed);
        account.request_confirmation(&fixture.caller, &session, "de").await.unwrap();
        fixture.pass_seconds(61);
        assert!(mails(&latchkey).await.is_empty(), "it is confirmed");

        latchkey.operator().change_email(OLD, NEW, "married").await.unwrap();
        assert!(!account.addresses(&session).await.unwrap().confirmed);
        account.request_confirmation(&fixture.caller, &session, "de").await.unwrap();
        let asked = mails(&latchkey).await;
        assert!(told(&asked).contains(&(MailKind::AddressChanged, OLD)), "the operator's change is told to the address that was confirmed");
        let token = asked.iter().find_map(|mail| mail.params.link.clone()).unwrap();
        latchkey.operator().change_email(NEW, OLD, "divorced").await.unwrap();
        assert_eq!(account.confirm_by_link(&fixture.caller, &token).await, Err(Error::LinkOver));
        assert_eq!(fixture.latchkey.account().request_confirmation(&fixture.caller, &session, "de").await, Err(Error::NotPossibleNow));
    }

    async fn a_second_address_gets_notices_and_nothing_else(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = confirmed(&fixture, OLD).await;
        let (other, _) = fixture.enrolled("other@example.org").await;
        let account = latchkey.account();
        let request = async |to: &str| account.request_notice_address(&fixture.caller, &session, to, "en").await;
        assert_eq!((request(" OLD@example.org").await, request("x@").await), (Err(Error::EmailUnchanged), Err(Error::EmailInvalid)));
        // Another account may sign in with it.
        request("Other@example.org").await.unwrap();
        let asked = mails(&latchkey).await;
        assert_eq!(told(&asked), [(MailKind::ConfirmNoticeAddress, "Other@example.org")]);
        let token = asked[0].params.link.clone().unwrap();
        let add = async |session: &Session| account.add_notice_address(&fixture.caller, session, &token).await;
        assert_eq!((add(&other).await, add(&fixture.sign_in(OLD).await).await), (Err(Error::LinkOver), Err(Error::RequiresAdditionalAuth)));
        assert_eq!(account.addresses(&session).await.unwrap().second, None);
        assert_eq!((add(&session).await, add(&session).await), (Ok(()), Err(Error::LinkOver)));
        assert_eq!(account.addresses(&session).await.unwrap().second.as_deref(), Some("Other@example.org"));
        let added = MailKind::NoticeAddressAdded;
        assert_eq!(told(&mails(&latchkey).await), [(added, "Other@example.org"), (added, OLD)]);
        assert_eq!(sign_in(&fixture, "Other@example.org").await.as_ref(), Ok(&other.account_id));

        fixture.pass_seconds(61);
        ask(&fixture, &latchkey, &session, NEW).await.unwrap();
        let asked = mails(&latchkey).await;
        let requested = MailKind::AddressChangeRequested;
        assert_eq!(told(&asked), [(requested, "Other@example.org"), (requested, OLD), (MailKind::ConfirmNewAddress, NEW)]);
        fixture.pass_seconds(301);
        let remove = async |session: &Session, shown: &str| account.remove_notice_address(&fixture.caller, session, shown).await;
        assert_eq!(remove(&session, "Other@example.org").await, Err(Error::StepUpRequired));
        assert_eq!(request("third@example.org").await, Err(Error::StepUpRequired));
        tamper(&fixture, &format!("UPDATE session SET proved_at = {}", fixture.now().0)).await;
        let session = latchkey.sessions().reload(&session).await.unwrap();
        assert_eq!(remove(&session, "before@example.org").await, Err(Error::EmailReplaced));
        assert_eq!(account.addresses(&session).await.unwrap().second.as_deref(), Some("Other@example.org"), "not what the page showed");
        remove(&session, "Other@example.org").await.unwrap();
        let requests = async || number(&fixture.database_url, "SELECT COUNT(*) FROM mail_request").await;
        account.request_notice_address(&fixture.caller, &session, "third@example.org", "en").await.unwrap();
        let asked = requests().await;
        remove(&session, "Other@example.org").await.unwrap();
        assert_eq!(requests().await, asked, "the next one is still asked for");
        assert_eq!(account.addresses(&session).await.unwrap().second, None);
        let noted = "SELECT COUNT(*) FROM audit_event WHERE event IN ('notice_address_added', 'notice_address_removed')";
        assert_eq!(number(&fixture.database_url, noted).await, 2);
    }

    /// A typing error, and its correction: the link to the former replaces nothing that its page doesn't show.
    async fn the_other_links_for_a_second_address_end_when_one_is_used(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = confirmed(&fixture, OLD).await;
        let mut tokens = vec![];
        for to in ["typo@example.org", "right@example.org"] {
            latchkey.account().request_notice_address(&fixture.caller, &session, to, "en").await.unwrap();
            tokens.push(mails(&latchkey).await[0].params.link.clone().unwrap());
        }
        latchkey.account().add_notice_address(&fixture.caller, &session, &tokens[1]).await.unwrap();
        let late = latchkey.account().add_notice_address(&fixture.caller, &session, &tokens[0]).await;
        assert_eq!(late, Err(Error::LinkOver));
        assert_eq!(latchkey.account().addresses(&session).await.unwrap().second.as_deref(), Some("right@example.org"));
    }

    /// Also if the account moves on to a third address: an intruder can't silence the first one.
    async fn an_address_that_was_replaced_gets_notices_for_a_week(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (mut session, app) = confirmed(&fixture, OLD).await;
        let changed = |to: &[Delivery]| told(to).into_iter().filter(|(kind, _)| *kind == MailKind::AddressChanged).map(|(_, to)| to.to_owned()).collect::<Vec<_>>();
        let mut heard = vec![];
        for (days, to) in [(0, "b@example.org"), (1, "c@example.org"), (7, "d@example.org")] {
            fixture.pass(std::time::Duration::from_secs(days * 24 * 3600 + 60));
            let half = fixture.sign_in(&session.email).await;
            session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
            let token = link(&fixture, &latchkey, &session, to).await;
            session = confirm(&fixture, &latchkey, &session, &token).await.unwrap().session;
            heard.push(changed(&mails(&latchkey).await));
        }
        assert_eq!(heard[0], ["b@example.org", OLD]);
        assert_eq!(heard[1], ["b@example.org", "c@example.org", OLD]);
        assert_eq!(heard[2], ["c@example.org", "d@example.org"]);
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM previous_address").await, 1);
    }

    async fn an_address_that_was_replaced_while_the_clock_was_ahead_gets_notices_for_a_week_from_now(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let (session, _) = confirmed(&fixture, OLD).await;
        let token = link(&fixture, &latchkey, &session, "b@example.org").await;
        confirm(&fixture, &latchkey, &session, &token).await.unwrap();
        mails(&latchkey).await;
        let year = 365 * 24 * 3_600_000_i64;
        tamper(&fixture, &format!("UPDATE previous_address SET until_at = until_at + {year}")).await;
        let told_old = async || {
            fixture.pass_seconds(2 * 3600);
            latchkey.operator().reset_mfa("b@example.org", "lost").await.unwrap();
            mails(&latchkey).await.iter().any(|mail| mail.receiver == OLD)
        };
        assert!(told_old().await, "also before the timer has seen it");
        latchkey.maintenance().sweep().await.unwrap();
        assert!(told_old().await);
        fixture.pass_seconds(7 * 24 * 3600);
        assert!(!told_old().await);
    }

    async fn the_language_of_mails_is_the_one_chosen_last(fixture: Fixture) {
        let (session, _) = fixture.enrolled(OLD).await;
        let half = fixture.sign_in(OLD).await;
        assert_eq!(fixture.latchkey.account().set_language(&half, "de").await, Err(Error::RequiresAdditionalAuth));
        fixture.latchkey.account().set_language(&session, "de").await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM account WHERE language = 'de'").await, 1);
    }
}
