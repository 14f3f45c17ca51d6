"""Names on the command line that mean nothing, or too much: wrong usage, told in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from mobilnost.cli.sides import Misnamed
from mobilnost.locales import Catalogue, tell_problem
from mobilnost.office import Unknown


@contextmanager
def named_rightly(words: Catalogue) -> Iterator[None]:
    """What is named within must be there, and must be one thing. Raises a usage error."""
    try:
        yield
    except Unknown as error:
        raise click.UsageError(tell_problem(error.problem(), words)) from error
    except Misnamed as error:
        raise click.UsageError(words.text("rulebook", "mistakes", error.kind, **error.values)) from error
