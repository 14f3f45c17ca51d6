"""The account of what is covered finds what nothing mentions, what points nowhere, and cases that no longer hold."""

from __future__ import annotations

from typing import Any

import pytest
from rulebooks import HEADER, D, document, entry, may, of_programme, provision, rule

import mobilnost as m
from mobilnost.accounts.coverage import Coverage, Gap, coverage
from mobilnost.accounts.sources import SourceCoverage, source_coverage
from mobilnost.formats.scenarios import parse_scenarios
from mobilnost.scenarios import Bench

CASES = """
[dossiers.iva.mobility]
programme = "erasmus"
kind = "study"
direction = "outgoing"
sending = "sum.ba"
receiving = "uniri.hr"
start = 2018-10-01
end = 2018-12-31

[dossiers.iva.person]
id = "s"
given_names = "Iva"
family_name = "Primjer"
citizenships = []
status_in_country = "citizen"

[dossiers.iva.student]
cycle = "first"
year_of_study = 2
study_status = "regular"
"""


def articles(*said: tuple[int, dict[str, Any]]) -> str:
    return "".join(entry("articles", number=number, **more) for number, more in said)


def case(name: str, **said: Any) -> str:
    return entry("scenarios", name=name, base="iva", **said)


def account(law: str, cases: str = "", known: tuple[str, ...] = ("kind",)) -> Coverage:
    regulation = m.parse_regulation(HEADER + law, "law.toml")
    lawbook = m.Lawbook(regulation=regulation, programmes=[m.ProgrammeLaw(programme=m.Programme(code="erasmus"))])
    judged = [Bench(lawbook).judge(one) for one in parse_scenarios(CASES + cases, "cases.toml")]
    return coverage(regulation, known, judged)


def gaps(found: Coverage | SourceCoverage) -> list[tuple[Gap, str]]:
    return [(one.gap, one.id) for one in found.failures]


NINE = articles((9, {"passages": [{"at": "st. 1"}, {"at": "st. 2"}]}))
SHORTEST = provision("duration.minimum", "3 months") + rule("stay >= duration.minimum", id="duration.minimum").replace(
    "čl. 11", "čl. 9 st. 1"
)


def test_a_paragraph_that_nothing_mentions_is_a_gap_at_its_line() -> None:
    found = account(NINE + SHORTEST)
    assert gaps(found) == [(Gap.UNMENTIONED, "čl. 9 st. 2")]
    assert found.failures[0].place is not None
    assert found.failures[0].place.line


def test_a_reason_leaves_it_to_people() -> None:
    law = articles((9, {"passages": [{"at": "st. 1"}, {"at": "st. 2", "people": ["conduct"]}]}))
    assert gaps(account(law + SHORTEST)) == []


def test_who_may_set_something_realises_a_paragraph() -> None:
    law = NINE + SHORTEST + provision("a.b", "1 month", may_set=[may("agreement") | {"cites": "čl. 9 st. 2"}])
    assert gaps(account(law)) == []


def test_a_paper_and_a_fact_realise_what_defines_them() -> None:
    law = articles((2, {"passages": [{"at": "st. 1", "facts": ["kind"]}, {"at": "st. 2", "papers": ["visa"]}]}))
    law += articles((12, {})) + document("visa")
    assert gaps(account(law)) == []


@pytest.mark.parametrize(
    ("named", "id"), [({"facts": ["knd"]}, "knd"), ({"papers": ["visum"]}, "visum"), ({"rules": ["r.x"]}, "r.x")]
)
def test_an_outline_that_names_what_does_not_exist_is_told(named: dict[str, list[str]], id: str) -> None:
    assert (Gap.UNKNOWN, id) in gaps(account(articles((9, named))))


def test_a_citation_that_points_nowhere_is_told() -> None:
    law = articles((9, {"passages": [{"at": "st. 2", "people": ["conduct"]}]})) + SHORTEST
    assert gaps(account(law)) == [(Gap.STRAY, "čl. 9 st. 1")] * 2


def test_a_case_of_a_passage_that_is_none_is_told() -> None:
    cases = case("a", rule="duration.minimum", cites="čl. 99", finds="met")
    assert (Gap.STRAY, "čl. 99") in gaps(account(NINE + SHORTEST, cases))


