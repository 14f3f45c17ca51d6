"""What was found is found again without looking, and what is damaged, altered or foreign is not believed."""

from __future__ import annotations

import datetime as dt
import os
import stat
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve

import mobilnost as m
from mobilnost.analysis import Inspection, Remark
from mobilnost.formats.text import MAX_BYTES
from mobilnost.grammar import Absence, parse
from mobilnost.law import Candidate, Citation, Origin
from mobilnost.model import CefrLevel, DaySpan, Kind, MonthDay, Phrase, Place, Problem, Span
from mobilnost.office import Office
from mobilnost.office.findings import MOST_BYTES, FindingsFile, kept_in
from mobilnost.office.fingerprints import content_of, fingerprint, law_fingerprint
from mobilnost.office.inspections import Inspections

HOST = m.Host.discover()
AGREEMENT = """\
[agreement]
id = "sum-uniri"
programme = "erasmus"
level = "university"
parties = ["sum.ba", "uniri.hr"]
signed = 2018-02-01
valid_from = 2018-02-01
valid_to = 2020-09-30

[[places]]
direction = "outgoing"
kind = "study"
persons_per_year = 2

[[conditions]]
id = "average"
requires = "{requires}"
clause = "4"
"""
CALL = """\
[call]
id = "erasmus-2018"
programme = "erasmus"
academic_year = "2018/2019"
opens = 2018-02-10
closes = 2018-03-10
agreements = ["sum-uniri"]
"""
PLACE = Place("agreements/a.toml", 17, "conditions[0].requires")
FOUND = Inspection(
    (Problem("unknown-fact", PLACE, "grade", Phrase.of("type", type="number"), "grade_average", "čl. 9", (PLACE,)),),
    (
        Remark(
            code="condition-unmeetable",
            place=PLACE,
            subject="a.average",
            parts={
                "value": Candidate(
                    value=(Span(3), "b"),
                    origin=Origin(layer="agreement", citation=Citation(source="a", at="4"), place=PLACE),
                    applies=parse("kind in ('study', 'thesis') and not blended or stay * 2 <= a.b"),
                ),
                "none": Absence.NONE,
                "kinds": (Kind.STUDY, None, True, 3, Decimal("3.50")),
                "day": MonthDay(6, 1),
            },
            witness={"stay": DaySpan(0, 45), "level": CefrLevel.B2, "day": dt.date(2018, 1, 1), "so": False},
            core=(parse("known(year_of_study)"), parse("ects + 1 >= 30.5")),
            citation=Citation(source="Pravilnik", at="čl. 9 st. 1", reading=True),
            others=(PLACE,),
        ),
    ),
)


class Folder:
    """An office with one agreement and one call, and a place where findings are kept."""

    def __init__(self, path: Path) -> None:
        self.office, self.kept = path / "office", path / "kept"
        self.agreement = self.office / "agreements" / "a.toml"
        self.call = self.office / "calls" / "c.toml"
        for file in (self.agreement, self.call):
            file.parent.mkdir(parents=True)
        self.agreement.write_text(AGREEMENT.format(requires="year_of_study >= 3 and year_of_study < 3"))
        self.call.write_text(CALL)

    def look(self) -> tuple[Inspection, bool]:
        """What is found in the agreement, and whether somebody had to look."""
        inspections = Inspections.of(Office.open(self.office, HOST), self.kept)
        found = inspections.agreement(self.agreement)
        inspections.save()
        return found, bool(inspections.office.agreements._read)

    @property
    def file(self) -> Path:
        (file,) = self.kept.iterdir()
        return file


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def codes(found: Inspection) -> list[str]:
    return [one.code for one in found.remarks]


def test_a_file_that_has_not_changed_is_not_even_parsed(folder: Folder) -> None:
    first, looked = folder.look()
    assert looked
    assert "condition-unmeetable" in codes(first)
    again, looked = folder.look()
    assert not looked
    assert again == first
    assert again.remarks[0].place.line == 17


def test_nothing_is_kept_of_what_is_not_asked(folder: Folder) -> None:
    Inspections.of(Office.open(folder.office, HOST), folder.kept).save()
    assert not folder.kept.exists()


def changed(*path: str, text: str) -> Callable[[Folder], object]:
    return lambda folder: folder.office.joinpath(*path).write_text(text)


