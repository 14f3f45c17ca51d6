"""What is decided on a transcript is kept with its proposal, by whoever may decide, and never overwritten silently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import offices
import pytest
from attrs import evolve

from mobilnost.desk import Desk, plans, proposals, recognitions, steps
from mobilnost.desk.proposals import Given
from mobilnost.formats import load_dossier
from mobilnost.formats.transcripts import parse_transcript
from mobilnost.host import Host
from mobilnost.model import Course, Credits, Direction, Ending
from mobilnost.office import Office, Unknown
from mobilnost.procedure.actors import Actor, Holding
from mobilnost.procedure.lives.life import Life, Taken, Withdrawal
from mobilnost.procedure.plans.plan import ChangeReason, Signature
from mobilnost.procedure.refusals import Refused
from mobilnost.recognition.deviations import Deviation
from mobilnost.recognition.law import Outcome
from mobilnost.register.sorts import DOSSIER, LIFE, PERSON, RECOGNITION
from mobilnost.register.store import Forbidden, Register
from mobilnost.register.verify import flaws

NOON = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
DAY = dt.date(2019, 3, 15)
ID, LA = "2018-0042", "learning_agreement"
SETTINGS = """
[provisions]
recognition.hours_per_ects = 30

[[units]]
id = "fsre"
names = { hr = "Fakultet" }
ects_coordinator = "Ana Koordinator"
vice_dean = "Marko Dekan"
"""
TRANSCRIPT = """\
[transcript]
issuer = "uniri.hr"
issued = 2019-03-11

[[results]]
id = "1"
title = "Databases"
credits = [{ value = 24, scheme = "ects" }]
passed = true

[[results]]
id = "2"
title = "Film"
credits = [{ value = 4, scheme = "ects" }]
passed = true
"""
FILM = Deviation(result="2", outcome=Outcome.ELECTIVE, reason="It fits the study programme")


def given(text: str = TRANSCRIPT, **links: int) -> Given:
    return Given(transcript=parse_transcript(text).value, links=links)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = offices.make(tmp_path / "office")
    offices.put(folder / "mobilnost.toml", offices.SETTINGS + SETTINGS)
    return folder


@pytest.fixture
def desk(folder: Path, register: Register) -> Desk:
    """The desk of the unit's ECTS coordinator, with one dossier whose agreement is in force."""
    actor = Actor(name="Ana Koordinator", holdings=(Holding(role="ects_coordinator", unit="fsre"),))
    made = Desk(office=Office.open(folder, Host.discover()), register=register, actor=actor, at=NOON, on=DAY)
    with made.write() as writer:
        writer.add(DOSSIER, load_dossier(folder / "dossiers" / "good.toml").value)
    return made


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [one.phrase.id for one in caught.value.reasons]


def proposed(desk: Desk, asked: Given | None = None) -> proposals.Proposed:
    with desk.read() as reader:
        return proposals.proposed(desk, reader, ID, asked or given())


def test_a_proposal_writes_nothing(desk: Desk) -> None:
    with desk.read() as reader:
        before = reader.head
    found = proposed(desk)
    assert [one.outcome for one in found.proposal.entries] == [Outcome.ELECTIVE, Outcome.SUPPLEMENT]
    assert (found.agreed.version, found.automatic) == (1, True)
    assert found.account.due is not None
    assert (found.account.due.ects, found.account.below_due) == (20, 0)
    with desk.read() as reader:
        assert reader.head == before


def test_a_decision_is_kept_with_what_was_proposed(desk: Desk) -> None:
    made = recognitions.decide(desk, ID, given(), [FILM], reference="12/19").recognition
    with desk.read() as reader:
        kept = recognitions.recognised(reader, ID)
        assert not list(flaws(reader.connection))
        assert [one.kind for one in reader.history(ID)][-1] == "recognition"
    assert kept == made
    assert (kept.by, kept.on, kept.reference, kept.automatic) == ("Ana Koordinator", DAY, "12/19", False)
    assert [one.deviates for one in kept.lines] == [False, True]
    assert kept.lines[1].proposed.outcome is Outcome.SUPPLEMENT


def test_as_proposed_it_is_automatic(desk: Desk) -> None:
    assert recognitions.decide(desk, ID, given()).recognition.automatic


def test_what_was_decided_is_decided_anew_only_where_that_is_meant(desk: Desk) -> None:
    first = recognitions.decide(desk, ID, given()).recognition
    assert refused(lambda: recognitions.decide(desk, ID, given(), [FILM])) == ["recognition-decided"]
    second = recognitions.decide(desk, ID, given(), [FILM], again=True).recognition
    with desk.read() as reader:
        assert reader.get(RECOGNITION, ID, 1).value == first
        assert reader.get(RECOGNITION, ID).value == second


