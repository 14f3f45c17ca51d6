"""What the analysis says of conditions is borne out by judging: made-up conditions, real dossiers, the real law."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from analysed import book
from attrs import evolve

import mobilnost as m
from mobilnost.analysis import Analyst, Remark
from mobilnost.formats.documents import Loaded, load_dossier, parse_agreement
from mobilnost.model import Agreement, Cycle, Direction, Dossier, Kind
from mobilnost.rules import Outcome

OFFICE = Path(str(m.__file__)).parent / "examples" / "office"
ON = dt.date(2018, 6, 25)
ATOMS = (
    "cycle == 'first'",
    "cycle in ('second', 'third')",
    "year_of_study >= 2",
    "year_of_study < 2",
    "kind == 'study'",
    "kind != 'study'",
    "participant == 'staff'",
    "direction == 'incoming'",
    "staff_category == 'teaching'",
    "grade_average >= 4",
    "known(grade_average)",
    "stay >= '3 months'",
    "stay < '2 months'",
    "study_status == 'regular'",
    "agreement_in_force",
    "ects >= 20",
    "language_level >= 'B1'",
    "blended",
    "citizen_of_host",
    "first_day >= '2019-01-01'",
    "last_day < '2019-03-01'",
)


@cache
def dossiers() -> tuple[Dossier, ...]:
    """Those of the example office, and each of them as a stay of another kind, direction and cycle."""
    found = [load_dossier(path).value for path in sorted((OFFICE / "dossiers").glob("*.toml"))]
    return tuple(changed for one in found for changed in _changes(one))


def _changes(one: Dossier) -> Iterator[Dossier]:
    yield one
    for kind in (Kind.STUDY, Kind.TRAINEESHIP, Kind.TEACHING):
        yield evolve(one, mobility=evolve(one.mobility, kind=kind))
    away, home = one.mobility.sending, one.mobility.receiving
    turned = Direction.INCOMING if one.mobility.direction is Direction.OUTGOING else Direction.OUTGOING
    yield evolve(one, mobility=evolve(one.mobility, direction=turned, sending=home, receiving=away))
    if one.student is not None:
        yield evolve(one, student=evolve(one.student, cycle=Cycle.SECOND, year_of_study=1))


def expression(chance: random.Random) -> str:
    def atom() -> str:
        return ("not " if chance.random() < 0.2 else "") + f"({chance.choice(ATOMS)})"

    return chance.choice((" and ", " or ")).join(atom() for _ in range(chance.randint(1, 3)))


def agreement(one: Dossier, chance: random.Random) -> Loaded[Agreement]:
    mobility = one.mobility
    text = [
        f'[agreement]\nid = "a"\nprogramme = "{mobility.programme}"\nlevel = "university"',
        f'parties = ["{mobility.sending}", "{mobility.receiving}"]',
        f"signed = 2015-01-15\nvalid_from = 2015-02-01\nvalid_to = {chance.choice(('2018-12-31', '2027-09-30'))}",
    ]
    if chance.random() < 0.5:
        text.append(f'[[places]]\ndirection = "{mobility.direction}"\nkind = "{mobility.kind}"\npersons_per_year = 2')
    for number in range(4):
        text.append(f'[[conditions]]\nid = "c{number}"\nrequires = "{expression(chance)}"\nclause = "1"')
        if chance.random() < 0.6:
            text.append(f'applies = "{expression(chance)}"')
    return parse_agreement("\n".join(text), "a.toml")


@pytest.mark.parametrize("seed", range(12))
def test_no_dossier_gives_the_lie_to_a_remark(seed: int) -> None:
    chance, lawbook = random.Random(seed), book([])
    analyst = Analyst(lawbook)
    for one in chance.sample(dossiers(), 10):
        given = agreement(one, chance)
        said = {(remark.subject, remark.code): remark for remark in analyst.agreement(given).remarks}
        for other in [one, *chance.sample(dossiers(), 6)]:
            if other.mobility.programme == given.value.programme:
                rulebook = lawbook.rulebook(given.value.programme, other.first_day, agreement=given)
                outcomes = {finding.id: finding.outcome for finding in m.assess(other, rulebook, on=ON).findings}
                _borne_out(outcomes, said)


def _borne_out(outcomes: dict[str, Outcome], remarks: dict[tuple[str, str], Remark]) -> None:
    refused = any(outcome is Outcome.UNMET for id, outcome in outcomes.items() if not id.startswith("a."))
    for (subject, code), remark in remarks.items():
        outcome = outcomes.get(subject)
        if code == "condition-never-applies":
            assert outcome in (Outcome.NOT_APPLICABLE, Outcome.UNKNOWN) or refused, remark
        elif code == "condition-always-met":
            assert outcome is not Outcome.UNMET or refused, remark
        elif code == "condition-unmeetable":
            assert outcome is not Outcome.MET or refused, remark
        elif code == "condition-implied":
            other = outcomes.get(str(remark.parts["rule"]))
            assert (outcome, other) != (Outcome.UNMET, Outcome.MET) or refused, remark
        elif code == "conditions-contradict":
            other = outcomes.get(str(remark.parts["rule"]))
            assert (outcome, other) != (Outcome.MET, Outcome.MET) or refused, remark
