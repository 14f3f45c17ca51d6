"""Procedures in a law file: read as they are written, and whatever nobody could walk is told at its line."""

from __future__ import annotations

import types

import pytest
from rulebooks import HEADER, book, document, duty, entry, may, outgoing, problems, provision

import mobilnost as m
from mobilnost.law import passages
from mobilnost.model import CallAct, Ending
from mobilnost.rules import Procedure

PROCEDURE = entry("procedures", id="p", cites="čl. 1")
OTHER = entry("procedures", id="q", cites="čl. 2", applies="kind == 'study'")


def step(id: str, *after: str, **more: object) -> str:
    """`[[steps]]`"""
    said = {"after": list(after)} if after else {}
    return entry("steps", id=id, role="office", cites="čl. 1", **said, **more)


END = step("z", final="completed")


def read(*said: str) -> tuple[Procedure, ...]:
    return m.parse_regulation(HEADER + "\n".join(said), "law.toml").law.procedures


def refused(*said: str) -> list[tuple[str, str | None, str]]:
    """The kind of each problem, what it found, and the line above which it stands: the step's own."""
    text = HEADER + "\n".join(said)
    with pytest.raises(m.InvalidData) as caught:
        m.parse_regulation(text, "law.toml")
    lines = text.splitlines()
    return [(one.kind, str(one.found), lines[(one.place.line or 0)]) for one in caught.value.problems]


def test_a_step_is_read_as_it_is_written() -> None:
    (found,) = read(
        entry("procedures", id="p", cites="čl. 1", reading=True, applies="kind == 'study'"),
        step("a", phase="during", topics=["eligibility"], rules=["r"], documents=["d"], produces=["e"], waivable="w"),
        step("z", "a", unless=["y"], applies="blended", not_before="first_day", final="completed"),
        step("y", "a", final="refused", call="not_selected"),
    )
    first, last, _ = found.steps
    assert (found.id, found.citation.at, found.citation.reading) == ("p", "čl. 1", True)
    assert (first.role, first.phase, [str(one) for one in first.topics]) == ("office", "during", ["eligibility"])
    assert (first.rules, first.documents, first.produces, first.waivable) == (("r",), ("d",), ("e",), "w")
    assert (last.after, last.unless, last.final) == (("a",), ("y",), Ending.COMPLETED)
    assert last.not_before is not None
    assert found.standing_for(CallAct.NOT_SELECTED) == found.steps[2]
    assert found.standing_for(CallAct.SELECTED) is None


def test_a_step_belongs_to_the_procedures_that_it_names_or_to_all() -> None:
    found = read(PROCEDURE, OTHER, step("a", of=["q"]), step("b", of=["p"]), END)
    assert [[one.id for one in procedure.steps] for procedure in found] == [["b", "z"], ["a", "z"]]


def test_steps_are_ordered_by_what_comes_before_them_and_else_as_they_are_written() -> None:
    (found,) = read(PROCEDURE, step("c", "b"), step("a"), step("b", "a"), step("d"), step("z", "c", final="completed"))
    assert [one.id for one in found.ordered] == ["a", "b", "c", "d", "z"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((step("y", final="refused"), step("a", "y"), END), "y"),
        ((step("a", call="applied"), step("b", call="applied"), END), "a"),
    ],
)
def test_the_step_that_stands_in_the_way_is_named(said, expected) -> None:
    with pytest.raises(m.InvalidData) as caught:
        read(PROCEDURE, *said)
    assert [one.expected for one in caught.value.problems] == [expected]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((step("a", "b"), END), ("unknown-step", "b", 'id = "a"')),
        ((step("a", unless=["b"]), END), ("unknown-step", "b", 'id = "a"')),
        ((step("a"), step("a"), END), ("duplicate", "a", 'id = "a"')),
        ((step("a", "a"), END), ("step-circle", "a", 'id = "a"')),
        ((step("a"),), ("procedure-endless", "p", 'id = "p"')),
        ((END, step("a", "z")), ("step-unreachable", "a", 'id = "a"')),
        ((step("a"), step("b", "a", unless=["a"]), END), ("step-unreachable", "b", 'id = "b"')),
        ((step("a", of=["nobody"]), END), ("unknown-procedure", "nobody", "")),
        ((step("a", topics=["lunch"]), END), ("wrong-value", "lunch", "")),
        ((step("a", final="soon"), END), ("wrong-value", "soon", "")),
        ((step("a", call="maybe"), END), ("wrong-value", "maybe", "")),
        ((step("a", call="applied"), step("b", call="applied"), END), ("step-call-twice", "applied", 'id = "b"')),
        ((step("a", call="not_selected"), END), ("step-call-ending", "not_selected", 'id = "a"')),
        ((step("z", call="selected", final="completed"),), ("step-call-ending", "selected", 'id = "z"')),
        ((step("a", phase="never"), END), ("wrong-value", '"never"', "")),
        ((step("a", applies="kind ="), END), ("expression-syntax", "kind =", "")),
        ((PROCEDURE, END), ("duplicate", "p", 'id = "p"')),
    ],
)
def test_what_is_wrong_is_told_at_its_line(said, expected) -> None:
    kind, found, line = refused(PROCEDURE, *said)[0]
    assert (kind, found) == expected[:2]
    assert not expected[2] or line == expected[2]


def test_every_step_of_a_circle_is_told() -> None:
    found = refused(PROCEDURE, step("a", "c"), step("b", "a"), step("c", "b"), END)
    assert [(kind, id) for kind, id, _ in found] == [("step-circle", one) for one in "abc"]


