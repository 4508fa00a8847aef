//! Writes a value as the Rust expression that makes it. The build script stores the checked questionnaire so.

use serde::ser::{self, Impossible, Serialize};
use std::fmt::{self, Display, Write};

/// The expression for a value, in which texts and lists are [`fixed`](crate::model::fixed).
///
/// # Errors
/// The value holds something that questionnaires are not made of, such as a map.
pub(crate) fn literal(value: &impl Serialize) -> Result<String, Unwritable> {
    let mut source = String::new();
    value.serialize(Writer(&mut source))?;
    Ok(source)
}

/// Why there is no expression for a value.
#[derive(Debug)]
pub(crate) struct Unwritable(String);

type Written = Result<(), Unwritable>;
type Never = Impossible<(), Unwritable>;

struct Writer<'s>(&'s mut String);

/// Something with parts, and what closes it.
struct Parts<'s> {
    source: &'s mut String,
    end: &'static str,
}

impl<'s> Writer<'s> {
    fn put(self, part: impl Display) -> Written {
        write!(self.0, "{part}")?;
        Ok(())
    }

    fn wrap(self, name: impl Display, open: &str, value: &(impl Serialize + ?Sized)) -> Written {
        write!(self.0, "{name}{open}")?;
        value.serialize(Writer(self.0))?;
        self.0.push(')');
        Ok(())
    }

    fn parts(self, start: impl Display, end: &'static str) -> Result<Parts<'s>, Unwritable> {
        write!(self.0, "{start}")?;
        Ok(Parts {
            source: self.0,
            end,
        })
    }
}

impl Parts<'_> {
    fn part(&mut self, value: &(impl Serialize + ?Sized)) -> Written {
        value.serialize(Writer(self.source))?;
        self.source.push_str(",\n");
        Ok(())
    }

    fn field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Written {
        write!(self.source, "{name}: ")?;
        self.part(value)
    }

    fn close(self) -> Written {
        self.source.push_str(self.end);
        Ok(())
    }
}

macro_rules! plain {
    ($($name:ident: $type:ty,)*) => {
        $(fn $name(self, value: $type) -> Written {
            self.put(value)
        })*
    };
}

macro_rules! unknown {
    ($($name:ident($($type:ty),*) -> $to:ty,)*) => {
        $(fn $name(self, $(_: $type),*) -> Result<$to, Unwritable> {
            Err(Unwritable(concat!("no literal by ", stringify!($name)).into()))
        })*
    };
}

/// The variant a word of the file stands for: `YesNo` for `yes_no`.
fn camel(word: &str) -> String {
    let capital = |part: &str| {
        let first = part
            .chars()
            .next()
            .map(|letter| letter.to_ascii_uppercase());
        first
            .into_iter()
            .chain(part.chars().skip(1))
            .collect::<String>()
    };
    word.split('_').map(capital).collect()
}

impl<'s> ser::Serializer for Writer<'s> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Parts<'s>;
    type SerializeStruct = Parts<'s>;
    type SerializeStructVariant = Parts<'s>;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;

    plain! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
    }

    unknown! {
        serialize_f32(f32) -> (), serialize_f64(f64) -> (), serialize_char(char) -> (), serialize_bytes(&[u8]) -> (),
        serialize_unit() -> (), serialize_unit_struct(&'static str) -> (), serialize_tuple(usize) -> Never,
        serialize_tuple_struct(&'static str, usize) -> Never,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never,
        serialize_map(Option<usize>) -> Never,
    }

    fn serialize_str(self, text: &str) -> Written {
        self.put(format_args!("Text::Borrowed({text:?})"))
    }

    fn serialize_none(self) -> Written {
        self.put("None")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        self.wrap("Some", "(", value)
    }

    fn serialize_unit_variant(self, of: &str, _: u32, variant: &str) -> Written {
        self.put(format_args!("{of}::{}", camel(variant)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Written {
        match name {
            "Held" => self.wrap("Held::Fixed", "(&", value),
            name => self.wrap(name, "(", value),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        of: &str,
        _: u32,
        variant: &str,
        value: &T,
    ) -> Written {
        self.wrap(format_args!("{of}::{variant}"), "(", value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'s>, Unwritable> {
        self.parts("List::Fixed(&[", "])")
    }

    fn serialize_struct(self, name: &str, _: usize) -> Result<Parts<'s>, Unwritable> {
        self.parts(format_args!("{name} {{"), "}")
    }

    fn serialize_struct_variant(
        self,
        of: &str,
        _: u32,
        variant: &str,
        _: usize,
    ) -> Result<Parts<'s>, Unwritable> {
        self.parts(format_args!("{of}::{variant} {{"), "}")
    }
}

impl ser::SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.part(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

macro_rules! fields {
    ($($kind:ident,)*) => {
        $(impl ser::$kind for Parts<'_> {
            type Ok = ();
            type Error = Unwritable;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
                self.field(name, value)
            }
            fn end(self) -> Written {
                self.close()
            }
        })*
    };
}

fields! { SerializeStruct, SerializeStructVariant, }

impl Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: Display>(message: T) -> Self {
        Unwritable(message.to_string())
    }
}

impl From<fmt::Error> for Unwritable {
    fn from(error: fmt::Error) -> Self {
        Unwritable(error.to_string())
    }
}
