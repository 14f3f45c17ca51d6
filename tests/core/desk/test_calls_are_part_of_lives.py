"""A call and the lives of its candidates tell one story: what a call does is a step, and what ends a life leaves it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from registers import bound
from sqlalchemy import select, table, text

import mobilnost
from mobilnost.desk import Desk, appeals, calls, decisions, dossiers, persons, rounds, steps
from mobilnost.desk.agreements import Agreements, used
from mobilnost.desk.recording import StepRefused, StepsRefused
from mobilnost.formats import Format, parse_decision, parse_dossier
from mobilnost.host import Host
from mobilnost.locales import LANGUAGES, catalogue
from mobilnost.locales.refusals import tell_reason
from mobilnost.model import AcademicYear, Dossier, Selected, StatusInCountry
from mobilnost.office import Office
from mobilnost.procedure.actors import actors_of
from mobilnost.procedure.agreements.usage import PlaceUse
from mobilnost.procedure.calls.appeals import Filing, Outcome, Settlement
from mobilnost.procedure.calls.rounds import Points, Round, Stage
from mobilnost.procedure.lives.life import Life, State
from mobilnost.procedure.refusals import Refused
from mobilnost.register.connection import connected
from mobilnost.register.refusals import Forbidden
from mobilnost.register.sorts import BASIS, DOSSIER, LIFE, PERSON
from mobilnost.register.store import Register
from mobilnost.register.verify import flaws

D = dt.date
NOON = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
EXAMPLE = Path(str(mobilnost.__file__)).parent / "examples" / "office"
CALL_ID, RIJEKA, STAFF_CALL = "erasmus-2018", "erasmus-uniri-2018", "erasmus-staff-2018"
PETRA, RECTOR = "Petra Primjer", "Tomislav Primjer"
#: By the average that they are ranked by; the agreement wants 3.5, and here it has one place.
AVERAGES = {"a": 4.5, "b": 4.0, "c": 3.9, "d": 3.2}
#: The day of the first decision.
FIRST = D(2018, 4, 18)
UNITS = {"a": "fsre", "b": "fsre", "c": "ff", "d": "fsre"}


def student(id: str) -> str:
    text = (EXAMPLE / "dossiers" / "erasmus-01-complete.toml").read_text(encoding="utf-8").split("[[documents]]")[0]
    text = text.replace('"2018-001"', f'"{id}"').replace("s-1001", f"p-{id}").replace('call = "erasmus-2018"\n', "")
    return text.replace('"fsre"', f'"{UNITS[id]}"').replace("average = 4.2", f"average = {AVERAGES[id]}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    shutil.copytree(EXAMPLE, folder)
    written(
        folder / "agreements" / f"{RIJEKA}.toml", "persons_per_year = 4\nmonths_per_year = 30", "persons_per_year = 1"
    )
    return folder


def written(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def desk(folder: Path, register: Register) -> Desk:
    """The vice-rector's desk, with four students in the register."""
    made = sitting(folder, register, PETRA)
    dossiers.add(made, [parse_dossier(student(id)) for id in AVERAGES], whole=True)
    return made


def sitting(folder: Path, register: Register, name: str) -> Desk:
    office = Office.open(folder, Host.discover())
    assert office.settings is not None
    actor = actors_of(office.settings.value, D(2018, 3, 1))[name]
    return Desk(office=office, register=register, actor=actor, at=NOON, on=D(2018, 3, 1))


def acting(desk: Desk, name: str, day: dt.date) -> Desk:
    assert desk.office.settings is not None
    return evolve(desk, actor=actors_of(desk.office.settings.value, day)[name], on=day)


def applied(desk: Desk, *ids: str) -> Desk:
    """The desk after the call is opened and some have applied."""
    calls.open_round(desk, CALL_ID, None)
    for id in ids or AVERAGES:
        calls.apply(evolve(desk, on=D(2018, 3, 10)), CALL_ID, id, [RIJEKA])
    return desk


