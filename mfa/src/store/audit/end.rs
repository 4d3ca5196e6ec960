//! The end of the chain: its head, and the newest batch.

use super::{chain::AuditHead, trouble::AuditTrouble};
use crate::{
    Error,
    storage::{Conn, one},
    vault::{Place, Vault},
};

/// Where the seal of a head is stored.
pub(super) fn place(head: &str) -> Place<'_> {
    Place { table: "audit_head", row: head, column: "seal" }
}

/// The head and the newest batch, read at one moment.
#[derive(sqlx_macros::FromRow)]
pub(super) struct End {
    head: Option<String>,
    seal: Option<Vec<u8>>,
    number: Option<i64>,
    hash: Option<Vec<u8>>,
    pub(super) sealed_at: Option<i64>,
}

impl End {
    pub(super) async fn read(conn: Conn<'_>) -> Result<Self, Error> {
        Ok(one!(
            Self,
            conn,
            "SELECT head, seal, number, hash, sealed_at
             FROM (SELECT 1 AS id) AS only_one LEFT JOIN audit_head ON audit_head.id = only_one.id
             LEFT JOIN audit_batch ON number = (SELECT MAX(number) FROM audit_batch)"
        )?)
    }

    /// The newest batch, whether or not the head names it.
    pub(super) fn newest(&self) -> Option<AuditHead> {
        AuditHead::of(self.number?, self.hash.as_ref()?)
    }

    /// The head, if it is the newest batch and was sealed with one of our keys.
    pub(super) fn checked(&self, vault: &Vault) -> Result<AuditHead, AuditTrouble> {
        let text = self.head.as_ref().ok_or(AuditTrouble::HeadMissing)?;
        let head: AuditHead = text.parse().map_err(|_| AuditTrouble::HeadForged)?;
        let sealed = self.seal.as_ref().is_some_and(|seal| vault.open_sealed(place(text), seal).is_ok());
        if !sealed && head != AuditHead::NONE {
            return Err(AuditTrouble::HeadForged);
        }
        match self.newest().unwrap_or(AuditHead::NONE) {
            newest if newest == head => Ok(head),
            newest => Err(AuditTrouble::HeadElsewhere { head, newest }),
        }
    }
}
