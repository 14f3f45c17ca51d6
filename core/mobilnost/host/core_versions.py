"""Which core a plugin is made for: what its distribution's metadata ask for, held against the core that runs it."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: The distribution of the core.
CORE = "mobilnost"
_OF_CORE = re.compile(rf"{CORE}\s*(?:\[[^]]*\])?\s*\(?\s*(?=[<>=!~])", re.IGNORECASE)


def wanted_of(requirements: Iterable[str]) -> str | None:
    """The versions of the core that a distribution asks for, as `>=1.2,<2`; none where it takes any.

    What it asks for only with one of its extras, or on another system, is not asked for here.
    """
    asked = [one for one in requirements if _OF_CORE.match(one)]
    if not asked:
        return None
    from packaging.requirements import InvalidRequirement, Requirement

    found = []
    for one in asked:
        try:
            requirement = Requirement(one)
        except InvalidRequirement:  # pip would not have installed it; nothing is known of what it needs
            continue
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            found.append(str(requirement.specifier))
    return ",".join(found) or None


def installed_core() -> str | None:
    """The version of the core that runs here; none where it runs without having been installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(CORE)
    except PackageNotFoundError:
        return None


def serves(version: str | None, wanted: str | None) -> bool:
    """Whether a version of the core is one of those that a plugin asks for; one that nobody knows serves all."""
    if wanted is None or version is None:
        return True
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(wanted).contains(version, prereleases=True)
