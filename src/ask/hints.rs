//! The line of keys: those that work here, and no others.

use super::entry::Entry;
use super::list::Style;
use super::prompt::{Body, Prompt, Skip};
use textwrap::core::display_width;

/// A key and what it does; hints of a higher rank go first when there is no room.
type Hint = (u8, String);

fn hint(rank: u8, key: &str, does: &str) -> Hint {
    (rank, format!("{key} {does}"))
}

/// The keys of a list: while its entries are in view, and while there is text to read before.
pub(super) struct Hints {
    choose: Vec<String>,
    read: Vec<String>,
}

impl Hints {
    /// Rows they need.
    pub(super) fn rows(&self) -> usize {
        self.choose.len().max(self.read.len())
    }

    /// Those for now, in as many rows as ever.
    pub(super) fn of(self, reading: bool) -> Vec<String> {
        let all = self.rows();
        let mut rows = if reading { self.read } else { self.choose };
        rows.resize(all, String::new());
        rows
    }

    pub(super) fn of_list(
        prompt: &Prompt,
        entries: &[Entry],
        style: Style<'_>,
        (width, most): (usize, usize),
    ) -> Self {
        let words = style.words;
        let back = prompt.offers.back.is_some();
        let back = back.then(|| hint(4, &words.key_escape, &words.keys_back));
        let mut read = vec![hint(1, &words.key_enter, &words.keys_read)];
        read.extend(back.clone());
        let mut choose = choosing(prompt, entries, style);
        choose.extend(back);
        if prompt.offers.review {
            choose.push(hint(6, "r", &words.keys_review));
        }
        Hints {
            choose: rows(choose, prompt, style, (width, most)),
            read: rows(read, prompt, style, (width, most)),
        }
    }
}

/// The keys that choose.
fn choosing(prompt: &Prompt, entries: &[Entry], style: Style<'_>) -> Vec<Hint> {
    let words = style.words;
    let many = matches!(prompt.body, Body::Many { .. });
    let (pick, enter) = if many {
        (&words.keys_tick, &words.keys_done)
    } else {
        (&words.keys_pick, &words.keys_choose)
    };
    let mut hints = Vec::new();
    if entries.len() > 1 {
        let arrows = style.look.arrows().unwrap_or(&words.key_arrows);
        hints.push(hint(3, arrows, &words.keys_move));
    }
    if many {
        hints.push(hint(1, &words.key_space, &words.keys_tick));
    }
    let digit = |entry: &&Entry| match entry.key.as_bytes() {
        [b'0'..=b'9'] => true,
        [b'0'..=b'9', ..] => !many,
        _ => false,
    };
    let digits: Vec<&Entry> = entries.iter().filter(digit).collect();
    if let [first, .., last] = digits.as_slice() {
        let keys = format!("{}-{}", first.key, last.key);
        hints.push(hint(5, &keys, pick));
    }
    hints.push(hint(1, &words.key_enter, enter));
    hints
}

/// For a typed answer.
pub(super) fn of_field(prompt: &Prompt, style: Style<'_>, width: usize) -> Vec<String> {
    let words = style.words;
    let enter = match prompt.body {
        _ if prompt.offers.unsure == Skip::Chosen => &words.keys_keep,
        Body::Number { given: Some(_), .. } => &words.keys_keep,
        _ => &words.keys_take,
    };
    let hints = vec![hint(1, &words.key_enter, enter)];
    rows(hints, prompt, style, (width, 2))
}

/// These hints and those that hold everywhere.
fn rows(
    mut hints: Vec<Hint>,
    prompt: &Prompt,
    style: Style<'_>,
    room: (usize, usize),
) -> Vec<String> {
    let words = style.words;
    if !prompt.emergency.is_empty() {
        hints.push(hint(1, "!", &words.keys_emergency));
    }
    // A person who is watched must never have to look for the way out.
    hints.push(match style.leave {
        Some(key) => hint(1, &key.to_string(), &words.keys_leave),
        None => hint(2, "Ctrl-C", &words.keys_leave),
    });
    fit(&hints, style.look.dot(), room)
}

/// As many as fit in one row, set closer if need be. Another row is only for the keys nobody can do without, and for
/// how to leave if there may be two.
fn fit(hints: &[Hint], dot: &str, (width, most): (usize, usize)) -> Vec<String> {
    let upto = |most: u8| hints.iter().filter(move |(rank, _)| *rank <= most);
    for rank in (most as u8..=9).rev() {
        let kept: Vec<&str> = upto(rank).map(|(_, hint)| hint.as_str()).collect();
        for between in [dot, "  "] {
            let line = kept.join(between);
            if display_width(&line) <= width {
                return vec![line];
            }
        }
    }
    let rows = pack(upto(2), width);
    if rows.len() <= 2 {
        return rows;
    }
    let mut rows = pack(upto(1), width);
    rows.truncate(2);
    rows
}

/// Rows of hints, none of which is broken.
fn pack<'h>(hints: impl Iterator<Item = &'h Hint>, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for (_, hint) in hints.filter(|(_, hint)| display_width(hint) <= width) {
        match rows.last_mut() {
            Some(row) if display_width(row) + 2 + display_width(hint) <= width => {
                row.push_str("  ");
                row.push_str(hint);
            }
            _ => rows.push(hint.clone()),
        }
    }
    rows
}
