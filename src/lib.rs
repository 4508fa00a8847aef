//! A private terminal questionnaire that walks a decision tree and suggests a level of care.
//!
//! ```text
//! main ─▶ cli ─▶ commands/* ─▶ { ask/  report/  batch/  author/ } ─▶ model/
//! ```
//!
//! Every layer knows those to its right, and none to its left; `tests/layers.rs` keeps it so.
//!
//! - [`cli`] reads the command line: a flag for each question of the questionnaire in use, the options, the commands.
//! - [`commands`] is one file for each command. Only here are files, standard streams and exit statuses.
//! - [`ask`] holds the interview, with lists drawn on a terminal or with plain lines.
//! - [`report`] makes one [`Record`](report::Record) of a result, and one file for each format draws it.
//! - [`batch`] does the same for thousands of people, from CSV or NDJSON.
//! - [`author`] is for whoever writes a questionnaire: proofs, cases, drawings, comparisons.
//! - [`model`] is what all of them rest on. It is pure: no files, no terminal, no clock.
//!
//! From a questionnaire to a result:
//!
//! ```text
//! questions.yaml ─▶ written ─▶ document ─▶ check ─▶ Tree ─┐
//!                                                          ├─▶ walk ─▶ Outcomes ─▶ Record ─▶ text, JSON, HTML, FHIR
//! flags, a file, a person ──────────────────────▶ Answers ─┘
//! ```
//!
//! [`written`](model::written) reads YAML or JSON with the place of every value, and [`document`](model::document)
//! gives it its shape. [`check`](model::check) is the only gate: behind it stands a [`Tree`](model::tree::Tree) in which
//! nothing is looked up by name and nothing can fail. Every other part asks the tree: which question is next, what is
//! still possible, what would change it ([`walk`](model::walk), [`reading`](model::reading),
//! [`whatif`](model::whatif)). A question that was skipped may have any answer, so a walk ends with all the ends that
//! are possible, exactly.
//!
//! The questionnaire that comes with the program was checked when it was built: `build.rs` runs the same gate, and
//! writes the tree as a constant ([`embedded`]), so that starting the program reads nothing.

pub mod ask;
pub mod author;
pub mod batch;
pub mod cli;
pub mod commands;
pub mod embedded;
pub mod exit;
pub mod model;
pub mod report;
