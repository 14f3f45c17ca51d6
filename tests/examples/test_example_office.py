"""The example office says of each of its dossiers what the law says.

The table was written from the articles and the programmes' rules, dossier by dossier, before anything was run.
"""

import datetime as dt
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from mobilnost import Assessment, Host, Outcome, load_dossier
from mobilnost.languages import LANGUAGES
from mobilnost.locales import catalogue
from mobilnost.office import Office, words_in

#: A day after all of the stays. Nothing that is due later changes a verdict, so that the table holds ever after.
ON = dt.date(2023, 3, 1)
OFFICE = Path(str(files("mobilnost"))) / "examples" / "office"

ELIGIBLE, INCOMPLETE, NOT_ELIGIBLE = "eligible", "incomplete", "not_eligible"

#: Dossier -> verdict, rules that are unmet, rules that are unknown.
EXPECTED: dict[str, tuple[str, set[str], set[str]]] = {
    # 1 October to 15 February is 4 months 15 days (30/360), with two months of CEEPUS 6 months 15 days of 12.
    "erasmus-01-complete": (ELIGIBLE, set(), set()),
    # 60 + 29 = 89 days of 30/360: 2 months 29 days.
    "erasmus-02-one-day-short": (NOT_ELIGIBLE, {"duration.minimum", "erasmus.duration.minimum"}, set()),
    # Exactly 60 days of 30/360: two months, the minimum of 2021-2027; čl. 9 st. 1 has three.
    "erasmus-03-two-months": (NOT_ELIGIBLE, {"duration.minimum"}, set()),
    # Exactly three months; five signatures; a traineeship owes neither čl. 7 st. 2 nor čl. 16 st. 1.
    "erasmus-04-traineeship": (ELIGIBLE, set(), set()),
    # 9 months and 4 months 15 days are 13 months 15 days of 12; of Erasmus+ alone 4 months 15 days of 12.
    "erasmus-05-history": (NOT_ELIGIBLE, {"duration.cycle_total.first"}, set()),
    # No rule is unmet or unknown: a signature is missing, and its time has come.
    "erasmus-06-host-has-not-signed": (INCOMPLETE, set(), set()),
    "erasmus-07-language-unknown": (INCOMPLETE, set(), {"eligibility.student.language"}),
    # In force until 31 December 2018, needed until 15 February 2019; the programme asks for an agreement too.
    "erasmus-08-agreement-ended": (NOT_ELIGIBLE, {"agreement.required", "erasmus.agreement.required"}, set()),
    # Seven days, three credits; of the programme's own credits no figure is known.
    "erasmus-09-blended": (
        NOT_ELIGIBLE,
        {"duration.minimum", "learning_agreement.minimum_ects"},
        {"erasmus.study.blended_minimum_ects"},
    ),
    # 10 months and 9 months 15 days are 19 months 15 days of 36; 42 credits of 40; the programme's cap is open.
    "erasmus-10-integrated": (ELIGIBLE, set(), {"erasmus.duration.cycle_total.integrated"}),
    "erasmus-11-incoming": (ELIGIBLE, set(), set()),
    "erasmus-12-seven-hours": (NOT_ELIGIBLE, {"erasmus.teaching.minimum_hours_per_week"}, set()),
    "erasmus-13-rectorate": (ELIGIBLE, set(), set()),
    "ceepus-01-network": (ELIGIBLE, set(), set()),
    "ceepus-02-own-citizenship": (NOT_ELIGIBLE, {"ceepus.eligibility.own_country"}, set()),
    "ceepus-03-freemover": (ELIGIBLE, set(), set()),
    # 11 June: after 1 June of čl. 18, before 15 June of the programme, which prevails by čl. 17 st. 6.
    "ceepus-04-incoming-in-time": (ELIGIBLE, set(), set()),
    "ceepus-05-doctoral-month": (ELIGIBLE, set(), set()),
    "bilateral-01-group-visit": (ELIGIBLE, set(), set()),
    "bilateral-02-external-associate": (
        NOT_ELIGIBLE,
        {"staff.employment_contract_required", "staff.not_external"},
        set(),
    ),
    "bilateral-03-other-unit": (NOT_ELIGIBLE, {"agreement.unit"}, set()),
    "bilateral-04-conference": (ELIGIBLE, set(), set()),
    "lipetsk-01-informatics": (ELIGIBLE, set(), set()),
    "lipetsk-02-closed": (NOT_ELIGIBLE, {"closure.RU.2022-03-01"}, set()),
}


@pytest.fixture(scope="module")
def office() -> Office:
    return Office.open(OFFICE, Host.discover(strict=True))


@pytest.fixture(scope="module")
def assessed(office: Office) -> dict[str, Assessment]:
    return {path.stem: office.assess(load_dossier(path), ON) for path in office.dossiers.paths}


def test_every_dossier_of_the_office_is_in_the_table(office: Office) -> None:
    assert sorted(path.stem for path in office.dossiers.paths) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_office_says_what_the_law_says(name: str, assessed: dict[str, Assessment]) -> None:
    found = assessed[name]
    unmet = {one.id for one in found.findings if one.outcome is Outcome.UNMET}
    unknown = {one.id for one in found.findings if one.outcome is Outcome.UNKNOWN}
    assert (found.verdict, unmet, unknown) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_dossier_says_at_its_head_what_it_shows(name: str) -> None:
    head = (OFFICE / "dossiers" / f"{name}.toml").read_text(encoding="utf-8").partition("[mobility]")[0]
    verdict = {"eligible": "Eligible", "incomplete": "Incomplete", "not_eligible": "Not eligible"}
    assert head.startswith(f"# {verdict[EXPECTED[name][0]]}. ")


