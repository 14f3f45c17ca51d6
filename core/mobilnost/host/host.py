"""The host: finds plugins, checks what they hand over, isolates those that fail, and lists them all.

An object, not a global: an embedder makes its own, with or without what is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import pluggy
from attrs import evolve, frozen

from mobilnost import hooks
from mobilnost.host.plugins import BrokenPlugin, Found, PluginReport, installed, package_of, reason_of
from mobilnost.host.voices import for_programme, for_university
from mobilnost.law import Programme
from mobilnost.lawbook import ProgrammeLaw
from mobilnost.model import Phrase
from mobilnost.rules import CORE_FACTS, Contribution, FactDefinition, guarded


@frozen(kw_only=True)
class _Brought:
    """What one plugin brings: its own programmes, its facts, and a contribution for each programme."""

    name: str
    programmes: tuple[Programme, ...]
    facts: tuple[FactDefinition, ...]


class Host:
    """Registers plugins and asks them, once, what they bring.

    `strict` re-raises what a plugin raises instead of isolating it.
    """

    def __init__(self, *, disabled: Collection[str] = (), strict: bool = False) -> None:
        self.disabled = frozenset(disabled)
        self.strict = strict
        self._manager = pluggy.PluginManager(hooks.GROUP)
        self._manager.add_hookspecs(hooks)
        self._reports: dict[str, PluginReport] = {}
        self._laws: tuple[ProgrammeLaw, ...] | None = None

    @classmethod
    def discover(cls, *, disabled: Collection[str] = (), strict: bool = False) -> Host:
        """A host with every installed plugin of the entry points' group, each loaded on its own."""
        host = cls(disabled=disabled, strict=strict)
        for found in installed():
            host._load(found)
        return host

    def add(self, plugin: object, name: str | None = None) -> PluginReport:
        """Register a module or object as a plugin, as embedders and tests do."""
        name = name or str(getattr(plugin, "__name__", type(plugin).__name__))
        return self._load(Found(name=name, distribution=None, version=None, load=lambda: plugin))

    @property
    def plugins(self) -> tuple[PluginReport, ...]:
        """All plugins that were found, those that did not load included, with their reasons."""
        return tuple(self._reports.values()) if self.laws is not None else ()

    @property
    def laws(self) -> tuple[ProgrammeLaw, ...]:
        """The programmes with everything that is brought to them. Asked once."""
        if self._laws is None:
            self._laws = self._collect()
        return self._laws

    # -- loading

    def _load(self, found: Found) -> PluginReport:
        """Load and register a plugin; one whose name is taken is told apart by its distribution."""
        name = found.name
        if name in self._reports:
            name = f"{name} ({found.distribution or len(self._reports)})"
        report = PluginReport(name=name, distribution=found.distribution, version=found.version)
        self._laws = None
        self._reports[name] = report
        if found.name in self.disabled:
            self._reports[name] = evolve(report, state="disabled")
        elif (plugin := self._guarded(name, "import", found.load)) is not None and self._guarded(
            name, "hooks", lambda: self._register(name, plugin)
        ):
            self._reports[name] = evolve(report, hooks=self._hooks_of(plugin), package=package_of(plugin))
        return self._reports[name]

    def _register(self, name: str, plugin: object) -> bool:
        self._manager.register(plugin, name=name)
        self._manager.check_pending()
        return True

    def _hooks_of(self, plugin: object) -> tuple[str, ...]:
        callers = self._manager.get_hookcallers(plugin) or ()
        return tuple(caller.name for caller in callers)

    def _guarded(self, name: str, kind: str, act: Callable[[], Any]) -> Any:
        """The result of a plugin's own code, or `None` when it failed and was isolated."""
        try:
            return act()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a plugin may raise anything, SystemExit included
            if self.strict:
                raise
            self._isolate(name, kind, reason_of(kind, error))
            return None

    def _isolate(self, name: str, kind: str, reason: Phrase) -> None:
        if self._manager.has_plugin(name):
            self._manager.unregister(name=name)
        self._reports[name] = evolve(self._reports[name], state="failed", kind=kind, reason=reason)

    # -- asking

    def _collect(self) -> tuple[ProgrammeLaw, ...]:
        asked = [self._ask(name) for name, _ in self._live()]
        brought = self._without_duplicates([one for one in asked if one])
        programmes = [programme for one in brought for programme in one.programmes]
        said = {one.name: self._says(one, programmes) for one in brought}
        heard = [one for one in brought if said[one.name] is not None]
        return tuple(
            self._law(programme, heard, {name: parts or {} for name, parts in said.items()})
            for one in heard
            for programme in one.programmes
        )

    def _live(self) -> list[tuple[str, object]]:
        return list(self._manager.list_name_plugin())

    def _ask(self, name: str) -> _Brought | None:
        """A plugin's programmes and facts; one that fails here is isolated."""

        def ask() -> _Brought:
            programmes = _typed(name, self._call(name, "mobilnost_programmes"), Programme)
            facts = _typed(name, self._call(name, "mobilnost_facts"), FactDefinition)
            taken = sorted({one.name for one in facts} & {one.name for one in CORE_FACTS})
            if taken:
                raise BrokenPlugin(name, Phrase.of("core-facts", names=", ".join(taken)))
            self._reports[name] = evolve(self._reports[name], programmes=tuple(one.code for one in programmes))
            return _Brought(name=name, programmes=programmes, facts=tuple(guarded(one, name) for one in facts))

        brought: _Brought | None = self._guarded(name, "raised", ask)
        return brought

    def _call(self, name: str, hook: str, **arguments: object) -> Any:
        """One hook of one plugin; `None` where it does not implement it."""
        others = [plugin for other, plugin in self._live() if other != name]
        caller = self._manager.subset_hook_caller(hook, others)
        results = caller(**arguments)
        return results[0] if results else None

    def _without_duplicates(self, brought: list[_Brought]) -> list[_Brought]:
        """Two programmes with one code: neither is used, and both plugins are named."""
        owners: dict[str, list[str]] = {}
        for one in brought:
            for programme in one.programmes:
                owners.setdefault(programme.code, []).append(one.name)
        clashing = {code: names for code, names in owners.items() if len(names) > 1}
        for code, names in clashing.items():
            who = ", ".join(self._reports[name].distribution or name for name in names)
            for name in names:
                error = BrokenPlugin(name, Phrase.of("duplicate", code=code, plugins=who))
                if self.strict:
                    raise error
                self._isolate(name, "duplicate", error.reason)
        bad = {name for names in clashing.values() for name in names}
        return [one for one in brought if one.name not in bad]

    def _says(self, one: _Brought, programmes: Sequence[Programme]) -> dict[str, Contribution] | None:
        """What a plugin brings to each programme, or `None` when it failed at any of them."""

        def ask() -> dict[str, Contribution]:
            parts = {each.code: self._contribution(one, each) for each in programmes}
            return {code: part for code, part in parts.items() if part != Contribution()}

        said: dict[str, Contribution] | None = self._guarded(one.name, "contribution", ask)
        if said:
            own = {programme.code for programme in one.programmes}
            adds_to = tuple(code for code in said if code not in own)
            self._reports[one.name] = evolve(self._reports[one.name], adds_to=adds_to)
        return said

    def _law(
        self, programme: Programme, heard: Sequence[_Brought], said: dict[str, dict[str, Contribution]]
    ) -> ProgrammeLaw:
        speakers = [one for one in heard if programme in one.programmes or programme.code in said[one.name]]
        return ProgrammeLaw(
            programme=programme,
            law=Contribution.joined(
                said[one.name][programme.code] for one in speakers if programme.code in said[one.name]
            ),
            facts=tuple(fact for one in speakers for fact in one.facts),
        )

    def _contribution(self, one: _Brought, programme: Programme) -> Contribution:
        said = [self._call(one.name, hook, programme=programme) for hook in hooks.TOPICAL]
        parts = _typed(one.name, [part for part in said if part is not None], Contribution)
        joined = Contribution.joined(parts)
        own = programme in one.programmes
        return for_programme(one.name, programme, joined) if own else for_university(joined)


def _typed(name: str, given: Iterable[Any] | None, wanted: type[Any]) -> tuple[Any, ...]:
    """A plugin's answer as a tuple of what was asked for. Raises `BrokenPlugin`."""
    items = () if given is None else (given,) if isinstance(given, wanted) else tuple(given)
    wrong = [one for one in items if not isinstance(one, wanted)]
    if wrong:
        raise BrokenPlugin(name, Phrase.of("other-type", found=type(wrong[0]).__name__, wanted=wanted.__name__))
    return items
