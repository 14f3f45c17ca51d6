"""Plugins as they are found and as the list shows them, those that did not load included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from mobilnost import hooks
from mobilnost.host.core_versions import wanted_of
from mobilnost.law import Programme
from mobilnost.model import MobilnostError, Phrase
from mobilnost.rules import Contribution

if TYPE_CHECKING:
    from importlib.metadata import Distribution

#: What each kind of a contribution is known by.
KEYS: Mapping[str, str] = MappingProxyType(
    {
        "provisions": "key",
        "rules": "id",
        "overrides": "key",
        "documents": "type",
        "obligations": "id",
        "duties": "id",
        "components": "id",
        "instalments": "id",
        "procedures": "id",
    }
)


class BrokenPlugin(MobilnostError):
    """A plugin handed over what nobody can use; `plugin` names it, `reason` says why."""

    def __init__(self, plugin: str, reason: Phrase) -> None:
        super().__init__(f"{plugin}: {reason}")
        self.plugin = plugin
        self.reason = reason


@frozen(kw_only=True)
class Addition:
    """What a plugin brings to one programme: ids by their kind, which are the fields of a `Contribution`.

    `own` says whether the plugin brings the programme itself.
    """

    programme: str
    own: bool
    ids: Mapping[str, tuple[str, ...]] = field(hash=False)

    @classmethod
    def of(cls, programme: Programme, given: Contribution, own: bool) -> Addition:
        """What there is in a contribution; kinds of which there is nothing are left out."""
        ids = {kind: tuple(str(getattr(one, key)) for one in getattr(given, kind)) for kind, key in KEYS.items()}
        return cls(
            programme=programme.code,
            own=own,
            ids=MappingProxyType({kind: many for kind, many in ids.items() if many}),
        )


@frozen(kw_only=True)
class PluginReport:
    """A plugin as the list shows it: loaded, disabled, or isolated with the reason.

    `kind` of failure is one of core, import, hooks, raised, contribution, duplicate; `wants` are the versions of the
    core that its distribution asks for. `adds` is what it brings to each programme, `adds_to` are those of others among
    them. `package` is the package that it was loaded from, beside which its files lie.
    """

    name: str
    distribution: str | None = None
    version: str | None = None
    state: str = "loaded"
    programmes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    adds: tuple[Addition, ...] = ()
    wants: str | None = None
    kind: str | None = None
    reason: Phrase | None = None
    package: str | None = None

    @property
    def adds_to(self) -> tuple[str, ...]:
        """The programmes of others to which it adds something."""
        return tuple(one.programme for one in self.adds if not one.own)

    def failed(self, kind: str, reason: Phrase) -> PluginReport:
        """The same, isolated."""
        return evolve(self, state="failed", adds=(), kind=kind, reason=reason)


@frozen(kw_only=True)
class Found:
    """An entry point: its name, its distribution, the core that this asks for, and how to load it."""

    name: str
    distribution: str | None = None
    version: str | None = None
    wants: str | None = None
    load: Callable[[], object]

    @property
    def report(self) -> PluginReport:
        """The plugin before anything is known of it."""
        return PluginReport(name=self.name, distribution=self.distribution, version=self.version, wants=self.wants)


def package_of(plugin: object) -> str | None:
    """The name of a plugin that is a package; of a single module or another object there is none."""
    return str(getattr(plugin, "__name__", "")) if hasattr(plugin, "__path__") else None


def installed() -> list[Found]:
    """The entry points of the group, each with its distribution, sorted by name."""
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=hooks.GROUP), key=lambda point: point.name)
    said = {id(point.dist): _said(point.dist) for point in points}
    return [Found(name=point.name, load=point.load, **said[id(point.dist)]) for point in points]


def _said(distribution: Distribution | None) -> dict[str, str | None]:
    """What the metadata of a distribution say, read once."""
    if distribution is None:
        return {}
    metadata = distribution.metadata
    return {
        "distribution": metadata["Name"],
        "version": metadata["Version"],
        "wants": wanted_of(metadata.get_all("Requires-Dist") or ()),
    }
