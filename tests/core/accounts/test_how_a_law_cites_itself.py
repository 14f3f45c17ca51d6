"""A law is told in its own way of citing, learnt from its citations and from the outline of its articles."""

from __future__ import annotations

import pytest
from attrs import evolve

import mobilnost as m
from mobilnost.accounts.wording import Wording
from mobilnost.grammar import Sort, Type
from mobilnost.law import Citation, Passage, Provision

AFTER = Passage(article=23, paragraph=3, after=True)
PLAIN = Passage(article=23, paragraph=3)


def wording(cited: str, *outlined: str) -> Wording:
    """That of a law with one citation, and an outline."""
    said = Provision(key="k", type=Type(sort=Sort.NUMBER), citation=Citation(source="Law", at=cited))
    law = m.Contribution(provisions=(said,))
    return Wording.of(evolve(m.regulation(), source="Law", law=law, outlined=outlined))


@pytest.mark.parametrize(
    ("cited", "outlined", "plain", "after"),
    [
        ("čl. 9", ("st. 1", "iza st. 1"), "čl. 23 st. 3", "čl. 23, iza st. 3"),
        ("art. 9", ("para. 1", "after para. 1"), "art. 23 para. 3", "art. 23, after para. 3"),
        ("чл. 9", ("ст. 1", "по ст. 1"), "чл. 23 ст. 3", "чл. 23, по ст. 3"),
        ("art. 9", ("(1)", "after para. 1"), "art. 23(3)", "art. 23, after para. 3"),
        ("čl. 9 iza st. 2", ("st. 1",), "čl. 23 st. 3", "čl. 23 iza st. 3"),
    ],
)
def test_a_paragraph_without_a_number_is_told_in_the_law_s_own_words(
    cited: str, outlined: tuple[str, ...], plain: str, after: str
) -> None:
    found = wording(cited, *outlined)
    assert (found.told(PLAIN), found.told(AFTER)) == (plain, after)
