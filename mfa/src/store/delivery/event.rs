//! Notices for the application.

use super::{Delivery, Handover};
use crate::{Deliveries, Error, VisitorNotice};

impl Deliveries<'_> {
    /// Says how the users of an application get their notices in this process: by mail at addresses that the application has confirmed, if a sender
    /// [claims](Self::claim) them; and all others as events, if the application [takes](Self::claim_event) them. Neither at first.
    pub fn open_channels(self, mails: bool, events: bool) {
        self.latchkey.channels().open(mails, events);
    }

    /// Takes the next notice for the application, to be [finished](Self::finish_event).
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn claim_event(self) -> Result<Option<(VisitorNotice, Delivery)>, Error> {
        let Some(delivery) = self.claim_for(true).await? else { return Ok(None) };
        let params = &delivery.params;
        let notice = VisitorNotice {
            id: delivery.id.clone(),
            user: params.user.clone().unwrap_or_default(),
            kind: delivery.kind,
            moment: params.moments.first().cloned().unwrap_or_default(),
            remaining: params.remaining,
        };
        Ok(Some((notice, delivery)))
    }

    /// Notes whether the application has taken a notice. If not, it is reported again later, for three days.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn finish_event(self, delivery: &Delivery, taken: bool) -> Result<(), Error> {
        let outcome = if taken { Handover::Accepted } else { Handover::Later("application".to_owned()) };
        self.finish(delivery, &outcome).await?;
        Ok(())
    }
}
