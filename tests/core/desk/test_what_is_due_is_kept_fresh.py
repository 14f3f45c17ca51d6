"""What is due is derived once, and anew where the dossier, what belongs to it, the law or an agreement has changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import offices
import pytest
from attrs import evolve
from offices import put

from mobilnost.assessment import Assessment
from mobilnost.desk import Desk, waiting
from mobilnost.desk.dues import Dues
from mobilnost.desk.freshness import Freshness
from mobilnost.desk.judging import dossier_of
from mobilnost.desk.keeping import upgrade
from mobilnost.desk.office_dues import OfficeDues, fulfil
from mobilnost.formats import load_dossier
from mobilnost.host import Host
from mobilnost.model import Decision, Document, Dossier, Ending, InvalidData, Selected, Suspension
from mobilnost.office import Office, Unknown
from mobilnost.procedure.actors import Actor, Holding
from mobilnost.procedure.calls.appeals import Appeal
from mobilnost.procedure.calls.rankings import Ranking
from mobilnost.procedure.calls.rounds import Publication, Round
from mobilnost.procedure.calls.verdicts import Verdict
from mobilnost.procedure.dues.due import Due
from mobilnost.procedure.dues.of_dossiers import dues_of
from mobilnost.procedure.lives.life import Life, Withdrawal
from mobilnost.procedure.refusals import Refused
from mobilnost.register.due import Asked, Line
from mobilnost.register.due import lines as found_lines
from mobilnost.register.sorts import APPEAL, CALL, DECISION, DOSSIER, LIFE
from mobilnost.register.store import Register

DAY = dt.date(2019, 3, 20)
NOON = dt.datetime(2019, 3, 20, 12, tzinfo=dt.UTC)
PAPERS = "return.documents_days"
ID = "2018-0042"
HOST = Host.discover()


def desk_at(folder: Path, register: Register, on: dt.date = DAY, **actor: tuple[Holding, ...]) -> Desk:
    """An office's desk as if its program were started now."""
    who = Actor(name="ana", **actor) if actor else Actor(name="ana", trusted=True)
    return Desk(office=Office.open(folder, HOST), register=register, actor=who, at=NOON, on=on)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return offices.make(tmp_path / "office")


@pytest.fixture
def desk(folder: Path, register: Register) -> Desk:
    """A desk with one dossier in its register."""
    desk = desk_at(folder, register)
    with desk.write() as writer:
        writer.add(DOSSIER, load_dossier(folder / "dossiers" / "good.toml").value)
    return desk


def lines(desk: Desk, **asked: object) -> list[Line]:
    with desk.read() as reader:
        return [tuple(one) for one in found_lines(reader.connection, Asked(on=desk.on, **asked), reader.units)]


def days(desk: Desk) -> dict[str, dt.date | None]:
    return {one[1]: one[5] for one in lines(desk, done=True)}


def change(desk: Desk, **changes: object) -> None:
    with desk.write() as writer:
        kept = writer.reader.get(DOSSIER, ID)
        writer.change(DOSSIER, evolve(kept.value, **changes), kept.revision)


def test_it_is_derived_once(desk: Desk) -> None:
    assert Dues(desk).refresh() == 1
    assert days(desk)[PAPERS] == dt.date(2019, 3, 18)
    assert Dues(desk).refresh() == 0


def test_a_dossier_that_was_changed_is_derived_anew(desk: Desk) -> None:
    Dues(desk).refresh()
    change(desk, documents=(Document(type="transcript_of_records", date=dt.date(2019, 3, 10)),))
    assert Dues(desk).refresh() == 1
    (papers,) = (one for one in lines(desk, done=True) if one[1] == PAPERS)
    assert papers[6] == dt.date(2019, 3, 10)
    assert PAPERS not in {one[1] for one in lines(desk)}


