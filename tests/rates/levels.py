"""Says how the level follows from a record in other languages: SQL as DuckDB speaks it, and expressions of GoRules' Zen.

Only the level is said: when each alert ends the walk, each score, each scale, and the first branch that holds. The records hold answers to what was asked and nothing else, so a question that
was not asked is one without a value. A questionnaire that leaves its last node by `go` is not said.
"""


class Sql:
    """`some column AS name`, layer upon layer."""

    def any(self, name, values, question):
        words = ", ".join(f"'{value}'" for value in values)
        if question and question.get("kind") == "many":
            return f"coalesce(list_has_any({name}, [{words}]), false)"
        return f"coalesce({name} IN ({words}), false)"

    def between(self, name, least, most, question):
        return f"coalesce({name} BETWEEN {least} AND {most}, false)"

    def points(self, question, points):
        return " + ".join(
            f"{each} * len(list_intersect(coalesce({question}, []), {words}))" for each, words in grouped(points))

    def choose(self, cases, otherwise):
        whens = "".join(f"WHEN {when} THEN {self.value(value)} " for when, value in cases)
        return f"CASE {whens}ELSE {self.value(otherwise)} END"

    def value(self, value):
        return f"'{value}'" if value else "NULL"

    def join(self, parts, word):
        return "(" + f" {word.upper()} ".join(parts) + ")"

    def no(self, part):
        return f"(NOT {part})"

    constants = {True: "true", False: "false"}


class Zen(Sql):
    """Expressions; what was worked out before stands in `$`."""

    def any(self, name, values, question):
        words = ", ".join(f"'{value}'" for value in values)
        if question and question.get("kind") == "many":
            return f"some({name} ?? [], # in [{words}])"
        return f"(({name if question else '$.' + name} ?? '') in [{words}])"

    def between(self, name, least, most, question):
        value = f"({name if question else '$.' + name} ?? {-2 * 10**9})"
        return f"({value} >= {least} and {value} <= {most})"

    def points(self, question, points):
        return " + ".join(f"{each} * count({question} ?? [], # in {words})" for each, words in grouped(points))

    def choose(self, cases, otherwise):
        return "".join(f"{when} ? {self.value(value)} : " for when, value in cases) + self.value(otherwise)

    def value(self, value):
        return f"'{value}'" if value else "null"

    def join(self, parts, word):
        return "(" + f" {word} ".join(parts) + ")"

    def no(self, part):
        return f"(not {part})"


def grouped(points):
    """Each number of points but nought, and the words that give it."""
    for each in sorted(set(points.values()) - {0}):
        yield each, [word for word, its in points.items() if its == each]


class Levels:
    """The parts of a questionnaire, said in one language: `(name, expression)`, each after what it needs."""

    def __init__(self, document, language):
        self.say = language
        self.document = document
        self.questions, self.orders = {}, {}
        for node in document["tree"]:
            for question in node.get("questions", []):
                self.questions[question["id"]] = question
                self.orders[question["id"]] = [choice["id"] for choice in question.get("choices", [])]
            for scale in node.get("scales", []):
                self.orders[scale["id"]] = [value["id"] for value in scale["values"]]

    def parts(self):
        for node in self.document["tree"]:
            for score in node.get("scores", []):
                yield score["id"], self.score(score)
            for scale in node.get("scales", []):
                yield scale["id"], self.scale(scale)
        yield "level", self.level()

    def score(self, score):
        points = lambda question: {choice["id"]: choice.get("points", 0) for choice in question["choices"]}
        return " + ".join(self.say.points(name, points(self.questions[name])) for name in score["add"])

    def scale(self, scale):
        first, *heavier = scale["values"]
        cases = [(self.rules(value), value["id"]) for value in reversed(heavier)]
        return self.say.choose(cases, first["id"])

    def rules(self, value):
        rules = value.get("rules") or [value]
        return self.say.join([self.condition(rule["when"]) for rule in rules], "or")

    def level(self):
        ending = [self.condition(alert["when"]) for alert in self.document["alerts"] if "stop" in alert]
        branches = self.document["tree"][-1]["next"]
        cases = [(self.say.join(ending, "or"), None)]
        cases += [(self.condition(branch["when"]), branch["suggest"]) for branch in branches[:-1]]
        return self.say.choose(cases, branches[-1]["suggest"])

    def condition(self, entries):
        return self.say.join([self.entry(name, wanted) for name, wanted in entries.items()], "and")

    def entry(self, name, wanted):
        if name == "not":
            return self.say.no(self.condition(wanted))
        if name in ("all", "any"):
            parts = [self.condition(part) for part in wanted]
            return self.say.join(parts, "and" if name == "all" else "or")
        question = self.questions.get(name)
        order = self.orders.get(name)
        wanted = {True: "yes", False: "no"}.get(wanted, wanted) if isinstance(wanted, bool) else wanted
        least, dots, most = str(wanted).partition("..")
        if not order and question and question.get("kind") == "yes_no":
            return self.say.any(name, [wanted], question)
        if not order:
            least, most = (least, most) if dots else (least, least)
            return self.say.between(name, least or -(10**9), most or 10**9, question)
        if dots:
            first = order.index(least) if least else 0
            last = order.index(most) if most else len(order) - 1
            return self.say.any(name, order[first : last + 1], question)
        return self.say.any(name, wanted if isinstance(wanted, list) else [wanted], question)


def sql(document, path):
    """A query over a file of records that gives `id` and `level`."""
    types = {"many": "VARCHAR[]", "number": "BIGINT"}
    columns = {name: types.get(q.get("kind"), "VARCHAR") for name, q in Levels(document, Sql()).questions.items()}
    shape = ", ".join(f"{name}: '{kind}'" for name, kind in ({"id": "VARCHAR"} | columns).items())
    query = f"SELECT * FROM read_json('{path}', format = 'newline_delimited', columns = {{{shape}}})"
    for name, expression in Levels(document, Sql()).parts():
        query = f"SELECT *, {expression} AS {name} FROM ({query})"
    return f"SELECT id, level FROM ({query})"


def zen(document):
    """A decision of one node that works out one expression after the other."""
    parts = Levels(document, Zen()).parts()
    expressions = [{"id": name, "key": name, "value": value} for name, value in parts]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "levels", "type": "expressionNode", "name": "levels", "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b} for a, b in (("in", "levels"), ("levels", "out"))]
    return {"nodes": nodes, "edges": edges}
