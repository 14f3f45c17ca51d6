"""What is given on the command line about recognition: a transcript, lines of the agreement, deviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from attrs import frozen

from mobilnost.cli.texts import text
from mobilnost.desk.proposals import Given
from mobilnost.formats import format_of, parsed, read_text, structure
from mobilnost.formats.mapping import load_mapping
from mobilnost.formats.transcripts import LINES, load_transcript
from mobilnost.office import Unknown
from mobilnost.recognition.deviations import Deviation
from mobilnost.recognition.law import Outcome

#: The number of a line of an agreement, from 1.
LINE = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@frozen(kw_only=True)
class DeviationFile:
    """A file of `[[deviations]]`."""

    deviations: tuple[Deviation, ...]


@frozen(kw_only=True)
class Paper:
    """What is given about a transcript, and the columns of its list that nobody reads."""

    given: Given
    unread: tuple[str, ...] = ()


def paper(transcript: Path, mapping: Path | None, links: Iterable[str]) -> Paper:
    """The transcript in a file, and the lines of the agreement given to its results. Raises `InvalidData`."""
    plan = load_mapping(mapping, LINES) if mapping is not None else None
    read = load_transcript(transcript, plan)
    return Paper(given=Given(transcript=read.value, links=_links(links)), unread=read.unread)


def deviations(said: Iterable[tuple[str, str, str]], file: Path | None) -> tuple[Deviation, ...]:
    """Those on the command line, each a result, an outcome and a reason, and those in a file.

    Raises `Unknown`, and `InvalidData`.
    """
    known = [one.value for one in Outcome]
    found = []
    for result, outcome, reason in said:
        if outcome not in known:
            raise Unknown("outcome", outcome, known)
        found.append(Deviation(result=result, outcome=Outcome(outcome), reason=reason))
    return (*found, *(_in_file(file) if file is not None else ()))


def _in_file(path: Path) -> tuple[Deviation, ...]:
    format = format_of(path)
    data, lines = parsed(read_text(path), str(path), format)
    return structure(data, DeviationFile, str(path), lines, format).deviations


def _links(said: Iterable[str]) -> Mapping[str, int]:
    """`3=2`: result 3 is line 2 of the agreement. Raises a usage error."""
    links: dict[str, int] = {}
    for one in said:
        result, mark, number = one.rpartition("=")
        if not (mark and result and LINE.fullmatch(number)):
            raise click.BadParameter(text("usage", "not_a_line", found=one))
        links[result] = int(number) - 1
    return links
