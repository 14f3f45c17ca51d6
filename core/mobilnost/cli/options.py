"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from mobilnost.cli import helps

LANGUAGES = ("en", "hr", "mk")
F = TypeVar("F", bound=Callable[..., Any])


def day(text: str) -> date:
    """A day written as 2018-06-25. Raises a usage error."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a day such as 2018-06-25.") from error


def today() -> date:
    """The day on which the program runs; the one place where the clock is read."""
    return datetime.now(UTC).astimezone().date()


def on(function: F) -> F:
    """`--on DATE`"""
    return click.option("--on", type=day, default=None, metavar="DATE", help=helps.ON)(function)


def lang(function: F) -> F:
    """`--lang en|hr|mk`"""
    return click.option("--lang", type=click.Choice(LANGUAGES), default=None, help=helps.LANG)(function)


def office(function: F) -> F:
    """`--office DIR`"""
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "--office", type=kind, default=None, envvar="MOBILNOST_OFFICE", metavar="DIR", help=helps.OFFICE
    )(function)


def as_json(function: F) -> F:
    """`--json`"""
    return click.option("--json", "as_json", is_flag=True, help=helps.JSON)(function)


def dry_run(function: F) -> F:
    """`--dry-run`"""
    return click.option("--dry-run", is_flag=True, help=helps.DRY_RUN)(function)
