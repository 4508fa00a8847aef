//! Tables: what each column answers, and the rows.

use super::entry::{Entry, Id};
use super::form::{Form, ID};
use super::map::{ColumnRef, Map, Unlisted};
use super::source::lines;
use crate::model::finding::did_you_mean;
use crate::model::tree::QuestionRef;
use csv::{ByteRecord, ReaderBuilder, StringRecord};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Answer(QuestionRef),
    Mapped(ColumnRef),
    /// The record's name, and mapped as well.
    Both(ColumnRef),
    Ignored,
}

/// The columns of a table, in its order.
#[derive(Debug, Default)]
pub(crate) struct Header(Vec<Column>);

impl Header {
    /// Reads the header.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn read(form: &Form, map: Option<&Map>, text: &[u8]) -> Result<Self, Vec<String>> {
        let names = names(text).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let columns = names.iter().enumerate().map(|(at, name)| {
            if name.is_empty() && map.is_none() {
                problems.push(format!("the header: column {} has no name", at + 1));
                return Column::Ignored;
            }
            let column = Self::column(form, map, name);
            if column != Some(Column::Ignored) && names[..at].contains(name) {
                problems.push(format!("the header names `{name}` twice"));
            }
            column.unwrap_or_else(|| {
                problems.push(format!("the header: {}", form.unknown(name)));
                Column::Ignored
            })
        });
        let header = Header(columns.collect());
        problems.extend(absent(map, &names));
        if problems.is_empty() {
            Ok(header)
        } else {
            Err(problems)
        }
    }

    fn column(form: &Form, map: Option<&Map>, name: &str) -> Option<Column> {
        let Some(map) = map else {
            return if name == ID {
                Some(Column::Id)
            } else {
                form.question(name).map(Column::Answer)
            };
        };
        Some(match (map.is_id(name), map.column(name)) {
            (true, Some(column)) => Column::Both(column),
            (true, None) => Column::Id,
            (false, Some(column)) => Column::Mapped(column),
            (false, None) => Column::Ignored,
        })
    }

    /// Reads a row into an entry.
    pub(crate) fn read_row(&self, form: &Form, row: &ByteRecord, entry: &mut Entry) {
        let mut words = Vec::new();
        self.cells(row, entry, |entry, column, cell| {
            if let Column::Answer(at) = column {
                words.clear();
                let parts = cell.split(';').map(str::trim);
                words.extend(parts.filter(|word| !word.is_empty()).map(str::to_owned));
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                form.take(entry, at, &words);
            }
        });
    }

    /// Reads a row of somebody else's.
    pub(crate) fn read_mapped(
        &self,
        form: &Form,
        map: &Map,
        row: &ByteRecord,
        entry: &mut Entry,
        unlisted: &mut Unlisted,
    ) {
        let mut laying = map.lay(form.tree);
        self.cells(row, entry, |_, column, cell| {
            if let Column::Mapped(column) | Column::Both(column) = column {
                laying.add(column, &[cell], unlisted);
            }
        });
        if !entry.unreadable {
            laying.finish(entry);
        }
    }

    /// Hands out every cell that is not empty, trimmed.
    fn cells(
        &self,
        row: &ByteRecord,
        entry: &mut Entry,
        mut each: impl FnMut(&mut Entry, Column, &str),
    ) {
        if row.len() != self.0.len() {
            entry.give_up(uneven(row, self.0.len()));
            return;
        }
        for (number, (cell, column)) in (1..).zip(row.iter().zip(&self.0)) {
            let Ok(cell) = std::str::from_utf8(cell) else {
                entry.errors.push(format!("cell {number} is not UTF-8"));
                continue;
            };
            let cell = cell.trim();
            if cell.is_empty() && !matches!(column, Column::Mapped(_)) {
                continue;
            }
            if matches!(column, Column::Id | Column::Both(_)) {
                entry.call(Id::Text, cell);
            }
            each(entry, *column, cell);
        }
    }
}

/// What is wrong with a row that has too many cells or too few.
fn uneven(row: &ByteRecord, expected: usize) -> String {
    let cells = match row.len() {
        1 => "1 cell".to_owned(),
        count => format!("{count} cells"),
    };
    let within = match lines(row.as_slice()) {
        0 => "",
        _ => "; it goes on over several lines: is a quote not closed?",
    };
    format!("the row has {cells}; expected {expected}, as in the header{within}")
}

/// What stands in a header, which is the first of its rows.
fn names(text: &[u8]) -> Result<Vec<String>, String> {
    let text = std::str::from_utf8(text).map_err(|error| {
        let at = error.valid_up_to() + 1;
        format!("the header: not UTF-8 at byte {at}; expected text in UTF-8")
    })?;
    if text.matches('"').count() % 2 == 1 {
        return Err("the header: a quote in it is not closed".into());
    }
    let mut row = StringRecord::new();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let read = reader.read_record(&mut row);
    read.map_err(|error| error.to_string())?;
    if !matches!(reader.read_record(&mut StringRecord::new()), Ok(false)) {
        return Err(
            "the header: a carriage return ends it; expected line feeds between rows".into(),
        );
    }
    Ok(row.iter().map(|cell| cell.trim().to_owned()).collect())
}

/// What the map names and the header has not.
fn absent(map: Option<&Map>, names: &[String]) -> impl Iterator<Item = String> {
    let wanted = map.into_iter().flat_map(Map::columns);
    let absent = wanted.filter(|name| !names.iter().any(|other| other == name));
    absent.map(|name| {
        let help = did_you_mean(name, names.iter().map(String::as_str));
        let help = help.map(|help| format!("; {help}")).unwrap_or_default();
        format!("the header has no column `{name}`, which the map names{help}")
    })
}
