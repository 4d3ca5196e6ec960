//! Mails as files.

use crate::fixture::message;
use mail::Folder;
use std::{fs, os::unix::fs::PermissionsExt};

#[tokio::test]
async fn a_mail_is_a_file_that_only_its_user_reads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/mail");
    let message = message("0199-ab", "anna@example.com");
    let file = Folder::new(path.clone()).deliver(&message).await.unwrap();
    assert_eq!(file, path.join("0199-ab.eml"));
    assert_eq!(fs::read(&file).unwrap(), message.bytes());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn the_same_mail_is_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let mails = Folder::new(folder.path().to_owned());
    let message = message("one", "anna@example.com");
    // The file that a process left when it was killed while it wrote.
    fs::write(folder.path().join(".one.part"), "half").unwrap();
    for _ in 0..2 {
        mails.deliver(&message).await.unwrap();
    }
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["one.eml"]);
    assert_eq!(fs::read(folder.path().join("one.eml")).unwrap(), message.bytes());
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "").unwrap();
    assert!(Folder::new(path).deliver(&message("one", "anna@example.com")).await.is_err());
}
