//! How many combinations of answers there are, and how they end: exact numbers.

use super::Prover;
use super::diagram::{Diagram, Diagrams};
use super::meaning::{REFERRAL, STOP};
use super::space::Space;
use crate::author::share::share;
use crate::author::wrap::fill;
use num_bigint::BigUint;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, HashMap};
use std::ops::{AddAssign, Mul};

/// How all combinations of answers end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Census {
    /// How many combinations there are, with an answer to every question.
    pub combinations: Count,
    /// How many end in an emergency stop.
    pub stops: Count,
    /// How many end in a referral.
    pub referrals: Count,
    /// How many end in each level, in the order of the levels.
    pub levels: Vec<Count>,
}

/// How many combinations end in one way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// `stop`, `referral` or the level.
    pub end: String,
    /// How many.
    pub combinations: Count,
    /// The share of all combinations, in percent.
    pub percent: f64,
    /// The share of those that end in a level, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent_of_suggestions: Option<f64>,
}

impl Census {
    /// A row for each way to end.
    pub fn rows(&self, levels: &[String]) -> Vec<Row> {
        let suggestions = self.levels.iter().sum();
        let row = |end: &str, count: &Count, of: Option<&Count>| Row {
            end: end.to_owned(),
            combinations: count.clone(),
            percent: count.percent_of(&self.combinations),
            percent_of_suggestions: of.map(|whole| count.percent_of(whole)),
        };
        let mut rows = vec![
            row("stop", &self.stops, None),
            row("referral", &self.referrals, None),
        ];
        let levels = levels.iter().zip(&self.levels);
        rows.extend(levels.map(|(level, count)| row(level, count, Some(&suggestions))));
        rows
    }

    /// The census as data.
    pub fn record(&self, levels: &[String]) -> serde_json::Value {
        serde_json::json!({ "combinations": self.combinations, "ends": self.rows(levels) })
    }

    /// The census in columns, below what it is of; exact numbers that the width does not hold are left out.
    pub fn text(&self, of: &str, levels: &[String], width: usize) -> String {
        let mut rows = self.rows(levels);
        rows.push(Row {
            end: "all".to_owned(),
            combinations: self.combinations.clone(),
            percent: 100.0,
            percent_of_suggestions: None,
        });
        let counted = columns(&rows, &|row| row.combinations.grouped());
        let table = if counted.iter().all(|row| row.trim_end().len() <= width) {
            counted
        } else {
            columns(&rows, &|_| String::new())
        };
        let heading = format!("{of}every combination of answers");
        let mut text = fill(&heading, width) + "\n";
        for row in table {
            text += row.trim_end();
            text.push('\n');
        }
        text += &fill(LAST_COLUMN, width);
        text + "\n"
    }
}

const LAST_COLUMN: &str = "Last column: the share of those that end in a suggestion.";

/// Rows of a name, a number, and the shares, each column as wide as it needs to be.
fn columns(rows: &[Row], number: &dyn Fn(&Row) -> String) -> Vec<String> {
    let of_suggestions = |row: &Row| row.percent_of_suggestions.map(share).unwrap_or_default();
    let cells: Vec<[String; 4]> = (rows.iter())
        .map(|row| {
            let end = row.end.clone();
            [end, number(row), share(row.percent), of_suggestions(row)]
        })
        .collect();
    let widest = |at: usize| cells.iter().map(|row| row[at].len()).max().unwrap_or(0);
    let [name, count, all, some] = [0, 1, 2, 3].map(widest);
    let count = if count == 0 { 0 } else { count + 2 };
    cells
        .iter()
        .map(|[end, number, of_all, of_suggestions]| {
            format!("  {end:name$}{number:>count$}  {of_all:>all$}  {of_suggestions:>some$}")
        })
        .collect()
}

/// A number of combinations, of any size.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Count(BigUint);

