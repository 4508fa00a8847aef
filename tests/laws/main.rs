//! Laws on questionnaires made by chance, against trying every combination of answers.

#[path = "../common/oracle.rs"]
mod oracle;
#[path = "../common/trees.rs"]
mod trees;
mod walk;
