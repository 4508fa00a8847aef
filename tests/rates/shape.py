"""Prints the record of a questionnaire as a Rust type: a field for each question, and nothing else is taken.

Usage: shape.py PROGRAM
"""

import sys

from records import questions


def kind(question):
    if "min" in question:
        return "i64"
    return "Vec<&'a str>" if question["many"] else "&'a str"


def main():
    known = questions(sys.argv[1])
    print("#[allow(dead_code)]\n#[derive(serde::Deserialize)]\n#[serde(deny_unknown_fields)]\nstruct Record<'a> {")
    print("    id: &'a str,")
    for name, question in known.items():
        if "choices" in question:
            print("    #[serde(borrow)]")
        print(f"    {name}: Option<{kind(question)}>,")
    print("}")


main()
