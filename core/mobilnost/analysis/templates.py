"""What agreements made from one template have in common: everything that the analysis of one alone looks at.

Names, dates, clauses and numbers of places are left out. Where there is nothing to be said of one agreement, there is
nothing to be said of another from the same template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mobilnost.analysis.frames import partner_of
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.places import empty
from mobilnost.model import Agreement, Institution, Places
from mobilnost.rules import Home


def template_of(
    agreement: Agreement, grounds: Iterable[Ground], home: Home, institutions: Mapping[str, Institution]
) -> object:
    """The template of an agreement under the laws of its time; equal for agreements of which the same is to be said."""
    laws = tuple(grounds)
    texts = [*(one.applies for one in agreement.terms), *(one.applies for one in agreement.conditions)]
    texts += [one.requires for one in agreement.conditions]
    partner = partner_of(agreement, home, institutions)
    if not any(ground.names_partners for ground in laws) and not any("partner" in (text or "") for text in texts):
        partner.pop("partner", None)
    return (
        tuple(map(id, laws)),
        tuple(partner.items()),
        tuple(map(_place, agreement.places)),
        tuple((one.provision, said(one.value), one.applies) for one in agreement.terms),
        tuple((one.requires, one.applies) for one in agreement.conditions),
    )


def _place(place: Places) -> object:
    """For whom places are, and whether there are any."""
    return place.direction, place.kind, place.cycles, empty(place)


def said(value: object) -> object:
    """A value as it can be compared: lists too, and `1` is not `true`."""
    return tuple(map(said, value)) if isinstance(value, list | tuple) else (type(value), str(value))
