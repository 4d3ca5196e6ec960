//! The types that only functions have, read out of the browser's values.

use super::{
    manage::{Factor, Managed},
    method::Methods,
};
use crate::js::structs;

structs! {
    Factor { method, id, name, synced, added, used, removable }
    Managed { factors, offered, recovery }
    Methods { devices, passkeys, any_verified }
}