def test_nothing_in_the_office_is_wrong(office: Office) -> None:
    assert not office.problems


def test_the_dossiers_are_of_all_programmes_directions_cycles_and_kinds_of_participant(
    assessed: dict[str, Assessment],
) -> None:
    dossiers = [one.dossier for one in assessed.values()]
    assert {one.mobility.programme for one in dossiers} == {"bilateral", "ceepus", "erasmus", "lipetsk"}
    assert {one.mobility.direction for one in dossiers} == {"outgoing", "incoming"}
    assert {one.student.cycle for one in dossiers if one.student} == {"first", "second", "third", "integrated"}
    assert {one.participant for one in dossiers} == {"student", "staff"}
    assert len({one.mobility.id for one in dossiers}) == len(dossiers)


# -- what a dossier shows beyond its verdict


def test_both_authorities_are_shown_and_the_stricter_binds(assessed: dict[str, Assessment]) -> None:
    found = assessed["erasmus-03-two-months"]
    ours, theirs = found.finding("duration.minimum"), found.finding("erasmus.duration.minimum")
    assert (ours.outcome, ours.binding) == (Outcome.UNMET, True)
    assert (theirs.outcome, theirs.binding) == (Outcome.MET, False)


def test_an_open_figure_never_changes_a_verdict(assessed: dict[str, Assessment]) -> None:
    finding = assessed["erasmus-10-integrated"].finding("erasmus.duration.cycle_total.integrated")
    assert finding.because == "open figure"


def test_what_is_unknown_names_what_it_waits_for(assessed: dict[str, Assessment]) -> None:
    finding = assessed["erasmus-07-language-unknown"].finding("eligibility.student.language")
    assert finding.missing == ("language_level",)
    assert str(finding.limit) == "B2"  # the call's, above the B1 of the office


def test_a_missing_signature_is_named(assessed: dict[str, Assessment]) -> None:
    papers = assessed["erasmus-06-host-has-not-signed"].documents
    late = [one for one in papers if one.overdue]
    assert {one.type for one in late} == {"learning_agreement"}
    assert {one.missing_signatures for one in late} == {("host",)}


def test_the_programmes_deadline_beats_the_universitys_for_those_who_come(assessed: dict[str, Assessment]) -> None:
    finding = assessed["ceepus-04-incoming-in-time"].finding("incoming.application_deadline.winter")
    figure = finding.figures["incoming.application_deadline.winter"]
    assert finding.outcome is Outcome.MET
    assert figure.winner is not None
    assert figure.winner.origin.layer == "programme"
    assert [str(one.value) for one in figure.beaten] == ["06-01"]


def test_a_duty_that_waited_for_the_host_was_never_overdue(office: Office) -> None:
    dossier = load_dossier(OFFICE / "dossiers" / "ceepus-01-network.toml")
    waiting, come = (office.assess(dossier, dt.date(2019, 9, day)) for day in (1, 12))
    states = [
        next(one.state for one in found.obligations if one.id == "return.documents_days") for found in (waiting, come)
    ]
    assert states == ["suspended", "done"]
    transcript = next(one for one in waiting.documents if one.type == "transcript_of_records")
    assert (transcript.state, transcript.overdue) == ("missing", False)
    assert (waiting.verdict, come.verdict) == ("eligible", "eligible")


def test_a_paper_that_a_network_adds_is_asked_for(assessed: dict[str, Assessment]) -> None:
    added = next(one for one in assessed["ceepus-01-network"].documents if one.type == "network_questionnaire")
    assert (added.state, added.citation.source) == ("present", "ceepus-network-2018")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_that_is_asked_for_has_a_name(
    office: Office, assessed: dict[str, Assessment], language: str
) -> None:
    words = catalogue(language, office.host)
    own, problems = words_in(OFFICE, language, words.words)
    assert not problems
    named = words.with_words(own).table("documents")
    assert {paper.type for one in assessed.values() for paper in one.documents} <= named.keys()


def test_the_decision_is_found_for_its_dossier(assessed: dict[str, Assessment]) -> None:
    decision = assessed["erasmus-13-rectorate"].rulebook.decision
    assert decision is not None
    assert decision.id == "rectorate-2019"


# -- the same through the command


def test_the_command_says_the_same() -> None:
    command = [sys.executable, "-c", "import mobilnost.cli; mobilnost.cli.main()"]
    arguments = ["check", "--office", str(OFFICE), "--json", "--on", str(ON)]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    said = {one["dossier"]: one["verdict"] for one in map(json.loads, done.stdout.splitlines())}
    ids = {name: load_dossier(OFFICE / "dossiers" / f"{name}.toml").value.mobility.id for name in EXPECTED}
    assert said == {ids[name]: verdict for name, (verdict, _, _) in EXPECTED.items()}


def test_the_office_names_no_real_person() -> None:
    files = [path for path in sorted(OFFICE.rglob("*.toml")) if path.parent.name != "scenarios"]  # named by sentences
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    names = re.findall(r'(?:family_name|ects_coordinator|vice_dean|name) = "([^"]+)"', text)
    assert names
    assert all(name.split()[-1] in {"Primjer", "Gost", "Гостинска"} for name in names)
