"""Plugins as they are found and as the list shows them, those that did not load included."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from mobilnost import hooks
from mobilnost.model import MobilnostError, Phrase


class BrokenPlugin(MobilnostError):
    """A plugin handed over what nobody can use; `plugin` names it, `reason` says why."""

    def __init__(self, plugin: str, reason: Phrase) -> None:
        super().__init__(f"{plugin}: {reason}")
        self.plugin = plugin
        self.reason = reason


@frozen(kw_only=True)
class PluginReport:
    """A plugin as the list shows it: loaded, disabled, or isolated with the reason.

    `kind` of failure is one of import, hooks, raised, contribution, duplicate; `adds_to` are programmes of others.
    `package` is the package that it was loaded from, beside which its files lie.
    """

    name: str
    distribution: str | None = None
    version: str | None = None
    state: str = "loaded"
    programmes: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    adds_to: tuple[str, ...] = ()
    kind: str | None = None
    reason: Phrase | None = None
    package: str | None = None


@frozen(kw_only=True)
class Found:
    """An entry point: its name, its distribution, and how to load it."""

    name: str
    distribution: str | None
    version: str | None
    load: Callable[[], object]


def reason_of(kind: str, error: BaseException) -> Phrase:
    """Why a plugin did not load: what we hold against it, or at what stage Python stopped, and what it said."""
    if isinstance(error, BrokenPlugin):
        return error.reason
    return Phrase.of(kind, detail=f"{type(error).__name__}: {error}")


def package_of(plugin: object) -> str | None:
    """The name of a plugin that is a package; of a single module or another object there is none."""
    return str(getattr(plugin, "__name__", "")) if hasattr(plugin, "__path__") else None


def installed() -> list[Found]:
    """The entry points of the group, each with its distribution, sorted by name."""
    from importlib.metadata import entry_points

    return [
        Found(
            name=point.name,
            distribution=point.dist.name if point.dist else None,
            version=point.dist.version if point.dist else None,
            load=point.load,
        )
        for point in sorted(entry_points(group=hooks.GROUP), key=lambda point: point.name)
    ]
