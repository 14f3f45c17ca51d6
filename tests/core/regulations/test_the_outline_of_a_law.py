"""The outline of a regulation is read passage by passage, and whatever is wrong in it is told at its line."""

from __future__ import annotations

import pytest

import mobilnost as m
from mobilnost.law import Article, Use

HEADER = '[regulation]\nid = "r"\nsource = "Pravilnik"\ninstitution = "sum.ba"\ncountry = "BA"\n'
PROVISION = '[[provisions]]\nkey = "a.b"\ntype = "span"\ncites = "čl. 1"\nvalue = "3 months"\n'


def articles(text: str) -> tuple[Article, ...]:
    return m.parse_regulation(HEADER + text, "law.toml").articles


def problems(text: str) -> list[tuple[str, str | None, int | None]]:
    with pytest.raises(m.InvalidData) as refused:
        m.parse_regulation(HEADER + text, "law.toml")
    return [(one.kind, one.found, one.place.line) for one in refused.value.problems]


def test_a_regulation_may_leave_it_out() -> None:
    assert articles("") == ()


def test_passages_are_read_as_a_citation_writes_them() -> None:
    (article,) = articles(
        '[[articles]]\nnumber = 14\nnames = { hr = "Usporedba" }\n'
        'passages = [{ at = "st. 1, 2" }, { at = "st. 2 t. 1.2", people = ["x"] }, { at = "iza st. 2", facts = ["kind"] }]\n'
    )
    assert [str(one.passage) for one in article.clauses] == [
        "čl. 14 st. 1",
        "čl. 14 st. 2",
        "čl. 14 st. 2 t. 1.2",
        "čl. 14, iza st. 2",
    ]
    assert (article.names, article.clauses[2].people, article.clauses[3].facts) == (
        {"hr": "Usporedba"},
        ("x",),
        ("kind",),
    )


def test_paragraphs_and_their_parts_are_told_apart() -> None:
    (article,) = articles(
        '[[articles]]\nnumber = 9\npassages = [{ at = "st. 1 al. 2" }, { at = "st. 1" }, { at = "st. 2" }]\n'
    )
    assert [str(one.passage) for one in article.paragraphs] == ["čl. 9 st. 1", "čl. 9 st. 2"]
    assert [str(one.passage) for one in article.parts_of(article.paragraphs[0])] == ["čl. 9 st. 1 al. 2"]


def test_an_article_without_paragraphs_is_its_own_passage() -> None:
    (article,) = articles('[[articles]]\nnumber = 3\npeople = ["conduct"]\n')
    (clause,) = article.clauses
    assert (clause.passage, clause.people) == (article.passage, ("conduct",))


@pytest.mark.parametrize(
    ("text", "kind", "found", "line"),
    [
        ('[[articles]]\nnumber = 1\npassages = [{ at = "paragraph one" }]', "wrong-value", "paragraph one", 8),
        ("[[articles]]\nnumber = 1\n[[articles]]\nnumber = 1\n", "duplicate", "čl. 1", 9),
        ("[[articles]]\nnumber = 2\n[[articles]]\nnumber = 1\n", "wrong-value", "čl. 1", 9),
        ('[[articles]]\nnumber = 1\npassages = [{ at = "st. 1" }, { at = "st. 1" }]', "duplicate", "čl. 1 st. 1", 8),
        ('[[articles]]\nnumber = 1\npeople = ["x"]\npassages = [{ at = "st. 1" }]', "one-of", "1", 8),
        ("[[articles]]\nnumber = 1\nnumbr = 2\n", "unknown-key", "numbr", 8),
        (f'{PROVISION}used_by = ["selektion"]\n', "wrong-value", '"selektion"', 11),
    ],
)
def test_a_mistake_is_told_at_its_line(text: str, kind: str, found: str, line: int) -> None:
    assert problems(text) == [(kind, found, line)]


def test_a_programme_has_no_articles_and_a_regulation_no_sources() -> None:
    assert ("unknown-key", "sources", 6) in problems('[[sources]]\nname = "Guide"\n')
    with pytest.raises(m.InvalidData):
        m.parse_programme('[programme]\ncode = "p"\nsource = "Guide"\n[[articles]]\nnumber = 1\n')


def test_a_figure_that_no_rule_tests_says_who_works_with_it() -> None:
    regulation = m.parse_regulation(f'{HEADER}{PROVISION}used_by = ["selection", "funding"]\n')
    assert regulation.law.provisions[0].used_by == (Use.SELECTION, Use.FUNDING)


def test_sources_of_a_programme_are_declared_once() -> None:
    text = '[programme]\ncode = "p"\nsource = "Guide"\n'
    text += '[[sources]]\nname = "Guide"\naddress = "https://guide.example"\ndated = "2018"\nconfidence = "official"\n'
    (source,) = m.parse_programme(text).programme.sources
    assert (source.name, source.address, source.dated, source.confidence) == (
        "Guide",
        "https://guide.example",
        "2018",
        "official",
    )
    with pytest.raises(m.InvalidData) as refused:
        m.parse_programme(text + '[[sources]]\nname = "Guide"\n')
    assert [one.kind for one in refused.value.problems] == ["duplicate"]
