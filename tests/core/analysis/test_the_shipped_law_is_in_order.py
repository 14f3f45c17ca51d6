"""The regulation, the four programmes and the example office contain no mistake that the analysis knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysed import book, laws

import mobilnost
from mobilnost import Host
from mobilnost.analysis import Analyst, Severity
from mobilnost.analysis.entries import entries_of
from mobilnost.office import Office

OFFICE = Path(str(mobilnost.__file__)).parent / "examples" / "office"


@pytest.fixture(scope="module")
def analyst() -> Analyst:
    return Analyst(book([]))


def grave(found: object) -> list[str]:
    remarks = getattr(found, "remarks", ())
    return [f"{one.place}: {one.code}" for one in remarks if one.severity is not Severity.NOTE]


def test_the_regulation_is_in_order(analyst: Analyst) -> None:
    found = analyst.regulation()
    assert not found.problems
    assert not grave(found)


@pytest.mark.parametrize("code", [one.programme.code for one in laws()])
def test_the_programmes_are_in_order(analyst: Analyst, code: str) -> None:
    found = analyst.programme(code)
    assert not found.problems
    assert not grave(found)


def test_it_is_said_where_university_and_programme_exclude_each_other(analyst: Analyst) -> None:
    """Since 2021 Erasmus+ has blended stays of at most 30 days; the Pravilnik of 2018 asks for three months."""
    (remark,) = [one for one in analyst.programme("erasmus").remarks if one.code == "authorities-exclude"]
    assert remark.witness is not None
    assert remark.witness["direction"] == "outgoing"
    assert remark.witness["blended"] or remark.witness["cycle"] == "third"


def test_the_example_office_is_in_order() -> None:
    office = Office.open(OFFICE, Host.discover(strict=True))
    analyst = Analyst(office.lawbook)
    agreements, calls = list(office.agreements.readable()), list(office.calls.readable())
    found = [*(analyst.agreement(one, calls) for one in agreements), *(analyst.call(one, agreements) for one in calls)]
    assert not [problem for one in found for problem in one.problems]
    assert not [text for one in found for text in grave(one)]


def test_every_entry_of_the_law_is_looked_at(analyst: Analyst) -> None:
    law = book([]).regulation.law
    assert len(list(entries_of(law))) == len(law.rules) + len(law.documents) + len(law.obligations) + len(
        law.components
    )
