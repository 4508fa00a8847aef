//! From records to text, one small file for each. No terminal, no files: width and colour are handed in.
//!
//! A result is one [`Record`]. JSON is the record itself; what people read is one page, drawn in several ways.

mod contacts;
mod excerpt;
pub mod fhir;
pub mod findings;
pub mod html;
pub mod insight;
pub mod json;
mod ladder;
mod layout;
pub mod markdown;
mod page;
mod quote;
mod reasons;
pub mod record;
mod recorder;
mod scales;
pub mod schema;
pub mod style;
pub mod text;
mod trace;
pub mod turn;

pub use page::Depth;
pub use record::Record;
