//! `POST /api/v1/actions/required`

use super::{
    error::V1Error,
    key::{Application, ReadActions},
};
use crate::AppState;
use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use mfa::view::ActionDemand;
use serde::Deserialize;

/// The user and the action.
#[derive(Deserialize)]
pub(super) struct Required {
    user_id: String,
    action: String,
}

/// Whether this user needs a token for the action.
pub(super) async fn required(
    State(state): State<AppState>,
    _application: Application<ReadActions>,
    body: Result<Json<Required>, JsonRejection>,
) -> Result<Json<ActionDemand>, V1Error> {
    let Json(asked) = body?;
    let demand = state.latchkey.tokens().demand_of(&asked.user_id, &asked.action).await?;
    demand.map(Json).ok_or(V1Error::USER)
}
