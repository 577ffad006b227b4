//! Reading a request's body, within a size and a time.

use std::time::Duration;

use atelier_rpc::Code;
use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::refusal::Refusal;

/// How long a body may take to arrive. Everything comes from this machine.
const ARRIVAL: Duration = Duration::from_secs(30);

/// Reads the body if it has at most `limit` bytes and arrives in time.
pub(crate) async fn read(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let arrival = tokio::time::timeout(ARRIVAL, Limited::new(body, limit).collect());
    match arrival.await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large(limit)),
        Ok(Err(_)) => Err(Refusal::new(
            StatusCode::BAD_REQUEST,
            Code::InvalidInput,
            "the body of the request did not arrive whole",
        )),
        Err(_) => Err(Refusal::new(
            StatusCode::GATEWAY_TIMEOUT,
            Code::TimedOut,
            format!("the body of the request did not arrive within {ARRIVAL:?}"),
        )),
    }
}

fn too_large(limit: usize) -> Refusal {
    Refusal::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        Code::InvalidInput,
        format!("the body of the request has more than {limit} bytes"),
    )
}
