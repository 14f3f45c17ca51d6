"""Papers that come in and go out: what is said when one was kept, and its file written where it was asked for."""

from __future__ import annotations

from pathlib import Path

import click

from mobilnost.cli.counter import Counter
from mobilnost.cli.document.plain import paper_table
from mobilnost.cli.output import Occupied, write_bytes
from mobilnost.locales.forms import capital
from mobilnost.procedure.receipts import Paper

#: Papers hold personal data: what is written anew is readable by its owner alone.
OWN = 0o600


def added(counter: Counter, paper: Paper, *, written: bool) -> None:
    """That a paper was kept, or would be."""
    if counter.as_json:
        counter.record({**paper_table(paper), "written": written})
        return
    key = "added" if written else "would_add"
    document = counter.words.name("documents", paper.type)
    counter.say(capital(counter.words.text("plans", key, document=document, paper=paper.id, name=paper.name)))


def written(counter: Counter, paper: Paper, content: bytes, output: Path, *, force: bool) -> None:
    """Writes the file of a paper. Raises a usage error where another would be lost."""
    try:
        write_bytes(output, content, force=force, mode=OWN)
    except Occupied as error:
        raise click.UsageError(counter.words.text("rulebook", "mistakes", "occupied", path=output)) from error
    if counter.as_json:
        counter.record({**paper_table(paper), "path": str(output)})
    else:
        counter.say(counter.words.text("plans", "got", paper=paper.id, name=paper.name, path=output))
