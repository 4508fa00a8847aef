//! What an input seems to be that holds no records: said once, where every line of it would be another riddle.

use super::form::Form;
use super::map::Map;
use super::table::Header;
use serde::de::IgnoredAny;

const EXPECTED: &str = "expected one JSON object a line, or a table with commas and a header";
const SHEET: &str = "save the sheet as CSV";
const UNPACK: &str = "unpack it first";
const AS_UTF_8: &str = "save it as UTF-8";

/// How files begin that are no text; what they are, and what to do.
const BEGINNINGS: &[(&[u8], &str, &str)] = &[
    (b"PK\x03\x04", "a spreadsheet or another ZIP archive", SHEET),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet of an old kind", SHEET),
    (b"\x1f\x8b", "compressed with gzip", UNPACK),
    (b"\xfd7zXZ", "compressed with xz", UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", UNPACK),
    (b"\xff\xfe", "text in UTF-16", AS_UTF_8),
    (b"\xfe\xff", "text in UTF-16", AS_UTF_8),
    (b"%PDF-", "a PDF", SHEET),
];
/// What else may stand between the cells of a table.
const SEPARATORS: &[(char, &str)] = &[
    (';', "a table with `;` between its cells"),
    ('\t', "a table with tabs between its cells"),
    ('|', "a table with `|` between its cells"),
];
/// A text has no zero byte near its beginning.
const NEAR: usize = 64;

/// What an input is that is no text; `begin` is its first line at least.
pub(super) fn binary(begin: &[u8]) -> Option<String> {
    let mut known = BEGINNINGS.iter();
    if let Some((_, what, next)) = known.find(|(bytes, ..)| begin.starts_with(bytes)) {
        return Some(say(what, next));
    }
    let first = begin.split(|byte| *byte == b'\n').next()?;
    let near = match first {
        // One record with such a byte is a bad one; but in UTF-16, every second byte is.
        [b'{', second, ..] => &[*second][..],
        first => &first[..first.len().min(NEAR)],
    };
    near.contains(&0)
        .then(|| say("no text, or in UTF-16", AS_UTF_8))
}

/// What a text is that was taken for JSON and is no line of it; `begin` is its first two lines, if it has two.
pub(super) fn no_lines(form: &Form, map: Option<&Map>, begin: &[u8]) -> Option<String> {
    let mut lines = begin.split(|byte| *byte == b'\n');
    let (first, second) = (lines.next()?, lines.next().unwrap_or_default());
    let second = second.trim_ascii();
    match first.first()? {
        b'{' if is_cut(begin) && second.starts_with(b"\"") => {
            let what = "a JSON object over several lines";
            Some(say(what, "`jq -c .` writes it so"))
        }
        b'{' => None,
        // One bad record is no reason to read no other.
        b'[' if first.trim_ascii() != b"[" && is_record(second) => None,
        b'[' => Some(array()),
        _ => {
            let is_table = first.contains(&b',') && Header::read(form, map, first).is_ok();
            is_table.then(|| say("a table with commas", "`--from csv` reads it"))
        }
    }
}

/// What a text is that was taken for a table and has no header that fits.
pub(super) fn no_table(header: &[u8]) -> Option<String> {
    let header = String::from_utf8_lossy(header);
    let header = header.trim();
    let inner = header.trim_matches('"');
    if inner.contains(['\r', '\n']) && !header.contains('"') {
        let what = "a table whose lines end with a carriage return";
        return Some(say(what, "save it with line feeds"));
    }
    match header.chars().next()? {
        '[' => return Some(array()),
        '<' => return Some(say("XML or HTML", "save it as CSV")),
        _ if header.contains(',') => return None,
        _ => {}
    }
    if is_yaml(header) {
        return Some(say("YAML", "write each record as one line of JSON"));
    }
    let mut separators = SEPARATORS.iter();
    let (_, what) = separators.find(|(separator, _)| header.contains(*separator))?;
    Some(say(what, "save it with commas"))
}

fn say(what: &str, next: &str) -> String {
    format!("this seems to be {what}; {EXPECTED}; {next}")
}

fn array() -> String {
    say("a JSON array", "`jq -c '.[]'` writes it so")
}

/// Whether it takes a second line to tell what the first is.
pub(super) fn is_open(begin: &[u8]) -> bool {
    begin.starts_with(b"[") || is_cut(begin)
}

fn is_record(line: &[u8]) -> bool {
    line.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok()
}

/// Whether the JSON on the first line goes on behind it.
fn is_cut(begin: &[u8]) -> bool {
    let first = begin.split(|byte| *byte == b'\n').next();
    let read = serde_json::from_slice::<IgnoredAny>(first.unwrap_or_default());
    read.is_err_and(|error| error.is_eof())
}

/// Whether a line begins a document, a list or a mapping.
fn is_yaml(line: &str) -> bool {
    let key = line.split_once(':');
    let key = key.filter(|(_, value)| value.is_empty() || value.starts_with(' '));
    line == "---"
        || line.starts_with("- ")
        || key.is_some_and(|(key, _)| !key.contains(['\t', ';']))
}
