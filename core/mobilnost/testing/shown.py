"""A made-up dossier in one line, in the keys of its file, so that an author can write it down."""

from __future__ import annotations

from mobilnost.model import Dossier


def shown(dossier: Dossier) -> str:
    """What tells a dossier apart from others."""
    mobility, partner = dossier.mobility, next(iter(dossier.institutions), None)
    said = {
        "kind": mobility.kind.value,
        "direction": mobility.direction.value,
        "start": mobility.start,
        "end": mobility.end,
        "blended": mobility.blended or None,
        "zero_grant": mobility.zero_grant or None,
        "cycle": dossier.student.cycle.value if dossier.student else None,
        "category": dossier.staff.category.value if dossier.staff else None,
        "country": partner.country if partner else None,
        "latitude": partner.latitude if partner else None,
        "documents": ", ".join(one.type for one in dossier.documents) or None,
    }
    return ", ".join(f"{key} = {_written(value)}" for key, value in said.items() if value is not None)


def _written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
