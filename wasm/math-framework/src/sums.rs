//! The summed divergence, its metrics, its trajectory.

use atelier_math_framework as math;
use math::{ConvergenceMetrics, Divergence, MAX_METRICS};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Answer, json::Json, whole};

/// Returns the divergence S(n), with V(n) and U(n), as JSON: `{n, v, u, s, metrics}`. The metrics are
/// those of 1 to n as [`convergence_metrics`] returns them; null for 0 and beyond a million.
#[wasm_bindgen(js_name = bkDivergence)]
pub fn bk_divergence(n: f64) -> Answer<String> {
    let n = whole(n)?;
    let has_metrics = (1..=MAX_METRICS).contains(&n);
    let metrics =
        if has_metrics { metrics(&math::convergence_metrics(1, n)?) } else { Json::none() };
    Ok(sums(&Divergence::at(n)).with("metrics", metrics).done())
}

/// Returns what the sums do from `start` to `end`, as JSON: `{start, end, mean: [v, u, s], maxV, maxU,
/// maxS, growth}`.
#[wasm_bindgen(js_name = convergenceMetrics)]
pub fn convergence_metrics(start: f64, end: f64) -> Answer<String> {
    Ok(metrics(&math::convergence_metrics(whole(start)?, whole(end)?)?).into_text())
}

/// Follows the sums from `start` to `end`. Returns JSON: `{points: [{n, v, u, s, position: [x, y, z]}],
/// pathLength}`.
#[wasm_bindgen]
pub fn trajectory(start: f64, end: f64) -> Answer<String> {
    let trajectory = math::Trajectory::new(whole(start)?, whole(end)?)?;
    let point = |point: &math::Point| {
        let position = Json::list(&point.position, &|axis| Json::number(*axis));
        sums(&point.sums).with("position", position).object()
    };
    Ok(Json::default()
        .with("points", Json::list(trajectory.points(), &point))
        .with("pathLength", Json::number(trajectory.path_length()))
        .done())
}

/// Finds where the trajectory from `start` to `end` lingers; the threshold is 0.8 unless given.
/// Returns JSON: `[{n, v, u, s, score}]`.
#[wasm_bindgen(js_name = detectStablePoints)]
pub fn detect_stable_points(
    start: f64,
    end: f64,
    window: usize,
    threshold: Option<f64>,
) -> Answer<String> {
    let trajectory = math::Trajectory::new(whole(start)?, whole(end)?)?;
    let threshold = threshold.unwrap_or(math::STABLE);
    let found = math::detect_stable_points(&trajectory, window, threshold)?;
    let point = |point: &math::StablePoint| {
        sums(&point.sums).with("score", Json::number(point.score)).object()
    };
    Ok(Json::list(&found, &point).into_text())
}

fn sums(at: &Divergence) -> Json {
    Json::default()
        .with("n", Json::whole(at.n))
        .with("v", Json::whole(at.v.into()))
        .with("u", Json::long(&at.u.into()))
        .with("s", Json::long(&at.s))
}

fn metrics(metrics: &ConvergenceMetrics) -> Json {
    Json::default()
        .with("start", Json::whole(metrics.start))
        .with("end", Json::whole(metrics.end))
        .with("mean", Json::list(&metrics.mean, &|mean| Json::number(*mean)))
        .with("maxV", Json::whole(metrics.max_v.into()))
        .with("maxU", Json::long(&metrics.max_u.into()))
        .with("maxS", Json::long(&metrics.max_s))
        .with("growth", metrics.growth.map_or_else(Json::none, Json::number))
        .object()
}
