//! YAML, read as parser events.

use super::super::finding::Code;
use super::super::place::{At, Place};
use super::metered::{Meter, Metered};
use super::{Fatal, Guard, Quoted, Written, fatal, too_deep};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use std::borrow::Cow;

/// The longest text, or list or mapping in brackets, in characters.
const LONGEST_VALUE: usize = 1 << 17;

/// A list or mapping that is still open.
enum Open<'a> {
    List(Place, Vec<At<Written<'a>>>),
    Map(
        Place,
        Vec<(At<Cow<'a, str>>, At<Written<'a>>)>,
        Option<At<Cow<'a, str>>>,
    ),
}

impl Guard {
    pub(super) fn yaml<'a>(&mut self, text: &'a str) -> Result<At<Written<'a>>, Fatal> {
        let mut open: Vec<Open<'a>> = Vec::new();
        let (mut root, mut last) = (None, Place::spot(1, 1));
        let meter = Meter::new(LONGEST_VALUE);
        for event in Parser::new(Metered::new(text, meter.clone())) {
            if meter.has_run_out() {
                return Err(too_long(last));
            }
            meter.renew(LONGEST_VALUE);
            let (event, span) = event.map_err(|error| not_yaml(&error))?;
            last = place(span);
            if root.is_some() && matches!(event, Event::DocumentStart(_)) {
                return Err(refuse(last, "a second document starts here; expected one"));
            }
            let Some(done) = self.value(event, last, &mut open)? else {
                continue;
            };
            match open.last_mut() {
                Some(frame) => attach(frame, done)?,
                None => root = Some(done),
            }
        }
        root.ok_or_else(|| {
            let message = "the document is empty; expected a mapping";
            fatal(Code::Empty, Place::spot(1, 1), message.into())
        })
    }

    /// The value that this event completes, if it does.
    fn value<'a>(
        &mut self,
        event: Event<'a>,
        place: Place,
        open: &mut Vec<Open<'a>>,
    ) -> Result<Option<At<Written<'a>>>, Fatal> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.start(anchor, tag.is_some(), place, open.len())?;
                self.check_text(&text, place);
                let quoted = match style {
                    ScalarStyle::Plain => Quoted::No,
                    _ => Quoted::Yes,
                };
                return Ok(Some(At::new(Written::Scalar(text, quoted), place)));
            }
            Event::SequenceStart(anchor, tag) => {
                self.start(anchor, tag.is_some(), place, open.len())?;
                open.push(Open::List(place, Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.start(anchor, tag.is_some(), place, open.len())?;
                open.push(Open::Map(place, Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                return Ok(open.pop().map(|frame| self.close(frame, place)));
            }
            Event::Alias(_) => {
                let message = "aliases are not read; write the value out";
                return Err(fatal(Code::Alias, place, message.into()));
            }
            _ => {}
        }
        Ok(None)
    }

    /// Counts a value, and refuses what would make it mean something that is not written there.
    fn start(
        &mut self,
        anchor: usize,
        tagged: bool,
        place: Place,
        depth: usize,
    ) -> Result<(), Fatal> {
        if anchor != 0 {
            let message = "anchors are not read; write the value out";
            return Err(fatal(Code::Alias, place, message.into()));
        }
        if tagged {
            return Err(refuse(place, "tags are not read; write the plain value"));
        }
        self.count(place, depth)
    }

    fn close<'a>(&mut self, frame: Open<'a>, end: Place) -> At<Written<'a>> {
        let upto = |start: Place| Place {
            end_line: end.line,
            end_column: end.column,
            ..start
        };
        match frame {
            Open::List(start, items) => At::new(Written::List(items), upto(start)),
            Open::Map(start, entries, _) => {
                self.check_keys(&entries);
                At::new(Written::Map(entries), upto(start))
            }
        }
    }
}

fn attach<'a>(frame: &mut Open<'a>, value: At<Written<'a>>) -> Result<(), Fatal> {
    let (entries, key) = match frame {
        Open::List(_, items) => {
            items.push(value);
            return Ok(());
        }
        Open::Map(_, entries, key) => (entries, key),
    };
    match (key.take(), value.value) {
        (Some(name), written) => entries.push((name, At::new(written, value.place))),
        (None, Written::Scalar(name, _)) => *key = Some(At::new(name, value.place)),
        (None, written) => {
            let message = format!("a key is {}; expected a name", written.kind());
            return Err(refuse(value.place, &message));
        }
    }
    Ok(())
}

fn place(span: Span) -> Place {
    Place {
        line: span.start.line() as u32,
        column: span.start.col() as u32 + 1,
        end_line: span.end.line() as u32,
        end_column: span.end.col() as u32 + 1,
    }
}

fn refuse(place: Place, message: &str) -> Fatal {
    fatal(Code::Syntax, place, message.to_owned())
}

fn not_yaml(error: &ScanError) -> Fatal {
    let marker = error.marker();
    let place = Place::spot(marker.line() as u32, marker.col() as u32 + 1);
    // The parser's own limit on brackets; it is reached before any of them is told to us.
    if error.info() == "recursion limit exceeded" {
        return too_deep(place);
    }
    refuse(place, &format!("not YAML: {}", error.info()))
}

fn too_long(before: Place) -> Fatal {
    let message = format!(
        "after this stands a value of more than {LONGEST_VALUE} characters; expected a shorter one"
    );
    fatal(Code::TooLarge, before, message)
}
