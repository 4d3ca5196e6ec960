#![doc = include_str!("../README.md")]

mod action;
pub mod answer;
pub mod app_state;
pub mod application_token;
pub mod assets;
pub mod beside_application;
pub mod client_address;
pub mod clock;
pub mod cookie;
mod discovery;
pub mod embed;
mod forward_auth;
pub mod gates;
mod gzip;
mod health;
pub mod listen;
pub mod log;
pub mod mailer;
pub mod maintenance;
mod middleware;
mod outbound;
mod paths;
mod playground;
mod routes;
mod session_token;
pub mod settings;
mod sign_in;
mod sign_in_limit;
mod transport_security;
mod v1;
mod visitor_notice;
pub mod who;

pub use app_state::AppState;
pub use embed::Embedded;
pub use routes::router;
pub use transport_security::TransportSecurity;
