"""The host of plugins: what is installed is found, checked, isolated where it fails, and asked what it brings."""

from mobilnost.host.host import Host
from mobilnost.host.plugins import BrokenPlugin, PluginReport

__all__ = ["BrokenPlugin", "Host", "PluginReport"]
