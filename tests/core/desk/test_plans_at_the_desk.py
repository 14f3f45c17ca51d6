"""A plan, its papers and the dossier change together, in one transaction, as far as whoever acts may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import offices
import pytest
from attrs import evolve
from core.procedure.plans.plan_cases import courses

from mobilnost.assessment import Verdict
from mobilnost.desk import Desk, papers, plans, steps
from mobilnost.desk.judging import assess
from mobilnost.formats import load_dossier
from mobilnost.host import Host
from mobilnost.office import Office, Unknown
from mobilnost.procedure.actors import Actor, Holding
from mobilnost.procedure.plans.plan import ChangeReason, Signature
from mobilnost.procedure.receipts import LARGEST
from mobilnost.procedure.refusals import Refused
from mobilnost.register.sorts import BASIS, DOSSIER, PAPER, PLAN
from mobilnost.register.store import Forbidden, Register
from mobilnost.register.verify import flaws

D = dt.date
NOON = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
ID, LA = "2018-0042", "learning_agreement"
NAMES = {"student": "Iva Primjer", "vice_dean": "Marko Dekan", "vice_rector": "Petra Prorektor", "host": "Hana Horvat"}
UNITS = """
[[units]]
id = "fsre"
names = { hr = "Fakultet" }
ects_coordinator = "Ana Koordinator"
vice_dean = "Marko Dekan"

