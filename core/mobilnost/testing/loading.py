"""From a plugin or a regulation to a candidate: loaded as it always is, and what is refused is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pluggy
from attrs import evolve

from mobilnost import hooks
from mobilnost.formats.scenarios import load_scenarios
from mobilnost.host import Host, PluginReport
from mobilnost.law import Authority, Programme
from mobilnost.lawbook import Lawbook, Regulation
from mobilnost.model import InvalidData
from mobilnost.regulations import regulation as shipped_regulation
from mobilnost.regulations import shipped
from mobilnost.regulations.cases import regulation_scenarios, scenarios_of
from mobilnost.rules import Contribution, FactDefinition
from mobilnost.scenarios import Scenario
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.checks.namespace import strangers
from mobilnost.testing.lacks import Check, Lack, Unusable, of_problem
from mobilnost.testing.places import Find, finder, place_of, placed

#: What a plugin may take for one answer while it is examined, in seconds.
SECONDS = 2.0


def load_programme(
    plugin: object,
    *,
    beside: Iterable[object] = (),
    regulation: Regulation | None = None,
    scenarios: Path | str | None = None,
) -> Candidate:
    """The candidate of a plugin, which is a module, or the name of one that is then imported.

    `beside` are plugins whose programmes it adds to; one that brings no programme and names none stands beside all that
    are installed. `regulation` is the one it stands beside, else the one that is shipped. `scenarios` is the file or
    folder of its cases, else the one in its package. Raises `Unusable`.
    """
    module, others = imported(plugin), [imported(one) for one in beside]
    find = finder(module)
    host, report = _hosted(module, others)
    if report.state == "loaded" and not report.programmes and not others:
        host, report = _hosted(module, others, installed=True)
    if report.state != "loaded":
        raise Unusable(_refused(report, module, find))
    laws = host.laws
    brought, facts, said = _raw(module, [one.programme for one in laws])
    codes = tuple(one.programme.code for one in laws if one.programme in brought or said.get(one.programme.code))
    names = {one.name for one in facts}
    cases, refused = _cases(scenarios, report)
    candidate = Candidate(
        name=report.name,
        authority=Authority.PROGRAMME if brought else Authority.UNIVERSITY,
        programmes=brought,
        codes=codes,
        law=placed(Contribution.joined(said.values()), find),
        facts=tuple({one.name: one for law in laws for one in law.facts if one.name in names}.values()),
        packages=(report.package,) if report.package else (),
        find=find,
        lawbook=Lawbook(
            regulation=regulation or shipped_regulation(),
            programmes=[evolve(one, law=placed(one.law, find)) for one in laws],
        ),
        scenarios=cases,
        refused=refused,
    )
    return _typed(candidate)


def load_regulation(name: str, folder: Path | str | None = None, *, scenarios: Path | str | None = None) -> Candidate:
    """The candidate of a regulation that is shipped, or of a file that may be relative to an office's folder.

    It stands beside every programme that is installed. Raises `Unusable`.
    """
    home = Path(folder) if folder is not None else None
    try:
        law = shipped_regulation(name, home)
    except InvalidData as error:
        raise Unusable(map(of_problem, error.problems)) from error
    cases, refused = _guarded(lambda: tuple(_in(Path(scenarios))) if scenarios else regulation_scenarios(name, home))
    laws = Host.discover().laws
    candidate = Candidate(
        name=law.id,
        authority=Authority.UNIVERSITY,
        regulation=True,
        codes=tuple(one.programme.code for one in laws),
        law=placed(law.law, finder(None)),
        packages=("mobilnost",) if name in shipped() else (),
        folder=None if name in shipped() else (home or Path()),
        find=finder(None),
        lawbook=Lawbook(regulation=law, programmes=laws),
        scenarios=cases,
        refused=refused,
    )
    return _typed(candidate)


def _typed(candidate: Candidate) -> Candidate:
    """The candidate, if its law can be typed and resolved in every edition and period. Raises `Unusable`."""
    problems = [of_problem(problem) for one in candidate.inspections for problem in one.problems]
    if problems:
        raise Unusable(dict.fromkeys(problems))
    return candidate


def imported(plugin: object) -> object:
    """A plugin, or the module that a text names. Raises `Unusable`."""
    if not isinstance(plugin, str):
        return plugin
    try:
        return import_module(plugin)
    except InvalidData as error:
        raise Unusable(map(of_problem, error.problems)) from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a module may raise anything, SystemExit included
        parts = {"id": plugin, "detail": f"{type(error).__name__}: {error}"}
        lack = Lack(check=Check.LOAD, subject=plugin, kind="import", place=place_of(error, plugin), parts=parts)
        raise Unusable([lack]) from error


def _hosted(module: object, others: Iterable[object], *, installed: bool = False) -> tuple[Host, PluginReport]:
    """A host with a plugin and those beside it, and how the plugin stands once all were asked."""
    if installed:
        mine = {one.name for one in entry_points(group=hooks.GROUP) if one.module == getattr(module, "__name__", "")}
        host = Host.discover(disabled=mine, seconds=SECONDS)
    else:
        host = Host(seconds=SECONDS)
    for one in others:
        host.add(one)
    name = host.add(module).name
    return host, next(one for one in host.plugins if one.name == name)


def _raw(
    module: object, known: Iterable[Programme]
) -> tuple[tuple[Programme, ...], tuple[FactDefinition, ...], dict[str, Contribution]]:
    """What a plugin hands over before anybody has looked at it: programmes, facts, what it says to each by code."""
    manager = pluggy.PluginManager(hooks.GROUP)
    manager.add_hookspecs(hooks)
    manager.register(module)
    brought = tuple(_items(manager.hook.mobilnost_programmes(), Programme))
    facts = tuple(_items(manager.hook.mobilnost_facts(), FactDefinition))
    asked = {one.code: one for one in (*known, *brought)}
    said = {code: _said(manager, one) for code, one in asked.items()}
    return brought, facts, {code: one for code, one in said.items() if one != Contribution()}


def _said(manager: pluggy.PluginManager, programme: Programme) -> Contribution:
    given = [getattr(manager.hook, name)(programme=programme) for name in hooks.TOPICAL]
    return Contribution.joined(_items(given, Contribution))


def _items(given: object, wanted: type[Any]) -> Iterator[Any]:
    """Everything of a type in lists of lists."""
    if isinstance(given, wanted):
        yield given
    elif isinstance(given, list | tuple):
        for one in given:
            yield from _items(one, wanted)


def _refused(report: PluginReport, module: object, find: Find) -> Iterator[Lack]:
    """Why a plugin did not load: strange ids each at its place, all else as the host has it."""
    if report.reason is not None and report.reason.id == "foreign-ids":
        brought, _, said = _raw(module, ())
        for programme in brought:
            yield from strangers(placed(said[programme.code], find), programme.code)
        return
    parts = {"id": report.name, "reason": report.reason}
    yield Lack(check=Check.LOAD, subject=report.name, kind="host", place=find(report.name), parts=parts)


Cases = tuple[tuple[Scenario, ...], tuple[Lack, ...]]


def _cases(named: Path | str | None, report: PluginReport) -> Cases:
    """The cases of a plugin: where its author says, else in its package."""
    if named is not None:
        return _guarded(lambda: tuple(_in(Path(named))))
    package = report.package
    return _guarded(lambda: scenarios_of(package)) if package else ((), ())


def _guarded(read: Callable[[], tuple[Scenario, ...]]) -> Cases:
    """Cases, and what is wrong with their files."""
    try:
        return read(), ()
    except InvalidData as error:
        return (), tuple(of_problem(one, check=Check.SCENARIO) for one in error.problems)


def _in(path: Path) -> Iterator[Scenario]:
    """The cases in a file, or in every file of a folder."""
    for file in sorted(path.rglob("*.toml")) if path.is_dir() else [path]:
        yield from load_scenarios(file, Authority.PROGRAMME)
