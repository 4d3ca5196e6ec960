//! Verification of the whole audit against its chain, a batch at a time.

use super::{
    chain::{AuditHead, Batch, entries},
    end::End,
    line::{Line, columns},
    record::{self, Erased, Forged},
    trouble::AuditTrouble,
};
use crate::{
    Error, Operator,
    storage::{Conn, all, one, optional},
    vault::Vault,
};
use std::collections::BTreeMap;

/// Most reported problems: more wouldn't tell the operator anything new.
const TOLD: usize = 20;
/// Batches read at a time.
const BATCHES: i64 = 32;
/// Lines read at a time: more than a batch has, unless lines were inserted by other means.
const LINES: usize = 4096;

/// The result of a verification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Lines in the batches that were checked.
    pub lines: u64,
    /// Batches that were checked.
    pub batches: u64,
    /// The newest batch, for the operator to note down.
    pub head: Option<AuditHead>,
    /// Lines that aren't sealed yet.
    pub unsealed: i64,
    /// Lines in the checked batches whose personal values were erased, and which are whole apart from that.
    pub erased: u64,
    /// The first twenty deviations from the sealed audit.
    pub troubles: Vec<AuditTrouble>,
}

impl Verified {
    /// Whether there were more problems than are reported, so that the check ended early.
    #[must_use]
    pub fn was_cut_short(&self) -> bool {
        self.troubles.len() >= TOLD
    }

    fn tell(&mut self, trouble: AuditTrouble) {
        if self.troubles.len() < TOLD {
            self.troubles.push(trouble);
        }
    }
}

impl Operator<'_> {
    /// Reads every sealed line, and checks it against the chain. Batches sealed meanwhile are left for the next time.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn verify_audit(self, noted: Option<AuditHead>) -> Result<Verified, Error> {
        let mut read = self.latchkey.db().read_at_leisure().await?;
        let end = End::read(read.conn()).await?;
        let newest = end.newest().unwrap_or(AuditHead::NONE);
        let mut found = Verified { head: end.newest(), ..Verified::default() };
        if let Err(trouble) = end.checked(self.latchkey.vault()) {
            found.tell(trouble);
        }
        if let Some(noted) = noted {
            let hash = optional!((Vec<u8>,), read.conn(), "SELECT hash FROM audit_batch WHERE number = $1", noted.number)?;
            if hash.and_then(|(hash,)| AuditHead::of(noted.number, &hash)) != Some(noted) {
                found.tell(AuditTrouble::NotedElsewhere { noted });
            }
        }
        astray(read.conn(), newest.number, &mut found).await?;
        unowned(read.conn(), &mut found).await?;

        let mut before = AuditHead::NONE;
        while before.number < newest.number && !found.was_cut_short() {
            let batches = all!(
                Batch,
                read.conn(),
                "SELECT number, sealed_at, lines, list, previous, hash FROM audit_batch
                 WHERE number > $1 AND number <= $2 ORDER BY number LIMIT $3",
                before.number,
                newest.number,
                BATCHES
            )?;
            if batches.is_empty() {
                break;
            }
            for batch in batches {
                if found.was_cut_short() {
                    break;
                }
                before = check(read.conn(), self.latchkey.vault(), &batch, before, &mut found).await?;
            }
        }
        found.unsealed = one!((i64,), read.conn(), "SELECT COUNT(*) FROM audit_event WHERE batch IS NULL")?.0;
        Ok(found)
    }
}

/// Reports lines that name no existing batch, which the check of the batches would miss.
async fn astray(conn: Conn<'_>, newest: i64, found: &mut Verified) -> Result<(), Error> {
    let rows = all!(
        (i64, i64),
        conn,
        "SELECT batch, COUNT(*) FROM audit_event
         WHERE batch IS NOT NULL AND (batch < 1 OR batch > $1) AND NOT EXISTS (SELECT 1 FROM audit_batch WHERE number = batch)
         GROUP BY batch ORDER BY batch LIMIT $2",
        newest,
        i64::try_from(TOLD).unwrap_or(i64::MAX)
    )?;
    rows.into_iter().for_each(|(batch, lines)| found.tell(AuditTrouble::LinesAstray { lines, batch }));
    Ok(())
}

/// Reports records of erasing that belong to no batch.
async fn unowned(conn: Conn<'_>, found: &mut Verified) -> Result<(), Error> {
    let rows = all!(
        (i64,),
        conn,
        "SELECT batch FROM audit_erased WHERE NOT EXISTS (SELECT 1 FROM audit_batch WHERE number = batch) ORDER BY batch LIMIT $1",
        i64::try_from(TOLD).unwrap_or(i64::MAX)
    )?;
    rows.into_iter().for_each(|(batch,)| found.tell(AuditTrouble::ErasureForged { batch }));
    Ok(())
}

/// Checks a batch and its lines. Returns the head on which the next batch has to follow.
async fn check(conn: Conn<'_>, vault: &Vault, batch: &Batch, before: AuditHead, found: &mut Verified) -> Result<AuditHead, Error> {
    let number = batch.number;
    found.batches += 1;
    match (before.number.saturating_add(1), number.saturating_sub(1)) {
        (next, _) if next == number && batch.previous != before.hash => found.tell(AuditTrouble::BatchUnlinked { batch: number }),
        (next, _) if next == number => {}
        (from, to) if from == to => found.tell(AuditTrouble::BatchMissing { batch: from }),
        (from, to) => found.tell(AuditTrouble::BatchesMissing { from, to }),
    }
    if batch.is_whole() {
        check_lines(conn, vault, batch, found).await?;
    } else {
        found.tell(AuditTrouble::BatchChanged { batch: number });
    }
    // A stored hash of another length matches nothing, and neither does the computed one.
    Ok(AuditHead::of(number, &batch.hash).unwrap_or(AuditHead { number, hash: batch.computed() }))
}

async fn check_lines(mut conn: Conn<'_>, vault: &Vault, batch: &Batch, found: &mut Verified) -> Result<(), Error> {
    let number = batch.number;
    let recorded = record::read(conn.reborrow(), vault, number).await?.unwrap_or_else(|Forged| {
        found.tell(AuditTrouble::ErasureForged { batch: number });
        Erased::new()
    });
    let mut listed: BTreeMap<_, _> = entries(&batch.list).collect();
    let mut last: Option<String> = None;
    loop {
        let lines = all!(
            Line,
            conn.reborrow(),
            concat!("SELECT ", columns!(), " FROM audit_event WHERE batch = $1 AND ($2 OR id > $3) ORDER BY id LIMIT $4"),
            number,
            last.is_none(),
            last.as_deref().unwrap_or_default(),
            i64::try_from(LINES).unwrap_or(i64::MAX)
        )?;
        for line in &lines {
            found.lines += 1;
            match listed.remove(&line.name()) {
                Some(hash) if hash == line.hash() || recorded.get(&line.name()) == Some(&line.as_it_stands()) => {
                    found.erased = found.erased.saturating_add(u64::from(line.is_erased()));
                }
                Some(_) => found.tell(AuditTrouble::LineChanged { id: line.id.clone(), batch: number }),
                None => found.tell(AuditTrouble::LineAdded { id: line.id.clone(), batch: number }),
            }
        }
        if lines.len() < LINES || found.was_cut_short() {
            break;
        }
        last = lines.into_iter().last().map(|line| line.id);
    }
    if !found.was_cut_short() {
        listed.into_keys().for_each(|name| found.tell(AuditTrouble::LineMissing { id: hex::encode(name), batch: number }));
    }
    Ok(())
}
