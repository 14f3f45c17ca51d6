"""A citation is read the same everywhere: which articles, paragraphs, indents and points it points at."""

from typing import Any

import pytest

from mobilnost.law import Article, Clause, Passage, parse_passages, passages


def at(article: int, paragraph: int | None = None, **more: Any) -> Passage:
    return Passage(article=article, paragraph=paragraph, **more)


CASES = [
    ("čl. 18", [at(18)]),
    ("čl. 9 st. 1", [at(9, 1)]),
    ("čl. 9 st. 1, 2", [at(9, 1), at(9, 2)]),
    ("čl. 9 st. 1; čl. 22 st. 2", [at(9, 1), at(22, 2)]),
    ("čl. 2 st. 15-17", [at(2, 15), at(2, 16), at(2, 17)]),
    ("čl. 2 st. 15–16, 19", [at(2, 15), at(2, 16), at(2, 19)]),
    ("čl. 2 st. 1, 1-1", [at(2, 1), at(2, 1)]),
    ("čl. 5 st. 3 al. 2 - 3", [at(5, 3, indent=2), at(5, 3, indent=3)]),
    ("čl. 11 st. 2 al. 4", [at(11, 2, indent=4)]),
    ("čl. 23 st. 2 al. 1; čl. 23 st. 3 al. 1", [at(23, 2, indent=1), at(23, 3, indent=1)]),
    ("čl. 14 st. 2 t. 1.2, 1.3", [at(14, 2, point="1.2"), at(14, 2, point="1.3")]),
    ("čl. 14 st. 2 t. 3.7", [at(14, 2, point="3.7")]),
    ("čl. 23, iza st. 3", [at(23, 3, after=True)]),
    ("čl. 9a st. 1", [at(9, 1, letter="a")]),
    ("art. 11(2)", [at(11, 2)]),
    ("art. 11(2)(b)", [at(11, 2, point="b")]),
    ("чл. 11 ст. 2 ал. 4", [at(11, 2, indent=4)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_what_a_citation_points_at(text: str, expected: list[Passage]) -> None:
    assert list(parse_passages(text)) == expected


@pytest.mark.parametrize("text", ["", "duration", "clause 4", "čl. x", "čl. 9 st. 1; and so on", "cl. 4", "čl. 9 st."])
def test_what_is_no_citation_of_articles_points_at_none(text: str) -> None:
    assert passages(text) == ()
    with pytest.raises(ValueError, match="citation"):
        parse_passages(text)


@pytest.mark.parametrize(
    "text", [text for text, _ in CASES if text.startswith("čl") and not {",", "-"} & set(text.split(";")[0])]
)
def test_a_passage_is_written_as_it_is_read(text: str) -> None:
    assert "; ".join(map(str, parse_passages(text))) == text


@pytest.mark.parametrize("text", ["čl. 2 st. 17-15", "čl. 2 st. 1-100", "čl. 2 st. 1-2-3", "čl. 5 st. 1 al. 4-3"])
def test_a_range_that_no_article_has_is_no_citation(text: str) -> None:
    assert passages(text) == ()
    with pytest.raises(ValueError, match=r"no (citation|range of paragraphs)"):
        parse_passages(text)


def test_the_longest_range_is_read() -> None:
    assert parse_passages("čl. 2 st. 1-99")[-1] == at(2, 99)


def test_an_unnumbered_paragraph_is_written_as_it_is_read() -> None:
    assert str(at(23, 3, after=True)) == "čl. 23, iza st. 3"


def test_passages_stand_in_the_order_of_the_law() -> None:
    shuffled = ["čl. 14 st. 2 t. 1.10", "čl. 23, iza st. 3", "čl. 9 st. 2", "čl. 14 st. 2 t. 1.2", "čl. 14 st. 2"]
    shuffled += [
        "čl. 23 st. 3",
        "čl. 9a",
        "čl. 9 st. 1",
        "čl. 23 st. 4",
        "čl. 9",
        "čl. 11 st. 2 al. 10",
        "čl. 11 st. 2 al. 9",
    ]
    found = sorted((passages(text)[0] for text in shuffled), key=lambda one: one.order)
    assert [str(one) for one in found] == [
        "čl. 9",
        "čl. 9 st. 1",
        "čl. 9 st. 2",
        "čl. 9a",
        "čl. 11 st. 2 al. 9",
        "čl. 11 st. 2 al. 10",
        "čl. 14 st. 2",
        "čl. 14 st. 2 t. 1.2",
        "čl. 14 st. 2 t. 1.10",
        "čl. 23 st. 3",
        "čl. 23, iza st. 3",
        "čl. 23 st. 4",
    ]


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("čl. 9 st. 1", "čl. 9", True),
        ("čl. 9 st. 1", "čl. 9 st. 1", True),
        ("čl. 11 st. 2 al. 4", "čl. 11 st. 2", True),
        ("čl. 14 st. 2 t. 1.2", "čl. 14", True),
        ("čl. 9", "čl. 9 st. 1", False),
        ("čl. 9 st. 2", "čl. 9 st. 1", False),
        ("čl. 11 st. 2 al. 4", "čl. 11 st. 2 al. 3", False),
        ("čl. 11 st. 2", "čl. 11 st. 2 al. 3", False),
        ("čl. 23, iza st. 3", "čl. 23 st. 3", False),
        ("čl. 9a", "čl. 9", False),
    ],
)
def test_what_lies_within_what(inner: str, outer: str, expected: bool) -> None:
    (small,), (large,) = passages(inner), passages(outer)
    assert small.within(large) is expected


def test_a_part_belongs_to_its_paragraph() -> None:
    assert str(passages("čl. 14 st. 2 t. 1.2")[0].whole) == "čl. 14 st. 2"


@pytest.mark.parametrize(
    ("whole", "part"),
    [("čl. 5", "čl. 5 st. 1"), ("čl. 5 st. 3", "čl. 5 st. 3 al. 1"), ("čl. 14 st. 2", "čl. 14 st. 2 t. 1.1")],
)
def test_what_is_whole_stands_before_its_first_part(whole: str, part: str) -> None:
    assert passages(whole)[0].order < passages(part)[0].order


def test_an_article_is_cited_without_a_letter_unless_it_has_one() -> None:
    assert Article(number=9, clauses=()).passage == at(9)
    assert Article(number=9, letter="a", clauses=()).passage == at(9, letter="a")


def test_points_with_letters_stand_before_numbered_ones_and_follow_the_alphabet() -> None:
    points = ["b", "1.b", "2", "a", "1.a", "1", None, "10", "A", "0"]
    found = sorted((at(11, 2, point=one) for one in points), key=lambda one: one.order)
    assert [one.point for one in found] == [None, "0", "A", "a", "b", "1", "1.a", "1.b", "2", "10"]


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("čl. 9a, iza st. 3", at(9, 3, letter="a", after=True)),
        ("čl. 9a st. 1 al. 2", at(9, 1, letter="a", indent=2)),
        ("čl. 9a st. 1 t. 2", at(9, 1, letter="a", point="2")),
    ],
)
def test_the_letter_of_an_article_is_kept_in_all_its_parts(cited: str, expected: Passage) -> None:
    assert passages(cited) == (expected,)
    assert expected.whole == at(9, expected.paragraph, letter="a", after=expected.after)


def test_of_a_clause_nothing_is_said_unless_the_outline_says_it() -> None:
    bare = Clause(passage=at(9, 1))
    assert (bare.people, bare.facts, bare.papers, bare.rules) == ((), (), (), ())
    assert bare.place is None
    assert Article(number=9, clauses=(bare,)).place is None


def test_a_paragraph_has_the_parts_that_the_outline_names_and_an_article_has_paragraphs() -> None:
    whole, paragraph, indent = (Clause(passage=one) for one in (at(5), at(5, 3), at(5, 3, indent=1)))
    article = Article(number=5, clauses=(whole, paragraph, indent))
    assert article.parts_of(paragraph) == (indent,)
    assert article.parts_of(indent) == ()
    assert article.parts_of(whole) == ()
