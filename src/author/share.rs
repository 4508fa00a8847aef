//! Shares of a whole, in words.

/// A share in percent, with what matters of it however small it is, or however little is missing.
pub(crate) fn share(percent: f64) -> String {
    if percent > 99.9 && percent < 100.0 {
        let digits = digits(100.0 - percent);
        return format!("{percent:.digits$} %");
    }
    if percent >= 1.0 {
        return format!("{percent:.1} %");
    }
    if percent == 0.0 {
        return "0 %".to_owned();
    }
    match digits(percent) {
        digits @ ..10 => format!("{percent:.digits$} %"),
        _ => format!("{percent:.1e} %"),
    }
}

/// Digits after the point of a number below one, of which two count, even if it is rounded up. (A logarithm would be
/// the only need for the library of mathematics at every start.)
fn digits(small: f64) -> usize {
    let counts = |digits: &i32| small * 10_f64.powi(*digits) >= 9.95;
    (2..10).find(counts).unwrap_or(10) as usize
}
