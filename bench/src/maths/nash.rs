//! Equilibria: how fast, and whether the same as others find.

use std::path::Path;

use atelier_math_framework::game::{Effort, lemke_howson, vertex_enumeration};

use super::{
    alone,
    games::{Sample, Source, write},
    least, python_script,
};
use crate::row::Row;

/// How many random games are compared.
const COMPARED: u64 = 1000;
/// How many games of 10×10 are solved.
const LARGE: u32 = 10;
/// Strategies of a player in those.
const SIZE: usize = 10;

pub(super) fn measure() -> Result<Vec<Row>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut rows = all_of_large_games(folder.path())?;
    rows.extend(same_as_others(folder.path())?);
    Ok(rows)
}

/// All extreme equilibria of random games of 10×10, beside lrsnash, and single ones.
fn all_of_large_games(folder: &Path) -> Result<Vec<Row>, String> {
    let mut source = Source(20_261_121);
    let (mut ours, mut theirs, mut one, mut slowest) = (0.0, Ok(0.0), 0.0, 0.0_f64);
    let start = Sample::new([vec![vec![1]], vec![vec![1]]])?;
    let start = lrsnash(&start, folder).map(|(time, _)| time);
    for _ in 0..LARGE {
        let sample = source.game(SIZE, SIZE, 100)?;
        let found = vertex_enumeration(&sample.game, &mut Effort::default());
        let count = found.map_err(|error| error.to_string())?.equilibria.len();
        ours += least(5, || vertex_enumeration(&sample.game, &mut Effort::default()));
        // The time that the process needs to begin is not held against it.
        theirs = match (theirs, lrsnash(&sample, folder), &start) {
            (Ok(sum), Ok((time, same)), Ok(start)) if same == count => Ok(sum + (time - start)),
            (Ok(_), Ok((_, other)), _) => {
                return Err(format!("lrsnash found {other} equilibria where there are {count}"));
            }
            (Err(reason), ..) | (_, Err(reason), _) => Err(reason),
        };
        let mut effort = Effort::of(u64::MAX);
        for label in 0..2 * SIZE {
            let time = least(3, || lemke_howson(&sample.game, label, &mut effort));
            one += time / f64::from(LARGE) / 20.0;
            slowest = slowest.max(time);
        }
    }
    let games = f64::from(LARGE);
    let row = Row::informs("all extreme equilibria of a random 10×10 game", ours / games, "ms");
    let row = match theirs {
        Ok(theirs) => row.within_ratio("lrsnash", theirs / games, 0.25),
        Err(reason) => alone(row, &reason),
    };
    let single = Row::at_most("one equilibrium of it, by Lemke–Howson", one * 1e3, "µs", 20.0);
    let longest = Row::informs("the longest of 200 such paths", slowest * 1e3, "µs");
    Ok(vec![row, single, longest])
}

/// Processor time of lrsnash on a game, in ms: the least of five; and how many equilibria it found.
fn lrsnash(sample: &Sample, folder: &Path) -> Result<(f64, usize), String> {
    let path = folder.join("game");
    sample.write_for_lrs(&path)?;
    let path = path.to_str().ok_or("the path is not text")?;
    let told = python_script("spent.py", &["5", "lrsnash", path])?;
    let text = told["text"].as_str().unwrap_or_default();
    let count = text.lines().find_map(|line| line.strip_prefix("*Number of equilibria found:"));
    let count = count.and_then(|count| count.trim().parse().ok());
    let time = told["ms"].as_f64().ok_or("the time is missing")?;
    Ok((time, count.ok_or("lrsnash did not say how many it found")?))
}

/// The classics and random games up to 6×6: the same equilibria as Gambit and Nashpy.
fn same_as_others(folder: &Path) -> Result<Vec<Row>, String> {
    let mut source = Source(3);
    let mut samples = classics()?;
    for _ in 0..COMPARED {
        let (rows, columns) = (source.below(5) + 1, source.below(5) + 1);
        // Payoffs from a narrow range make degenerate games as well.
        let spread = if source.below(4) == 0 { 3 } else { 100 };
        let size = |count: u64| usize::try_from(count).unwrap_or(1);
        samples.push(source.game(size(rows), size(columns), spread)?);
    }
    let mut text = String::new();
    for sample in &samples {
        let found = vertex_enumeration(&sample.game, &mut Effort::default());
        text += &sample.line(&found.map_err(|error| error.to_string())?);
        text.push('\n');
    }
    let all = || {
        for sample in &samples {
            drop(vertex_enumeration(&sample.game, &mut Effort::default()));
        }
    };
    let ours = least(3, all);
    let name = "all equilibria of 1,011 small games";
    let path = folder.join("games.jsonl");
    write(&path, &text)?;
    let told = python_script("games.py", &[path.to_str().ok_or("the path is not text")?]);
    let told = match told {
        Ok(told) => told,
        Err(reason) => return Ok(vec![alone(Row::informs(name, ours, "ms"), &reason)]),
    };
    let number = |of: &str| told[of].as_f64().ok_or(format!("{of} is missing"));
    let nashpy = format!("of {} such games those where Nashpy's differ", number("nashpy_games")?);
    Ok(vec![
        Row::at_most("games where Gambit's equilibria differ", number("gambit_differs")?, "", 0.0),
        Row::at_most(&nashpy, number("nashpy_differs")?, "", 0.0),
        Row::informs("games among them that are degenerate", number("degenerate")?, ""),
        Row::informs(name, ours, "ms").within_ratio("Gambit, exactly", number("gambit_ms")?, 0.25),
    ])
}

fn classics() -> Result<Vec<Sample>, String> {
    let game = |row: &[&[i64]], column: &[&[i64]]| {
        let lines = |of: &[&[i64]]| of.iter().map(|row| row.to_vec()).collect();
        Sample::new([lines(row), lines(column)])
    };
    let cyclic: [&[i64]; 3] = [&[0, -1, 1], &[1, 0, -1], &[-1, 1, 0]];
    let against: [&[i64]; 3] = [&[0, 1, -1], &[-1, 0, 1], &[1, -1, 0]];
    let identity: [&[i64]; 3] = [&[1, 0, 0], &[0, 1, 0], &[0, 0, 1]];
    [
        // The prisoners, the pennies, the couple, the hunters, the drivers.
        game(&[&[3, 0], &[5, 1]], &[&[3, 5], &[0, 1]]),
        game(&[&[1, -1], &[-1, 1]], &[&[-1, 1], &[1, -1]]),
        game(&[&[3, 0], &[0, 2]], &[&[2, 0], &[0, 3]]),
        game(&[&[4, 1], &[3, 2]], &[&[4, 3], &[1, 2]]),
        game(&[&[0, -1], &[1, -10]], &[&[0, 1], &[-1, -10]]),
        game(&cyclic, &against),
        game(&identity, &identity),
        // Von Stengel's, without and with a tie; inspection; nothing at stake.
        game(&[&[3, 3], &[2, 5], &[0, 6]], &[&[3, 2], &[2, 6], &[3, 1]]),
        game(&[&[3, 3], &[2, 5], &[0, 6]], &[&[3, 3], &[2, 6], &[3, 1]]),
        game(&[&[-1, 0], &[0, -6]], &[&[-1, 0], &[1, 0]]),
        game(&[&[0, 0], &[0, 0]], &[&[0, 0], &[0, 0]]),
    ]
    .into_iter()
    .collect()
}