def ranked(desk: Desk, *ids: str) -> Desk:
    """The same, closed and ranked."""
    applied(desk, *ids)
    calls.close(evolve(desk, on=D(2018, 4, 14)), CALL_ID)
    day = D(2018, 4, 17)
    given = [
        Points(dossier=id, criterion=name, points=Decimal(1), by="committee", on=day)
        for id in (ids or AVERAGES)
        for name in ("motivation_letter", "cv")
    ]
    calls.record_points(evolve(desk, on=day), CALL_ID, given)
    calls.rank(evolve(desk, on=day), CALL_ID, None)
    return desk


def decided(desk: Desk, day: dt.date = FIRST, reference: str = "01/18", by: str = PETRA) -> Desk:
    calls.decide(evolve(desk, on=day), CALL_ID, by, reference, losses_accepted=True)
    return desk


def published(desk: Desk) -> Desk:
    calls.publish(evolve(desk, on=D(2018, 4, 20)), CALL_ID)
    return desk


def upheld(desk: Desk, id: str, **points: int) -> Desk:
    """The same after an appeal that gives somebody other points."""
    filed = appeals.file(evolve(desk, on=D(2018, 4, 23)), CALL_ID, Filing(dossier=id, received=D(2018, 4, 23)))
    day = D(2018, 4, 26)
    given = [
        Points(dossier=id, criterion=name, points=Decimal(value), by=RECTOR, on=day) for name, value in points.items()
    ]
    settlement = Settlement(by=RECTOR, on=day, reason="the letter was not read")
    appeals.decide(evolve(desk, on=day), filed.id, Outcome.UPHELD, settlement, given)
    return desk


def life(desk: Desk, id: str) -> Life:
    with desk.read() as reader:
        found: Life = reader.get(LIFE, id).value
        return found


def taken(desk: Desk, id: str) -> list[str]:
    return [one.step for one in life(desk, id).taken]


def states(desk: Desk) -> Mapping[str, State]:
    with desk.read() as reader:
        return {one.id: one.value.state for one in reader.all(LIFE)}


def notes(desk: Desk, id: str) -> list[str | None]:
    with desk.read() as reader:
        return [one.note for one in reader.entries("life", id)]


def round_of(desk: Desk) -> Round:
    with desk.read() as reader:
        return rounds.round_of(reader, CALL_ID)


def agreement_of(desk: Desk, id: str) -> str | None:
    with desk.read() as reader:
        dossier: Dossier = reader.get(DOSSIER, id).value
        return dossier.mobility.agreement


def unfit(desk: Desk, id: str) -> None:
    """A dossier changed by hand, so that nothing ties its person to the country any more."""
    with desk.read() as reader:
        kept = reader.get(DOSSIER, id)
    loaded = DOSSIER.read(kept.text, id)
    person = evolve(loaded.value.person, status_in_country=StatusInCountry.NONE, citizenships=("RS",))
    dossiers.change(desk, evolve(loaded, value=evolve(loaded.value, person=person)), kept.revision)


def reasons(error: Refused) -> list[str]:
    return [one.phrase.id for one in error.reasons]


def sound(desk: Desk) -> bool:
    with desk.read() as reader:
        return not list(flaws(reader.connection))


# -- applying


def test_an_application_is_a_step_of_the_dossiers_life_by_whom_it_is(desk: Desk) -> None:
    applied(desk, "a")
    (step,) = life(desk, "a").taken
    assert (step.step, step.by, step.role, step.on) == ("applied", "Iva Primjer", "student", D(2018, 3, 10))
    with desk.read() as reader:
        assert reader.get(BASIS, str(step.basis)).value.dossier == "a"
    calls.apply(evolve(desk, on=D(2018, 3, 12)), CALL_ID, "a", [RIJEKA])
    assert life(desk, "a").taken == (step,)
    assert sound(desk)


def test_an_application_that_was_recorded_by_hand_stays_as_it_is(desk: Desk) -> None:
    steps.record(evolve(desk, on=D(2018, 3, 2)), "a", "applied", steps.Act(by="Iva"))
    applied(desk, "a")
    assert [(one.by, one.on) for one in life(desk, "a").taken] == [("Iva", D(2018, 3, 2))]


