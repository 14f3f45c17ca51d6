"""The options that commands share. Their help texts stand in the catalogues, under the options' names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import click

from mobilnost.cli.language import OFFICE
from mobilnost.cli.texts import text
from mobilnost.languages import LANGUAGES

#: Who acts, unless the command line says it.
ACTING = "MOBILNOST_AS"
F = TypeVar("F", bound=Callable[..., Any])


def day(written: str) -> date:
    """A day written as 2018-06-25, one that a file could name. Raises a usage error."""
    from mobilnost.model.codes import DAY

    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise click.BadParameter(text("usage", "not_a_day", found=written)) from error
    if not DAY.accepts(found):
        raise click.BadParameter(text("usage", "day_too_far", found=written))
    return found


def today() -> date:
    """The day on which the program runs; the one place where the clock is read."""
    return datetime.now(UTC).astimezone().date()


def on(function: F) -> F:
    """`--on DATE`"""
    return click.option("--on", type=day, default=None, metavar="DATE")(function)


def lang(function: F) -> F:
    """`--lang en|hr|mk`; given before a command it holds for the command."""
    return click.option("--lang", type=click.Choice(LANGUAGES), default=None, callback=_or_above)(function)


def noun(group: click.Group) -> None:
    """`--lang` before a verb too: a noun that does nothing of its own takes it, and it holds for the verb."""
    if all(one.name != "lang" for one in group.params):
        group.callback = None  # it would be called with the language, which it has no use for
        lang(group)


def _or_above(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    above = context.parent
    while value is None and above is not None:
        value, above = above.params.get(parameter.name or ""), above.parent
    return value


def office(function: F) -> F:
    """`--office DIR`"""
    from pathlib import Path

    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--office", type=kind, default=None, envvar=OFFICE, metavar="DIR")(function)


def as_json(function: F) -> F:
    """`--json`"""
    return click.option("--json", "as_json", is_flag=True)(function)


def dry_run(function: F) -> F:
    """`--dry-run`"""
    return click.option("--dry-run", is_flag=True)(function)


def acting(function: F) -> F:
    """`--as NAME`"""
    return click.option("--as", "acting", default=None, envvar=ACTING, metavar="NAME")(function)


def now() -> datetime:
    """The moment at which the program runs, for the journal; with `today`, the one place where the clock is read."""
    return datetime.now(UTC).astimezone()