@pytest.mark.parametrize(
    "change",
    [
        changed("agreements", "a.toml", text=AGREEMENT.format(requires="grade_average >= 4")),
        changed("agreements", "a.toml", text=AGREEMENT.format(requires="year_of_study >= 3 and year_of_study < 3") + "\n"),
        changed("calls", "c.toml", text=CALL.replace("2018-03-10", "2018-03-11")),
        changed("calls", "d.toml", text=CALL.replace("erasmus-2018", "erasmus-2018-b")),
        changed("institutions.toml", text='[[institutions]]\nid = "uniri.hr"\ncountry = "HR"\nnames = { hr = "Rijeka" }\n'),
        changed("mobilnost.toml", text='[institution]\nid = "sum.ba"\ncountry = "BA"\n'),
        lambda folder: folder.call.unlink(),
    ],
    ids=["another condition", "one byte more", "a call", "a new call", "institutions", "settings", "a call gone"],
)  # fmt: skip
def test_what_has_changed_is_looked_at_again(folder: Folder, change: Callable[[Folder], object]) -> None:
    folder.look()
    change(folder)
    _, looked = folder.look()
    assert looked
    _, looked = folder.look()
    assert not looked


def test_another_law_is_another_file(folder: Folder) -> None:
    folder.look()
    bare = Inspections.of(Office.open(folder.office, m.Host()), folder.kept)
    found = bare.agreement(folder.agreement)
    assert [one.kind for one in found.problems] == ["unknown-programme"]


def test_a_plugin_whose_files_nobody_can_see_leaves_nothing_to_be_kept(folder: Folder) -> None:
    host = m.Host.discover()
    host.add(type("Loose", (), {}), "loose")
    assert law_fingerprint(host.plugins, ()) is None
    inspections = Inspections.of(Office.open(folder.office, host), folder.kept)
    assert "condition-unmeetable" in codes(inspections.agreement(folder.agreement))
    assert not inspections.save()
    assert not folder.kept.exists()