def test_what_was_done_later_than_the_day_asked_for_is_still_open(folder: Path, desk: Desk) -> None:
    change(desk, documents=(Document(type="transcript_of_records", date=dt.date(2019, 3, 19)),))
    Dues(desk).refresh()
    with desk.read() as reader:
        before = found_lines(reader.connection, Asked(on=dt.date(2019, 3, 18), until=dt.date(2019, 3, 18)))
        assert PAPERS in {one[1] for one in before}


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("mobilnost.toml", 'language_level = "B1"', 'language_level = "B2"'),
        ("mobilnost.toml", '[office]', '[holidays]\nextra = [2019-03-18]\n\n[office]'),
    ],
)  # fmt: skip
def test_a_law_that_was_changed_makes_everything_stale(
    folder: Path, desk: Desk, register: Register, file: str, before: str, after: str
) -> None:
    Dues(desk).refresh()
    put(folder / file, (folder / file).read_text().replace(before, after))
    again = desk_at(folder, register)
    assert Dues(again).refresh() == 1
    assert days(again)[PAPERS] == dt.date(2019, 3, 19 if "2019-03-18" in after else 18)


def test_the_agreement_that_a_dossier_names_makes_it_stale_and_another_does_not(
    folder: Path, desk: Desk, register: Register
) -> None:
    Dues(desk).refresh()
    put(folder / "agreements" / "other.toml", offices.AGREEMENT.replace("sum-uniri-2018", "other"))
    assert Dues(desk_at(folder, register)).refresh() == 0
    text = offices.AGREEMENT + '\n[[terms]]\nprovision = "return.documents"\nvalue = ["report"]\nclause = "čl. 5"\n'
    put(folder / "agreements" / "rijeka.toml", text)
    again = desk_at(folder, register)
    assert Dues(again).refresh() == 1
    assert days(again)["paper.report"] == dt.date(2019, 3, 18)
    assert Dues(desk_at(folder, register)).refresh() == 0


def test_nothing_is_due_of_who_withdrew(desk: Desk) -> None:
    Dues(desk).refresh()
    gone = Withdrawal(on=DAY, reason="illness")
    with desk.write() as writer:
        writer.add(LIFE, Life(dossier=ID, procedure="student.outgoing", withdrawn=gone))
    assert Dues(desk).refresh() == 1
    assert not lines(desk, done=True)


@pytest.mark.parametrize(
    ("payments", "due"),
    [
        pytest.param("", {}, id="nothing was paid"),
        pytest.param(
            '{ date = 2018-09-20, amount = "3024.00 EUR" }',
            {"erasmus.grant.repay_days": dt.date(2018, 10, 13)},
            id="the first instalment was paid",
        ),
        pytest.param(
            """
            { date = 2018-09-20, amount = "3024.00 EUR" },
            { date = 2018-10-01, amount = "3024.00 EUR", back = true },
            """,
            {},
            id="and paid back",
        ),
    ],
)
def test_who_withdrew_owes_the_grant_that_was_paid_and_nothing_else(
    desk: Desk, tmp_path: Path, payments: str, due: dict[str, dt.date]
) -> None:
    text = offices.DOSSIER.replace("[person]", f"[grant]\npayments = [{payments}]\n\n[person]").replace(ID, "gone")
    gone = load_dossier(put(tmp_path / "gone.toml", text)).value
    with desk.write() as writer:
        writer.add(DOSSIER, gone)
        away = Withdrawal(on=dt.date(2018, 9, 28), reason="illness")
        writer.add(LIFE, Life(dossier="gone", procedure="student.outgoing", withdrawn=away))
    Dues(desk).refresh()
    assert {one[1]: one[5] for one in lines(desk, done=True) if "gone" in one} == due


def with_ending(desk: Desk, ending: Ending | None) -> None:
    with desk.write() as writer:
        writer.add(LIFE, Life(dossier=ID, procedure="student.outgoing", ending=ending))


