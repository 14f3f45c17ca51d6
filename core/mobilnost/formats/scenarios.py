"""Reads files of scenarios: each case becomes a dossier in its circumstances, and what must be found of it.

What a file may hold is said in `formats.scenario_entries`. Every mistake is found at once, each at its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from attrs import define, field

from mobilnost.formats.scenario_cases import CaseReader
from mobilnost.formats.scenario_entries import CaseEntry, ScenarioEntry, ScenarioFile, shared
from mobilnost.formats.scenario_parts import Beside, Source
from mobilnost.formats.structure import structure
from mobilnost.formats.text import read_text, toml_with_lines
from mobilnost.law import Authority
from mobilnost.model import InvalidData, Problem
from mobilnost.model.problems import Path
from mobilnost.scenarios import Scenario, Subject


def load_scenarios(
    path: FilePath | str, authority: Authority | None = None, beside: Beside | None = None
) -> tuple[Scenario, ...]:
    """The scenarios in a file. Raises `InvalidData`."""
    return parse_scenarios(read_text(path), str(path), authority, beside)


def parse_scenarios(
    text: str, file: str | None = None, authority: Authority | None = None, beside: Beside | None = None
) -> tuple[Scenario, ...]:
    """The scenarios in a text. `authority` is whose papers are meant where a case does not say; `beside` knows the
    dossiers and instruments that the text names and does not hold.

    Raises `InvalidData`.
    """
    data, lines = toml_with_lines(text, file)
    said = structure(data, ScenarioFile, file, lines)
    reader = ScenarioReader(Source(said=said, file=file, lines=lines, authority=authority, beside=beside))
    scenarios = tuple(reader.scenarios())
    if reader.problems:
        raise InvalidData(dict.fromkeys(reader.problems))
    return scenarios


@define
class ScenarioReader:
    """Reads one file and gathers what is wrong with its cases."""

    source: Source
    problems: list[Problem] = field(factory=list)

    def scenarios(self) -> Iterator[Scenario]:
        """Every case that can be read."""
        seen: set[tuple[Subject | None, str | None, str]] = set()
        for group, case, path in self.cases():
            try:
                scenario = CaseReader(self.source, shared(group, case), path, group).scenario()
            except InvalidData as error:
                self.problems.extend(error.problems)
                continue
            key = (scenario.subject, scenario.cites, scenario.name)
            if key in seen:
                self.problems.append(Problem("duplicate", self.source.place(*path, "name"), scenario.name))
            seen.add(key)
            yield scenario

    def cases(self) -> Iterator[tuple[ScenarioEntry, CaseEntry, Path]]:
        """Each case with its group and its place; a group without cases is one itself."""
        for number, group in enumerate(self.source.said.scenarios):
            path: Path = ("scenarios", number)
            for index, case in enumerate(group.cases):
                yield group, case, (*path, "cases", index)
            if not group.cases:
                yield group, CaseEntry(), path
