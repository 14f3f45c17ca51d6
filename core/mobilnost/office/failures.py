"""What a plugin did wrong, as a problem with the plugin for its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mobilnost.host import Host, PluginReport
from mobilnost.model import InvalidData, Phrase, Place, Problem
from mobilnost.rules import BrokenFact


def failure(report: PluginReport) -> Problem:
    """That a plugin is failed or disabled, and why."""
    return Problem(f"plugin-{report.state}", Place(report.distribution, None, report.name), found=report.reason)


@contextmanager
def facts_of(host: Host) -> Iterator[None]:
    """While facts are found: what a plugin raises isolates it, unless the host is strict. Raises `InvalidData`."""
    try:
        yield
    except BrokenFact as error:
        if host.strict:
            raise
        plugin = next((one.distribution for one in host.plugins if one.name == error.plugin), None)
        place = Place(plugin, None, error.plugin)
        found = Phrase.of("fact", fact=error.fact, detail=error.reason)
        raise InvalidData([Problem("plugin-fact", place, found)]) from error
