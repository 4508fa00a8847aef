//! YAML, read as parser events.

use super::super::finding::Code;
use super::super::place::Place;
use super::guard::{Fatal, Guard, fatal, refuse, too_deep};
use super::metered::{Meter, Metered};
use super::slips::slip;
use super::{Quoted, Shape};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

/// The longest text, or list or mapping in brackets, in characters.
const LONGEST_VALUE: usize = 1 << 17;

impl Guard<'_> {
    pub(super) fn yaml(&mut self, text: &str) -> Result<(), Fatal> {
        self.check_size()?;
        let mut last = Place::spot(1, 1);
        let meter = Meter::new(LONGEST_VALUE);
        for event in Parser::new(Metered::new(text, meter.clone())) {
            if meter.has_run_out() {
                return Err(too_long(last));
            }
            meter.renew(LONGEST_VALUE);
            let (event, span) = event.map_err(|error| not_yaml(text, &error))?;
            last = place(span);
            self.event(event, last)?;
        }
        if self.is_empty() {
            let message = "the document is empty; expected a mapping";
            return Err(fatal(Code::Empty, Place::spot(1, 1), message.into()));
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, place: Place) -> Result<(), Fatal> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                plain(anchor, tag.is_some(), place)?;
                let quoted = match style {
                    ScalarStyle::Plain => Quoted::No,
                    _ => Quoted::Yes,
                };
                self.scalar(&text, quoted, place)
            }
            Event::SequenceStart(anchor, tag) => {
                plain(anchor, tag.is_some(), place)?;
                self.begin(Shape::List, place)
            }
            Event::MappingStart(anchor, tag) => {
                plain(anchor, tag.is_some(), place)?;
                self.begin(Shape::Map, place)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end((place.end_line, place.end_column)),
            Event::Alias(_) => {
                let message = "aliases are not read; write the value out";
                Err(fatal(Code::Alias, place, message.into()))
            }
            Event::DocumentStart(_) if !self.is_empty() => {
                Err(refuse(place, "a second document starts here; expected one"))
            }
            _ => Ok(()),
        }
    }
}

/// Refuses what would make a value mean something that is not written there.
fn plain(anchor: usize, tagged: bool, place: Place) -> Result<(), Fatal> {
    if anchor != 0 {
        let message = "anchors are not read; write the value out";
        return Err(fatal(Code::Alias, place, message.into()));
    }
    if tagged {
        return Err(refuse(place, "tags are not read; write the plain value"));
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

fn not_yaml(text: &str, error: &ScanError) -> Fatal {
    let marker = error.marker();
    let place = Place::spot(marker.line() as u32, marker.col() as u32 + 1);
    // The parser's own limit on brackets; it is reached before any of them is told to us.
    if error.info() == "recursion limit exceeded" {
        return too_deep(place);
    }
    let slip = slip(text, place, error.info());
    let finding = refuse(slip.place, &format!("not YAML: {}", error.info()));
    Box::new(finding.help(slip.help))
}

fn too_long(before: Place) -> Fatal {
    let message = format!(
        "after this stands a value of more than {LONGEST_VALUE} characters; expected a shorter one"
    );
    fatal(Code::TooLarge, before, message)
}
