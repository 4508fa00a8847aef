//! Ids as they stand in a JSON list, made once and printed again and again.

use crate::model::tree::Tree;

/// For each level, support and alert its id in quotes, with a comma behind it.
#[derive(Debug)]
pub(crate) struct Stamps {
    pub(crate) levels: Vec<Stamp>,
    pub(crate) supports: Vec<Stamp>,
    pub(crate) alerts: Vec<Stamp>,
}

pub(crate) type Stamp = Box<[u8]>;

impl Stamps {
    pub(crate) fn of(tree: &Tree) -> Self {
        // An id has no letter that needs a second look.
        let stamp = |id: &str| format!("\"{id}\",").into_bytes().into_boxed_slice();
        Stamps {
            levels: tree.levels.iter().map(|level| stamp(&level.id)).collect(),
            supports: tree
                .supports
                .iter()
                .map(|support| stamp(&support.id))
                .collect(),
            alerts: tree.alerts.iter().map(|alert| stamp(&alert.id)).collect(),
        }
    }
}

/// Prints a list.
pub(crate) fn print(list: impl Iterator<Item = usize>, stamps: &[Stamp], out: &mut Vec<u8>) {
    out.push(b'[');
    let start = out.len();
    list.for_each(|at| out.extend_from_slice(&stamps[at]));
    if out.len() > start {
        // The comma behind the last one.
        out.pop();
    }
    out.push(b']');
}