@pytest.mark.parametrize(("ending", "derived"), [(None, 1), (Ending.COMPLETED, 0), (Ending.REFUSED, 0)])
def test_a_life_that_has_ended_is_not_looked_at_again_when_the_law_changes(
    folder: Path, desk: Desk, register: Register, ending: Ending | None, derived: int
) -> None:
    with_ending(desk, ending)
    assert Dues(desk).refresh() == 1
    before = days(desk)
    put(folder / "mobilnost.toml", offices.SETTINGS.replace("[office]", "[holidays]\nextra = [2019-03-18]\n\n[office]"))
    again = desk_at(folder, register)
    assert Dues(again).refresh() == derived
    assert (days(again) == before) is (derived == 0)


def test_an_upgrade_of_the_register_derives_even_that_anew(desk: Desk, register: Register) -> None:
    with_ending(desk, Ending.COMPLETED)
    Dues(desk).refresh()
    upgrade(register.engine, desk.actor, NOON)
    assert Dues(desk).refresh() == 1


def test_what_is_written_to_a_life_that_has_ended_counts(desk: Desk) -> None:
    with_ending(desk, Ending.COMPLETED)
    Dues(desk).refresh()
    change(desk, documents=(Document(type="transcript_of_records", date=dt.date(2019, 3, 10)),))
    assert Dues(desk).refresh() == 1
    assert PAPERS not in {one[1] for one in lines(desk)}


def test_what_could_not_be_derived_is_tried_again_though_the_life_has_ended(
    folder: Path, desk: Desk, register: Register
) -> None:
    with_ending(desk, Ending.COMPLETED)
    agreement, away = folder / "agreements" / "rijeka.toml", folder / "away.toml"
    agreement.rename(away)
    Dues(desk_at(folder, register)).refresh()
    away.rename(agreement)
    assert Dues(desk_at(folder, register)).refresh() == 1


def test_who_asks_of_one_dossier_or_one_unit_waits_for_no_other(desk: Desk) -> None:
    with desk.write() as writer:
        dossier: Dossier = writer.reader.get(DOSSIER, ID).value
        for id, unit in (("2018-0043", "ff"), ("2018-0044", "ff")):
            writer.add(DOSSIER, evolve(dossier, mobility=evolve(dossier.mobility, id=id, unit=unit)))
    assert Dues(desk).refresh(dossier="2018-0043") == 1
    assert Dues(desk).refresh(unit="ff") == 1
    assert Dues(desk).refresh() == 1


