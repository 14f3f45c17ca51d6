"""The simplest programme to copy: a week abroad, judged, paid and recognised with nothing but data."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from mobilnost import (
    Assessment,
    Host,
    grounds_for,
    load_dossier,
    load_transcript,
    propose,
    recognition_law,
    regulation,
    settlement_of,
)
from mobilnost.office import Office

FOLDER = Path(__file__).parents[2] / "examples" / "plugin-summerschool"


@pytest.fixture(scope="module")
def plugin() -> Iterator[ModuleType]:
    sys.path.insert(0, str(FOLDER))
    import mobilnost_summerschool

    yield mobilnost_summerschool
    sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def judged(plugin: ModuleType) -> Assessment:
    host = Host(strict=True)
    host.add(plugin)
    dossier = load_dossier(FOLDER / "dossiers" / "ohrid.toml")
    return Office.open(None, host).assess(dossier, dt.date(2026, 6, 1))


def test_its_dossier_is_eligible_without_an_agreement(judged: Assessment) -> None:
    assert judged.verdict == "eligible"
    assert judged.dossier.mobility.agreement is None
    assert judged.finding("agreement.required").outcome == "not_applicable"
    assert str(judged.finding("summerschool.duration.maximum").observed) == "7 days"


def test_a_fee_is_shown_and_no_part_of_the_grant(judged: Assessment) -> None:
    settlement = settlement_of(judged)
    assert settlement is not None
    assert {one.component.id: str(one.amount) for one in settlement.grant.lines} == {
        "summerschool.lump_sum": "200.00 EUR",
        "summerschool.fee": "80.00 EUR",
    }
    assert [str(one) for one in (settlement.grant.totals or {}).values()] == ["200.00 EUR"]


def test_credits_that_nobody_agreed_are_noted_in_the_diploma_supplement(judged: Assessment) -> None:
    transcript = load_transcript(FOLDER / "dossiers" / "transcript.toml").value
    law = recognition_law(regulation(), "mostar-2018")
    proposal = propose(transcript, grounds_for(judged, transcript, law, courses=judged.dossier.courses))
    assert [(one.outcome, one.ects.value) for one in proposal.entries] == [("supplement", 3)]
