//! A disk that fails on demand.
//!
//! If this crate is linked into a test, its functions replace those of the system with which SQLite writes and flushes. They fail for the files of a
//! folder that a test has selected, and otherwise do the same as the system's.

#![cfg(target_os = "linux")]

use libc::{c_int, c_long, c_void, off_t, size_t, ssize_t};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// A fault of the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no space left for a write.
    Full,
    /// Writing fails.
    Write,
    /// Flushing fails.
    Flush,
    /// The file system was remounted read-only.
    ReadOnly,
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 4] = [Self::Full, Self::Write, Self::Flush, Self::ReadOnly];
}

static FAILING: Mutex<Vec<(PathBuf, Fault)>> = Mutex::new(Vec::new());

fn failing() -> MutexGuard<'static, Vec<(PathBuf, Fault)>> {
    FAILING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes the disk fail for all files in `folder`.
pub fn fail(folder: &Path, fault: Fault) {
    failing().push((folder.to_owned(), fault));
}

/// Makes it work again for them.
pub fn mend(folder: &Path) {
    failing().retain(|(failing, _)| failing != folder);
}

/// The current fault for an open file.
fn fault(fd: c_int) -> Option<Fault> {
    let failing = failing();
    if failing.is_empty() {
        return None;
    }
    let file = fs::read_link(format!("/proc/self/fd/{fd}")).ok()?;
    failing.iter().find(|(folder, _)| file.starts_with(folder)).map(|(_, fault)| *fault)
}

/// The error number of a write with the current fault.
fn of_writing(fd: c_int) -> Option<c_int> {
    match fault(fd)? {
        Fault::Full => Some(libc::ENOSPC),
        Fault::Write => Some(libc::EIO),
        Fault::ReadOnly => Some(libc::EROFS),
        Fault::Flush => None,
    }
}

/// The same for a flush.
fn of_flushing(fd: c_int) -> Option<c_int> {
    (fault(fd)? == Fault::Flush).then_some(libc::EIO)
}

/// The return value of a system function that failed.
fn failed(number: c_int) -> c_int {
    // SAFETY: the address of this thread's own error number is always valid.
    unsafe { *libc::__errno_location() = number };
    -1
}

fn write_at(fd: c_int, bytes: *const c_void, count: size_t, offset: off_t) -> ssize_t {
    if let Some(number) = of_writing(fd) {
        return ssize_t::try_from(failed(number)).unwrap_or(-1);
    }
    // SAFETY: the arguments are those of the caller of `pwrite`, which vouches for them.
    unsafe { libc::syscall(libc::SYS_pwrite64, fd, bytes, count, offset) as ssize_t }
}

fn flush(fd: c_int, call: c_long) -> c_int {
    if let Some(number) = of_flushing(fd) {
        return failed(number);
    }
    // SAFETY: a descriptor is all that these calls take, and the system checks it.
    unsafe { libc::syscall(call, fd) as c_int }
}

/// # Safety
///
/// `bytes` must be valid for reads of `count` bytes, as for `pwrite(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite(fd: c_int, bytes: *const c_void, count: size_t, offset: off_t) -> ssize_t {
    write_at(fd, bytes, count, offset)
}

/// # Safety
///
/// `bytes` must be valid for reads of `count` bytes, as for `pwrite64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite64(fd: c_int, bytes: *const c_void, count: size_t, offset: off_t) -> ssize_t {
    write_at(fd, bytes, count, offset)
}

/// Flushes, or fails.
#[unsafe(no_mangle)]
pub extern "C" fn fsync(fd: c_int) -> c_int {
    flush(fd, libc::SYS_fsync)
}

/// Flushes, or fails.
#[unsafe(no_mangle)]
pub extern "C" fn fdatasync(fd: c_int) -> c_int {
    flush(fd, libc::SYS_fdatasync)
}
