"""Room in an agreement's places, and what a stay takes of it, in every unit that agreements count in."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

#: In which units an agreement counts its places; each that it names must suffice.
UNITS = ("persons", "months", "days", "student_semesters")


@frozen(kw_only=True)
class Room:
    """What is left of the places of one entry of an agreement; `None` is not counted."""

    persons: Decimal | None = None
    months: Decimal | None = None
    days: Decimal | None = None
    student_semesters: Decimal | None = None

    def holds(self, need: Need) -> bool:
        """Whether a stay still fits, by every unit that is counted; one that cannot be measured fits nowhere."""
        taken = ((getattr(need, unit), left) for unit, left in self._counted() if left is not None)
        return all(amount is not None and amount <= left for amount, left in taken)

    def less(self, need: Need) -> Room:
        """What is left once a stay has been given its place."""
        taken = {unit: getattr(need, unit) for unit, left in self._counted() if left is not None}
        return evolve(self, **{unit: None if n is None else getattr(self, unit) - n for unit, n in taken.items()})

    def _counted(self) -> list[tuple[str, Decimal | None]]:
        return [(unit, getattr(self, unit)) for unit in UNITS]


@frozen(kw_only=True)
class Need:
    """What a stay takes of the places; `None` where nobody says what a semester is."""

    persons: Decimal = Decimal(1)
    months: Decimal = Decimal(0)
    days: Decimal = Decimal(0)
    student_semesters: Decimal | None = Decimal(0)