def test_a_rehearsal_and_a_refusal_keep_nothing(desk: Desk) -> None:
    recognitions.decide(desk, ID, given(), dry=True)
    none = Deviation(result="1", outcome=Outcome.NOT_RECOGNISED, reason="x")
    assert refused(lambda: recognitions.decide(desk, ID, given(), [none])) == ["deviation-forbidden"]
    with desk.read() as reader:
        assert refused(lambda: recognitions.recognised(reader, ID)) == ["recognition-none"]


def test_only_the_coordinator_decides(desk: Desk) -> None:
    assert refused(lambda: recognitions.decide(desk, ID, given(), by="Marko Dekan")) == ["role-not-held"]


def test_only_who_sees_the_dossier_may(desk: Desk) -> None:
    other = evolve(desk, actor=Actor(name="Nada", holdings=(Holding(role="ects_coordinator", unit="ff"),)))
    with pytest.raises(Forbidden):
        proposed(other)
    with pytest.raises(Forbidden):
        recognitions.decide(other, ID, given())
    recognitions.decide(desk, ID, given())
    with other.read() as reader, pytest.raises(Forbidden):
        recognitions.recognised(reader, ID)


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        ('issuer = "uniri.hr"', 'issuer = "unizg.hr"', ["transcript-other-host"]),
        ("issued = 2019-03-11", 'dossier = "2018-0001"', ["transcript-other-dossier"]),
    ],
)
def test_a_transcript_of_another_stay_is_refused(desk: Desk, old: str, new: str, reasons: list[str]) -> None:
    assert refused(lambda: proposed(desk, given(TRANSCRIPT.replace(old, new)))) == reasons


def test_only_results_of_those_who_went_out_are_recognised(desk: Desk) -> None:
    with desk.write() as writer:
        kept = writer.reader.get(DOSSIER, ID)
        mobility = evolve(kept.value.mobility, direction=Direction.INCOMING, sending="uniri.hr", receiving="sum.ba")
        writer.change(DOSSIER, evolve(kept.value, mobility=mobility), kept.revision)
    asked = given(TRANSCRIPT.replace("uniri.hr", "sum.ba"))
    assert refused(lambda: proposed(desk, asked)) == ["recognition-not-outgoing"]


@pytest.mark.parametrize("links", [{"9": 0}, {"1": 7}])
def test_what_a_link_names_must_be_there(desk: Desk, links: dict[str, int]) -> None:
    with pytest.raises(Unknown):
        proposed(desk, given(**links))


def test_the_last_version_in_force_counts(desk: Desk) -> None:
    """A change that not all have signed changes nothing; one that they have does."""
    early = evolve(desk, on=dt.date(2018, 10, 8))
    courses = tuple(
        Course(host_title=title, host_credits=Credits(value=Decimal(12), scheme="ects"))
        for title in ("Databases", "Film")
    )
    reasons = (ChangeReason.SUBSTITUTING_DELETED, ChangeReason.NOT_AVAILABLE)
    plans.draft(early, ID, LA, plans.Given(content={"courses": courses}, reasons=reasons))
    assert proposed(desk).agreed.version == 1
    names = {"student": "Iva Primjer", "vice_dean": "Marko Dekan", "vice_rector": "Petra", "host": "Hana"}
    for role, name in names.items():
        plans.sign(evolve(early, on=dt.date(2018, 10, 20)), ID, LA, Signature(role=role, name=name))
    found = proposed(desk)
    assert (found.agreed.version, [one.line for one in found.proposal.entries]) == (2, [0, 1])
    assert found.proposal.entries[1].outcome is Outcome.ELECTIVE


def test_without_an_agreement_in_force_nothing_is_automatic(desk: Desk) -> None:
    with desk.write() as writer:
        kept = writer.reader.get(DOSSIER, ID)
        writer.change(DOSSIER, evolve(kept.value, documents=()), kept.revision)
    found = proposed(desk)
    assert (found.agreed.version, found.automatic) == (None, False)


def test_what_was_recognised_of_an_earlier_stay_is_passed_already(desk: Desk) -> None:
    home = TRANSCRIPT.replace('title = "Film"', 'title = "Film"\ntitles = { hr = "Baze podataka" }')
    with desk.write() as writer:
        kept = writer.reader.get(DOSSIER, ID).value
        courses = tuple(evolve(one, home_title="Baze podataka", overlap_percent=Decimal(90)) for one in kept.courses)
        writer.add(DOSSIER, evolve(kept, mobility=evolve(kept.mobility, id="2017-0001"), courses=courses))
    with desk.read() as reader:
        earlier = proposals.proposed(desk, reader, "2017-0001", given())
    assert earlier.proposal.entries[0].outcome is Outcome.HOME_COURSE
    recognitions.decide(desk, "2017-0001", given())
    assert proposed(desk, given(home)).proposal.entries[1].rule.id == "already-passed"


