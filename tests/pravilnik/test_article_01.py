"""Čl. 1: what the Pravilnik is about. Students and staff, those who go and those who come."""

import re

import pytest
from pravilnik.cases import assessed, employee, incoming, law, outgoing


def test_it_is_the_university_of_mostars() -> None:
    assert (law().id, law().source) == ("mostar-2018", "Pravilnik")
    assert (law().institution, law().country) == ("sum.ba", "BA")


def test_it_has_a_name_in_every_language_of_the_product() -> None:
    assert set(law().names) == {"en", "hr", "mk"}


@pytest.mark.parametrize(
    ("dossier", "verdict"),
    [
        pytest.param(outgoing(), "eligible", id="a student who goes"),
        pytest.param(incoming(), "eligible", id="a student who comes"),
        pytest.param(employee(), "eligible", id="a teacher who goes"),
        pytest.param(employee(category="non-teaching", kind="training"), "eligible", id="a clerk who goes"),
        pytest.param(
            employee(direction="incoming", sending="uniri.hr", receiving="sum.ba", employer="uniri.hr"),
            "eligible",
            id="a teacher who comes",
        ),
    ],
)
def test_it_judges_everybody_it_is_about(dossier, verdict: str) -> None:
    assert assessed(dossier).verdict == verdict


def test_everything_in_it_cites_an_article_that_it_has() -> None:
    said = law().law
    cited = [one.citation.at for one in (*said.provisions, *said.rules, *said.documents, *said.obligations)]
    cited += [value.citation.at for one in said.provisions for value in one.values if value.citation]
    cited += [one.citation.at for each in said.provisions for one in each.permissions if one.citation]
    strange = [at for at in cited if not re.fullmatch(r"čl\. \d+[^;]*(; čl\. \d+[^;]*)*", at)]
    numbers = {int(number) for at in cited for number in re.findall(r"čl\. (\d+)", at)}
    assert strange == []
    assert numbers <= set(range(1, 29))


def test_whoever_may_set_something_may_by_an_article() -> None:
    silent = [one.key for one in law().law.provisions for each in one.permissions if not each.citation]
    assert silent == []
