//! Answering requests: the work of the task that sends mails.

use super::limit::{Limit, Limited};
use crate::{
    Caller, Deliveries, Error, Timestamp, Token,
    account::{
        collision,
        row::{self, Account, Mailbox},
    },
    delivery::{Message, queue, queue_for_visitor},
    email::{Email, Spellings},
    factors,
    mail::{MailKind, MailParams},
    mail_link::{self, DELIVERED_WITHIN, LinkPurpose, NewLink, VALID},
    storage::{Tx, all, optional},
};

/// Requests answered in one go.
const BATCH: i64 = 20;

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: String,
    purpose: String,
    account_id: Option<String>,
    email: String,
    language: String,
    return_to: Option<String>,
    network: String,
    agent: String,
    created_at: i64,
}

/// The mail that answers a request.
struct Answer<'a> {
    kind: MailKind,
    account: Option<&'a str>,
    receiver: &'a str,
    language: &'a str,
    link: Option<LinkPurpose>,
}

impl Deliveries<'_> {
    /// Answers the oldest requests for a mail, each with a mail in the queue or with nothing. Returns whether more may be waiting.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn answer_requests(self) -> Result<bool, Error> {
        let sql = "SELECT id FROM mail_request ORDER BY id LIMIT $1";
        let ids = all!((String,), self.latchkey.db().read().await?.conn(), sql, BATCH)?;
        let more = i64::try_from(ids.len()).is_ok_and(|found| found == BATCH);
        for (id,) in ids {
            if !self.answer_request(&id).await? {
                return Ok(false);
            }
        }
        Ok(more)
    }

    /// Answers one request. Returns false if it has to wait, with all after it.
    async fn answer_request(self, id: &str) -> Result<bool, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        // The account before its requests, as everywhere: its deletion takes both in this order.
        let owner = optional!((String,), tx.conn(), "SELECT account_id FROM mail_request WHERE id = $1 AND account_id IS NOT NULL", id)?;
        if let Some((account,)) = owner {
            // The account may be gone, and its requests with it.
            if row::lock(tx.conn(), &account).await?.is_none() {
                return Ok(true);
            }
        }
        // Of several servers, one gets the row: the mail is inserted in the transaction that deletes the request.
        let request = optional!(
            Row,
            tx.conn(),
            "DELETE FROM mail_request WHERE id = $1 RETURNING id, purpose, account_id, email, language, return_to, network, agent, created_at",
            id
        )?;
        let Some(request) = request else { return Ok(true) };
        let purpose = request.purpose.parse::<LinkPurpose>().ok();
        if let (Some(purpose), Some(email)) = (purpose, Email::parse(&request.email)) {
            let limit = Limit::new(self.latchkey, &email, (&request.purpose, &request.network));
            match limit.check(tx.conn(), self.latchkey.now()).await? {
                // The transaction is rolled back, so the request stays.
                Limited::Wait => return Ok(false),
                Limited::Drop => {}
                Limited::No => {
                    limit.note(tx.conn(), self.latchkey.now()).await?;
                    match &request.account_id {
                        Some(account) => self.answer_owner(&mut tx, &request, account, (purpose, &email)).await?,
                        None => self.answer_visitor(&mut tx, &request, (purpose, &email)).await?,
                    }
                }
            }
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Answers a request that came from a session of this account.
    async fn answer_owner(self, tx: &mut Tx, request: &Row, account: &str, (purpose, email): (LinkPurpose, &Email)) -> Result<(), Error> {
        let account = row::by_id(tx.conn(), account).await?.filter(|account| account.disabled_at.is_none());
        let Some(account) = account else { return Ok(()) };
        let spellings = Spellings::of(&request.email);
        let Mailbox { address, language, .. } = row::mailbox(tx.conn(), &account.id).await?;
        let (kind, receiver) = match purpose {
            // An address of another account gets no mail, since its link could never be used.
            LinkPurpose::ChangeAddress if collision::is_taken_beside(tx.conn(), &spellings, Some(&account.id)).await? => return Ok(()),
            LinkPurpose::ChangeAddress => (MailKind::ConfirmNewAddress, email.spelled(&request.email)),
            // The address was confirmed or changed since.
            LinkPurpose::ConfirmAddress if address.is_some() || !spellings.are_of(&account.email) => return Ok(()),
            LinkPurpose::ConfirmAddress => (MailKind::ConfirmAccountAddress, email.spelled(&account.email)),
            LinkPurpose::NoticeAddress => (MailKind::ConfirmNoticeAddress, email.spelled(&request.email)),
            // Only the confirmed address gets the link: it can't be changed by the request.
            LinkPurpose::StartRecovery => match address {
                Some(address) if spellings.are_of(&account.email) => (MailKind::ConfirmRecovery, address),
                _ => return Ok(()),
            },
            LinkPurpose::SignUp
            | LinkPurpose::SignUpUnconfirmed
            | LinkPurpose::ResetPassword
            | LinkPurpose::LostPasskey
            | LinkPurpose::NewPasskey
            | LinkPurpose::StopRecovery
            | LinkPurpose::FinishRecovery => return Ok(()),
        };
        let language = language.as_deref().unwrap_or(&request.language);
        let answer = Answer { kind, account: Some(&account.id), receiver: &receiver, language, link: Some(purpose) };
        self.queue_answer(tx, request, answer).await
    }

    async fn answer_visitor(self, tx: &mut Tx, request: &Row, (purpose, email): (LinkPurpose, &Email)) -> Result<(), Error> {
        let spellings = Spellings::of(&request.email);
        let known = match row::stored_email(tx.conn(), spellings.in_order()).await? {
            Some(stored) => row::by_email(tx.conn(), &stored).await?,
            None => None,
        };
        let Some(account) = known else {
            // An address that another account has in an earlier spelling belongs to nobody: neither a sign-up nor a reset.
            if purpose == LinkPurpose::SignUp && !collision::is_taken(tx.conn(), &spellings).await? {
                let receiver = email.spelled(&request.email);
                let answer = Answer {
                    kind: MailKind::ConfirmAddress,
                    account: None,
                    receiver: &receiver,
                    language: &request.language,
                    link: Some(purpose),
                };
                self.queue_answer(tx, request, answer).await?;
            }
            return Ok(());
        };
        // Under its lock, the account is read again: its address may be another one by now.
        let Some(mailbox) = row::lock(tx.conn(), &account.id).await? else { return Ok(()) };
        let account =
            row::by_id(tx.conn(), &account.id).await?.filter(|account| spellings.in_order().contains(&Some(account.email.as_str())));
        let Some(account) = account else { return Ok(()) };
        // Mail goes to the stored spelling, never to the typed one, which may be the address of somebody else.
        let receiver = mailbox.address.as_ref().unwrap_or(&account.email);
        let enrolled = factors::of_account(tx.conn(), &account.id).await?.is_enrolled();
        let Some((kind, link)) = reply(&account, enrolled, purpose) else { return Ok(()) };
        let answer = Answer { kind, account: Some(&account.id), receiver, language: mailbox.language(), link };
        self.queue_answer(tx, request, answer).await
    }

    async fn queue_answer(self, tx: &mut Tx, request: &Row, answer: Answer<'_>) -> Result<(), Error> {
        let token = answer.link.map(|_| Token::generate(self.latchkey.env())).transpose()?;
        let receiver = Some(answer.receiver.to_owned());
        let mut moment = Caller::new(&request.network, &request.agent).moment(Timestamp(request.created_at));
        let addresses = match answer.link {
            Some(LinkPurpose::ChangeAddress | LinkPurpose::NoticeAddress) => {
                // A mistyped address is a stranger's, who isn't told where the account's owner is.
                (moment.network, moment.browser) = (None, None);
                let replaces = answer.link == Some(LinkPurpose::ChangeAddress);
                MailParams {
                    new_address: receiver.clone().filter(|_| replaces),
                    second_address: receiver.filter(|_| !replaces),
                    ..MailParams::default()
                }
            }
            _ => MailParams { address: receiver, ..MailParams::default() },
        };
        let params = MailParams {
            link: token.as_ref().map(|token| token.expose().to_owned()),
            minutes: token.as_ref().and_then(|_| u32::try_from(VALID.as_secs() / 60).ok()),
            moments: vec![moment],
            ..addresses
        };
        let message = Message {
            kind: answer.kind,
            account: answer.account,
            receiver: answer.receiver,
            language: answer.language,
            params: &params,
            event: &request.id,
            lasts: DELIVERED_WITHIN,
        };
        let queued = match request.account_id {
            Some(_) => queue(tx.conn(), self.latchkey, message).await?,
            None => queue_for_visitor(tx.conn(), self.latchkey, message).await?,
        };
        let Some(delivery) = queued else { return Ok(()) };
        if let (Some(purpose), Some(token)) = (answer.link, &token) {
            self.insert_link(tx, request, &answer, (purpose, token), &delivery).await?;
        }
        Ok(())
    }

    async fn insert_link(
        self,
        tx: &mut Tx,
        request: &Row,
        answer: &Answer<'_>,
        (purpose, token): (LinkPurpose, &Token),
        delivery: &str,
    ) -> Result<(), Error> {
        let link = NewLink {
            purpose,
            account: answer.account,
            address: answer.receiver,
            language: answer.language,
            return_to: request.return_to.as_deref(),
            delivery,
        };
        mail_link::insert(tx.conn(), token, link, self.latchkey.now()).await
    }
}

/// The mail for a visitor who named an existing account. `None` for purposes that need a session of the account. `enrolled` tells whether it has a
/// method: an account without password and methods, after a reset by an administrator, begins anew with a password.
fn reply(account: &Account, enrolled: bool, purpose: LinkPurpose) -> Option<(MailKind, Option<LinkPurpose>)> {
    Some(match purpose {
        LinkPurpose::SignUp => (MailKind::AlreadyRegistered, None),
        LinkPurpose::ResetPassword if account.disabled_at.is_some() => (MailKind::AccountDisabled, None),
        LinkPurpose::ResetPassword if account.is_passwordless() && enrolled => (MailKind::ResetNoPassword, Some(LinkPurpose::LostPasskey)),
        LinkPurpose::ResetPassword => (MailKind::ResetPassword, Some(purpose)),
        LinkPurpose::SignUpUnconfirmed
        | LinkPurpose::LostPasskey
        | LinkPurpose::NewPasskey
        | LinkPurpose::ChangeAddress
        | LinkPurpose::ConfirmAddress
        | LinkPurpose::NoticeAddress
        | LinkPurpose::StartRecovery
        | LinkPurpose::StopRecovery
        | LinkPurpose::FinishRecovery => return None,
    })
}
