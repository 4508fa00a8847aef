//! What the environment says.

/// A variable that is set and not empty.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The locale in use for a category, such as `LC_CTYPE`; empty, if none is named.
pub(super) fn locale(category: &str, variable: impl Fn(&str) -> Option<String>) -> String {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    let named = ["LC_ALL", category, "LANG"].into_iter().find_map(set);
    named.unwrap_or_default()
}
