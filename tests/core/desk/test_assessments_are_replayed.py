"""An assessment that was noted is made again from what the register keeps alone, byte for byte, whatever has changed."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import offices
import pytest
from attrs import evolve

import mobilnost
from mobilnost.desk import Desk, basis
from mobilnost.desk.basis import noted, replay
from mobilnost.desk.judging import assess
from mobilnost.formats import load_dossier
from mobilnost.host import Host
from mobilnost.office import Office
from mobilnost.office import Unknown as NoSuch
from mobilnost.procedure.actors import Actor
from mobilnost.procedure.basis import Version
from mobilnost.procedure.refusals import Refused
from mobilnost.register.sorts import BASIS, DOSSIER
from mobilnost.register.store import Register, Unknown
from mobilnost.register.verify import Damage, Damaged, flaws

DAY = dt.date(2018, 6, 25)
NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
EXAMPLES = Path(mobilnost.__file__).parent / "examples" / "office"
GOOD = "2018-0042"


def desk_at(folder: Path, register: Register) -> Desk:
    """An office's desk as if its program were started now."""
    office = Office.open(folder, Host.discover())
    return Desk(office=office, register=register, actor=Actor(name="ana", trusted=True), at=NOON, on=DAY)


def put(desk: Desk, file: Path) -> str:
    """A dossier from a file, put into the register, assessed and noted."""
    one = load_dossier(file).value
    with desk.write() as writer:
        writer.add(DOSSIER, one)
        return noted(desk, writer, assess(desk, writer.reader, one.mobility.id))


@pytest.fixture
def desk(tmp_path: Path, register: Register) -> Desk:
    return desk_at(offices.make(tmp_path / "office"), register)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_every_dossier_of_the_example_is_replayed_when_its_law_is_gone(tmp_path: Path, register: Register) -> None:
    folder = tmp_path / "office"
    shutil.copytree(EXAMPLES, folder)
    desk = desk_at(folder, register)
    ids = [put(desk, file) for file in desk.office.dossiers.paths]
    assert len(ids) > 5
    shutil.rmtree(folder)
    later = desk_at(offices.make(tmp_path / "other"), register)
    with later.read() as reader:
        for id in ids:
            made = replay(later, reader, id.rpartition("/")[0])
            assert made.same, (id, made.then, made.now)
            assert made.changed == ()


def test_a_replay_asks_the_law_of_then(desk: Desk) -> None:
    assert put(desk, desk.office.dossiers.paths[0]) == f"{GOOD}/1"
    folder = desk.office.folder
    assert folder is not None
    agreement = folder / "agreements" / "rijeka.toml"
    agreement.write_text(agreement.read_text().replace("10 months", "1 months"))
    later = desk_at(folder, desk.register)
    with later.write() as writer:
        assert noted(later, writer, assess(later, writer.reader, GOOD)) == f"{GOOD}/2"
    with later.read() as reader:
        first, second = (replay(later, reader, GOOD, number) for number in (1, 2))
    assert (first.basis.verdict, second.basis.verdict) == ("eligible", "not_eligible")
    assert first.same
    assert second.same
    assert first.now != second.now


def test_what_was_noted_already_is_not_noted_twice(desk: Desk) -> None:
    put(desk, desk.office.dossiers.paths[0])
    with desk.write() as writer:
        assert noted(desk, writer, assess(desk, writer.reader, GOOD)) == f"{GOOD}/1"


def test_another_program_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, desk.office.dossiers.paths[0])
    monkeypatch.setattr(basis, "version", lambda _: "99")
    with desk.read() as reader:
        made = replay(desk, reader, GOOD)
    assert made.same
    changed = {then.name: (then.version, now and now.version) for then, now in made.changed}
    assert changed["mobilnost"] == (mobilnost.__version__, "99")
    assert set(changed) == {"mobilnost", "holidays"}


def test_what_was_never_noted_is_not_replayed(desk: Desk) -> None:
    with desk.write() as writer:
        writer.add(DOSSIER, load_dossier(desk.office.dossiers.paths[0]).value)
    with desk.read() as reader:
        with pytest.raises(Refused):
            replay(desk, reader, GOOD)
        with pytest.raises(Unknown):
            replay(desk, reader, "another")


def test_a_number_that_is_not_there_is_told_with_those_that_are(desk: Desk) -> None:
    put(desk, desk.office.dossiers.paths[0])
    with desk.read() as reader, pytest.raises(NoSuch) as refused:
        replay(desk, reader, GOOD, 7)
    assert refused.value.known == ("1",)


def test_a_basis_without_its_contents_is_a_flaw(desk: Desk) -> None:
    id = put(desk, desk.office.dossiers.paths[0])
    with desk.write() as writer:
        kept = writer.reader.get(BASIS, id)
        writer.change(BASIS, evolve(kept.value, report="0" * 64), kept.revision)
    with desk.read() as reader:
        found = list(flaws(reader.connection))
    assert found == [Damaged(kind="basis", id=id, revision=2, damage=Damage.CONTENT_LOST)]


def test_programs_are_compared_by_name() -> None:
    from mobilnost.procedure.basis import differing

    one, two, new = (Version(name=name, version="1") for name in "abc")
    assert differing([one, two], [one, evolve(two, version="2"), new]) == ((two, evolve(two, version="2")),)
    assert differing([one, two], [one]) == ((two, None),)
