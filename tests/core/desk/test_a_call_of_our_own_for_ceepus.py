"""Who goes out with CEEPUS by a call of our own is selected by it first, and then walks the programme's own chain."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

import mobilnost
from mobilnost.desk import Desk, calls, dossiers, rounds, steps
from mobilnost.desk.recording import StepRefused, StepsRefused
from mobilnost.formats import parse_dossier
from mobilnost.host import Host
from mobilnost.model import Document, Dossier
from mobilnost.office import Office
from mobilnost.procedure.actors import actors_of
from mobilnost.procedure.calls.rounds import Points, Stage
from mobilnost.procedure.lives.life import Life, State
from mobilnost.procedure.refusals import Refused
from mobilnost.register.sorts import DOSSIER, LIFE
from mobilnost.register.store import Register
from mobilnost.register.verify import flaws

D = dt.date
NOON = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
EXAMPLE = Path(str(mobilnost.__file__)).parent / "examples" / "office"
CALL, NETWORK, PETRA = "ceepus-2018", "ceepus-network-2018", "Petra Primjer"
#: By the average that they are ranked by; the network has two places, one of them to be given in this round.
AVERAGES = {"a": 4.5, "b": 4.0, "c": 3.9}
#: A stay in the summer, for which the portal takes applications until 31 October.
APPLIED, RANKED, DECIDED = D(2018, 9, 10), D(2018, 11, 5), D(2018, 11, 6)
SELECTION = """
[selection]
participant = "student"

[[selection.criteria]]
id = "academic_success"
fact = "grade_average"

[[selection.criteria]]
id = "motivation_letter"
lowest = 1
highest = 3

[[selection.criteria]]
id = "cv"
lowest = 0
highest = 2

[[selection.ties]]
fact = "past_mobilities"
criterion = "outgoing_mobilities"
order = "lower"
"""
PLACES = """
[[places]]
direction = "outgoing"
kind = "study"
persons_per_year = 1
"""
FREEMOVER = "".join(
    f'[[documents]]\ntype = "{type}"\ndate = 2018-09-01\n\n'
    for type in ("freemover_letter_of_acceptance", "recommendation_letter", "recommendation_letter")
)
CHAIN = {
    "ceepus.approved_by_home_coordinator": D(2018, 11, 10),
    "ceepus.approved_by_home_office": D(2018, 11, 20),
    "ceepus.accepted_by_host_coordinator": D(2018, 12, 3),
    "ceepus.awarded": D(2019, 1, 25),
    "ceepus.letter_of_award": D(2019, 1, 28),
    "ceepus.accepted_by_applicant": D(2019, 1, 30),
    "begun": D(2019, 4, 1),
    "ended": D(2019, 6, 30),
    "reported": D(2019, 7, 9),
    "ceepus.completed": D(2019, 7, 10),
}


def student(id: str, *, freemover: bool = False) -> str:
    """A student who has handed in what the application asks for, and nothing more."""
    name = "ceepus-03-freemover" if freemover else "ceepus-01-network"
    text = (EXAMPLE / "dossiers" / f"{name}.toml").read_text(encoding="utf-8")
    text = text.split("[[documents]]")[0] + (FREEMOVER if freemover else "")
    for old, new in (
        ('call = "ceepus-2018"\n', ""),
        ('agreement = "ceepus-network-2018"\n', ""),
        ('"2019-002"', f'"{id}"'),
        ('"2019-003"', f'"{id}"'),
        ('"s-1011"', f'"p-{id}"'),
        ('"s-1013"', f'"p-{id}"'),
        ("average = 4.2", f"average = {AVERAGES.get(id, 4.2)}"),
    ):
        text = text.replace(old, new)
    return text


@pytest.fixture
def desk(tmp_path: Path, register: Register) -> Desk:
    """The vice-rector's desk: the round is open, and three students are in the register."""
    folder = tmp_path / "office"
    shutil.copytree(EXAMPLE, folder)
    for name, more in ((f"calls/{CALL}", SELECTION), (f"agreements/{NETWORK}", PLACES)):
        with (folder / f"{name}.toml").open("a", encoding="utf-8") as file:
            file.write(more)
    office = Office.open(folder, Host.discover())
    assert office.settings is not None
    actor = actors_of(office.settings.value, D(2018, 3, 1))[PETRA]
    made = Desk(office=office, register=register, actor=actor, at=NOON, on=D(2018, 3, 1))
    dossiers.add(made, [parse_dossier(student(id)) for id in AVERAGES], whole=True)
    calls.open_round(made, CALL, None)
    return made