def test_whoever_has_withdrawn_does_not_apply(desk: Desk) -> None:
    steps.withdraw(evolve(desk, on=D(2018, 3, 2)), "a", "home")
    with pytest.raises(StepsRefused) as refused:
        applied(desk, "a")
    assert reasons(refused.value) == ["life-withdrawn"]
    assert round_of(desk).applications == ()


# -- deciding


def test_a_decision_says_in_each_life_who_was_selected_and_who_was_not(desk: Desk) -> None:
    decided(ranked(desk))
    assert {id: taken(desk, id) for id in AVERAGES} == {
        "a": ["applied", "proposed", "selected"],
        "b": ["applied", "not_selected"],
        "c": ["applied", "not_selected"],
        "d": ["applied", "not_selected"],
    }
    assert states(desk) == dict.fromkeys("bcd", State.REFUSED) | {"a": State.UNDER_WAY}
    _, proposed, selected = life(desk, "a").taken
    assert (proposed.by, proposed.role, proposed.on) == ("students-2018", "committee", D(2018, 4, 17))
    assert (selected.by, selected.role, selected.reference) == (PETRA, "vice_rector", "01/18")
    assert selected.on == D(2018, 4, 18)
    with desk.read() as reader:
        basis = reader.get(BASIS, str(selected.basis)).value
        assert basis.revision == reader.get(DOSSIER, "a").revision
    assert notes(desk, "a") == ["applied", "proposed", "selected"]
    assert sound(desk)


def test_where_a_step_cannot_be_taken_everything_is_told_of_each_and_nothing_is_changed(desk: Desk) -> None:
    ranked(desk)
    unfit(desk, "a")
    with pytest.raises(StepsRefused) as refused:
        decided(desk)
    (one,) = refused.value.each
    assert one.assessment.dossier.mobility.id == "a"
    assert one.assessment.dossier.mobility.agreement == RIJEKA
    assert "rule-unmet" in reasons(one)
    assert round_of(desk).stage is Stage.RANKED
    assert {id: taken(desk, id) for id in AVERAGES} == {id: ["applied"] for id in AVERAGES}


def test_a_decision_that_is_rehearsed_keeps_nothing(desk: Desk) -> None:
    calls.decide(evolve(ranked(desk), on=D(2018, 4, 18)), CALL_ID, PETRA, "01/18", rehearsed=True)
    assert taken(desk, "a") == ["applied"]


# -- by hand


@pytest.mark.parametrize("step", ["proposed", "selected", "not_selected"])
def test_what_a_call_decides_is_not_recorded_by_hand(desk: Desk, step: str) -> None:
    ranked(desk)
    with pytest.raises(StepRefused) as refused:
        steps.record(evolve(desk, on=D(2018, 4, 18)), "a", step, steps.Act(by=PETRA))
    reason = refused.value.reasons[0]
    assert (reason.phrase.id, dict(reason.phrase.parts)["call"]) == ("step-of-call", CALL_ID)
    with desk.read() as reader:
        ahead = steps.ahead(evolve(desk, on=D(2018, 4, 18)), reader, "a")
    assert all("step-of-call" in [one.phrase.id for one in found.against] for found, _ in ahead.steps)


@pytest.mark.parametrize(("id", "step"), [("a", "selected"), ("b", "not_selected"), ("b", "applied")])
def test_nor_is_it_taken_back_by_hand(desk: Desk, id: str, step: str) -> None:
    decided(ranked(desk))
    with pytest.raises(StepRefused) as refused:
        steps.undo(evolve(desk, on=D(2018, 4, 19)), id, step, "a mistake")
    assert reasons(refused.value) == ["step-of-call-stays"]


def test_whoever_is_no_candidate_is_selected_by_hand(desk: Desk) -> None:
    ranked(desk, "a", "b")
    for step, by in (("applied", "Iva"), ("proposed", "Committee"), ("selected", PETRA)):
        steps.record(evolve(desk, on=D(2018, 4, 18)), "c", step, steps.Act(by=by))
    assert taken(desk, "c") == ["applied", "proposed", "selected"]


# -- appeals


