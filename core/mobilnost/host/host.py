"""The host: finds plugins, checks what they hand over, isolates those that fail, and lists them all.

An object, not a global: an embedder makes its own, with or without what is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import pluggy
from attrs import evolve

from mobilnost import hooks
from mobilnost.host import clashes
from mobilnost.host.clashes import Brought
from mobilnost.host.core_versions import installed_core, serves
from mobilnost.host.intake import taken
from mobilnost.host.marks import require_hooks
from mobilnost.host.plugins import Addition, BrokenPlugin, Found, PluginReport, installed, package_of
from mobilnost.host.reasons import reason_of
from mobilnost.host.tracing import Trace, follow
from mobilnost.host.voices import for_programme, for_university
from mobilnost.host.watch import SECONDS, Watch
from mobilnost.law import Programme
from mobilnost.lawbook import ProgrammeLaw
from mobilnost.model import Phrase
from mobilnost.rules import CORE_FACTS, Contribution, FactDefinition, guarded

Said = Mapping[str, Contribution]
"""What a plugin says of programmes, by their codes."""


class _Isolated(Exception):
    """A plugin failed, and is listed with the reason."""


class Host:
    """Registers plugins and asks them, once, what they bring.

    `strict` re-raises what a plugin raises instead of isolating it. No call of a plugin may take longer than `seconds`
    (0: as long as it likes); `late(plugin, what)` is told of one that does not let itself be stopped, in another
    thread. `trace` is told every call of a hook with its answer.
    """

    def __init__(
        self,
        *,
        disabled: Collection[str] = (),
        strict: bool = False,
        seconds: float = SECONDS,
        trace: Trace | None = None,
        late: Callable[[str, str], None] | None = None,
    ) -> None:
        self.disabled = frozenset(disabled)
        self.strict = strict
        self._watch = Watch(seconds, late)
        self._manager = pluggy.PluginManager(hooks.GROUP)
        self._manager.add_hookspecs(hooks)
        if trace is not None:
            follow(self._manager, trace)
        self._reports: dict[str, PluginReport] = {}
        self._laws: tuple[ProgrammeLaw, ...] | None = None

    @classmethod
    def discover(cls, **options: Any) -> Host:
        """A host with every installed plugin of the entry points' group, each loaded on its own.

        The options are those of a host.
        """
        host = cls(**options)
        for found in installed():
            host._load(found)
        return host

    def add(self, plugin: object, name: str | None = None) -> PluginReport:
        """Register a module or object as a plugin, as embedders and tests do."""
        name = name or str(getattr(plugin, "__name__", type(plugin).__name__))
        return self._load(Found(name=name, load=lambda: plugin))

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
        self._laws = None
        self._reports[name] = evolve(found.report, name=name)
        if found.name in self.disabled:
            self._note(name, state="disabled")
        else:
            with suppress(_Isolated):
                self._register(name, found)
        return self._reports[name]

    def _register(self, name: str, found: Found) -> None:
        with self._isolating(name, "core"):
            core = installed_core() if found.wants else None
            if not serves(core, found.wants):
                raise BrokenPlugin(name, Phrase.of("other-core", wanted=found.wants, found=core))
        with self._isolating(name, "import"):
            plugin = self._watch.run(name, "import", found.load)
        with self._isolating(name, "hooks"):
            self._watch.run(name, "hooks", lambda: require_hooks(self._manager, name, plugin))
            self._manager.register(plugin, name=name)
            self._manager.check_pending()
        callers = self._manager.get_hookcallers(plugin) or ()
        self._note(name, hooks=tuple(caller.name for caller in callers), package=package_of(plugin))

    @contextmanager
    def _isolating(self, name: str, kind: str, hook: str | None = None) -> Iterator[None]:
        """While a plugin's own code runs, or is looked at: what it raises isolates it. Raises `_Isolated`.

        Somebody who interrupts the program is no plugin.
        """
        try:
            yield
        except BaseException as error:  # a plugin may raise anything, SystemExit included
            if self.strict or type(error) is KeyboardInterrupt:
                raise
            self._isolate(name, kind, reason_of(kind, hook, error))
            raise _Isolated from error

    def _isolate(self, name: str, kind: str, reason: Phrase) -> None:
        if self._manager.has_plugin(name):
            self._manager.unregister(name=name)
        self._reports[name] = self._reports[name].failed(kind, reason)

    def _note(self, name: str, **known: Any) -> None:
        self._reports[name] = evolve(self._reports[name], **known)

    # -- asking

    def _collect(self) -> tuple[ProgrammeLaw, ...]:
        brought = [one for name, _ in self._live() if (one := self._ask(name))]
        brought = self._without(brought, "duplicate", clashes.of_programmes(brought, self._titles))
        brought = self._without(brought, "raised", clashes.of_facts(brought, self._titles))
        programmes = [programme for one in brought for programme in one.programmes]
        said = {one.name: parts for one in brought if (parts := self._says(one, programmes)) is not None}
        heard = [one for one in brought if one.name in said]
        heard = self._without(heard, "contribution", clashes.of_ids(heard, said, self._titles))
        laws = tuple(self._law(programme, heard, said) for one in heard for programme in one.programmes)
        self._note_additions(heard, said)
        return laws

    def _live(self) -> list[tuple[str, object]]:
        return list(self._manager.list_name_plugin())

    @property
    def _titles(self) -> dict[str, str]:
        """The plugins as people know them: by the distribution that they installed."""
        return {name: one.distribution or name for name, one in self._reports.items()}

    def _ask(self, name: str) -> Brought | None:
        """A plugin's programmes and facts; one that fails here is isolated."""
        with suppress(_Isolated):
            programmes = self._answer(name, "raised", "mobilnost_programmes", Programme)
            self._note(name, programmes=tuple(one.code for one in programmes))
            facts = self._answer(name, "raised", "mobilnost_facts", FactDefinition)
            with self._isolating(name, "raised"):
                if core := sorted({one.name for one in facts} & {one.name for one in CORE_FACTS}):
                    raise BrokenPlugin(name, Phrase.of("core-facts", names=", ".join(core)))
            self._note(name, facts=tuple(one.name for one in facts))
            return Brought(name=name, programmes=programmes, facts=tuple(self._held(name, one) for one in facts))
        return None

    def _held(self, name: str, fact: FactDefinition) -> FactDefinition:
        """A fact of a plugin, held to its time and its type."""
        return guarded(evolve(fact, compute=self._watch.limited(name, fact.name, fact.compute)), name)

    def _answer(self, name: str, kind: str, hook: str, wanted: type[Any], **arguments: object) -> tuple[Any, ...]:
        """What a plugin answers to a hook; nothing where it does not implement it. Raises `_Isolated`."""
        with self._isolating(name, kind, hook):
            return self._watch.run(name, hook, lambda: taken(self._call(name, hook, **arguments), wanted))

    def _call(self, name: str, hook: str, **arguments: object) -> Any:
        others = [plugin for other, plugin in self._live() if other != name]
        caller = self._manager.subset_hook_caller(hook, others)
        results = caller(**arguments)
        return results[0] if results else None

    def _without(self, brought: Sequence[Brought], kind: str, wrong: Mapping[str, Phrase]) -> list[Brought]:
        """Those that do not claim what is another's; the others are isolated."""
        for name, reason in wrong.items():
            if self.strict:
                raise BrokenPlugin(name, reason)
            self._isolate(name, kind, reason)
        return [one for one in brought if one.name not in wrong]

    def _says(self, one: Brought, programmes: Sequence[Programme]) -> Said | None:
        """What a plugin brings to each programme, or `None` when it failed at any of them."""
        with suppress(_Isolated):
            parts = {each.code: self._contribution(one, each) for each in programmes}
            return {code: part for code, part in parts.items() if part != Contribution()}
        return None

    def _contribution(self, one: Brought, programme: Programme) -> Contribution:
        kind = "contribution"
        said = [self._answer(one.name, kind, hook, Contribution, programme=programme) for hook in hooks.TOPICAL]
        joined = Contribution.joined(part for parts in said for part in parts)
        with self._isolating(one.name, kind):
            own = programme in one.programmes
            return for_programme(one.name, programme, joined) if own else for_university(joined)

    def _law(self, programme: Programme, heard: Sequence[Brought], said: Mapping[str, Said]) -> ProgrammeLaw:
        speakers = [one for one in heard if programme in one.programmes or programme.code in said[one.name]]
        return ProgrammeLaw(
            programme=programme,
            law=Contribution.joined(said[one.name].get(programme.code, Contribution()) for one in speakers),
            facts=tuple(fact for one in speakers for fact in one.facts),
            added={
                id: one.name
                for one in speakers
                if programme not in one.programmes
                for part in (said[one.name][programme.code],)
                for id in (
                    *(it.key for it in part.provisions),
                    *(it.id for it in part.rules),
                    *(it.id for it in part.components),
                )
            },
        )

    def _note_additions(self, heard: Sequence[Brought], said: Mapping[str, Said]) -> None:
        """What each plugin brings to the programmes that are there in the end."""
        programmes = [programme for one in heard for programme in one.programmes]
        for one in heard:
            adds = [
                Addition.of(programme, said[one.name][programme.code], own=programme.code in one.codes)
                for programme in programmes
                if programme.code in said[one.name]
            ]
            self._note(one.name, adds=tuple(adds))