[[units]]
id = "ff"
names = { hr = "Filozofski" }
ects_coordinator = "Nada Koordinator"
"""
#: As long a time ago as this everything was still to come.
BEFORE = D(2018, 5, 1)
SIGNED = D(2018, 6, 1)


def without(text: str, *tables: str) -> str:
    """A dossier's text without some of its lists of tables."""
    blocks = text.split("\n[")
    return "\n[".join(one for one in blocks if not one.startswith(tuple(f"[{table}]]" for table in tables)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = offices.make(tmp_path / "office")
    offices.put(folder / "mobilnost.toml", offices.SETTINGS + UNITS)
    offices.put(folder / "dossiers" / "good.toml", without(offices.dossier(), "courses", "documents"))
    return folder


@pytest.fixture
def desk(folder: Path, register: Register) -> Desk:
    """The desk of somebody of the Office, with one dossier in the register that has no papers yet."""
    actor = Actor(name="Ana", trusted=True)
    made = Desk(office=Office.open(folder, Host.discover()), register=register, actor=actor, at=NOON, on=BEFORE)
    with made.write() as writer:
        writer.add(DOSSIER, load_dossier(folder / "dossiers" / "good.toml").value)
    return made


def draft(desk: Desk, *titles: str, on: D = BEFORE, reasons: tuple[ChangeReason, ...] = (), **more: Any) -> plans.Act:
    given = plans.Given(content={"courses": courses(*titles).courses}, reasons=reasons)
    return plans.draft(evolve(desk, on=on), ID, LA, evolve(given, **more.pop("given", {})), **more)


def sign(desk: Desk, *roles: str, on: D = SIGNED, **more: Any) -> plans.Act:
    acts = [
        plans.sign(evolve(desk, on=on), ID, LA, Signature(role=one, name=NAMES[one]), **more) for one in roles or NAMES
    ]
    return acts[-1]


def verdict(desk: Desk, on: D) -> Verdict:
    with desk.read() as reader:
        return assess(evolve(desk, on=on), reader, ID).verdict


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [one.phrase.id for one in caught.value.reasons]


def state(desk: Desk) -> list[int]:
    """The revisions of everything that an act could touch, and how far the journal goes."""
    with desk.read() as reader:
        kept = [one.revision for sort in (DOSSIER, PLAN, PAPER) for one in reader.all(sort)]
        return [*kept, reader.head.number]


FOUR = ("Databases", "Networks", "Logic", "Graphs")


def test_the_dossier_turns_eligible_with_the_last_signature(desk: Desk) -> None:
    day = D(2018, 10, 2)
    insured(desk)
    assert verdict(desk, day) is Verdict.INCOMPLETE
    draft(desk, *FOUR)
    sign(desk, "student", "vice_dean", "vice_rector")
    assert verdict(desk, day) is Verdict.INCOMPLETE
    sign(desk, "host")
    assert verdict(desk, day) is Verdict.ELIGIBLE
    with desk.read() as reader:
        assert reader.get(PLAN, f"{ID}/{LA}").value.versions[0].signed_by == tuple(NAMES)
        assert not list(flaws(reader.connection))
        assert len(reader.of_dossier(BASIS, ID)) == 1


def insured(desk: Desk) -> None:
    for type in ("travel_health_insurance", "accident_insurance"):
        papers.receive(desk, ID, papers.Arrival(type=type, file=papers.Attached(name="a.txt", content=type.encode())))


def test_a_change_reaches_the_dossier_when_all_have_signed_it(desk: Desk) -> None:
    draft(desk, *FOUR)
    sign(desk)
    changed = (*FOUR[:3], "Statistics")
    codes = (ChangeReason.NOT_AVAILABLE, ChangeReason.SUBSTITUTING_DELETED)
    act = draft(desk, *changed, on=D(2018, 10, 8), reasons=codes)
    assert [one.role for one in act.fallen] == list(NAMES)
    assert titles(desk) == FOUR
    sign(desk, on=D(2018, 10, 31))
    assert titles(desk) == changed
    assert refused(lambda: draft(desk, *FOUR, on=D(2018, 11, 2), reasons=codes)) == ["plan-change-late"]


def titles(desk: Desk) -> tuple[str, ...]:
    with desk.read() as reader:
        return tuple(one.host_title for one in reader.get(DOSSIER, ID).value.courses)


def test_what_is_refused_or_only_tried_changes_nothing(desk: Desk) -> None:
    draft(desk, *FOUR)
    before = state(desk)
    assert refused(lambda: sign(desk, "host", version=7)) == ["sign-old-version"]
    sign(desk, "host", dry=True)
    draft(desk, "Databases", dry=True)
    with pytest.raises(Unknown):
        plans.draft(desk, ID, "learning_agrement", plans.Given())
    assert state(desk) == before


@pytest.mark.parametrize("type", ["learning_agreement_change", "accident_insurance", "cv"])
def test_what_nobody_signs_is_no_plan(desk: Desk, type: str) -> None:
    with pytest.raises(Unknown) as caught:
        plans.draft(desk, ID, type, plans.Given(content={"text": "a"}))
    assert LA in caught.value.known


def test_only_who_sees_the_dossier_may_change_its_plan(desk: Desk) -> None:
    ours, theirs = (
        evolve(desk, actor=Actor(name=unit, holdings=(Holding(role="ects_coordinator", unit=unit),)))
        for unit in ("fsre", "ff")
    )
    draft(ours, *FOUR)
    for act in (lambda: draft(theirs, "Logic"), lambda: sign(theirs, "host"), lambda: insured(theirs)):
        with pytest.raises(Forbidden):
            act()
    papers.receive(ours, ID, papers.Arrival(type="nomination", file=papers.Attached(name="n.txt", content=b"n")))
    with pytest.raises(Forbidden):
        papers.fetch(theirs, f"{ID}/1")


def test_a_short_blended_stay_has_one_version_only(desk: Desk) -> None:
    with desk.write() as writer:
        kept = writer.reader.get(DOSSIER, ID)
        days = {"start": D(2022, 9, 1), "end": D(2022, 12, 20)}
        mobility = evolve(kept.value.mobility, blended=True, **days)
        writer.change(DOSSIER, evolve(kept.value, mobility=mobility), kept.revision)
    later = evolve(desk, at=dt.datetime(2023, 1, 1, tzinfo=dt.UTC))
    draft(later, *FOUR, on=D(2022, 5, 1))
    sign(later, on=D(2022, 6, 1))
    found = refused(lambda: draft(later, *FOUR[:2], on=D(2022, 9, 5), reasons=(ChangeReason.NOT_AVAILABLE,)))
    assert found == ["plan-change-forbidden"]


def test_those_who_sign_at_the_same_moment_lose_nothing(desk: Desk) -> None:
    draft(desk, *FOUR)
    with ThreadPoolExecutor(len(NAMES)) as people:
        list(people.map(lambda role: sign(desk, role), NAMES))
    with desk.read() as reader:
        known = plans.state_of(desk, reader, ID, LA)
    assert known.in_force is not None
    assert set(known.in_force.signed_by) == set(NAMES)


def test_nothing_is_agreed_for_a_dossier_that_was_withdrawn(desk: Desk) -> None:
    draft(desk, *FOUR)
    steps.withdraw(desk, ID, "illness")
    assert refused(lambda: sign(desk, "student")) == ["life-withdrawn"]
    assert refused(lambda: draft(desk, "Logic")) == ["life-withdrawn"]


# -- files


def test_a_file_of_a_plan_is_kept_and_known_by_its_digest(desk: Desk) -> None:
    scan = papers.Attached(name="la.pdf", content=b"%PDF-1.7 a")
    act = plans.draft(desk, ID, LA, plans.Given(attached=scan))
    assert act.paper is not None
    paper, content = papers.fetch(desk, act.paper.id)
    assert (content, paper.version, paper.media_type) == (scan.content, 1, "application/pdf")
    assert act.version.content.file == paper.digest
    with desk.read() as reader:
        assert not list(flaws(reader.connection))


def test_papers_are_numbered_and_one_file_is_kept_once(desk: Desk) -> None:
    insured(desk)
    insured(desk)
    with desk.read() as reader:
        kept = papers.kept_papers(reader, ID)
        documents = reader.get(DOSSIER, ID).value.documents
    assert [one.number for one in kept] == [1, 2, 3, 4]
    assert len({one.digest for one in kept}) == 2
    assert [one.type for one in documents] == ["travel_health_insurance", "accident_insurance"]


def test_a_paper_that_came_signed_is_among_those_of_the_dossier(desk: Desk) -> None:
    scan = papers.Attached(name="la.pdf", content=b"%PDF-1.7 a")
    papers.receive(desk, ID, papers.Arrival(type=LA, file=scan, date=D(2018, 6, 1), signed_by=tuple(NAMES)))
    with desk.read() as reader:
        known = plans.state_of(desk, reader, ID, LA)
    assert known.in_force == known.plan.versions[0]
    assert known.revision == 0


def test_signatures_of_a_plan_are_recorded_with_the_plan(desk: Desk) -> None:
    draft(desk, *FOUR)
    scan = papers.Attached(name="la.pdf", content=b"%PDF-1.7 a")
    signed = papers.Arrival(type=LA, file=scan, signed_by=("student",))
    assert refused(lambda: papers.receive(desk, ID, signed)) == ["paper-signed-in-plan"]
    assert papers.receive(desk, ID, evolve(signed, signed_by=())).number == 1
    with desk.read() as reader:
        assert [one.signed_by for one in reader.get(DOSSIER, ID).value.documents] == [()]


def test_a_type_or_role_that_no_rule_knows_is_told(desk: Desk) -> None:
    file = papers.Attached(name="a.txt", content=b"a")
    with pytest.raises(Unknown, match="transcript"):
        papers.receive(desk, ID, papers.Arrival(type="transcript_of_record", file=file))
    with pytest.raises(Unknown, match="vice-dean"):
        papers.receive(desk, ID, papers.Arrival(type=LA, file=file, signed_by=("vice-dean",)))
    assert papers.receive(desk, ID, papers.Arrival(type="passport", file=file, unlisted=True)).type == "passport"


@pytest.mark.parametrize("content", [b"", bytes(LARGEST + 1)], ids=["empty", "too large"])
def test_a_file_that_is_not_kept_changes_nothing(desk: Desk, content: bytes) -> None:
    before = state(desk)
    file = papers.Attached(name="a.txt", content=content)
    refused(lambda: papers.receive(desk, ID, papers.Arrival(type="nomination", file=file)))
    refused(lambda: plans.draft(desk, ID, LA, plans.Given(attached=file)))
    assert state(desk) == before
