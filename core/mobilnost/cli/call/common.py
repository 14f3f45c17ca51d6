"""What the commands of calls and appeals share: their options, and the line that says what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.candidates import Left
    from mobilnost.procedure.calls.placing import Change

F = TypeVar("F", bound=Callable[..., Any])


class Standard(TypedDict):
    """The options that every command of a round has."""

    on: date | None
    acting: str | None
    as_json: bool
    lang: str | None
    office: Path | None


def standard(function: F) -> F:
    """`--on --as --json --lang --office`"""
    for option in (options.office, options.lang, options.as_json, options.acting, options.on):
        function = option(function)
    return function


def writing(function: F) -> F:
    """The same, and `--dry-run`."""
    return options.dry_run(standard(function))


def counter_of(given: Standard) -> Counter:
    """The counter of a command."""
    from mobilnost.cli.counter import Counter

    return Counter(given["office"], given["lang"], given["acting"], given["on"], as_json=given["as_json"])


def done(counter: Counter, key: str, table: Mapping[str, Any], *, rehearsed: bool, **values: object) -> None:
    """That something was done, or would be."""
    from mobilnost.locales import Forms
    from mobilnost.locales.refusals import told_value

    said = counter.words
    if counter.as_json:
        counter.record({"done": key, "rehearsed": rehearsed, **table})
        return
    told = {name: told_value(value, said, Forms(said)) for name, value in values.items()}
    line = said.text("calls", "done", key, **told)
    counter.say(said.text("calls", "rehearsed", line=line) if rehearsed else line)


@contextmanager
def told_apart(counter: Counter) -> Iterator[None]:
    """What stands against steps of several dossiers is told dossier by dossier, with what is found of each."""
    from mobilnost.cli.dossier.reasons import tell_reasons
    from mobilnost.desk.recording import StepsRefused

    try:
        yield
    except StepsRefused as error:
        for one in error.each:
            tell_reasons(counter, one.reasons, one.assessment, dossier=one.assessment.dossier.mobility.id)


def say_left(counter: Counter, left: Left) -> None:
    """Who moved up when somebody left a round, and who could not, with every reason."""
    from mobilnost.cli.dossier.reasons import table, tell

    say_changes(counter, left.changes)
    for one in left.passed:
        id, words = one.assessment.dossier.mobility.id, counter.words
        told = [(reason, tell(reason, words, one.assessment)) for reason in one.reasons]
        if counter.as_json:
            counter.record({"passed": id, "against": [table(reason, line) for reason, line in told]})
            continue
        counter.say(f"  {words.text('calls', 'changes', 'passed', dossier=id)}")
        for _, line in told:
            counter.say(f"    {line}")


def say_changes(counter: Counter, changes: tuple[Change, ...]) -> None:
    """Whose place is another than before."""
    for one in changes:
        if counter.as_json:
            counter.record({"dossier": one.dossier, "before": one.before, "after": one.after})
        else:
            key = "gains" if one.before is None else "loses" if one.after is None else "moves"
            told = counter.words.text(
                "calls", "changes", key, dossier=one.dossier, before=one.before or "", after=one.after or ""
            )
            counter.say(f"  {told}")