def test_a_new_decision_after_an_appeal_takes_back_what_it_changes_and_the_journal_says_why(desk: Desk) -> None:
    upheld(published(decided(ranked(desk))), "b", motivation_letter=3, cv=2)
    assert taken(desk, "a")[-1] == "selected"  # until the new decision, the place stays whose it is
    unchanged = life(desk, "c")
    decided(desk, D(2018, 5, 2), "02/18")
    assert taken(desk, "a") == ["applied", "proposed", "not_selected"]
    assert taken(desk, "b") == ["applied", "proposed", "selected"]
    assert life(desk, "b").taken[-1].reference == "02/18"
    assert life(desk, "b").state is State.UNDER_WAY
    assert life(desk, "c") == unchanged
    why = f"{CALL_ID}/b/1: the letter was not read"
    assert notes(desk, "a") == ["applied", "proposed", "selected", f"selected: {why}", "not_selected"]
    assert notes(desk, "b")[2:] == [f"not_selected: {why}", "proposed", "selected"]
    assert (agreement_of(desk, "a"), agreement_of(desk, "b")) == (None, RIJEKA)
    assert sound(desk)


def test_nobody_loses_a_place_on_which_later_steps_rest(desk: Desk) -> None:
    upheld(published(decided(ranked(desk))), "b", motivation_letter=3, cv=2)
    steps.record(evolve(desk, on=D(2018, 4, 30)), "a", "notified_before", steps.Act(by="Marko Primjer"))
    with pytest.raises(StepsRefused) as refused:
        decided(desk, D(2018, 5, 2), "02/18")
    assert [(one.assessment.dossier.mobility.id, reasons(one)) for one in refused.value.each] == [
        ("a", ["step-rested-on"])
    ]
    assert taken(desk, "b") == ["applied", "not_selected"]


# -- withdrawing


def test_a_dossier_that_is_withdrawn_leaves_its_call_and_the_reserve_moves_up(desk: Desk) -> None:
    decided(ranked(desk))
    found = steps.withdraw(evolve(desk, on=D(2018, 6, 1)), "a", "home")
    (left,) = found.left
    assert [(one.dossier, one.after) for one in left.changes] == [("b", RIJEKA)]
    assert found.life.state is State.WITHDRAWN
    assert round_of(desk).withdrawn == {"a"}
    assert taken(desk, "b") == ["applied", "proposed", "selected"]
    assert life(desk, "b").taken[-1].on == D(2018, 6, 1)
    assert notes(desk, "b")[2] == f"not_selected: {CALL_ID}: a: home"
    assert notes(desk, "a")[-1] == "home"
    with desk.read() as reader:
        assert [one.id for one in reader.entries("call", CALL_ID)][-1] == CALL_ID
    assert sound(desk)


def test_a_candidate_who_withdraws_ends_the_dossiers_life(desk: Desk) -> None:
    decided(ranked(desk))
    found = calls.withdraw(evolve(desk, on=D(2018, 6, 1)), CALL_ID, "a", "home")
    assert [one.dossier for one in found.changes] == ["b"]
    assert life(desk, "a").state is State.WITHDRAWN
    # Whoever was not selected leaves the reserve; that life is over as it was.
    calls.withdraw(evolve(desk, on=D(2018, 6, 2)), CALL_ID, "c", "elsewhere")
    assert life(desk, "c").state is State.REFUSED
    assert round_of(desk).withdrawn == {"a", "c"}


def test_whoever_leaves_the_reserve_with_the_dossier_leaves_it_too(desk: Desk) -> None:
    decided(ranked(desk))
    found = steps.withdraw(evolve(desk, on=D(2018, 6, 1)), "b", "elsewhere")
    assert found.life.state is State.REFUSED
    steps.withdraw(evolve(desk, on=D(2018, 6, 2)), "a", "home")
    assert taken(desk, "c")[-1] == "selected"


def test_whoever_cannot_take_the_place_is_passed_over_with_the_reasons_and_stays_in_reserve(desk: Desk) -> None:
    decided(ranked(desk))
    unfit(desk, "b")
    (left,) = steps.withdraw(evolve(desk, on=D(2018, 6, 1)), "a", "home").left
    assert [(one.assessment.dossier.mobility.id, "rule-unmet" in reasons(one)) for one in left.passed] == [("b", True)]
    assert [one.dossier for one in left.changes] == ["c"]
    assert (taken(desk, "b")[-1], taken(desk, "c")[-1]) == ("not_selected", "selected")
    placement = round_of(desk).placement("b")
    assert placement is not None
    assert placement.reserve == (RIJEKA,)
    assert agreement_of(desk, "b") is None


