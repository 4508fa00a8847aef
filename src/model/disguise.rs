//! Characters that cannot be seen, or look like others: they hide in names, and the eye does not find them.

use std::borrow::Cow;

/// Characters that show as nothing or as a space, and what they are called.
const UNSEEN: &[(char, &str)] = &[
    ('\u{00a0}', "a no-break space"),
    ('\u{00ad}', "a soft hyphen"),
    ('\u{2009}', "a thin space"),
    ('\u{200b}', "a zero-width space"),
    ('\u{200c}', "a zero-width non-joiner"),
    ('\u{200d}', "a zero-width joiner"),
    ('\u{200e}', "a left-to-right mark"),
    ('\u{200f}', "a right-to-left mark"),
    ('\u{202f}', "a narrow no-break space"),
    ('\u{2060}', "a word joiner"),
    ('\u{3000}', "a wide space"),
    ('\u{feff}', "a byte-order mark"),
    ('\u{2018}', "a curly quote"),
    ('\u{2019}', "a curly quote"),
    ('\u{201c}', "a curly quote"),
    ('\u{201d}', "a curly quote"),
    ('\u{201e}', "a low quote"),
    ('\u{00ab}', "an angled quote"),
    ('\u{00bb}', "an angled quote"),
];

/// Letters and signs of other scripts, and those they are taken for.
const CYRILLIC: (&str, &str) = (
    "абвгдезиклмнопрстухѕіјһԁԛԝвѵАВЕКМНОРСТУХІЈЅ",
    "a6brdeзuklmhonpctyxsijhdqwbvABEKMHOPCTYXIJS",
);
const GREEK: (&str, &str) = ("αεικνορτυχγωΑΒΕΗΙΚΜΝΟΡΤΥΧΖ", "aeiKvoptuxywABEHIKMNOPTYXZ");
const DASHES: &str = "‐‑‒–—−";

/// The first character of a name that is not what it seems, by its number and what it is.
pub fn found_in(name: &str) -> Option<String> {
    let told = |c: char| Some(format!("`U+{:04X}`, {}", c as u32, called(c)?));
    name.chars().find_map(told)
}

/// The name without disguise, as somebody who reads it would type it.
pub fn plain(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.chars().filter_map(seen).collect())
}

fn called(c: char) -> Option<&'static str> {
    if let Some((_, called)) = UNSEEN.iter().find(|(unseen, _)| *unseen == c) {
        return Some(called);
    }
    match c {
        '\u{0400}'..='\u{052f}' => Some("a Cyrillic letter"),
        '\u{0370}'..='\u{03ff}' => Some("a Greek letter"),
        '\u{ff01}'..='\u{ff5e}' => Some("a wide letter"),
        c if DASHES.contains(c) => Some("a dash that is no hyphen"),
        _ => None,
    }
}

/// What is seen where this character stands.
fn seen(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    if UNSEEN.iter().any(|(unseen, _)| *unseen == c) {
        return None;
    }
    if DASHES.contains(c) {
        return Some('-');
    }
    if let '\u{ff01}'..='\u{ff5e}' = c {
        return char::from_u32(c as u32 - 0xfee0);
    }
    let like = |(strange, usual): (&str, &str)| {
        let mut pairs = strange.chars().zip(usual.chars());
        pairs.find_map(|(from, to)| (from == c).then_some(to))
    };
    Some(like(CYRILLIC).or_else(|| like(GREEK)).unwrap_or(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_looks() {
        assert_eq!(plain("wh\u{200b}en"), "when");
        assert_eq!(plain("\u{00a0}suggest"), "suggest");
        assert_eq!(plain("\u{201c}iop\u{201d}"), "iop");
        assert_eq!(plain("bесаusе"), "because");
        assert_eq!(plain("ｗｈｅｎ"), "when");
        assert_eq!(plain("día"), "día");
        for (strange, usual) in [CYRILLIC, GREEK] {
            assert_eq!(strange.chars().count(), usual.chars().count());
        }
    }

    #[test]
    fn what_is_in_disguise_is_called_by_its_number() {
        let found = |name| found_in(name).unwrap_or_default();
        assert_eq!(found("wh\u{200b}en"), "`U+200B`, a zero-width space");
        assert_eq!(found("whеn"), "`U+0435`, a Cyrillic letter");
        assert_eq!(found("día"), "");
    }
}
