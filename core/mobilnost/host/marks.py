"""The hooks of a plugin as its author marked them, held against those that there are."""

from __future__ import annotations

import inspect
from difflib import get_close_matches
from typing import Any

import pluggy

from mobilnost.host.plugins import BrokenPlugin
from mobilnost.model import Phrase


def require_hooks(manager: pluggy.PluginManager, name: str, plugin: object) -> None:
    """That a plugin's hooks are ours, with our arguments, and marked as hooks. Raises `BrokenPlugin`."""
    for attribute in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, attribute)
        found = getattr(plugin, attribute, None)
        if options is None:
            if _spec(manager, attribute) and inspect.isroutine(found):
                raise BrokenPlugin(name, Phrase.of("unmarked-hook", hook=attribute))
            continue
        hook = options["specname"] or attribute
        if (spec := _spec(manager, hook)) is None:
            if not options["optionalhook"]:
                raise BrokenPlugin(name, _unknown(manager, hook))
            continue
        if options["wrapper"] or options["hookwrapper"]:
            raise BrokenPlugin(name, Phrase.of("wrapping-hook", hook=hook))
        strangers = [one for one in _arguments(plugin, name, found, options) if one not in spec]
        if strangers:
            known = ", ".join(spec) or "–"
            raise BrokenPlugin(name, Phrase.of("hook-arguments", hook=hook, given=", ".join(strangers), known=known))


def _spec(manager: pluggy.PluginManager, hook: str) -> tuple[str, ...] | None:
    """The arguments of a hook of ours; none where there is no such hook."""
    caller = getattr(manager.hook, hook, None)
    return tuple(caller.spec.argnames) if isinstance(caller, pluggy.HookCaller) and caller.spec else None


def _arguments(plugin: object, name: str, function: Any, options: Any) -> tuple[str, ...]:
    """What a function asks for. One that asks for more than a hook has cannot be called."""
    return tuple(pluggy.HookImpl(plugin, name, function, options).argnames)


def _unknown(manager: pluggy.PluginManager, hook: str) -> Phrase:
    known = [name for name in vars(manager.hook) if _spec(manager, name) is not None]
    near = get_close_matches(hook, known, n=1)
    return Phrase.of("unknown-hook-like", hook=hook, like=near[0]) if near else Phrase.of("unknown-hook", hook=hook)
