//! Whole numbers, however they are written.

/// More digits than these are too many for any number.
const DIGITS: usize = 19;

/// The whole number that a text stands for: `3`, but also `3.0` and `3e0`, as programs write it that know no whole ones.
pub(crate) fn whole(text: &str) -> Option<i64> {
    text.parse().ok().or_else(|| whole_decimal(text))
}

fn whole_decimal(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (decimal, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((decimal, exponent)) => (decimal, exponent.parse::<i64>().ok()?),
        None => (unsigned, 0),
    };
    let (before, behind) = match decimal.split_once('.') {
        Some((before, behind)) if !behind.is_empty() => (before, behind),
        Some(_) => return None,
        None => (decimal, ""),
    };
    let digits = format!("{before}{behind}");
    if before.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let magnitude = shift(&digits, exponent.checked_sub(behind.len() as i64)?)?;
    let sign = &text[..text.len() - unsigned.len()];
    format!("{sign}{magnitude}").parse().ok()
}

/// Digits with so many noughts more, or less.
fn shift(digits: &str, places: i64) -> Option<String> {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some("0".into());
    }
    let count = usize::try_from(places.unsigned_abs()).ok()?;
    if places >= 0 {
        return (count <= DIGITS).then(|| format!("{digits}{}", "0".repeat(count)));
    }
    let (whole, rest) = digits.split_at_checked(digits.len().checked_sub(count)?)?;
    (!whole.is_empty() && rest.bytes().all(|byte| byte == b'0')).then(|| whole.to_owned())
}
