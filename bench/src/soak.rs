//! Working for a long while: whether what is held grows. Only where it is asked for: `--soak`.

use serde_json::Value;

use crate::{
    child::{Programs, script},
    fill,
    long::Long,
    row::Row,
};

const PASSPHRASE: &str = "correct horse battery staple";
const LONG: Long = Long { conversations: 4, messages: 2_000 };
/// What is counted, and how much of it may come in twenty minutes beyond what chance explains: a
/// fiftieth of what there is.
const COUNTED: &[(&str, &str, &str)] = &[
    ("page", "the page's heap", "MB"),
    ("nodes", "the page's nodes", ""),
    ("listeners", "the page's listeners", ""),
    ("heap", "the core's own heap", "MB"),
    ("core", "the core's private memory", "MiB"),
];
const GROWTH: f64 = 0.02;
/// The while that growth is told for, in minutes.
const WHILE: f64 = 20.0;

pub(crate) fn measure(programs: &Programs, minutes: u32) -> Result<Vec<Row>, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let data = home.path().join("data");
    let data = data.to_str().ok_or("the path is not text")?;
    fill::fill(data, LONG, PASSPHRASE)?;
    let (_simulator, url) = programs.simulator()?;
    let program = programs.path("atelier");
    let program = program.to_str().ok_or("the path is not text")?;
    let told = script("soak.mjs", &[program, &url, data, PASSPHRASE, &minutes.to_string()])?;
    let samples = told["samples"].as_array().ok_or("there are no samples")?;
    let series = |name: &str| -> Vec<(f64, f64)> {
        let read = |sample: &Value| Some((sample["at"].as_f64()?, sample[name].as_f64()?));
        samples.iter().filter_map(read).collect()
    };
    COUNTED.iter().map(|(name, what, unit)| row(&series(name), what, unit)).collect()
}

fn row(series: &[(f64, f64)], what: &str, unit: &'static str) -> Result<Row, String> {
    let line = Line::through(&by_minute(series));
    let line = line.ok_or(format!("{what} was not counted often enough"))?;
    let (growth, error) = (line.slope * WHILE, line.error * WHILE);
    let name = format!("{what}, growth in 20 minutes (± {error:.2}, {} rounds)", series.len());
    let allowed = line.level * GROWTH;
    Ok(Row {
        limit: format!("≤ {allowed:.2} {unit} beyond twice its error"),
        holds: Some(growth - 2.0 * error <= allowed),
        ..Row::informs(&name, growth, unit).beside("its level", line.level)
    })
}

/// The mean of each minute: rounds beside each other are alike, so that they would make an error
/// smaller than it is. Minutes of which less than half was worked are left out.
fn by_minute(series: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let alike =
        |one: &(f64, f64), next: &(f64, f64)| one.0.floor().total_cmp(&next.0.floor()).is_eq();
    let fullest = series.chunk_by(alike).map(<[_]>::len).max().unwrap_or(0);
    let whole = series.chunk_by(alike).filter(|minute| minute.len() * 2 >= fullest);
    whole.map(|minute| (mean(minute, |it| it.0), mean(minute, |it| it.1))).collect()
}

/// The mean of what is read from some points; no number where there are none.
fn mean(points: &[(f64, f64)], read: fn(&(f64, f64)) -> f64) -> f64 {
    let count = u32::try_from(points.len()).map_or(f64::NAN, f64::from);
    points.iter().map(read).sum::<f64>() / count
}

/// The straight line nearest to some points.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    /// The mean of what was counted.
    level: f64,
    /// How much it grows in a minute.
    slope: f64,
    /// The standard error of that.
    error: f64,
}

impl Line {
    /// None where there are fewer than four points, or all at one moment.
    fn through(points: &[(f64, f64)]) -> Option<Self> {
        let count = f64::from(u32::try_from(points.len()).ok().filter(|count| *count >= 4)?);
        let (middle, level) = (mean(points, |it| it.0), mean(points, |it| it.1));
        let spread: f64 = points.iter().map(|(at, _)| (at - middle).powi(2)).sum();
        if spread <= 0.0 {
            return None;
        }
        let together: f64 = points.iter().map(|(at, it)| (at - middle) * (it - level)).sum();
        let slope = together / spread;
        let off = |(at, it): &(f64, f64)| (it - level - slope * (at - middle)).powi(2);
        let left: f64 = points.iter().map(off).sum();
        Some(Self { level, slope, error: (left / (count - 2.0) / spread).sqrt() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, by_minute};

    #[test]
    fn rounds_of_a_minute_count_once() {
        let series =
            [(6.2, 1.0), (6.8, 3.0), (7.1, 5.0), (7.9, 5.0), (9.0, 7.0), (9.5, 8.0), (9.6, 9.0)];
        let means = by_minute(&[&series[..], &[(10.1, 99.0)]].concat());
        assert_eq!(means.len(), 3, "of the last there is less than half: {means:?}");
        for (mean, (at, value)) in means.iter().zip([(6.5, 2.0), (7.5, 5.0), (28.1 / 3.0, 8.0)]) {
            assert!((mean.0 - at).abs() < 1e-9 && (mean.1 - value).abs() < 1e-9, "{mean:?}");
        }
        assert!(by_minute(&[]).is_empty());
    }

    #[test]
    fn a_line_tells_growth_from_noise() {
        let points = |grows: f64| -> Vec<(f64, f64)> {
            let noise = [0.3, -0.2, 0.1, -0.3, 0.2, -0.1, 0.2, -0.2];
            (0..8_u8)
                .zip(noise)
                .map(|(at, it)| (f64::from(at), 50.0 + f64::from(at) * grows + it))
                .collect()
        };
        let flat = Line::through(&points(0.0)).unwrap();
        assert!(flat.slope.abs() < 2.0 * flat.error, "{flat:?}");
        let grown = Line::through(&points(1.0)).unwrap();
        assert!((grown.slope - 1.0).abs() < 0.1 && grown.slope > 10.0 * grown.error, "{grown:?}");
        assert_eq!(Line::through(&[(1.0, 2.0), (2.0, 3.0), (3.0, 4.0)]), None);
        assert_eq!(Line::through(&[(1.0, 2.0); 5]), None);
    }
}
