//! Questionnaires and how they are walked. Pure: no files, no terminal, no clock.

pub mod advice;
pub mod answers;
mod chance;
pub mod check;
mod compiler;
pub mod condition;
pub mod course;
mod decisive;
pub mod document;
mod domain;
mod ends;
mod explore;
mod facts;
pub mod finding;
pub mod named;
pub mod narrowing;
pub mod place;
pub mod reader;
pub mod reading;
mod state;
mod texts;
pub mod translation;
pub mod tree;
pub mod walk;
pub mod whatif;
pub mod words;
pub mod written;