def test_the_nearest_name_is_suggested() -> None:
    with pytest.raises(m.InvalidData) as caught:
        read(PROCEDURE, step("applied"), step("b", "aplied"), END)
    assert [one.suggestion for one in caught.value.problems] == ["applied"]


# -- what a step speaks of must exist in the whole law

WAIVED = provision("w", "none", may_set=[may("decision", "waive")])
LISTED = provision("papers", ["d"], type="list of text")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"rules": ["nobody"]}, ("unknown-rule", "nobody")),
        ({"documents": ["nobody"]}, ("unknown-paper", "nobody")),
        ({"produces": ["nobody"]}, ("unknown-paper", "nobody")),
        ({"waivable": "nobody"}, ("not-waivable", "nobody")),
        ({"waivable": "papers"}, ("not-waivable", "papers")),
        ({"applies": "nobody == 1"}, ("unknown-fact", "nobody")),
        ({"not_before": "stay"}, ("unlike-types", None)),
        ({"documents": ["d"]}, None),
        ({"documents": ["papers"]}, None),
        ({"documents": ["shown"]}, None),
        ({"waivable": "w"}, None),
        ({"rules": ["r"]}, None),
    ],
)
def test_what_a_step_names_must_be_there(said, expected) -> None:
    rules = entry("rules", id="r", topic="eligibility", cites="čl. 1", requires="blended")
    papers = document("d") + duty("day_after(last_day, 3)", evidence=["shown"])
    found = problems(rules, papers, WAIVED, LISTED, PROCEDURE, step("a", **said), END)
    if expected is None:
        assert found == []
        return
    (problem,) = found
    assert problem.kind == expected[0] or expected[1] is None
    assert problem.place.file == "law.toml"
    assert problem.place.line


def test_a_programme_may_name_the_rules_and_papers_of_the_university() -> None:
    theirs = entry("procedures", id="erasmus.p", cites="p. 1") + step("a", rules=["r"], documents=["d"]) + END
    rules = entry("rules", id="r", topic="eligibility", cites="čl. 1", requires="blended")
    assert problems(rules, document("d"), erasmus=theirs) == []


# -- whose procedure a dossier follows


def procedure_of(*said: str, **more: str) -> str | None:
    rulebook = book(*said, **more)
    dossier = outgoing()
    found = rulebook.procedure(rulebook.circumstances(dossier, m.Calendar()))
    return found.id if found else None


def test_the_procedure_is_the_one_that_applies() -> None:
    first = entry("procedures", id="p", cites="čl. 1", applies="participant == 'staff'")
    assert procedure_of(first, OTHER, END) == "q"
    assert procedure_of(first, END) is None


def test_two_sources_may_not_declare_one_procedure() -> None:
    twice = entry("procedures", id="p", cites="p. 1") + END
    assert [one.kind for one in problems(PROCEDURE, END, erasmus=twice)] == ["duplicate"]


# -- the Pravilnik's own


def test_every_step_of_the_pravilnik_cites_passages_that_exist() -> None:
    law = m.regulation()
    known = [clause.passage for article in law.articles for clause in article.clauses]
    for procedure in law.law.procedures:
        for one in (procedure, *procedure.steps):
            cited = passages(one.citation.at)
            assert cited, one.id
            for passage in cited:
                assert any(other.within(passage) for other in known), f"{one.id}: {passage}"


def test_what_a_call_does_is_a_step_of_those_who_go_out_and_of_nobody_else() -> None:
    linked = {
        one.id: {str(step.call): step.id for step in one.steps if step.call} for one in m.regulation().law.procedures
    }
    acts = {str(act): str(act) for act in CallAct}
    assert {id: found for id, found in linked.items() if found} == {"student.outgoing": acts, "staff.outgoing": acts}


# -- what plugins bring

ERASMUS = m.Programme(code="erasmus")


def procedure(id: str) -> m.Procedure:
    cited = m.Citation(source="Guide", at="p. 1")
    return m.Procedure(id=id, citation=cited, steps=(m.Step(id="z", role="office", citation=cited, final="completed"),))


def plugin(name: str, procedure: m.Procedure, *programmes: m.Programme) -> types.ModuleType:
    module = types.ModuleType(name)

    @m.hookimpl
    def mobilnost_programmes() -> list[m.Programme]:
        return list(programmes)

    @m.hookimpl
    def mobilnost_procedure(programme: m.Programme) -> m.Contribution:
        return m.Contribution(procedures=(procedure,))

    vars(module).update(mobilnost_programmes=mobilnost_programmes, mobilnost_procedure=mobilnost_procedure)
    return module


def followed(*plugins: types.ModuleType) -> str | None:
    """The procedure of a dossier under a regulation that has one too."""
    host = m.Host(strict=True)
    for one in plugins:
        host.add(one)
    found = book(PROCEDURE, END, laws=host.laws)
    chosen = found.procedure(found.circumstances(outgoing(), m.Calendar()))
    return chosen.id if chosen else None


def test_the_programmes_procedure_prevails_over_the_offices_and_that_over_the_regulations() -> None:
    theirs, ours = plugin("theirs", procedure("erasmus.p"), ERASMUS), plugin("ours", procedure("office.p"))
    bare = plugin("bare", procedure("erasmus.p"), ERASMUS)
    vars(bare).update(mobilnost_procedure=m.hookimpl(lambda programme: None))
    assert followed(bare) == "p"
    assert followed(bare, ours) == "office.p"
    assert followed(theirs, ours) == "erasmus.p"


def test_a_programmes_procedure_bears_the_programmes_name() -> None:
    host = m.Host()
    host.add(plugin("theirs", procedure("p"), ERASMUS))
    assert host.laws == ()
    (report,) = host.plugins
    assert "p" in str(report.reason)
