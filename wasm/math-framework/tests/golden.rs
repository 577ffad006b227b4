//! The cases that the page is asked, asked here: what one says, the other says.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

use atelier_math_framework::{
    self as math, ConvergenceMetrics, Divergence, Error,
    game::{self, Effort, Game, Method, Strategy},
    information::{self, Unit},
};
use serde_json::{Value, json};

type Answer = Result<Value, Error>;

fn ask(call: &str, args: &[Value]) -> Answer {
    let whole = |at: usize| args[at].as_u64().unwrap();
    Ok(match call {
        "fibonacci" => math::fibonacci(whole(0))?.into(),
        "lucas" => math::lucas(whole(0))?.into(),
        "fibonacciRange" => math::fibonacci_range(whole(0), whole(1))?.into(),
        "lucasRange" => math::lucas_range(whole(0), whole(1))?.into(),
        "zeckendorf" => {
            let sum = math::Zeckendorf::of(args[0].as_str().unwrap().parse().unwrap());
            let parts: Vec<String> = sum.parts().iter().map(ToString::to_string).collect();
            json!({ "number": sum.number().to_string(), "indices": sum.indices(), "parts": parts,
                "binary": sum.binary(), "weight": sum.weight() })
        }
        "bkDivergence" => {
            let n = whole(0);
            let mut answer = sums(&Divergence::at(n));
            answer["metrics"] =
                if n == 0 { Value::Null } else { metrics(&math::convergence_metrics(1, n)?) };
            answer
        }
        "convergenceMetrics" => metrics(&math::convergence_metrics(whole(0), whole(1))?),
        "trajectory" => {
            let trajectory = math::Trajectory::new(whole(0), whole(1))?;
            let points = trajectory.points().iter().map(|point| {
                let mut answer = sums(&point.sums);
                answer["position"] = json!(point.position);
                answer
            });
            json!({ "points": points.collect::<Vec<_>>(), "pathLength": trajectory.path_length() })
        }
        "detectStablePoints" => {
            let trajectory = math::Trajectory::new(whole(0), whole(1))?;
            let window = usize::try_from(whole(2)).unwrap();
            let threshold = args.get(3).and_then(Value::as_f64).unwrap_or(math::STABLE);
            let found = math::detect_stable_points(&trajectory, window, threshold)?;
            let point = |point: &math::StablePoint| {
                let mut answer = sums(&point.sums);
                answer["score"] = json!(point.score);
                answer
            };
            found.iter().map(point).collect()
        }
        "detectNashEquilibria" => equilibria(&args[0])?,
        "distance" => distance(args)?.into(),
        other => panic!("nothing here stands for {other}"),
    })
}

fn sums(at: &Divergence) -> Value {
    json!({ "n": at.n, "v": at.v, "u": at.u.to_string(), "s": at.s.to_string() })
}

fn metrics(of: &ConvergenceMetrics) -> Value {
    json!({ "start": of.start, "end": of.end, "mean": of.mean, "maxV": of.max_v,
        "maxU": of.max_u.to_string(), "maxS": of.max_s.to_string(), "growth": of.growth })
}

fn equilibria(payoffs: &Value) -> Answer {
    let game = Game::from_text(&payoffs.to_string())?;
    let found = game::detect_nash_equilibria(&game, &mut Effort::default())?;
    let method = match found.method {
        Method::VertexEnumeration => "vertex enumeration",
        Method::LinearProgram => "linear program",
        Method::LemkeHowson => "Lemke–Howson",
    };
    let shares = |side: &Strategy| -> Vec<String> {
        side.probabilities().iter().map(ToString::to_string).collect()
    };
    let each = found.equilibria.iter().zip(&found.components).map(|(one, component)| {
        json!({ "row": shares(&one.row), "column": shares(&one.column),
            "rowPayoff": one.row_payoff.to_string(),
            "columnPayoff": one.column_payoff.to_string(), "component": component })
    });
    Ok(json!({ "method": method, "isComplete": found.is_complete,
        "isDegenerate": found.is_degenerate, "equilibria": each.collect::<Vec<_>>() }))
}

fn distance(args: &[Value]) -> Result<f64, Error> {
    let values = |at: usize| -> Vec<f64> {
        args[at].as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
    };
    let (p, q) = (values(1), values(2));
    let unit = if args[3] == "bits" { Unit::Bits } else { Unit::Nats };
    match args[0].as_str().unwrap() {
        "kullback-leibler" => information::kullback_leibler(&p, &q, unit),
        "jensen-shannon" => information::jensen_shannon_divergence(&p, &q, unit),
        _ => information::jensen_shannon_distance(&p, &q, unit),
    }
}

/// Whether two answers are the same; logarithms may differ in their last digits between libraries.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-12 * one.abs().max(1.0)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, it)| other.get(name).is_some_and(|too| is_same(it, too)))
        }
        (one, other) => one == other,
    }
}

// rows: 3.009
#[test]
fn the_core_says_what_the_page_says() {
    let golden: Value = serde_json::from_str(include_str!("../golden.json")).unwrap();
    let cases = golden["cases"].as_array().unwrap();
    assert!(cases.len() > 20);
    for case in cases {
        let (call, args) = (case["call"].as_str().unwrap(), case["args"].as_array().unwrap());
        match ask(call, args) {
            Ok(answer) => assert!(is_same(&answer, &case["answer"]), "{case}\n{answer}"),
            Err(error) => assert_eq!(error.text(), case["refused"], "{case}"),
        }
    }
}
