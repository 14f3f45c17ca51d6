"""The scenarios that lie beside a law: of a regulation beside its file, of a programme in its plugin's package.

    mostar_2018.toml            mostar_2018_scenarios.toml
    mobilnost_erasmus/law.toml  mobilnost_erasmus/scenarios.toml

Either may be absent: then nothing is held, and the account of what is covered says so.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from mobilnost.formats.scenarios import load_scenarios, parse_scenarios
from mobilnost.host import Host
from mobilnost.law import Authority
from mobilnost.regulations import SCENARIOS, shipped
from mobilnost.scenarios import Scenario

#: The file in the package of a plugin.
BESIDE = "scenarios.toml"


def regulation_scenarios(name: str, folder: Path | None = None) -> tuple[Scenario, ...]:
    """The scenarios of a regulation that is named as `regulations.regulation` has it. Raises `InvalidData`."""
    if name in shipped():
        return _packaged("mobilnost.regulations", name.replace("-", "_") + SCENARIOS, Authority.UNIVERSITY)
    path = (folder or Path()) / name
    beside = path.with_name(path.stem + SCENARIOS)
    return load_scenarios(beside, Authority.UNIVERSITY) if beside.is_file() else ()


def programme_scenarios(host: Host) -> dict[str, tuple[Scenario, ...]]:
    """The scenarios of every plugin that a host has loaded, by the plugin's name. Raises `InvalidData`."""
    loaded = {one.name: one.package for one in host.plugins if one.state == "loaded" and one.package}
    return {name: scenarios_of(package) for name, package in loaded.items()}


def scenarios_of(package: str) -> tuple[Scenario, ...]:
    """The scenarios in the package of one plugin. Raises `InvalidData`."""
    return _packaged(package, BESIDE, Authority.PROGRAMME)


def _packaged(package: str, name: str, authority: Authority) -> tuple[Scenario, ...]:
    file = files(package).joinpath(name)
    if not file.is_file():
        return ()
    return parse_scenarios(file.read_text(encoding="utf-8"), f"{package}/{name}", authority)
