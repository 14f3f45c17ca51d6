"""What agreements made from one template have in common: everything that the analysis of one alone looks at.

Names, clauses and numbers of places are left out, and so are the partner and the dates, which its frames know. Where
there is nothing to be said of one agreement, there is nothing to be said of another from the same template within the
same frames.
"""

from __future__ import annotations

from collections.abc import Iterable

from mobilnost.analysis.ground import Ground
from mobilnost.analysis.places import empty
from mobilnost.model import Agreement, Places


def template_of(agreement: Agreement, grounds: Iterable[Ground]) -> object:
    """The template of an agreement under the laws of its time."""
    return (
        tuple(map(id, grounds)),
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