def test_a_setting_of_the_office_says_how_many_hours_an_ects_is(desk: Desk, folder: Path) -> None:
    agreement = offices.AGREEMENT + '\n[[terms]]\nprovision = "recognition.credit_principle"\nvalue = "workload"\n'
    offices.put(folder / "agreements" / "rijeka.toml", agreement + 'clause = "čl. 5"\n')
    by_hours = """\
[transcript]
issuer = "uniri.hr"

[[results]]
id = "1"
title = "Databases"
credits = [{ value = 6, scheme = "ze" }]
passed = true

[[credit_schemes]]
id = "ze"
full_year = 60
workload = { hours = 36, minutes = 45 }
principle = "year-load"
"""
    again = evolve(desk, office=Office.open(folder, Host.discover()))
    (entry,) = proposed(again, given(by_hours)).proposal.entries
    assert (str(entry.ects.value), entry.ects.principle.value) == ("5.4", "workload")
    assert [key for key, _ in entry.provisions] == ["recognition.credit_principle", "recognition.hours_per_ects"]


def test_a_transcript_of_somebody_else_is_noticed(desk: Desk) -> None:
    learner = '[learner]\ngiven_names = "WHO"\nfamily_name = "Primjer"\n\n[[results]]'
    named = TRANSCRIPT.replace("[[results]]", learner, 1)
    assert proposed(desk, given(named.replace("WHO", "Ana"))).of_another
    assert not proposed(desk, given(named.replace("WHO", "Iva"))).of_another
    assert not proposed(desk).of_another


def test_nobody_is_named_in_the_journal(desk: Desk) -> None:
    recognitions.decide(desk, ID, given(), [FILM])
    with desk.read() as reader:
        assert [one.note for one in reader.entries(RECOGNITION.name)] == ["2"]
        assert not list(reader.all(PERSON))


# -- in the life of the dossier

RETURNED = dt.date(2019, 3, 12)


def lived(desk: Desk, **parts: object) -> None:
    """The dossier's life up to the day on which its papers came back."""
    back = Taken(step="papers_returned", on=RETURNED, by="Iva Primjer", role="student")
    with desk.write() as writer:
        writer.add(LIFE, evolve(Life(dossier=ID, procedure="student.outgoing", taken=(back,)), **parts))


def life(desk: Desk) -> Life:
    with desk.read() as reader:
        found: Life = reader.get(LIFE, ID).value
    return found


def test_a_decision_is_the_step_of_the_life_that_it_is(desk: Desk) -> None:
    lived(desk)
    made = recognitions.decide(desk, ID, given(), reference="12/19")
    assert made.awaits == ()
    step = life(desk).taken[-1]
    assert (step.step, step.on, step.by) == ("recognised", DAY, "Ana Koordinator")
    assert (step.role, step.reference) == ("ects_coordinator", "12/19")
    assert step.basis is not None
    recognitions.decide(evolve(desk, on=dt.date(2019, 4, 1)), ID, given(), [FILM], again=True)
    assert [one.step for one in life(desk).taken] == ["papers_returned", "recognised"]


def test_the_step_asks_for_a_decision(desk: Desk) -> None:
    lived(desk)
    assert refused(lambda: steps.record(desk, ID, "recognised", steps.Act())) == ["step-of-recognition"]
    with desk.read() as reader:
        ahead = {one.step.id: one.against for one, _ in steps.ahead(desk, reader, ID).steps}
    assert [one.phrase.id for one in ahead["recognised"]] == ["step-of-recognition"]


def test_a_decision_before_its_step_can_come_says_what_comes_first(desk: Desk) -> None:
    """What was decided stands; its step is recorded once it can come, and never before the decision."""
    made = recognitions.decide(desk, ID, given())
    assert [one.phrase.id for one in made.awaits] == ["step-awaited"]
    with desk.read() as reader:
        assert reader.find(LIFE, ID) is None
    lived(desk)
    early = evolve(desk, on=dt.date(2019, 3, 13))
    assert refused(lambda: steps.record(early, ID, "recognised", steps.Act())) == ["step-too-early"]
    assert steps.record(desk, ID, "recognised", steps.Act()).last == "recognised"


def test_a_rehearsed_decision_takes_no_step(desk: Desk) -> None:
    lived(desk)
    assert recognitions.decide(desk, ID, given(), dry=True).awaits == ()
    assert life(desk).last == "papers_returned"


@pytest.mark.parametrize(
    ("ended", "reason"),
    [
        ({"withdrawn": Withdrawal(on=RETURNED, reason="x")}, "life-withdrawn"),
        ({"ending": Ending.REFUSED}, "life-refused"),
    ],
)
def test_of_a_stay_that_never_was_nothing_is_recognised(desk: Desk, ended: dict[str, object], reason: str) -> None:
    lived(desk, **ended)
    assert refused(lambda: recognitions.decide(desk, ID, given())) == [reason]


def test_what_is_decided_after_the_file_was_closed_takes_no_step(desk: Desk) -> None:
    lived(desk, ending=Ending.COMPLETED)
    assert [one.phrase.id for one in recognitions.decide(desk, ID, given()).awaits] == ["life-completed"]
