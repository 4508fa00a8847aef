//! All that a program said, as texts, and its exit status.

use std::process::Output;

/// Standard output, standard error, and the exit status.
pub(crate) type Said = (String, String, Option<i32>);

/// What a program said that has ended.
pub(crate) fn said(output: Output) -> Said {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}
