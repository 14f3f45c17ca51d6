"""A partner that only the register knows is known when a dossier is judged, replayed, and asked what is due of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import offices
import pytest
from attrs import evolve

from mobilnost.desk import Desk, dossiers
from mobilnost.desk.basis import noted, replay
from mobilnost.desk.dues import Dues
from mobilnost.desk.institutions import keep_institutions
from mobilnost.desk.judging import assess
from mobilnost.formats import Format, parse_dossier
from mobilnost.host import Host
from mobilnost.model import Institution
from mobilnost.office import Office
from mobilnost.procedure.actors import Actor
from mobilnost.procedure.basis import Part
from mobilnost.register.sorts import INSTITUTION
from mobilnost.register.store import Register

DAY = dt.date(2018, 5, 1)
ID = "2018-0099"
GRAZ = Institution(id="uni-graz.at", names={"en": "University of Graz"}, country="AT")
DOSSIER = """\
[mobility]
id = "2018-0099"
programme = "erasmus"
kind = "training"
direction = "outgoing"
sending = "sum.ba"
receiving = "uni-graz.at"
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
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return offices.make(tmp_path / "office")


def desk_at(folder: Path, register: Register) -> Desk:
    office = Office.open(folder, Host.discover())
    at = dt.datetime(2018, 5, 1, 12, tzinfo=dt.UTC)
    return Desk(office=office, register=register, actor=Actor(name="Olga Ured", trusted=True), at=at, on=DAY)


@pytest.fixture
def desk(folder: Path, register: Register) -> Desk:
    made = desk_at(folder, register)
    others = [DOSSIER, DOSSIER.replace("uni-graz.at", "uniri.hr").replace("2018-0099", "2018-0100")]
    dossiers.add(made, [parse_dossier(one, "dossier.toml", Format.TOML) for one in others], whole=True)
    return made


def host_country(desk: Desk) -> object:
    with desk.read() as reader:
        found = assess(desk, reader, ID)
    return found.rulebook.case(found.dossier, found.calendar).country("uni-graz.at")


def test_a_dossier_is_judged_by_what_the_register_knows_of_its_partner(desk: Desk) -> None:
    assert host_country(desk) is None
    keep_institutions(desk, [GRAZ])
    assert host_country(desk) == "AT"
    keep_institutions(desk, [evolve(GRAZ, country="DE")])
    assert host_country(desk) == "DE"


def test_what_stands_in_the_offices_files_prevails(desk: Desk, folder: Path) -> None:
    keep_institutions(desk, [evolve(GRAZ, country="DE")])
    offices.put(
        folder / "institutions.toml",
        '[[institutions]]\nid = "uni-graz.at"\nnames = { en = "Graz" }\ncountry = "AT"\n',
    )
    assert host_country(desk_at(folder, desk.register)) == "AT"


def test_a_past_assessment_keeps_the_partner_that_it_knew(desk: Desk) -> None:
    keep_institutions(desk, [GRAZ])
    with desk.write() as writer:
        noted(desk, writer, assess(desk, writer.reader, ID))
    keep_institutions(desk, [evolve(GRAZ, country="DE")])
    with desk.read() as reader:
        again = replay(desk, reader, ID)
        (kept,) = again.basis.of(Part.PARTNER)
        assert INSTITUTION.read(reader.content(kept.digest).decode()).value == GRAZ
    assert again.same


def test_what_is_due_is_derived_anew_of_dossiers_that_lead_to_a_partner_that_changed(desk: Desk, folder: Path) -> None:
    assert Dues(desk).refresh() == 2
    keep_institutions(desk, [GRAZ])
    later = desk_at(folder, desk.register)
    assert Dues(later).refresh() == 1
    assert Dues(later).refresh() == 0
