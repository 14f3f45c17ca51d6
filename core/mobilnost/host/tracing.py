"""What plugins are asked and what they answer, as it happens: for authors who wonder why nothing comes of a hook.

Ids alone are told, never whole values. Hooks are asked about programmes when these load, and never about a dossier: so
there is nothing of a person here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pluggy
from attrs import fields_dict, frozen

from mobilnost.host.plugins import KEYS
from mobilnost.law import Programme
from mobilnost.rules import Contribution, FactDefinition

Trace = Callable[["HookCall"], None]
"""Gets every call of a hook when it has ended."""


@frozen(kw_only=True)
class HookCall:
    """One call of a hook of one plugin: with which arguments, and what it gave; or the error that it raised.

    As a text it is `norplus: mobilnost_duration(programme=norplus) -> rules: norplus.minimum`.
    """

    plugin: str
    hook: str
    arguments: tuple[tuple[str, str], ...] = ()
    gave: str | None = None
    raised: str | None = None

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value}" for name, value in self.arguments)
        end = f"-> {self.gave}" if self.raised is None else f"!! {self.raised}"
        return f"{self.plugin}: {self.hook}({given}) {end}"


def follow(manager: pluggy.PluginManager, trace: Trace) -> None:
    """Has every call of a hook told, with what it gave."""

    def before(hook: str, plugins: Sequence[pluggy.HookImpl], arguments: Mapping[str, Any]) -> None:
        """What is asked is told together with the answer."""

    def after(
        outcome: pluggy.Result[Any], hook: str, plugins: Sequence[pluggy.HookImpl], arguments: Mapping[str, Any]
    ) -> None:
        if not plugins:
            return
        error = outcome.exception
        given = tuple((name, shown(value)) for name, value in arguments.items())
        call = HookCall(plugin=plugins[-1].plugin_name, hook=hook, arguments=given)
        if error is None:
            results = outcome.get_result()
            trace(HookCall(**_said(call), gave=shown(results[0]) if results else "None"))
        else:
            trace(HookCall(**_said(call), raised=type(error).__name__))

    manager.add_hookcall_monitoring(before, after)


def _said(call: HookCall) -> dict[str, Any]:
    return {name: getattr(call, name) for name in ("plugin", "hook", "arguments")}


def shown(value: object) -> str:
    """A value by its id, what holds several by theirs, and anything else by its type."""
    match value:
        case None:
            return "None"
        case Programme(code=str(code)):
            return code
        case FactDefinition(name=str(name)):
            return name
        case Contribution():
            return "; ".join(_kinds(value)) or "Contribution()"
        case list() | tuple():
            return f"[{', '.join(map(shown, value))}]"
    return f"<{type(value).__name__}>"


def _kinds(given: Contribution) -> list[str]:
    """What a contribution has of each kind. It is as the plugin gave it, and nobody has looked at it yet."""
    kinds = {kind: getattr(given, kind) for kind in fields_dict(Contribution)}
    return [
        f"{kind}: {', '.join(str(getattr(one, KEYS[kind], None)) for one in many)}"
        if isinstance(many, list | tuple)
        else f"{kind}: <{type(many).__name__}>"
        for kind, many in kinds.items()
        if many != ()
    ]