impl Count {
    /// The part of another count, in percent.
    pub fn percent_of(&self, whole: &Count) -> f64 {
        // Both are cut to the same size first, for a float cannot hold numbers of any size.
        let shift = whole.0.bits().saturating_sub(100);
        let cut = |count: &BigUint| (count >> shift).to_string().parse::<f64>().unwrap_or(0.0);
        100.0 * cut(&self.0) / cut(&whole.0).max(1.0)
    }
}

impl Count {
    /// With commas between groups of three digits.
    pub fn grouped(&self) -> String {
        let digits = self.0.to_string();
        let mut text = String::with_capacity(digits.len() * 4 / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }
}

impl<'c> std::iter::Sum<&'c Count> for Count {
    fn sum<I: Iterator<Item = &'c Count>>(counts: I) -> Self {
        Count(counts.map(|count| &count.0).sum())
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Numbers of any size are texts in JSON, where numbers lose their last digits.
impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_string())
    }
}

impl Prover<'_> {
    pub(super) fn census(&mut self) -> Census {
        let proper = self.meaning.space.proper(&mut self.store);
        let nothing = self.store.number(-1);
        let level = self.store.choose(proper, self.meaning.level, nothing);
        let counts = self.meaning.space.count(&self.store, level);
        let of = |end: i64| counts.get(&end).cloned().unwrap_or_default();
        let ends = counts.iter().filter(|(end, _)| **end != -1);
        Census {
            combinations: ends.map(|(_, count)| count).sum(),
            stops: of(STOP),
            referrals: of(REFERRAL),
            levels: (0..self.meaning.tree.levels.len() as i64).map(of).collect(),
        }
    }
}

impl Space {
    /// For each number of a function, how many answers lead there.
    pub(crate) fn count(&self, store: &Diagrams, of: Diagram) -> BTreeMap<i64, Count> {
        let most: BigUint = (self.variables.iter())
            .map(|variable| sum::<BigUint>(&variable.weights))
            .product();
        if u128::try_from(&most).is_err() {
            let counts = self.count_in::<BigUint>(store, of).into_iter();
            return counts.map(|(end, count)| (end, Count(count))).collect();
        }
        let counts = self.count_in::<u128>(store, of).into_iter();
        counts
            .map(|(end, count)| (end, Count(count.into())))
            .collect()
    }

    /// Goes down from the top: what a node is reached by is known once all that lead to it are done.
    fn count_in<N>(&self, store: &Diagrams, of: Diagram) -> BTreeMap<i64, N>
    where
        N: Clone + From<u64> + AddAssign + Mul<Output = N>,
    {
        let variables = &self.variables;
        let mut passed: HashMap<(u32, u32), N> = HashMap::new();
        let mut all = |from: u32, to: u32| {
            let skipped = &variables[from as usize..to as usize];
            let ways = || skipped.iter().map(|variable| sum(&variable.weights));
            let ways = || ways().fold(N::from(1), |all: N, ways: N| all * ways);
            passed.entry((from, to)).or_insert_with(ways).clone()
        };
        let mut ways: BTreeMap<(u32, Diagram), N> = BTreeMap::new();
        let mut ends: HashMap<Diagram, N> = HashMap::new();
        let depth = |diagram: Diagram| store.variable(diagram).min(store.variables());
        ways.insert((depth(of), of), all(0, depth(of)));
        while let Some(((variable, here), count)) = ways.pop_first() {
            if store.as_number(here).is_some() {
                ends.insert(here, count);
                continue;
            }
            let weights = &variables[variable as usize].weights;
            for (branch, weight) in store.branches(here).zip(weights) {
                let below = depth(branch);
                let more = count.clone() * N::from(*weight) * all(variable + 1, below);
                ways.entry((below, branch))
                    .and_modify(|ways| *ways += more.clone())
                    .or_insert(more);
            }
        }
        let number = |(diagram, count)| Some((store.as_number(diagram)?, count));
        ends.into_iter().filter_map(number).collect()
    }
}

fn sum<N: From<u64> + AddAssign>(weights: &[u64]) -> N {
    weights.iter().fold(N::from(0), |mut sum, weight| {
        sum += N::from(*weight);
        sum
    })
}
