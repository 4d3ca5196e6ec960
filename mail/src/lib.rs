#![doc = include_str!("../README.md")]

mod address;
mod brand;
mod compose;
mod example;
mod folder;
mod inert;
mod kind;
mod language;
mod letter;
mod message;
mod settings;
mod smtp;
mod texts;

pub use self::{
    address::{Address, AddressError, Mailbox},
    brand::Brand,
    compose::ComposeError,
    example::example_params,
    folder::Folder,
    inert::inert,
    language::Language,
    letter::{Letter, Link},
    message::{Envelope, Message},
    settings::{Password, Security, Settings, SettingsError},
    smtp::{Accepted, Answer, Cause, Connection, Deadlines, Failure, Phase, Reason, Relay, Step, Verdict},
    texts::{Fault, LetterError, Texts, TextsError},
};
