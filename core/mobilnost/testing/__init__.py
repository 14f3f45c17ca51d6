"""The contract suite for those who write programmes: what a plugin must be, told in sentences where it is not.

    contract    the class that an author subclasses
    examining   the same without pytest: a plugin in, what it lacks out
    strategies  dossiers and what they are made of, for tests with hypothesis
    plugin      what pytest loads by entry point; it imports nothing until a contract is there

Each name is loaded when it is first used, so that pytest may load the plugin in projects that have no use for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mobilnost.testing.contract import ProgrammeContract as ProgrammeContract
    from mobilnost.testing.contract import RegulationContract as RegulationContract
    from mobilnost.testing.examining import check_programme as check_programme
    from mobilnost.testing.examining import check_regulation as check_regulation
    from mobilnost.testing.lacks import Check as Check
    from mobilnost.testing.lacks import Lack as Lack
    from mobilnost.testing.strategies import agreements as agreements
    from mobilnost.testing.strategies import courses as courses
    from mobilnost.testing.strategies import documents as documents
    from mobilnost.testing.strategies import dossiers as dossiers
    from mobilnost.testing.strategies import dossiers_under as dossiers_under
    from mobilnost.testing.strategies import institutions as institutions
    from mobilnost.testing.strategies import mobilities as mobilities
    from mobilnost.testing.strategies import past_mobilities as past_mobilities
    from mobilnost.testing.strategies import persons as persons
    from mobilnost.testing.strategies import staff as staff
    from mobilnost.testing.strategies import students as students
    from mobilnost.testing.telling import LackTeller as LackTeller

_HOMES: dict[str, tuple[str, ...]] = {
    "contract": ("ProgrammeContract", "RegulationContract"),
    "examining": ("check_programme", "check_regulation"),
    "lacks": ("Check", "Lack"),
    "strategies": (
        "agreements",
        "courses",
        "documents",
        "dossiers",
        "dossiers_under",
        "institutions",
        "mobilities",
        "past_mobilities",
        "persons",
        "staff",
        "students",
    ),
    "telling": ("LackTeller",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)

#: What the suite needs beyond the core, and what brings it.
NEEDED = ("hypothesis", "pytest")
EXTRA = "mobilnost[testing]"


def __getattr__(name: str) -> object:
    """A public name, from the module it lives in. Raises `ImportError` that says what to install."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'mobilnost.testing' has no attribute {name!r}")
    try:
        found: object = getattr(import_module(f"mobilnost.testing.{_HOME_OF[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name not in NEEDED:
            raise
        needs = f"mobilnost.testing needs {error.name}; `pip install '{EXTRA}'` brings it"
        raise ImportError(needs, name=error.name) from error
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__]