def test_a_coordinator_withdraws_a_candidate_before_the_decision_and_not_after_it(desk: Desk) -> None:
    ranked(desk)
    steps.withdraw(acting(desk, "Ana Primjer", D(2018, 4, 18)), "b", "home")
    assert round_of(desk).withdrawn == {"b"}
    decided(desk)
    with pytest.raises(Forbidden):
        steps.withdraw(acting(desk, "Ana Primjer", D(2018, 4, 19)), "a", "home")
    assert taken(desk, "a")[-1] == "selected"
    assert life(desk, "a").state is State.UNDER_WAY


# -- several units

FSRE, FF = "Ana Primjer", "Luka Primjer"


def test_coordinators_record_applications_without_seeing_those_of_other_units(desk: Desk) -> None:
    calls.open_round(desk, CALL_ID, None)
    for id, name, day in (("a", FSRE, 10), ("c", FF, 10), ("b", FSRE, 11), ("a", FSRE, 12)):
        found = calls.apply(acting(desk, name, D(2018, 3, day)), CALL_ID, id, [RIJEKA])
        assert {UNITS[one.dossier] for one in found.applications} == {UNITS[id]}
    assert [one.dossier for one in round_of(desk).applications] == ["c", "b", "a"]
    with pytest.raises(Forbidden):
        calls.apply(acting(desk, FF, D(2018, 3, 12)), CALL_ID, "b", [RIJEKA])
    assert sound(desk)


def test_what_a_withdrawal_or_an_appeal_changes_names_nobody_in_the_lives_of_another_unit(desk: Desk) -> None:
    upheld(published(decided(ranked(desk))), "c", motivation_letter=3, cv=2)
    decided(desk, D(2018, 5, 2), "02/18")
    told = f"{CALL_ID}/c/1: the letter was not read"
    assert notes(desk, "c")[2:] == [f"not_selected: {told}", "proposed", "selected"]
    assert notes(desk, "a")[3] == "selected: 02/18"
    calls.withdraw(evolve(desk, on=D(2018, 6, 1)), CALL_ID, "c", "home")
    assert notes(desk, "a")[5] == "not_selected: 02/18"
    actor = acting(desk, FSRE, D(2018, 6, 2))
    with actor.read() as reader:
        seen = "".join(f"{one.id} {one.note}" for one in reader.entries())
        assert f"{CALL_ID}/c" not in seen
        assert "the letter" not in seen
        shown = rounds.round_of(reader, CALL_ID)
    assert [one.appeal for one in shown.rankings] == [None, None]
    assert sound(desk)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_after_all_of_it_a_login_of_the_unit_s_own_finds_no_word_of_another_unit_s_candidate(
    desk: Desk, address: str
) -> None:
    upheld(published(decided(ranked(desk))), "c", motivation_letter=3, cv=2)
    decided(desk, D(2018, 5, 2), "02/18")
    calls.withdraw(evolve(desk, on=D(2018, 6, 1)), CALL_ID, "c", "a reason of c's own")
    found: dict[str, list[str]] = {}
    with bound(address, "fsre") as url:
        engine = connected(url)
        with engine.begin() as connection:
            connection.execute(text("SELECT set_config('mobilnost.units', '*', true)"))
            for name in ("records", "revisions", "journal", "dossiers", "owners", "blobs", "duties", "kept"):
                rows = connection.execute(select(text("*")).select_from(table(name)))
                found[name] = [str(row) for row in rows]
        engine.dispose()
    words = ("p-c", "'c'", '"c"', f"{CALL_ID}/c", "the letter was not read", "c's own")
    assert not {(name, word) for name, rows in found.items() for row in rows for word in words if word in row}
    assert any(f"'{CALL_ID}/a'" in row for row in found["records"])


