//! The line of keys: those that work here, and no others.

use super::entry::Entry;
use super::list::Style;
use super::prompt::{Body, Prompt};
use textwrap::core::display_width;

/// A key and what it does; hints of a higher rank go first when there is no room.
type Hint = (u8, String);

fn hint(rank: u8, key: &str, does: &str) -> Hint {
    (rank, format!("{key} {does}"))
}

/// For a list.
pub(super) fn of_list(
    prompt: &Prompt,
    entries: &[Entry],
    style: Style<'_>,
    width: usize,
) -> String {
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
    let digit = |entry: &&Entry| matches!(entry.key.as_bytes(), [b'0'..=b'9']);
    let digits: Vec<&Entry> = entries.iter().filter(digit).collect();
    if let [first, .., last] = digits.as_slice() {
        let keys = format!("{}-{}", first.key, last.key);
        hints.push(hint(5, &keys, pick));
    }
    hints.push(hint(1, &words.key_enter, enter));
    if prompt.offers.back.is_some() {
        hints.push(hint(4, &words.key_escape, &words.keys_back));
    }
    if prompt.offers.review {
        hints.push(hint(6, "r", &words.keys_review));
    }
    line(hints, prompt, style, width)
}

/// For a typed answer.
pub(super) fn of_field(prompt: &Prompt, style: Style<'_>, width: usize) -> String {
    let words = style.words;
    let enter = match prompt.body {
        Body::Number { given: Some(_), .. } => &words.keys_keep,
        _ => &words.keys_take,
    };
    line(vec![hint(1, &words.key_enter, enter)], prompt, style, width)
}

/// These hints and those that hold everywhere, as many as fit in one line.
fn line(mut hints: Vec<Hint>, prompt: &Prompt, style: Style<'_>, width: usize) -> String {
    let words = style.words;
    if !prompt.emergency.is_empty() {
        hints.push(hint(1, "!", &words.keys_emergency));
    }
    let leave = style.leave.map(String::from);
    let leave = leave.as_deref().unwrap_or("Ctrl-C");
    hints.push(hint(2, leave, &words.keys_leave));
    fit(&hints, style.look.dot(), width)
}

/// Sets hints closer if need be, then leaves out the least needed.
fn fit(hints: &[Hint], dot: &str, width: usize) -> String {
    let mut ranks: Vec<u8> = hints.iter().map(|(rank, _)| *rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for rank in ranks.iter().rev() {
        let kept = hints.iter().filter(|(of, _)| of <= rank);
        let kept: Vec<&str> = kept.map(|(_, hint)| hint.as_str()).collect();
        for between in [dot, "  "] {
            let line = kept.join(between);
            if display_width(&line) <= width {
                return line;
            }
        }
    }
    String::new()
}
