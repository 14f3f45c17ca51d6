"""Lists on the command line: read with their mapping, or one proposed for them, and their bad rows told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from attrs import frozen

from mobilnost.cli import options
from mobilnost.cli.exits import Exit

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.formats.grids import Sheet
    from mobilnost.formats.mapping import Plan
    from mobilnost.formats.rows import Bad
    from mobilnost.formats.targets import Record


PATH = click.Path(path_type=Path)
THERE = click.Path(exists=True, path_type=Path)
F = TypeVar("F", bound=Callable[..., Any])


@frozen(kw_only=True)
class Given:
    """A list as it is named on the command line, and what is to become of it."""

    file: Path
    mapping: Path | None
    #: The mapping that is to be proposed for it, and whether one that is there may be written over.
    propose: Path | None
    force: bool
    sheet: str | None
    encoding: str | None
    #: Whether the good rows are kept where others are bad.
    keep_good: bool
    dry_run: bool

    def code(self, *, good: bool, bad: bool) -> Exit:
        """How a run ends: bad rows are a mistake in the file, beside good ones that were kept something is wanting."""
        if not bad:
            return Exit.WELL
        return Exit.WANTING if self.keep_good and good else Exit.INVALID


def given(function: F) -> F:
    """What `Given` is made of, as arguments of a command."""
    function = options.dry_run(function)
    for option in (
        click.option("--keep-good/--all-or-nothing", "keep_good", default=False),
        click.option("--encoding", default=None),
        click.option("--sheet", default=None),
        click.option("--force", is_flag=True),
        click.option("--propose", type=PATH, default=None, metavar="FILE"),
        click.option("--mapping", type=THERE, default=None, metavar="FILE"),
        click.argument("file", type=THERE),
    ):
        function = option(function)
    return function


def read_by(file: Path, plan: Plan | None, sheet: str | None, encoding: str | None) -> Sheet:
    """The list in a file; the command line prevails over the mapping. Raises `InvalidData`."""
    from mobilnost.formats.sheets import read_sheet

    source = plan.source if plan else None
    return read_sheet(
        file,
        encoding=encoding or (source.encoding if source else None),
        delimiter=source.delimiter if source else None,
        name=sheet or (source.sheet if source else None),
        header_row=source.header_row if source else None,
    )


def planned(counter: Counter, given: Given, record: Record) -> tuple[Plan, Sheet]:
    """A list and its mapping; one whose headers are the keys themselves needs none.

    Raises `InvalidData`, and a usage error where a mapping is missing.
    """
    from mobilnost.formats.mapping import as_named, load_mapping

    plan = None if given.mapping is None else load_mapping(given.mapping, record)
    read = read_by(given.file, plan, given.sheet, given.encoding)
    plan = plan or as_named(read.headers, record)
    if plan is None:
        raise click.UsageError(counter.words.text("import", "no_mapping", file=given.file))
    return plan, read


def tell_rows(counter: Counter, bad: Iterable[Bad]) -> None:
    """Everything that is wrong with the bad rows: on the standard error, and with JSON as records too."""
    from mobilnost.locales.mistakes import tell_mistake

    for one in bad:
        counter.session.report(one.problems)
        for problem in one.problems if counter.as_json else ():
            counter.record(
                {
                    "row": one.number,
                    "column": problem.place.key or None,
                    "problem": problem.kind,
                    "others": [place.line for place in problem.others],
                    "message": tell_mistake(problem, counter.words),
                }
            )


def propose_mapping(counter: Counter, given: Given, path: Path, record: Record) -> None:
    """Writes the mapping that is proposed for a list, and tells it. Raises `InvalidData`, and where it is occupied."""
    from mobilnost.cli.output import Occupied, write
    from mobilnost.formats.proposals import proposed, toml_of
    from mobilnost.locales.headers import vocabulary

    proposal = proposed(read_by(given.file, None, given.sheet, given.encoding), vocabulary(record))
    words = counter.words
    try:
        if not given.dry_run:
            write(path, toml_of(proposal, _texts(words.table("import", "notes"))), force=given.force)
    except Occupied as error:
        raise click.UsageError(words.text("rulebook", "mistakes", "occupied", path=path)) from error
    if counter.as_json:
        columns = [{"column": one.header, "key": one.key, "near": one.near} for one in proposal.matches]
        found = {"unmapped": list(proposal.unmapped), "needed": list(proposal.needed)}
        counter.record({"mapping": str(path), "written": not given.dry_run, "columns": columns, **found})
        return
    counter.say(words.text("import", "would_propose" if given.dry_run else "proposed", file=path))
    for match in proposal.matches:
        counter.say(words.text("import", "near" if match.near else "match", column=match.header, key=match.key))
    for key, names in (("unmapped", proposal.unmapped), ("needed", proposal.needed)):
        if names:
            counter.say(words.text("import", key, names=", ".join(names)))


def _texts(table: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in table.items()}
