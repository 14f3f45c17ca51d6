"""Steps are recorded by whoever may, with what they rest on and bring about; decisions set aside what they may."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import offices
import pytest
from attrs import evolve

from mobilnost.desk import Desk, decisions, dossiers, steps
from mobilnost.desk.judging import assess
from mobilnost.desk.recording import StepRefused
from mobilnost.formats import Format, Loaded, load_dossier, parse_decision, parse_dossier
from mobilnost.host import Host
from mobilnost.model import Decision, InvalidData
from mobilnost.office import Office, Unknown
from mobilnost.procedure.actors import actors_of
from mobilnost.procedure.lives.life import Life, State
from mobilnost.procedure.refusals import Refused
from mobilnost.register.listing import Filter, listed
from mobilnost.register.refusals import Forbidden
from mobilnost.register.refusals import Unknown as NoSuchRecord
from mobilnost.register.sorts import BASIS, DECISION, DOSSIER, LIFE, PERSON
from mobilnost.register.store import Register
from mobilnost.register.verify import flaws

D = dt.date
NOON = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
ID = "2018-0042"
MAY = D(2018, 5, 1)
PEOPLE = """
[[units]]
id = "fsre"
names = { hr = "Fakultet" }
ects_coordinator = "Ana Koordinator"
vice_dean = "Marko Dekan"

[[units]]
id = "ff"
names = { hr = "Filozofski" }
ects_coordinator = "Nada Koordinator"

[[officers]]
role = "vice_rector"
name = "Petra Prorektor"

[[officers]]
role = "international_office"
name = "Olga Ured"
"""
STAFF = """\
[mobility]
id = "2018-0099"
programme = "erasmus"
kind = "training"
direction = "outgoing"
agreement = "sum-uniri-2018"
sending = "sum.ba"
receiving = "uniri.hr"
start = 2018-11-05
end = 2018-11-09

[person]
id = "p-9"
given_names = "Luka"
family_name = "Rektorat"
citizenships = ["BA"]
status_in_country = "citizen"

[staff]
category = "non-teaching"
employment_contract = true
employer = "sum.ba"

[[documents]]
type = "work_plan"
date = 2018-05-01
signed_by = ["superior"]

[[institutions]]
id = "uniri.hr"
names = { en = "University of Rijeka" }
country = "HR"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = offices.make(tmp_path / "office")
    offices.put(folder / "mobilnost.toml", offices.SETTINGS + PEOPLE)
    offices.put(folder / "dossiers" / "staff.toml", STAFF)
    return folder


@pytest.fixture
def desk(folder: Path, register: Register) -> Desk:
    """The desk of the Office, with a student and an employee of the Rectorate in the register."""
    office = Office.open(folder, Host.discover())
    assert office.settings is not None
    actor = actors_of(office.settings.value, D(2018, 5, 1))["Olga Ured"]
    made = Desk(office=office, register=register, actor=actor, at=NOON, on=D(2018, 5, 1))
    found = dossiers.add(made, [load_dossier(one) for one in sorted((folder / "dossiers").iterdir())], whole=True)
    assert len(found) == 2
    return made


def acting(desk: Desk, name: str) -> Desk:
    assert desk.office.settings is not None
    return evolve(desk, actor=actors_of(desk.office.settings.value, desk.on)[name])


def record(desk: Desk, step: str, by: str | None, on: D = MAY, id: str = ID, **more: object) -> Life:
    return steps.record(evolve(desk, on=on), id, step, steps.Act(by=by), **more)


def life(desk: Desk, id: str = ID) -> Life | None:
    with desk.read() as reader:
        kept = reader.find(LIFE, id)
        return kept.value if kept else None


def reasons(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.phrase.id for one in refused.value.reasons]


# -- steps


def test_a_step_is_kept_with_who_took_it_and_what_it_rested_on(desk: Desk) -> None:
    record(desk, "applied", "Iva Primjer")
    found = life(desk)
    assert found is not None
    (taken,) = found.taken
    assert (taken.step, taken.by, taken.role, taken.on) == ("applied", "Iva Primjer", "student", D(2018, 5, 1))
    with desk.read() as reader:
        assert reader.get(BASIS, str(taken.basis)).value.dossier == ID
        assert [one.actor for one in reader.entries("life", ID)] == ["Olga Ured"]
        assert [one.id for one in listed(reader, Filter(step="applied"))] == [ID]
        assert not list(flaws(reader.connection))


