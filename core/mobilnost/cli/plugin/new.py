"""`mobilnost plugin new`: writes the distribution of a new programme, which works before anything in it is changed."""

from __future__ import annotations

import shlex
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from mobilnost import __version__
from mobilnost.cli import options
from mobilnost.cli.language import spoken
from mobilnost.cli.screen import Screen, is_terminal
from mobilnost.model.kinds import Direction, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mobilnost.locales import Catalogue
    from mobilnost.scaffold import Answers, Taken

#: New files are for everybody to read, as the system lets them.
RIGHTS = 0o777


@click.command("new")
@click.argument("code", required=False)
@click.option("--name", "names", multiple=True, metavar="TEXT")
@click.option("--source", default=None, metavar="TEXT")
@click.option("--who", type=click.Choice(("students", "staff", "both")), default=None)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(tuple(one.value for one in Kind)))
@click.option("--direction", type=click.Choice((*(one.value for one in Direction), "both")), default=None)
@click.option("--licence", default=None, metavar="ID")
@click.option("--author", default=None, metavar="NAME")
@click.option("--folder", type=click.Path(path_type=Path), default=None, metavar="DIR")
@click.option("--yes", is_flag=True)
@options.dry_run
@options.as_json
@options.lang
def command(
    code: str | None,
    names: tuple[str, ...],
    source: str | None,
    who: str | None,
    kinds: tuple[str, ...],
    direction: str | None,
    licence: str | None,
    author: str | None,
    folder: Path | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    lang: str | None,
) -> int:
    """Write a new programme."""
    from mobilnost.cli.plugin.questions import Given, Questions
    from mobilnost.locales import catalogue
    from mobilnost.scaffold import files_of
    from mobilnost.scaffold.codes import distribution_of

    words = catalogue(lang or spoken())
    asking = not yes and is_terminal(sys.stdin) and is_terminal(sys.stderr)
    questions = Questions(words=words, asking=asking)
    code = questions.code(code, taken)
    folder = folder or Path(distribution_of(code))
    if folder.exists() or folder.is_symlink():
        raise click.UsageError(words.text("scaffold", "refused", "folder", folder=folder))
    given = Given(names=names, source=source, who=who, kinds=kinds, direction=direction, licence=licence, author=author)
    answers = questions.answers(code, given, __version__)
    put(folder, files_of(answers), words, dry_run=dry_run, as_json=as_json)
    if not dry_run:
        say_next(folder, answers, words)
    return 0


@cache
def here() -> Taken:
    """The names that are taken by the plugins that are installed, and by the university's law."""
    from mobilnost.cli.session import hosted
    from mobilnost.regulations import regulation
    from mobilnost.scaffold import Taken

    plugins = hosted(()).plugins
    owners = {name: one.distribution or one.name for one in plugins for name in (one.name, *one.programmes)}
    return Taken.of(owners, regulation())


def taken(code: str) -> Taken:
    """The same, with whatever package bears the name that this programme's would have."""
    from attrs import evolve

    from mobilnost.scaffold.codes import package_of

    found, package = here(), package_of(code)
    there = package.isidentifier() and find_spec(package) is not None
    return evolve(found, owners={code: package} | found.owners) if there else found


def put(folder: Path, made: Mapping[str, str], words: Catalogue, *, dry_run: bool, as_json: bool) -> None:
    """Writes the files, all of them or none, and says so; or says what would be written."""
    from mobilnost.cli import init

    content: dict[PurePosixPath, bytes | None] = {PurePosixPath(name): text.encode() for name, text in made.items()}
    if not dry_run:
        init.write(folder, content, rights=RIGHTS)
    screen = Screen.here()
    for name, data in content.items():
        if as_json:
            screen.record(init.made(folder / name, data, dry_run))
        else:
            screen.say(words.text("init", "would_make" if dry_run else "made", path=folder / name))


def say_next(folder: Path, answers: Answers, words: Catalogue) -> None:
    """What comes next, as commands to copy; and that there is no text of a licence, where there is none."""
    from mobilnost.scaffold.licences import WITH_TEXT, address_of

    screen = Screen.here()
    screen.warn(words.text("scaffold", "ready"))
    for line in (f"cd {shlex.quote(str(folder))}", 'pip install -e ".[test]"', "pytest", "mobilnost plugins"):
        screen.warn(f"  {line}")
    if answers.licence and answers.licence not in WITH_TEXT:
        address = address_of(answers.licence)
        screen.warn(words.text("scaffold", "licence_text", licence=answers.licence, address=address))