def test_who_applied_by_dossiers_of_two_units_is_not_ranked_twice(desk: Desk) -> None:
    other = student("c").replace('"c"', '"c-2"', 1).replace('"ff"', '"fsre"')
    dossiers.add(desk, [parse_dossier(other)], whole=True)
    calls.open_round(desk, CALL_ID, None)
    for id, name in (("c", FF), ("c-2", FSRE)):
        calls.apply(acting(desk, name, D(2018, 3, 10)), CALL_ID, id, [RIJEKA])
    calls.close(evolve(desk, on=D(2018, 4, 14)), CALL_ID)
    later = evolve(desk, on=D(2018, 4, 17))
    with pytest.raises(Refused) as refused:
        calls.rank(later, CALL_ID, None)
    assert "applied-already" in reasons(refused.value)
    calls.withdraw(later, CALL_ID, "c-2", "applied twice")
    with pytest.raises(Refused) as refused:
        calls.rank(later, CALL_ID, None)
    assert set(reasons(refused.value)) == {"points-missing"}


def test_a_person_of_two_units_is_changed_by_the_office_alone_and_everybody_is_told_why(desk: Desk) -> None:
    other = student("c").replace('"c"', '"c-2"', 1).replace('"ff"', '"fsre"')
    dossiers.add(desk, [parse_dossier(other)], whole=True)
    actor = acting(desk, FSRE, D(2018, 3, 12))
    changed = parse_dossier(other.replace('given_names = "Iva"', 'given_names = "Another"'))
    further = evolve(changed, value=evolve(changed.value, mobility=evolve(changed.value.mobility, id="c-3")))
    acts = (
        lambda: persons.change_person(actor, "p-c", {"given_names": "Another"}),
        lambda: dossiers.change(actor, changed, 1),
        lambda: dossiers.add(actor, [further], whole=True),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert reasons(refused.value) == ["person-shared"]
        told = [tell_reason(refused.value.reasons[0], catalogue(one)) for one in LANGUAGES]
        assert len(set(told)) == len(LANGUAGES)
        assert all("p-c" in one and "fsre" in one for one in told)
    with desk.read() as reader:
        assert reader.get(PERSON, "p-c").revision == 1
        assert reader.find(DOSSIER, "c-3") is None
    persons.change_person(desk, "p-c", {"given_names": "Another"})
    assert sound(desk)


# -- places


def use(desk: Desk, day: dt.date) -> PlaceUse:
    """What is used of the places for outgoing students."""
    agreements = Agreements(desk.office, day)
    with desk.read() as reader:
        one = agreements.loaded[RIJEKA].value
        return used(agreements, reader, [one], AcademicYear(2018))[RIJEKA].entries[0]


def test_candidates_use_places_once_they_are_selected(desk: Desk) -> None:
    day = D(2018, 4, 30)
    assert use(desk, day).used.persons == 4  # dossiers that name it, of which no call knows
    ranked(desk)
    found = use(desk, day)
    assert (found.used.persons, found.asked.persons) == (0, 4)
    decided(desk)
    found = use(desk, day)
    assert (found.used.persons, found.asked.persons) == (1, 0)
    upheld(published(desk), "b", motivation_letter=3, cv=2)
    assert use(desk, day).used.persons == 1
    decided(desk, D(2018, 5, 2), "02/18")
    calls.withdraw(evolve(desk, on=D(2018, 6, 1)), CALL_ID, "b", "home")
    assert use(desk, D(2018, 6, 2)).used.persons == 1
    for id in ("a", "c"):
        steps.withdraw(evolve(desk, on=D(2018, 6, 3)), id, "home")
    assert use(desk, D(2018, 6, 4)).used.persons == 0


# -- what an agreement puts in the place of the procedure (čl. 5 st. 3)

OWN = """
[[terms]]
provision = "selection.student.procedure"
value = "coordinators_agree"
clause = "čl. 7"
"""


@pytest.fixture
def own(folder: Path, register: Register) -> Desk:
    """The same under an agreement with a procedure of its own."""
    file = folder / "agreements" / f"{RIJEKA}.toml"
    file.write_text(file.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    made = sitting(folder, register, PETRA)
    dossiers.add(made, [parse_dossier(student(id)) for id in AVERAGES], whole=True)
    return made


def test_where_an_agreement_has_its_own_procedure_no_committee_proposes_and_others_decide(own: Desk) -> None:
    decided(ranked(own), by="Both Coordinators")
    assert taken(own, "a") == ["applied", "selected"]
    assert life(own, "a").taken[-1].by == "Both Coordinators"
    with own.read() as reader:
        way = steps.ahead(evolve(own, on=D(2018, 4, 19)), reader, "a").way
    assert "proposed" not in [one.id for one in way.applying]


def test_where_it_has_none_the_vice_rector_decides_on_the_committees_proposal(desk: Desk) -> None:
    ranked(desk)
    with pytest.raises(Refused) as refused:
        decided(desk, by="Both Coordinators")
    assert reasons(refused.value) == ["role-not-held"]


# -- the Rectorate

WAIVER = """\
[decision]
id = "r-1"
date = 2018-10-01
by = "international_office"
reference = "01-9/18"
reason = "nominated for a specific mobility"
dossier = "2019-008"

[[waivers]]
provision = "selection.staff.criteria"
"""


BOTH = WAIVER + '\n[[waivers]]\nprovision = "selection.staff.committee"\n'
NOMINEE, RIVAL = "2019-008", "s"


def nominated(desk: Desk, waiver: str) -> Desk:
    """The desk after a call for staff is ranked, with an employee of the Rectorate nominated by special decision."""
    text = (EXAMPLE / "dossiers" / "erasmus-13-rectorate.toml").read_text(encoding="utf-8")
    plain = text.split("[[documents]]")[0]
    rival = plain.replace(NOMINEE, RIVAL).replace('"e-2"', '"e-s"').replace("[staff]", '[staff]\nunit = "ff"')
    dossiers.add(desk, [parse_dossier(plain), parse_dossier(rival)], whole=True)
    day = D(2018, 10, 18)
    decisions.record(evolve(desk, on=day), parse_decision(waiver, "decision.toml", Format.TOML))
    calls.open_round(evolve(desk, on=D(2018, 9, 3)), STAFF_CALL, Selected.STAFF)
    calls.apply(evolve(desk, on=D(2018, 9, 4)), STAFF_CALL, RIVAL, [RIJEKA])
    calls.close(evolve(desk, on=D(2018, 10, 16)), STAFF_CALL)
    given = [
        Points(dossier=RIVAL, criterion=name, points=Decimal(4), by="committee", on=day)
        for name in ("quality_of_work_plan", "languages")
    ]
    calls.record_points(evolve(desk, on=day), STAFF_CALL, given)
    calls.nominate(evolve(desk, on=day), STAFF_CALL, NOMINEE, RIJEKA)
    calls.rank(evolve(desk, on=day), STAFF_CALL, None)
    return evolve(desk, on=D(2018, 10, 19))


@pytest.fixture
def bare(folder: Path, register: Register) -> Desk:
    """The desk of an office without decisions among its files."""
    shutil.rmtree(folder / "decisions")
    return sitting(folder, register, PETRA)


def test_of_a_nominee_whom_a_decision_frees_from_the_selection_nothing_is_recorded(bare: Desk) -> None:
    desk = nominated(bare, BOTH)
    calls.decide(desk, STAFF_CALL, PETRA, "01-9/18")
    assert agreement_of(desk, NOMINEE) == RIJEKA
    assert states(desk) == {RIVAL: State.REFUSED}


def test_another_nominee_is_selected_by_hand_since_the_place_comes_from_a_decision(bare: Desk) -> None:
    desk = nominated(bare, WAIVER)
    with pytest.raises(StepsRefused) as refused:
        calls.decide(desk, STAFF_CALL, PETRA, "01-9/18")
    assert [(one.assessment.dossier.mobility.id, reasons(one)) for one in refused.value.each] == [
        (NOMINEE, ["step-awaited"])
    ]
    for step, by in (("applied", "Jelena"), ("proposed", "Committee"), ("selected", PETRA)):
        steps.record(desk, NOMINEE, step, steps.Act(by=by))
    by_hand = life(desk, NOMINEE)
    calls.decide(desk, STAFF_CALL, PETRA, "01-9/18")
    assert life(desk, NOMINEE) == by_hand
