"""The files of an example, analysed as the check commands do it: which codes are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import mobilnost as m
from mobilnost.analysis import Analyst, Inspection
from mobilnost.formats.documents import Loaded, parse_agreement, parse_call, parse_decision, parse_dossier
from mobilnost.lawbook import Lawbook, ProgrammeLaw
from mobilnost.model import InvalidData
from mobilnost.regulations.law import parse_programme, parse_regulation

PAGES = Path(__file__).parents[1] / "docs" / "analysis"
FENCE = re.compile(r"^```toml (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READERS = {
    "agreement": parse_agreement,
    "call": parse_call,
    "decision": parse_decision,
    "dossier": parse_dossier,
}


class File(NamedTuple):
    """A file of an example: what it is, and its text."""

    kind: str
    text: str


def agreement(
    *parts: str, programme: str = "erasmus", start: str = "2018-02-01", end: str | None = "2020-09-30"
) -> File:
    head = [
        "[agreement]",
        'id = "a"',
        f'programme = "{programme}"',
        'level = "university"',
        'parties = ["sum.ba", "uniri.hr"]',
        "signed = 2018-01-15",
        f"valid_from = {start}",
        *([f"valid_to = {end}"] if end else []),
    ]
    return File("agreement", "\n".join([*head, *parts]))


def call(*parts: str, offers: str = '["a"]') -> File:
    head = [
        "[call]",
        'id = "c"',
        'programme = "erasmus"',
        'academic_year = "2018/2019"',
        'edition = "2014-2020"',
        "opens = 2018-03-01",
        "closes = 2018-04-13",
        f"agreements = {offers}",
    ]
    return File("call", "\n".join([*head, *parts]))


def condition(requires: str, applies: str | None = None, id: str = "x") -> str:
    said = f'[[conditions]]\nid = "{id}"\nrequires = "{requires}"\nclause = "6"\n'
    return said + (f'applies = "{applies}"\n' if applies else "")


def term(provision: str, value: str, applies: str | None = None) -> str:
    said = f'[[terms]]\nprovision = "{provision}"\nvalue = {value}\nclause = "4"\n'
    return said + (f'applies = "{applies}"\n' if applies else "")


def places(direction: str = "outgoing", kind: str = "study", cycles: str | None = None, persons: int = 2) -> str:
    said = f'[[places]]\ndirection = "{direction}"\nkind = "{kind}"\npersons_per_year = {persons}\n'
    return said + (f"cycles = {cycles}\n" if cycles else "")


def sections(page: Path) -> dict[str, list[File]]:
    """The files of a page under their headings."""
    parts = re.split(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        heading: [File(*found) for found in FENCE.findall(text)]
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@cache
def laws() -> tuple[ProgrammeLaw, ...]:
    return tuple(m.Host.discover(strict=True).laws)


class Brought:
    """A law file as a plugin hands it over."""

    def __init__(self, text: str) -> None:
        self.file = parse_programme(text, "law.toml")

    @m.hookimpl
    def mobilnost_programmes(self) -> tuple[m.Programme, ...]:
        return self.file.programmes

    @m.hookimpl
    def mobilnost_eligibility(self, programme: m.Programme) -> m.Contribution | None:
        return self.file.law if programme.code == self.file.programme.code else None


def book(files: Iterable[File]) -> Lawbook:
    """The shipped law, with the regulation or the programme that an example brings in its place or beside it."""
    regulation, programmes = m.regulation(), list(laws())
    for kind, text in files:
        if kind == "regulation":
            regulation = parse_regulation(text, "regulation.toml")
        elif kind == "programme":
            host = m.Host(strict=True)
            host.add(Brought(text))
            programmes.extend(host.laws)
    return Lawbook(regulation=regulation, programmes=programmes)


def inspected(files: list[File]) -> Inspection:
    """Everything that is found in the files of an example; of the shipped law, nothing."""
    try:
        return Inspection.joined(_inspections(files))
    except InvalidData as error:
        return Inspection(error.problems)


def codes(files: list[File]) -> set[str]:
    """The codes of what is found."""
    found = inspected(files)
    return {one.kind for one in found.problems} | {one.code for one in found.remarks}


def _inspections(files: list[File]) -> Iterator[Inspection]:
    analyst = Analyst(book(files))
    read: dict[str, list[Loaded[Any]]] = {}
    for kind, text in files:
        if kind in READERS:
            read.setdefault(kind, []).append(READERS[kind](text, f"{kind}.toml"))
    for given in read.get("agreement", ()):
        yield analyst.agreement(given, agreements=read["agreement"])
    for given in read.get("call", ()):
        yield analyst.call(given, read.get("agreement", []))
    for given in read.get("decision", ()):
        dossiers = [one.value for one in read.get("dossier", ())]
        yield analyst.decision(given, next((one for one in dossiers if one.mobility.id == given.value.dossier), None))
    brought = {kind for kind, _ in files}
    if "regulation" in brought:
        yield analyst.regulation()
    if "programme" in brought:
        yield analyst.programme(list(analyst.lawbook.laws)[-1])
