"""The host of plugins: what is installed is found, checked, isolated where it fails, and asked what it brings."""

from mobilnost.host.host import Host
from mobilnost.host.plugins import Addition, BrokenPlugin, PluginReport
from mobilnost.host.tracing import HookCall
from mobilnost.host.watch import SECONDS, TimeUp

__all__ = ["SECONDS", "Addition", "BrokenPlugin", "HookCall", "Host", "PluginReport", "TimeUp"]
