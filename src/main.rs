//! `firststep`: see the library for everything it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(firststep::cli::main() as u8)
}
