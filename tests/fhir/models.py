"""Reads the documents of a folder into the models of `fhir.resources` for R4B, which has the same shapes here as R4.

    python models.py FOLDER

Documents that were damaged on purpose must be refused, so that an acceptance means something.
"""

import copy
import json
import pathlib
import sys
from xml.etree import ElementTree

from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

MODELS = {"Questionnaire": Questionnaire, "QuestionnaireResponse": QuestionnaireResponse}
# What a narrative may hold, of which ours takes a part.
TAGS = {"div", "h1", "h2", "h3", "p", "b", "ul", "ol", "li", "dl", "dt", "dd"}


def read(document):
    MODELS[document["resourceType"]].model_validate(document)


def items(document):
    for item in document.get("item", []):
        yield item
        yield from items(item)


def narrative(document):
    """The narrative is XHTML, with an allowed tag everywhere."""
    for element in ElementTree.fromstring(document["text"]["div"]).iter():
        tag = element.tag.removeprefix("{http://www.w3.org/1999/xhtml}")
        assert tag in TAGS, f"<{tag}> in a narrative"


def damaged(document):
    """Copies of a document with one thing wrong in each."""

    def damage(what, change):
        copied = copy.deepcopy(document)
        change(copied)
        return what, copied

    def first(copied, key):
        return next(item for item in items(copied) if key in item)

    yield damage("no status", lambda it: it.pop("status"))
    yield damage("an item without linkId", lambda it: first(it, "text").pop("linkId"))
    yield damage("a key that is none", lambda it: first(it, "text").update(label="x"))
    if document["resourceType"] == "Questionnaire":
        yield damage("a test without operator", lambda it: first(it, "enableWhen")["enableWhen"][0].pop("operator"))
        yield damage("a test of two kinds", lambda it: first(it, "enableWhen")["enableWhen"][0].update(answerInteger=1, answerBoolean=True))
    else:
        yield damage("two values", lambda it: first(it, "answer")["answer"][0].update(valueInteger=1, valueString="x"))
        yield damage("a number that is none", lambda it: first(it, "answer").update(answer=[{"valueInteger": "many"}]))


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.json"))
    wrong = 0
    for path in paths:
        document = json.loads(path.read_text())
        read(document)
        if document["resourceType"] == "QuestionnaireResponse":
            narrative(document)
        for what, copied in damaged(document):
            try:
                read(copied)
            except ValueError:
                continue
            wrong += 1
            print(f"{path.name} was accepted with {what}")
    print(f"fhir: {len(paths)} documents accepted by fhir.resources, {wrong} damaged ones too")
    sys.exit(wrong > 0 or len(paths) < 27)


main()