def test_how_far_it_is_is_told_from_the_beginning(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    Dues(desk).refresh(lambda done, of: told.append((done, of)))
    assert told == [(0, 1), (1, 1)]


def test_the_decisions_of_many_dossiers_are_each_their_own(desk: Desk) -> None:
    with desk.write() as writer:
        dossier: Dossier = writer.reader.get(DOSSIER, ID).value
        other = evolve(dossier, mobility=evolve(dossier.mobility, id="2018-0043"))
        writer.add(DOSSIER, other)
        like = Decision(id="d-1", date=DAY, by="Senate", reference="1", reason="hard", dossier="2018-0043")
        writer.add(DECISION, like, evolve(like, id="d-2"))
    assert Dues(desk).refresh() == 2
    with desk.read() as reader:
        number, errors = Dues(desk).failures(reader, 10)
    assert (number, [one.problems[0].kind for one in errors]) == (1, ["several-decisions"])


def test_a_dossier_that_cannot_be_judged_is_named_until_it_can(folder: Path, desk: Desk, register: Register) -> None:
    agreement, away = folder / "agreements" / "rijeka.toml", folder / "away.toml"
    agreement.rename(away)
    broken = desk_at(folder, register)
    Dues(broken).refresh()
    with broken.read() as reader:
        number, errors = Dues(broken).failures(reader, 10)
    assert (number, [one.problems[0].kind for one in errors]) == (1, ["unknown-agreement"])
    away.rename(agreement)
    whole = desk_at(folder, register)
    assert Dues(whole).refresh() == 1
    with whole.read() as reader:
        assert Dues(whole).failures(reader, 10) == (0, [])


def test_a_duty_waits_with_its_reason_and_goes_on(desk: Desk) -> None:
    waiting.suspend(desk, ID, PAPERS, "the host has five weeks")
    Dues(desk).refresh()
    (papers,) = (one for one in lines(desk) if one[1] == PAPERS)
    assert papers[7:9] == (DAY, "the host has five weeks")
    assert PAPERS not in {one[1] for one in lines(desk, overdue=True)}
    waiting.resume(desk, ID, PAPERS)
    Dues(desk).refresh()
    assert PAPERS in {one[1] for one in lines(desk, overdue=True)}


@pytest.mark.parametrize(
    ("duty", "refused"),
    [
        (PAPERS, None),
        ("unit.notice_after_days", "due-never-waits"),
        ("paper.accident_insurance", "due-never-waits"),
    ],
)
def test_only_what_the_law_lets_wait_can_wait(desk: Desk, duty: str, refused: str | None) -> None:
    if refused is None:
        waiting.suspend(desk, ID, duty, "the host", dry=True)
        with desk.read() as reader:
            dossier: Dossier = reader.get(DOSSIER, ID).value
        assert not dossier.suspensions, "it was a rehearsal"
        return
    with pytest.raises(Refused) as error:
        waiting.suspend(desk, ID, duty, "the host")
    assert [one.phrase.id for one in error.value.reasons] == [refused]


def test_a_dossier_whose_file_lets_another_duty_wait_is_refused(desk: Desk) -> None:
    with desk.read() as reader:
        kept = dossier_of(reader, ID)
    wrong = Suspension(obligation="unit.notice_after_days", date=DAY, reason="the unit is on holiday")
    with pytest.raises(InvalidData) as error:
        desk.office.assess(evolve(kept, value=evolve(kept.value, suspensions=(wrong,))), DAY)
    assert [(one.kind, one.found, one.expected, one.article) for one in error.value.problems] == [
        ("never-waits", "unit.notice_after_days", PAPERS, "čl. 16 st. 5")
    ]


def test_what_does_not_wait_cannot_go_on_and_what_is_not_owed_cannot_wait(desk: Desk) -> None:
    with pytest.raises(Refused):
        waiting.resume(desk, ID, PAPERS)
    with pytest.raises(Unknown):
        waiting.suspend(desk, ID, "staff.report_days", "the host")
    waiting.suspend(desk, ID, PAPERS, "the host")
    with pytest.raises(Refused) as error:
        waiting.suspend(desk, ID, PAPERS, "the host")
    assert [one.phrase.id for one in error.value.reasons] == ["due-waits"]


# -- what belongs to no dossier

UNITS = offices.SETTINGS + '\n[[units]]\nid = "fsre"\nnames = { en = "Engineering" }\nects_coordinator = "Ana"\n'
PACKAGE = "information_package.due/2019/fsre"


def of_office(desk: Desk) -> OfficeDues:
    return OfficeDues(desk, Freshness(desk.office, desk.at.isoformat()))


@pytest.fixture
def office(folder: Path, register: Register) -> OfficeDues:
    put(folder / "mobilnost.toml", UNITS)
    return of_office(desk_at(folder, register))


def test_what_is_kept_is_what_was_worked_out(office: OfficeDues) -> None:
    with office.desk.read() as reader:
        before = office.all(reader)
    office.refresh()
    with office.desk.read() as reader:
        assert office.all(reader) == before
    assert PACKAGE in {one.id for one in before}


def test_what_was_done_is_recorded_once_and_can_be_taken_back(office: OfficeDues) -> None:
    def done() -> dt.date | None:
        with office.desk.read() as reader:
            return next(one.done for one in office.all(reader) if one.id == PACKAGE)

    office.refresh()
    fulfil(office, PACKAGE, DAY, "on the web", dry=True)
    assert done() is None
    fulfil(office, PACKAGE, DAY, "on the web")
    assert done() == DAY
    with pytest.raises(Refused) as error:
        fulfil(office, PACKAGE, DAY, None)
    assert [one.phrase.id for one in error.value.reasons] == ["due-done"]
    fulfil(office, PACKAGE, None, None)
    assert done() is None
    fulfil(office, PACKAGE, DAY, None)
    assert done() == DAY


@pytest.mark.parametrize(
    ("id", "on", "refused"),
    [
        ("unit.vice_dean/fsre", DAY, "due-not-recorded"),
        (PACKAGE, DAY + dt.timedelta(1), "due-in-future"),
        (PACKAGE, None, "due-not-done"),
    ],
)
def test_what_cannot_be_so_is_not_recorded(office: OfficeDues, id: str, on: dt.date | None, refused: str) -> None:
    with pytest.raises(Refused) as error:
        fulfil(office, id, on, None)
    assert [one.phrase.id for one in error.value.reasons] == [refused]


def test_a_coordinator_sees_and_records_what_their_unit_owes(
    folder: Path, office: OfficeDues, register: Register
) -> None:
    def seen(unit: str) -> OfficeDues:
        return of_office(desk_at(folder, register, holdings=(Holding(role="ects_coordinator", unit=unit),)))

    office.refresh()
    own, other = seen("fsre"), seen("ff")
    with own.desk.read() as reader:
        assert {one.unit for one in own.all(reader)} == {"fsre"}
    with pytest.raises(Unknown):
        fulfil(other, PACKAGE, DAY, None)
    assert fulfil(own, PACKAGE, DAY, None).id == PACKAGE


def test_what_is_changed_while_it_is_derived_is_derived_once_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Document(type="transcript_of_records", date=dt.date(2019, 3, 10))
    real, times = dues_of, []

    def meanwhile(assessment: Assessment) -> tuple[Due, ...]:
        found = real(assessment)
        if not times:
            change(desk, documents=(paper,))
        times.append(found)
        return found

    monkeypatch.setattr("mobilnost.desk.dues.dues_of", meanwhile)
    assert Dues(desk).refresh() == 1
    assert len(times) == 2
    assert PAPERS not in {one[1] for one in lines(desk)}


def test_appeals_are_due_to_those_who_see_their_dossiers(folder: Path, desk: Desk, register: Register) -> None:
    put(folder / "mobilnost.toml", UNITS)
    day = dt.date(2018, 3, 5)

    def seen(unit: str | None) -> dict[str, tuple[str | None, dt.date | None]]:
        holdings = (Holding(role="ects_coordinator", unit=unit),)
        dues = of_office(desk_at(folder, register, dt.date(2018, 3, 6), holdings=holdings))
        dues.refresh()
        with dues.desk.read() as reader:
            return {one.id: (one.unit, one.day) for one in dues.all(reader) if one.duty.startswith("appeal.")}

    assert not seen(None)
    # The list is published once more three days later; the time to appeal runs from the first time.
    round = Round(
        call="c",
        participant=Selected.STUDENT,
        opened=day,
        closed=day,
        rankings=(Ranking(number=1, on=day, committee="k"),),
        verdicts=(Verdict(number=1, ranking=1, on=day, by="V", reference="1"),),
        publications=(Publication(verdict=1, on=day), Publication(verdict=1, on=dt.date(2018, 3, 8))),
    )
    appeal = Appeal(
        id="c/a/1",
        call="c",
        dossier=ID,
        verdict=1,
        received=day,
        begins=day,
        last=day,
        decide_by=dt.date(2018, 3, 13),
    )
    with desk.write() as writer:
        writer.add(CALL, round)
        writer.add(APPEAL, appeal)
    decision = {"appeal.decide_days/c/a/1": ("fsre", dt.date(2018, 3, 13))}
    assert seen(None) == {"appeal.file_days/c": (None, dt.date(2018, 3, 13))} | decision
    assert seen("fsre") == decision
    assert not seen("ff")
