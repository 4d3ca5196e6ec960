//! Compiles `mfa` anew when a migration is added: `sqlx_macros::migrate!` embeds the folder, and cargo doesn't see that by itself.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
