//! How the users of an application get their notices: by mail at an address that the application has confirmed, or else as an event for the application.

use crate::mail::{MailKind, MailMoment};
use std::sync::atomic::{AtomicBool, Ordering};

/// The channels that this process serves. Without any, the users of an application get no notices.
#[derive(Debug, Default)]
pub(crate) struct VisitorChannels {
    mails: AtomicBool,
    events: AtomicBool,
}

impl VisitorChannels {
    /// Opens channels. None is closed: another part of the process may serve it.
    pub(crate) fn open(&self, mails: bool, events: bool) {
        self.mails.fetch_or(mails, Ordering::Relaxed);
        self.events.fetch_or(events, Ordering::Relaxed);
    }

    /// Whether mails go to addresses that the application has confirmed.
    pub(crate) fn mails(&self) -> bool {
        self.mails.load(Ordering::Relaxed)
    }

    /// Whether the application takes events.
    pub(crate) fn events(&self) -> bool {
        self.events.load(Ordering::Relaxed)
    }
}

/// A notice that the application passes on to its user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VisitorNotice {
    /// The same whenever this notice is reported: after a crash it may be reported again.
    pub id: String,
    /// The application's own id of the user.
    pub user: String,
    /// The event, as Latchkey's own mails name it.
    pub kind: MailKind,
    /// When and from where, and the name of the method or the reason of an administrator.
    pub moment: MailMoment,
    /// The number of backup codes that are left, if one was used.
    pub remaining: Option<u32>,
}
