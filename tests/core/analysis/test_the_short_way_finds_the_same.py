"""What is passed over because nothing is wrong with it would not have been remarked upon the long way either."""

from __future__ import annotations

from itertools import product

import pytest

import mobilnost as m
from mobilnost.analysis import Analyst, comparing, conditions, ground
from mobilnost.analysis.sieve import Sieve

HEAD = """\
[agreement]
id = "a"
programme = "{programme}"
level = "university"
parties = ["sum.ba", "uniri.hr"]
signed = 2018-02-01
valid_from = 2018-02-01
valid_to = 2024-09-30

[[places]]
direction = "outgoing"
kind = "{kind}"
cycles = ["first", "second"]
persons_per_year = 2

[[terms]]
provision = "duration.maximum"
value = "{months} months"
applies = "kind == '{kind}'"
clause = "3"
"""
CONDITION = '\n[[conditions]]\nid = "c{number}"\nrequires = "{requires}"\napplies = "{applies}"\nclause = "4"\n'
CONDITIONS = (
    ("grade_average >= 3.5", "direction == 'outgoing' and participant == 'student'"),
    ("year_of_study >= 1", "cycle == 'first'"),
    ("year_of_study >= 3", "cycle == 'first'"),
    ("stay <= '2 months'", "kind == 'study'"),
    ("stay <= '6 months'", "participant == 'student'"),
    ("stay >= '8 months'", "kind in ('study', 'thesis')"),
    ("kind == 'traineeship'", "participant == 'student'"),
    ("study_status == 'regular'", "participant == 'student'"),
    ("agreement_day < first_day", "known(agreement_day)"),
    ("teaching_hours_per_week >= 8", "participant == 'staff'"),
    ("cycle != 'first'", "direction == 'outgoing'"),
    ("ects >= 20", "kind == 'study' and known(ects)"),
)
LAWBOOK = m.Lawbook(regulation=m.regulation(), programmes=m.Host.discover().laws)


def agreement(programme: str, kind: str, months: int, shift: int) -> str:
    chosen = [CONDITIONS[(shift * 5 + step * 3) % len(CONDITIONS)] for step in range(3)]
    told = [
        CONDITION.format(number=number, requires=requires, applies=applies)
        for number, (requires, applies) in enumerate(chosen)
    ]
    return HEAD.format(programme=programme, kind=kind, months=months) + "".join(told)


def test_the_short_way_finds_what_the_long_way_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [
        m.parse_agreement(agreement(programme, kind, months, shift), "a.toml")
        for shift, (programme, kind, months) in enumerate(
            product(("erasmus", "ceepus", "bilateral"), ("study", "thesis"), (2, 7))
        )
    ]
    short = Analyst(LAWBOOK)
    for _ in range(2):
        found = [short.agreement(one) for one in given]
    monkeypatch.setattr(conditions, "is_spotless", lambda *_: False)
    monkeypatch.setattr(comparing, "apart", lambda *_: False)
    monkeypatch.setattr(Sieve, "passes", lambda *_: False)
    monkeypatch.setattr(ground.Ground, "lets_in", lambda *_: False)
    long = Analyst(LAWBOOK)
    for one, inspection in zip(given, found, strict=True):
        again = long.agreement(one)
        assert [remark.about for remark in again.remarks] == [remark.about for remark in inspection.remarks]
        assert again.problems == inspection.problems
    codes = {remark.code for inspection in found for remark in inspection.remarks}
    assert len(codes) > 3, "so that the test says something"
