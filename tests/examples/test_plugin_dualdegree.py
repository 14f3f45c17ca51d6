"""The joint study stretches the framework: two homes, no learning agreement, and a chain that ends in two diplomas."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve
from core.procedure.lives import walks

from mobilnost import Assessment, Dossier, Host, Loaded, load_dossier
from mobilnost.locales import catalogue
from mobilnost.locales.tell import Teller
from mobilnost.model import Document
from mobilnost.office import Office
from mobilnost.procedure.lives.life import State
from mobilnost.testing import check_programme

FOLDER = Path(__file__).parents[2] / "examples" / "plugin-dualdegree"
ON = dt.date(2026, 6, 25)
CREDITS = "study.minimum_ects_per_semester"
#: The chain with both enrolments and both diplomas the other way round than the law lists them.
CHAIN = [
    ("applied", dt.date(2026, 3, 1)),
    ("dualdegree.admitted", dt.date(2026, 5, 1)),
    ("dualdegree.enrolled_receiving", dt.date(2026, 6, 2)),
    ("dualdegree.enrolled_sending", dt.date(2026, 6, 3)),
    ("begun", dt.date(2026, 10, 1)),
    ("dualdegree.defended", dt.date(2027, 9, 10)),
    ("dualdegree.diploma_receiving", dt.date(2027, 9, 20)),
    ("dualdegree.diploma_sending", dt.date(2027, 10, 1)),
    ("dualdegree.both_diplomas", dt.date(2027, 10, 5)),
]


@pytest.fixture(scope="module")
def plugin() -> Iterator[ModuleType]:
    sys.path.insert(0, str(FOLDER))
    import mobilnost_dualdegree

    yield mobilnost_dualdegree
    sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def office(plugin: ModuleType) -> Office:
    host = Host(strict=True)
    host.add(plugin)
    return Office.open(None, host)


@pytest.fixture(scope="module")
def loaded() -> Loaded[Dossier]:
    return load_dossier(FOLDER / "dossiers" / "second-year.toml")


def test_it_keeps_the_contract(plugin: ModuleType) -> None:
    assert check_programme(plugin) == ()


def test_a_year_at_the_partner_needs_no_learning_agreement(office: Office, loaded: Loaded[Dossier]) -> None:
    judged = office.assess(loaded, ON)
    assert judged.verdict == "eligible"
    assert judged.finding("dualdegree.homes").observed == 2
    assert {one.state for one in judged.documents if one.type == "learning_agreement"} == {"not_required"}


def test_its_credits_are_asked_for_and_not_a_paper_that_nobody_owes(office: Office, loaded: Loaded[Dossier]) -> None:
    judged = office.assess(evolve(loaded, value=evolve(loaded.value, courses=None)), ON)
    assert judged.verdict == "incomplete"
    told = Teller.of(judged, catalogue("en")).tell(judged.finding(CREDITS))
    assert "the courses with their credits" in told
    assert "earning agreement" not in told


def test_tuition_is_owed_where_the_agreement_says(office: Office, loaded: Loaded[Dossier]) -> None:
    owed = {one.id: one.to for one in office.assess(loaded, ON).obligations if one.id.startswith("dualdegree")}
    assert owed == {
        "dualdegree.tuition.sending": "sending_university",
        "dualdegree.tuition.receiving": "receiving_university",
    }


def test_the_chain_ends_in_both_diplomas(office: Office, loaded: Loaded[Dossier]) -> None:
    def judge(dossier: Dossier, **more: Any) -> Assessment:
        return office.assess(evolve(loaded, value=dossier), **more)

    rectors = ("sending_rector", "receiving_rector")
    papers = [("diploma_sending", rectors[:1]), ("diploma_receiving", rectors[1:]), ("supplement", rectors)]
    final = [Document(type=f"dualdegree_{one}", date=CHAIN[-1][1], signed_by=signed) for one, signed in papers]
    graduate = evolve(loaded.value, documents=(*loaded.value.documents, *final))
    assert walks.walked(graduate, CHAIN, judge=judge).state is State.COMPLETED
