//! From records to text, one small file for each. No terminal, no files: width and colour are handed in.

pub mod findings;