def at(desk: Desk, day: dt.date) -> Desk:
    return evolve(desk, on=day)


def ranked(desk: Desk, *ids: str) -> Desk:
    """The desk after some have applied, the call is closed and the committee has ranked them."""
    for id in ids or AVERAGES:
        calls.apply(at(desk, APPLIED), CALL, id, [NETWORK])
    calls.close(at(desk, D(2018, 11, 1)), CALL)
    given = [
        Points(dossier=id, criterion=name, points=Decimal(1), by="committee", on=RANKED)
        for id in (ids or AVERAGES)
        for name in ("motivation_letter", "cv")
    ]
    calls.record_points(at(desk, RANKED), CALL, given)
    calls.rank(at(desk, RANKED), CALL, None)
    return desk


def decided(desk: Desk) -> Desk:
    calls.decide(at(ranked(desk), DECIDED), CALL, PETRA, "01/18")
    calls.publish(at(desk, DECIDED), CALL)
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


def dossier(desk: Desk, id: str) -> Dossier:
    with desk.read() as reader:
        found: Dossier = reader.get(DOSSIER, id).value
        return found


def next_steps(desk: Desk, id: str, day: dt.date) -> dict[str, list[str]]:
    """What can come next, with what stands against it."""
    with desk.read() as reader:
        found = steps.ahead(at(desk, day), reader, id).steps
        return {one.step.id: [reason.phrase.id for reason in one.against] for one, _ in found}


def handed_in(desk: Desk, id: str) -> None:
    """All the papers that the stay asks for, as the example's dossier has them."""
    whole = parse_dossier((EXAMPLE / "dossiers" / "ceepus-01-network.toml").read_text(encoding="utf-8")).value
    with desk.read() as reader:
        kept = reader.get(DOSSIER, id)
    loaded = DOSSIER.read(kept.text, id)
    permit = Document(type="residence_permit", date=D(2019, 3, 20))
    value = evolve(loaded.value, documents=(*whole.documents, permit), suspensions=whole.suspensions)
    dossiers.change(desk, evolve(loaded, value=value), kept.revision)


def record(desk: Desk, id: str, step: str, by: str | None = None) -> None:
    steps.record(at(desk, CHAIN[step]), id, step, steps.Act(by=by or "somebody"))


def reasons(error: Refused) -> list[str]:
    return [one.phrase.id for one in error.reasons]


def test_an_application_by_the_call_is_the_application_of_the_programmes_chain(desk: Desk) -> None:
    calls.apply(at(desk, APPLIED), CALL, "a", [NETWORK])
    (step,) = life(desk, "a").taken
    assert (life(desk, "a").procedure, step.step, step.by, step.on) == (
        "ceepus.exchange",
        "applied",
        "Karlo Primjer",
        APPLIED,
    )
    assert dossier(desk, "a").mobility.call == CALL


def test_nobody_in_the_network_approves_before_our_university_has_selected(desk: Desk) -> None:
    ranked(desk)
    found = next_steps(desk, "a", DECIDED)
    assert found.keys() == {"selected", "not_selected"}
    assert all("step-of-call" in one for one in found.values())
    with pytest.raises(StepRefused) as refused:
        record(desk, "a", "ceepus.approved_by_home_coordinator")
    assert "step-awaited" in reasons(refused.value)


