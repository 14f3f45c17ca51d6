"""Who may take a step: the holders of its role, where the office's settings name any. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from mobilnost.procedure.actors import UNIT_ROLES, Actor

#: Who acts where a step names a body: any of the persons that the unit, or the Office, has named.
BODIES: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", *UNIT_ROLES),
    "office": ("office", "international_office"),
}


def holders(actors: Mapping[str, Actor], role: str, unit: str | None) -> tuple[str, ...]:
    """The names of those who may act in a role for a unit, in alphabetical order; for no unit, of any.

    None where the settings name nobody: then the role is an outsider's, or the office keeps no list of it.
    """
    roles = BODIES.get(role, (role,))
    return tuple(
        sorted(
            name
            for name, actor in actors.items()
            if any(one.role in roles and (unit is None or one.unit in (None, unit)) for one in actor.holdings)
        )
    )