def damaged(act: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(act(file.read_bytes()))


@pytest.mark.parametrize(
    "harm",
    [
        damaged(lambda content: content[:-3]),
        damaged(lambda content: content[: len(content) // 2]),
        damaged(lambda content: content.replace(b"condition-unmeetable", b"condition-always-met")),
        damaged(lambda content: content.replace(b"mobilnost-findings-2", b"mobilnost-findings-0")),
        damaged(lambda content: content + b"0" * 64 + b' ["Inspection",[""],[""]]\n'),
        damaged(lambda content: b""),
        damaged(lambda content: b"\x80\x04\x95."),
        damaged(lambda content: content + b" " * MOST_BYTES),
    ],
    ids=["cut", "halved", "altered", "of another version", "with an entry more", "empty", "foreign", "too large"],
)
def test_a_file_that_is_not_as_it_was_written_is_not_read_and_is_written_anew(
    folder: Folder, harm: Callable[[Path], object]
) -> None:
    first, _ = folder.look()
    harm(folder.file)
    found, looked = folder.look()
    assert (found, looked) == (first, True)
    assert folder.look() == (first, False)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions on Windows")
def test_nobody_else_may_read_or_write_it_and_what_others_could_write_is_not_read(folder: Folder) -> None:
    first, _ = folder.look()
    assert stat.S_IMODE(folder.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.kept.stat().st_mode) == 0o700
    folder.file.chmod(0o622)
    assert folder.look() == (first, True)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_is_not_followed(folder: Folder) -> None:
    first, _ = folder.look()
    target = folder.kept.parent / "elsewhere"
    file = folder.file
    file.rename(target)
    file.symlink_to(target)
    assert folder.look() == (first, True)
    assert not file.is_symlink()


def test_where_nothing_can_be_written_everything_is_found_all_the_same(folder: Folder) -> None:
    folder.kept.write_text("a file where the folder would be")
    found, looked = folder.look()
    assert looked
    assert "condition-unmeetable" in codes(found)


def test_half_a_file_is_never_left(folder: Folder) -> None:
    folder.look()
    assert [path.suffix for path in folder.kept.iterdir()] == [".findings"]


def test_everything_that_can_be_found_reads_back_as_it_was(tmp_path: Path) -> None:
    file = FindingsFile.open(tmp_path / "f", "law")
    assert file.put(fingerprint("a"), FOUND)
    assert file.save()
    again = FindingsFile.open(tmp_path / "f", "law").get(fingerprint("a"))
    assert again == FOUND
    assert again is not None
    remark, original = again.remarks[0], FOUND.remarks[0]
    assert repr(remark) == repr(original)
    assert isinstance((remark.witness or {})["stay"], DaySpan)
    assert FindingsFile.open(tmp_path / "f", "another law").get(fingerprint("a")) is None


def test_what_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    file = FindingsFile.open(tmp_path / "f", "law")
    strange: Any = Remark(code="note", place=PLACE, subject="a", parts={"value": object()})
    assert not file.put("a", Inspection((), (strange,)))
    assert file.get("a") is None


@pytest.mark.parametrize(
    "line",
    [
        '["Place","a",1]',
        '["Inspection",[""],[""],[""]]',
        '["open","/etc/passwd"]',
        '["CefrLevel","B9"]',
        '["date","yesterday"]',
        '["Decimal","many"]',
        '[["Span",1,2]]',
        '{"a": 1.5}',
        "3",
        "not json",
        "[" * 5000 + "]" * 5000,
    ],
)
def test_no_entry_is_read_that_was_not_written_so(tmp_path: Path, line: str) -> None:
    file = FindingsFile.open(tmp_path / "f", "law")
    file._lines[b"a"] = line.encode()
    assert file.get("a") is None


def test_the_newest_are_kept_where_there_is_no_room_for_all(tmp_path: Path) -> None:
    path = tmp_path / "f"
    big = Inspection(tuple(Problem("syntax", PLACE, "x" * 1000) for _ in range(100)))
    file = FindingsFile.open(path, "law")
    for number in range(60):
        file.put(f"{number:064}", big)
    file.save()
    assert path.stat().st_size <= MOST_BYTES
    newer = FindingsFile.open(path, "law")
    newer.put("a" * 64, big)
    newer.save()
    last = FindingsFile.open(path, "law")
    assert last.get("a" * 64) == big
    assert last.get(f"{0:064}") == big
    assert last.get(f"{59:064}") is None


def test_what_is_too_large_to_be_a_document_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"#" * MAX_BYTES)
    assert content_of(file) == b"#" * MAX_BYTES
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert content_of(file) is None


def test_of_a_plugin_in_an_archive_nobody_can_tell_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = ModuleType("archived")
    package.__path__ = [str(tmp_path / "plugins.zip" / "archived")]
    monkeypatch.setitem(sys.modules, "archived", package)
    (tmp_path / "plugins.zip").write_bytes(b"PK")
    assert law_fingerprint([evolve(HOST.plugins[0], package="archived")], ()) is None


def test_of_a_user_without_a_home_nothing_is_kept(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for home in (nobody, lambda: folder.kept / "nonexistent"):
        monkeypatch.setattr(Path, "home", home)
        assert kept_in() is None
        inspections = Inspections.of(Office.open(folder.office, HOST))
        assert "condition-unmeetable" in codes(inspections.agreement(folder.agreement))
        assert not inspections.save()
    assert not folder.kept.exists()


def test_parts_do_not_run_into_one_another() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint("a") != fingerprint("a", "")
    assert fingerprint("č") == fingerprint("č".encode())


def test_the_law_is_the_plugins_and_the_files(tmp_path: Path) -> None:
    one = tmp_path / "one.toml"
    one.write_text("a")
    first = law_fingerprint(HOST.plugins, [one])
    assert first == law_fingerprint(HOST.plugins, [one])
    assert first != law_fingerprint(HOST.plugins[:-1], [one])
    assert first != law_fingerprint(HOST.plugins, [])
    one.write_text("b")
    assert first != law_fingerprint(HOST.plugins, [one])


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder of other systems")
@pytest.mark.parametrize(
    ("said", "folder"),
    [({}, "/home/ana/.cache"), ({"XDG_CACHE_HOME": "/var/x"}, "/var/x"), ({"XDG_CACHE_HOME": "x"}, "/home/ana/.cache")],
)
def test_it_is_kept_where_the_user_keeps_such_things(said: dict[str, str], folder: str) -> None:
    assert kept_in(said, Path("/home/ana")) == Path(folder) / "mobilnost"
    assert os.sep in str(kept_in())
