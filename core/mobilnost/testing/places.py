"""Where the entries of a law stand: of one written in Python, the line of its source on which its id stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from traceback import extract_tb
from types import ModuleType

from attrs import evolve

from mobilnost.model import Place
from mobilnost.rules import Contribution, Procedure

Find = Callable[[str], Place]


def finder(plugin: object) -> Find:
    """What says where an id stands in the sources of a plugin; where nobody can tell, in the plugin."""
    name = str(getattr(plugin, "__name__", "")) or None
    sources = tuple(_sources(plugin))

    @cache
    def find(id: str) -> Place:
        for file, lines in sources:
            for number, line in enumerate(lines, 1):
                if f'"{id}"' in line or f"'{id}'" in line:
                    return Place(file, number, id)
        return Place(name, None, id)

    return find


def _sources(plugin: object) -> Iterable[tuple[str, list[str]]]:
    """The files of a plugin's sources by their names in its package, its own file first."""
    file = getattr(plugin, "__file__", None)
    if not isinstance(plugin, ModuleType) or file is None:
        return
    path = Path(file)
    package = path.parent if hasattr(plugin, "__path__") else None
    for one in [path, *sorted(package.rglob("*.py"))] if package else [path]:
        if one.is_file():
            shown = one.relative_to(package.parent) if package else Path(one.name)
            yield shown.as_posix(), one.read_text(encoding="utf-8", errors="replace").splitlines()


def placed(law: Contribution, find: Find) -> Contribution:
    """The law with a place for every entry that has none, so that the analysis looks at those too."""
    return evolve(
        law,
        provisions=tuple(one if one.place else evolve(one, place=find(one.key)) for one in law.provisions),
        rules=tuple(one if one.place else evolve(one, place=find(one.id)) for one in law.rules),
        documents=tuple(one if one.place else evolve(one, place=find(one.type)) for one in law.documents),
        obligations=tuple(one if one.place else evolve(one, place=find(one.id)) for one in law.obligations),
        duties=tuple(one if one.place else evolve(one, place=find(one.id)) for one in law.duties),
        components=tuple(one if one.place else evolve(one, place=find(one.id)) for one in law.components),
        instalments=tuple(one if one.place else evolve(one, place=find(one.id)) for one in law.instalments),
        procedures=tuple(_procedure(one, find) for one in law.procedures),
    )


def _procedure(one: Procedure, find: Find) -> Procedure:
    steps = tuple(step if step.place else evolve(step, place=find(step.id)) for step in one.steps)
    return evolve(one, steps=steps, place=one.place or find(one.id))


def place_of(error: BaseException, module: str) -> Place:
    """Where an error was raised while a module was imported: its last line in a file that is not Python's own."""
    frames = [one for one in extract_tb(error.__traceback__) if not one.filename.startswith("<")]
    if isinstance(error, SyntaxError) and error.filename:
        return Place(Path(error.filename).name, error.lineno, module)
    if len(frames) < 2:  # nothing but the import itself
        return Place(None, None, module)
    *_, last = frames
    return Place("/".join(Path(last.filename).parts[-2:]), last.lineno, module)