def test_a_refused_step_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(StepRefused) as refused:
        record(desk, "selected", "Petra Prorektor")
    assert reasons(refused) == ["step-awaited"]
    assert refused.value.assessment.dossier.mobility.id == ID
    assert life(desk) is None
    with desk.read() as reader:
        assert reader.of_dossier(BASIS, ID) == ()


def test_a_rehearsal_says_what_would_be_and_keeps_nothing(desk: Desk) -> None:
    assert record(desk, "applied", "Iva Primjer", rehearsed=True).last == "applied"
    assert life(desk) is None


def test_a_step_brings_its_papers_about(desk: Desk) -> None:
    for step, by in (("applied", "Iva"), ("proposed", "Committee"), ("selected", "Petra Prorektor")):
        record(desk, step, by)
    record(desk, "notified_before", "Marko Dekan", D(2018, 9, 20))
    with desk.read() as reader:
        assessment = assess(evolve(desk, on=D(2018, 10, 1)), reader, ID)
    states = {one.id: one.state.value for one in assessment.obligations}
    assert states["unit.notice_before_days"] == "done"


def test_a_step_that_the_procedure_does_not_have_is_wrong_usage(desk: Desk) -> None:
    with pytest.raises(Unknown) as unknown:
        record(desk, "aplied", "Iva")
    assert "applied" in str(unknown.value.problem())