def test_a_case_holds_the_passage_that_it_names_or_that_its_finding_rests_on() -> None:
    cases = case("named", rule="duration.minimum", cites="čl. 9 st. 2", finds="met")
    cases += case("by its rule", rule="duration.minimum", finds="met")
    first, second = account(NINE + SHORTEST, cases).passages
    assert [one.name for one in first.scenarios] == ["by its rule"]
    assert [one.name for one in second.scenarios] == ["named"]


def test_a_case_that_does_not_hold_holds_nothing() -> None:
    found = account(NINE + SHORTEST, case("wrong", rule="duration.minimum", finds="unmet"))
    assert (Gap.BROKEN, "wrong") in gaps(found)
    assert not next(found.passages).held


def test_parts_that_nothing_cites_are_realised_by_what_cites_their_paragraph() -> None:
    law = articles((9, {"passages": [{"at": "st. 1"}, {"at": "st. 1 al. 1, 2"}]})) + SHORTEST
    law += provision("a.b", "1 month").replace("čl. 9 st. 1", "čl. 9 st. 1 al. 2")
    whole, first, second = account(law).passages
    assert {one.id for one in whole.realised} == {"duration.minimum", "a.b"}
    assert {one.id for one in first.realised} == {"duration.minimum"}
    assert {one.id for one in second.realised} == {"a.b"}


def test_without_an_outline_there_is_no_account() -> None:
    assert account(SHORTEST).articles == ()


# -- sources of programmes

GUIDE = '[programme]\ncode = "erasmus"\nsource = "Guide"\n'


def sources(law: str, cases: str = "") -> SourceCoverage:
    read = m.parse_programme(GUIDE + law, "erasmus.toml")
    own = m.ProgrammeLaw(programme=read.programme, law=of_programme(read.law))
    lawbook = m.Lawbook(regulation=m.parse_regulation(HEADER, "law.toml"), programmes=[own])
    return source_coverage(own, [Bench(lawbook).judge(one) for one in parse_scenarios(CASES + cases, "cases.toml")])


OWN = entry("rules", id="erasmus.r", topic="eligibility", cites="p. 3", requires="kind == 'study'")


def test_a_source_that_is_cited_and_not_declared_is_told_with_what_cites_it() -> None:
    found = sources(OWN)
    assert gaps(found) == [(Gap.UNDECLARED, "Guide")]
    assert found.failures[0].found == "erasmus.r"


def test_a_source_that_is_declared_and_not_cited_is_told() -> None:
    law = entry("sources", name="Guide") + entry("sources", name="Handbook") + OWN
    assert gaps(sources(law)) == [(Gap.UNUSED, "Handbook")]


def test_a_source_shows_each_place_with_what_rests_on_it_and_its_cases() -> None:
    law = entry("sources", name="Guide", address="https://guide.example", confidence="official") + OWN
    found = sources(law, case("study", rule="erasmus.r", finds="met"))
    (source,) = found.sources
    assert (source.source.address, source.source.confidence) == ("https://guide.example", "official")
    assert [(one.at, [x.id for x in one.realised], [x.name for x in one.scenarios]) for one in source.places] == [
        ("p. 3", ["erasmus.r"], ["study"])
    ]


def test_a_value_rests_on_its_own_source() -> None:
    law = entry("sources", name="Guide") + entry("sources", name="Call 2018")
    law += entry("provisions", key="erasmus.m", type="span", cites="p. 4")
    law += entry("provisions.values", value="3 months", cites="t. 2", source="Call 2018")
    law += entry("rules", id="erasmus.m", topic="duration", cites="p. 4", requires="stay >= erasmus.m")
    _, call = sources(law, case("three", rule="erasmus.m", finds="met")).sources
    assert [(one.at, len(one.scenarios)) for one in call.places] == [("t. 2", 1)]


def test_the_days_of_the_cases_are_days() -> None:
    (one,) = parse_scenarios(CASES + case("a", rule="r", finds="met"))
    assert one.on == D(2018, 10, 1)


def test_what_others_add_to_a_programme_is_theirs_to_account_for() -> None:
    read = m.parse_programme(GUIDE + entry("sources", name="Guide") + OWN, "erasmus.toml")
    added = entry("rules", id="office.r", topic="eligibility", cites="p. 1", requires="kind == 'study'", source="Ours")
    others = m.parse_programme(GUIDE + added, "office.toml").law
    law = m.ProgrammeLaw(programme=read.programme, law=m.Contribution.joined([of_programme(read.law), others]))
    assert source_coverage(law, ()).failures == ()