def test_the_decision_of_the_call_stands_in_each_life(desk: Desk) -> None:
    decided(desk)
    assert {id: taken(desk, id) for id in AVERAGES} == {
        "a": ["applied", "selected"],
        "b": ["applied", "not_selected"],
        "c": ["applied", "not_selected"],
    }
    assert states(desk) == {"a": State.UNDER_WAY, "b": State.REFUSED, "c": State.REFUSED}
    selected = life(desk, "a").taken[-1]
    assert (selected.by, selected.role, selected.reference, selected.on) == (PETRA, "vice_rector", "01/18", DECIDED)
    assert [dossier(desk, id).mobility.agreement for id in AVERAGES] == [NETWORK, None, None]
    assert dossier(desk, "a").mobility.receiving == "elte.hu"
    with desk.read() as reader:
        assert rounds.round_of(reader, CALL).stage is Stage.PUBLISHED
        assert not list(flaws(reader.connection))


def test_whoever_is_selected_walks_the_chain_to_its_end(desk: Desk) -> None:
    decided(desk)
    assert next_steps(desk, "a", DECIDED).keys() == {
        "ceepus.approved_by_home_coordinator",
        "ceepus.refused_by_home_coordinator",
    }
    handed_in(desk, "a")
    for step in CHAIN:
        record(desk, "a", step)
    assert life(desk, "a").state is State.COMPLETED
    assert taken(desk, "a") == ["applied", "selected", *CHAIN]


def test_whoever_is_not_selected_is_approved_by_nobody(desk: Desk) -> None:
    decided(desk)
    with pytest.raises(StepRefused) as refused:
        record(desk, "b", "ceepus.approved_by_home_coordinator")
    assert "life-refused" in reasons(refused.value)


def test_on_a_withdrawal_the_reserve_moves_up_and_goes_on_in_the_chain(desk: Desk) -> None:
    decided(desk)
    record(desk, "a", "ceepus.approved_by_home_coordinator")
    found = steps.withdraw(at(desk, D(2018, 11, 12)), "a", "an award elsewhere")
    (left,) = found.left
    assert [(one.dossier, one.after) for one in left.changes] == [("b", NETWORK)]
    assert (taken(desk, "b"), life(desk, "b").state) == (["applied", "selected"], State.UNDER_WAY)
    record_later = at(desk, D(2018, 11, 13))
    steps.record(record_later, "b", "ceepus.approved_by_home_coordinator", steps.Act(by="somebody"))
    assert states(desk) == {"a": State.WITHDRAWN, "b": State.UNDER_WAY, "c": State.REFUSED}


def test_whoever_the_network_approves_without_our_call_needs_no_selection(desk: Desk) -> None:
    portal = student("n").replace("[person]", f'agreement = "{NETWORK}"\n\n[person]')
    dossiers.add(desk, [parse_dossier(portal)], whole=True)
    steps.record(at(desk, APPLIED), "n", "applied", steps.Act(by="Karlo Primjer"))
    record(desk, "n", "ceepus.approved_by_home_coordinator")
    assert taken(desk, "n") == ["applied", "ceepus.approved_by_home_coordinator"]


def test_a_freemover_applies_to_the_network_alone(desk: Desk) -> None:
    dossiers.add(desk, [parse_dossier(student("f", freemover=True))], whole=True)
    with pytest.raises(StepsRefused) as refused:
        calls.apply(at(desk, APPLIED), CALL, "f", [NETWORK])
    assert set(reasons(refused.value)) == {"step-does-not-apply"}
    assert dossier(desk, "f").mobility.call is None
    with desk.read() as reader:
        assert rounds.round_of(reader, CALL).applications == ()


def test_nor_does_a_freemover_whose_dossier_names_our_call_wait_for_its_selection(desk: Desk) -> None:
    named = student("f", freemover=True).replace("[person]", f'call = "{CALL}"\n\n[person]')
    dossiers.add(desk, [parse_dossier(named)], whole=True)
    steps.record(at(desk, APPLIED), "f", "applied", steps.Act(by="Klara Primjer"))
    assert next_steps(desk, "f", DECIDED).keys() == {"ceepus.approved_by_home_office"}