def test_what_is_still_to_come_is_not_recorded(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        record(desk, "applied", "Iva", D(2020, 1, 2))
    assert reasons(refused) == ["step-to-come"]


def test_a_step_recorded_by_mistake_is_taken_back_and_the_journal_keeps_both(desk: Desk) -> None:
    record(desk, "applied", "Iva")
    assert steps.undo(desk, ID, "applied", "somebody else applied").taken == ()
    with desk.read() as reader:
        assert [one.note for one in reader.entries("life", ID)] == ["applied", "somebody else applied"]
        assert reader.get(LIFE, ID, 1).value.last == "applied"


# -- roles


def selected_by(desk: Desk, by: str) -> Life:
    record(desk, "applied", "Iva")
    record(desk, "proposed", "Committee")
    return record(desk, "selected", by)


def test_a_role_that_the_settings_give_must_be_held(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        selected_by(desk, "Olga Ured")
    (reason,) = refused.value.reasons
    assert reason.phrase.id == "role-not-held"
    assert dict(reason.phrase.parts)["holders"] == ("Petra Prorektor",)
    assert record(desk, "selected", "Petra Prorektor").last == "selected"


def test_a_units_role_is_held_by_its_own_people(desk: Desk) -> None:
    selected_by(desk, "Petra Prorektor")
    with pytest.raises(Refused) as refused:
        record(desk, "notified_before", "Nada Koordinator")
    assert reasons(refused) == ["role-not-held"]
    assert record(desk, "notified_before", "Ana Koordinator").last == "notified_before"


def test_whoever_records_took_the_step_where_nobody_is_named(desk: Desk) -> None:
    record(desk, "applied", "Iva")
    record(desk, "proposed", "Committee")
    found = record(acting(desk, "Petra Prorektor"), "selected", None)
    assert found.taken[-1].by == "Petra Prorektor"


def test_a_coordinator_records_steps_of_the_own_unit_only(desk: Desk) -> None:
    assert record(acting(desk, "Ana Koordinator"), "applied", "Iva").last == "applied"
    with pytest.raises(Forbidden):
        record(acting(desk, "Nada Koordinator"), "proposed", "Committee")


def test_what_is_ahead_names_who_may_take_each_step(desk: Desk) -> None:
    record(desk, "applied", "Iva")
    record(desk, "proposed", "Committee")
    with desk.read() as reader:
        ahead = steps.ahead(desk, reader, ID)
    assert {one.step.id: by for one, by in ahead.steps} == {
        "selected": ("Petra Prorektor",),
        "not_selected": ("Petra Prorektor",),
    }


# -- special decisions

WAIVER = """\
[decision]
id = "d-1"
date = 2018-05-01
by = "Olga Ured"
reference = "01-1/18"
reason = "nominated for a specific mobility"
dossier = "2018-0099"

[[waivers]]
provision = "selection.staff.committee"
"""


def decided(text: str = WAIVER, **changes: str) -> Loaded[Decision]:
    for old, new in changes.items():
        text = text.replace(old, new)
    return parse_decision(text, "decision.toml", Format.TOML)


def test_a_recorded_decision_sets_the_selection_of_staff_aside(desk: Desk) -> None:
    record(desk, "applied", "Luka", id="2018-0099")
    with pytest.raises(Refused) as refused:
        record(desk, "plan_approved", "Superior", id="2018-0099")
    assert reasons(refused) == ["step-awaited"]
    decisions.record(desk, decided())
    assert record(desk, "plan_approved", "Superior", id="2018-0099").last == "plan_approved"
    with desk.read() as reader:
        assert reader.get(DECISION, "d-1").value.reference == "01-1/18"


def test_a_decision_may_waive_only_what_the_regulation_gives_to_decisions(desk: Desk) -> None:
    unlawful = decided(WAIVER.replace("selection.staff.committee", "duration.staff_total"))
    with pytest.raises(InvalidData) as refused:
        decisions.record(desk, unlawful)
    assert [one.kind for one in refused.value.problems] == ["unlawful-waiver"]


@pytest.mark.parametrize("key", ["selection.staff.committee", "selection.staff.criteria"])
@pytest.mark.parametrize(
    ("id", "changed"),
    [
        pytest.param("2018-0042", None, id="a student"),
        pytest.param("2018-0099", ('employer = "sum.ba"', 'employer = "sum.ba"\nunit = "fsre"'), id="of a unit"),
        pytest.param("2018-0099", ('employer = "sum.ba"', 'employer = "fsre"'), id="employed by a unit"),
        pytest.param("2018-0099", ('employer = "sum.ba"', 'employer = "skbm.ba"'), id="of the hospital"),
    ],
)
def test_a_special_decision_nominates_employees_of_the_rectorate_and_nobody_else(
    desk: Desk, id: str, changed: tuple[str, str] | None, key: str
) -> None:
    # čl. 23, the paragraph after st. 3.
    if changed:
        with desk.read() as reader:
            revision = reader.get(DOSSIER, id).revision
        dossiers.change(desk, parse_dossier(STAFF.replace(*changed), "staff.toml", Format.TOML), revision)
    given = decided(WAIVER.replace("2018-0099", id).replace("selection.staff.committee", key))
    with pytest.raises(InvalidData) as refused:
        decisions.record(desk, given)
    assert [(one.kind, one.found, one.article) for one in refused.value.problems] == [
        ("waiver-out-of-scope", id, "čl. 23, iza st. 3")
    ]


def test_who_is_nominated_outside_the_procedure_need_not_apply(desk: Desk) -> None:
    # čl. 23, the paragraph after st. 3, sets aside everything before it, the application of st. 1 too.
    decisions.record(desk, decided())
    assert record(desk, "plan_approved", "Superior", id="2018-0099").last == "plan_approved"


def test_a_decision_is_about_a_dossier_that_is_there(desk: Desk) -> None:
    with pytest.raises(NoSuchRecord):
        decisions.record(desk, decided(WAIVER.replace("2018-0099", "2018-0100")))


def test_one_decision_is_made_for_a_dossier(desk: Desk) -> None:
    decisions.record(desk, decided())
    with pytest.raises(Refused) as refused:
        decisions.record(desk, decided(WAIVER.replace("d-1", "d-2")))
    assert reasons(refused) == ["decided-already"]


def test_a_decision_in_the_files_counts_and_one_in_both_is_one(desk: Desk, folder: Path) -> None:
    (folder / "decisions").mkdir()
    offices.put(folder / "decisions" / "d.toml", WAIVER)
    desk = evolve(desk, office=Office.open(folder, Host.discover()))
    record(desk, "applied", "Luka", id="2018-0099")
    assert record(desk, "plan_approved", "Superior", id="2018-0099").last == "plan_approved"
    decisions.record(desk, decided())
    with desk.read() as reader:
        assert assess(desk, reader, "2018-0099").rulebook.waived


def test_two_that_differ_are_a_problem_that_names_both(desk: Desk, folder: Path) -> None:
    decisions.record(desk, decided())
    (folder / "decisions").mkdir()
    offices.put(folder / "decisions" / "d.toml", WAIVER.replace("01-1/18", "01-2/18"))
    desk = evolve(desk, office=Office.open(folder, Host.discover()))
    with desk.read() as reader, pytest.raises(InvalidData) as refused:
        assess(desk, reader, "2018-0099")
    (problem,) = refused.value.problems
    assert problem.kind == "several-decisions"
    assert len(problem.others) == 1


# -- withdrawal and change


def test_who_withdraws_ends_the_life_and_frees_the_place(desk: Desk) -> None:
    record(desk, "applied", "Iva")
    assert steps.withdraw(desk, ID, "illness").life.state is State.WITHDRAWN
    with desk.read() as reader:
        assert [one.id for one in listed(reader, Filter(state="withdrawn"))] == [ID]
    with pytest.raises(Refused) as refused:
        record(desk, "proposed", "Committee")
    assert "life-withdrawn" in reasons(refused)


def test_a_dossier_is_withdrawn_before_anything_was_done(desk: Desk) -> None:
    assert steps.withdraw(desk, ID, "illness").life.taken == ()


def test_a_life_does_not_go_over_into_another_procedure(desk: Desk) -> None:
    record(desk, "applied", "Iva")
    text = offices.dossier(programme='"ceepus"').replace('agreement = "sum-uniri-2018"\n', 'network = "CIII"\n')
    dossiers.change(desk, parse_dossier(text), 1)
    with pytest.raises(Refused) as refused:
        record(desk, "proposed", "Committee")
    assert reasons(refused) == ["other-procedure"]


def test_a_person_of_two_dossiers_is_kept_once_with_all_that_is_known(desk: Desk) -> None:
    text = offices.dossier(id='"2019-0001"').replace(
        'family_name = "Primjer"', 'family_name = "Novo"\nbirth_date = 1998-03-02'
    )
    dossiers.add(desk, [parse_dossier(text)], whole=True)
    dossiers.add(desk, [parse_dossier(offices.dossier(id='"2019-0002"'))], whole=True)
    with desk.read() as reader:
        person = reader.get(PERSON, "s-1001").value
        assert (person.family_name, person.birth_date) == ("Primjer", D(1998, 3, 2))
        assert len(reader.ids(DOSSIER)) == 4


# -- who may add


def test_a_coordinator_adds_dossiers_of_the_own_unit_only(desk: Desk) -> None:
    given = [
        parse_dossier(offices.dossier(id=f'"2019-000{n}"', unit=f'"{unit}"')) for n, unit in ((3, "fsre"), (4, "ff"))
    ]
    found = dossiers.add(acting(desk, "Ana Koordinator"), given)
    assert [one.error is None for one in found] == [True, False]
    assert isinstance(found[1].error, Forbidden)
    with desk.read() as reader:
        assert reader.find(DOSSIER, "2019-0003") is not None
        assert reader.find(DOSSIER, "2019-0004") is None
        assert not list(flaws(reader.connection))


def test_a_whole_is_added_or_nothing_of_it(desk: Desk) -> None:
    given = [parse_dossier(offices.dossier(id=f'"{id}"')) for id in ("2019-0005", ID)]
    with pytest.raises(Refused) as refused:
        dossiers.add(desk, given, whole=True)
    assert reasons(refused) == ["id-taken"]
    with desk.read() as reader:
        assert reader.find(DOSSIER, "2019-0005") is None
    assert [one.error is None for one in dossiers.add(desk, given)] == [True, False]


def test_a_dossier_twice_in_one_go_is_added_once(desk: Desk) -> None:
    given = [parse_dossier(offices.dossier(id='"2019-0006"'))] * 2
    assert [one.error is None for one in dossiers.add(desk, given)] == [True, False]
